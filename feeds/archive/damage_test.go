package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
)

// block is how much of a file is damaged at a time: what disks lose.
const block = 4096

const articles = 100 // of the archive that is damaged

// printed makes an archive of n kept articles, and returns its bytes.
func printed(t *testing.T, n int) []byte {
	t.Helper()
	d := newDesk(t, 3)
	for feed := range 3 {
		var items []news.Item
		for i := feed; i < n; i += 3 {
			items = append(items, item(fmt.Sprint(i), fmt.Sprintf("https://p.example/%d", i), fmt.Sprintf("fire %d", i), strings.Repeat(fmt.Sprintf("Word %d. ", i), 20+7*i)))
		}
		d.poll(feed, items...)
	}
	_, err := d.Do(t.Context(), noon, news.Star, none, 3)
	must(t, err)
	path := filepath.Join(t.TempDir(), "whole.db")
	must(t, d.Backup(t.Context(), path))
	data, err := os.ReadFile(path)
	must(t, err)
	return data
}

// A damaged archive opens, is read as far as it can be, and is never written:
// whatever block of it is lost, and whatever stands there instead.
func TestDamageIsToldAndHarmsNothingElse(t *testing.T) {
	whole := printed(t, articles)
	chaos := rand.NewChaCha8([32]byte{})
	kinds := map[string]func(data []byte, at int) []byte{
		"zeros":  func(data []byte, at int) []byte { clear(data[at:min(at+block, len(data))]); return data },
		"random": func(data []byte, at int) []byte { _, _ = chaos.Read(data[at:min(at+block, len(data))]); return data },
		"cut":    func(data []byte, at int) []byte { return data[:at] },
	}
	for name, damage := range kinds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told, tried, least := 0, 0, articles
			first, step := 0, 2*block // zeros and random bytes take turns
			switch name {
			case "random":
				first = block
			case "cut":
				step = pageSize
			}
			for at := first; at < len(whole); at += step {
				d := damage(bytes.Clone(whole), at)
				n, damaged := look(t, d, fmt.Sprintf("%s at %d", name, at), at/step%4 == 0)
				if damaged {
					told++
				}
				if least = min(least, n); name != "cut" && n < articles/2 {
					t.Errorf("%s at %d: %d articles are left", name, at, n)
				}
				tried++
			}
			t.Logf("damaged %d times: told %d times, at least %d of %d articles can be read", tried, told, least, articles)
		})
	}
}

// look opens a damaged archive, checks and reads it, and with remake makes a
// new one of it. It returns how many kept articles there are to be read.
func look(t *testing.T, data []byte, what string, remake bool) (n int, damaged bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	path := filepath.Join(t.TempDir(), "marlow.db")
	must(t, os.WriteFile(path, data, 0o600))
	defer func() {
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: the file was written", what)
		}
	}()
	a, err := Open(ctx, path, Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
	var foreign *DamagedError
	if errors.As(err, &foreign) {
		return 0, true
	}
	must(t, err)
	defer func() { must(t, a.Close()) }()
	damage, err := a.Check(ctx)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	p, err := a.Page(ctx, news.Filter{}, nil, news.Place{}, 1000, false)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	for i := range p.Articles {
		if _, err := a.Article(ctx, p.Articles[i].ID); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	altered, _, err := a.Verify(ctx, nil)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	if damage == nil {
		if len(p.Articles) != articles {
			t.Errorf("%s: nothing is told of %d articles", what, articles-len(p.Articles))
		}
		return len(p.Articles), len(altered) > 0
	}
	if remake {
		remade(t, path, what, len(p.Articles))
	}
	return len(p.Articles), true
}

// remade makes a new archive of a damaged one, of which n articles can be read.
func remade(t *testing.T, path, what string, n int) {
	t.Helper()
	ctx := t.Context()
	into := path + ".new"
	r, err := Recover(ctx, path, into, Options{Story: "marlow", StoryPath: "/stories/marlow.toml"})
	must(t, err)
	b := open(t, into)
	if r.Articles > 0 {
		sound(t, b)
	}
	if _, _, err := b.JudgeAll(ctx, fire, nil); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	c, err := b.Counts(ctx)
	must(t, err)
	if c.Kept != r.Articles || c.Kept < n {
		t.Errorf("%s: %d recovered, %d kept, %d read", what, r.Articles, c.Kept, n)
	}
	if again, _, err := b.Verify(ctx, nil); err != nil || len(again) > 0 {
		t.Errorf("%s: recovered with %v, %v", what, again, err)
	}
	must(t, b.Close())
}
