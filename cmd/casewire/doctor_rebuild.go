package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	"casewire/feeds/desk"
	"casewire/feeds/text"
)

// rebuild understands the chosen story again from its texts, and says whether
// anything came out otherwise.
func (p *program) rebuild(ctx context.Context) error {
	return p.withWritten(ctx, func(f *following) error {
		if err := f.archive.Writable(); err != nil {
			return err
		}
		before, err := f.archive.Fingerprints(ctx)
		if err != nil {
			return err
		}
		show := p.progress("Reading everything again")
		err = desk.Rebuild(ctx, f.archive, f.story, p.spawn, show)
		show(0, 0)
		if err != nil {
			return hintError{err, "the reader, watch and doctor --rebuild go on with what is left"}
		}
		after, err := f.archive.Fingerprints(ctx)
		if err != nil {
			return err
		}
		counts, err := f.archive.Counts(ctx)
		if err != nil {
			return err
		}
		pr := p.printer()
		pr.line(text.Sprintf("%s of %s understood again: %s.", count(counts.Kept, "article"), f.story.Title, otherwise(before, after)))
		return pr.err
	})
}

// otherwise says which of what was understood is not as it was.
func otherwise(before, after map[string]string) string {
	var changed []string
	for _, what := range slices.Sorted(maps.Keys(after)) {
		if before[what] != after[what] {
			changed = append(changed, what)
		}
	}
	if len(changed) == 0 {
		return "all is as it was"
	}
	return "changed are the " + strings.Join(changed, ", ")
}
