package main

import (
	"context"
	"time"

	"casewire/feeds/desk"
	"casewire/feeds/text"
)

// learn lets the engines read what waits for them, behind the screens.
func (w *wire) learn(ctx context.Context) {
	rules, _ := w.shelf.current()
	err := desk.CatchUp(ctx, w.shelf.archive, w.shelf.followed(), rules, w.spawn, nil)
	if err != nil && ctx.Err() == nil {
		w.log.Error("understand the story", "error", err)
	}
}

// understand lets the engines read what waits for them, so that no answer lacks
// what they find.
func (p *program) understand(ctx context.Context, f *following) error {
	defer p.limitMemory()()
	again, err := desk.Outdated(ctx, f.archive)
	if err != nil {
		return err
	}
	begun := time.Now() //nolint:forbidigo // how long the user waits, not the story's time
	told := false
	return desk.CatchUp(ctx, f.archive, f.story, f.rules, p.spawn, func(done, total int) {
		if !told && done < total && time.Since(begun) > time.Second {
			why := text.Clean{}
			if again {
				why = text.Own(" again, as this version reads them")
			}
			p.say(text.Sprintf("reading %s%s", count(total, "article"), why))
			told = true
		}
	})
}
