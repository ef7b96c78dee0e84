package main

import (
	"bytes"
	"errors"
	"maps"
	"strings"
	"testing"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
)

// What other engines read is no reason to wait for commands, which tell of it;
// behind the reader and watch it is read again.
func TestOtherEnginesReadIt(t *testing.T) {
	for name, read := range map[string]func(t *testing.T, p *program, f *following){
		"another version": func(t *testing.T, p *program, f *following) {
			a := f.archive
			err := errors.Join(a.Renew(t.Context(), -1), a.EndReplay(t.Context()))
			if err == nil {
				err = desk.Understand(t.Context(), a, f.story, p.spawn, nil)
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"interrupted": func(t *testing.T, _ *program, f *following) {
			if err := f.archive.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := demoShelf(t)
			p := programAt(t.TempDir())
			var said bytes.Buffer
			p.stderr = &said
			if err := p.understand(t.Context(), s.following); err != nil || said.Len() > 0 {
				t.Fatalf("%v: %s", err, &said)
			}
			read(t, p, s.following)
			before := understoodAs(t, s.archive)
			if err := p.understand(t.Context(), s.following); err != nil || !maps.Equal(understoodAs(t, s.archive), before) {
				t.Errorf("it was read again before the answer: %v", err)
			}
			if n := strings.Count(said.String(), "not all articles are read as this version reads them"); n != 1 {
				t.Errorf("told %d times: %s", n, &said)
			}
			w := &wire{program: p, shelf: s}
			if state, err := w.State(t.Context()); err != nil || !strings.HasPrefix(state.Notice.String(), "Reading 147 articles again") {
				t.Errorf("%+v: %v", state.Notice, err)
			}

			p.renew(t.Context(), s.archive, s.story, s.rules)
			after := understoodAs(t, s.archive)
			if err := desk.Rebuild(t.Context(), s.archive, s.story, nil, nil); err != nil || !maps.Equal(understoodAs(t, s.archive), after) {
				t.Errorf("it is other than rebuilt: %v", err)
			}
			said.Reset()
			state, err := w.State(t.Context())
			if err = errors.Join(err, p.understand(t.Context(), s.following)); err != nil || said.Len() > 0 || state.Notice.Len() > 0 {
				t.Errorf("%v: %s%s", err, &said, state.Notice)
			}
		})
	}
}

func understoodAs(t *testing.T, a *archive.Archive) map[string]string {
	t.Helper()
	prints, err := a.Fingerprints(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return prints
}
