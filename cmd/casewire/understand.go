package main

import (
	"context"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// learn lets the engines read what waits for them, and what other ones read,
// behind the screens.
func (w *wire) learn(ctx context.Context) {
	w.learning.Lock()
	defer w.learning.Unlock()
	rules, _ := w.shelf.current()
	w.renew(ctx, w.shelf.archive, w.shelf.followed(), rules)
}

// renew lets the engines read again what other ones read, and what waits for
// them.
func (p *program) renew(ctx context.Context, a *archive.Archive, st *news.Story, rules *rule.Rules) {
	err := desk.Renew(ctx, a, st, p.spawn, nil)
	if err == nil {
		err = desk.CatchUp(ctx, a, st, rules, p.spawn, nil)
	}
	if err != nil && ctx.Err() == nil {
		p.log.Error("understand the story", "error", err)
	}
}

// renewBehind does that behind what else is done, until the returned function
// ends it and waits for its end: what is left is done another time.
func (p *program) renewBehind(ctx context.Context, f *following) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	st, rules := f.story, f.rules // as they are now
	p.spawn(func() {
		defer close(done)
		p.renew(ctx, f.archive, st, rules)
	})
	return func() {
		cancel()
		<-done
	}
}

// understand lets the engines read what waits for them, so that no answer lacks
// what they find. What other engines read is no reason to wait.
func (p *program) understand(ctx context.Context, f *following) error {
	defer p.limitMemory()()
	begun := time.Now() //nolint:forbidigo // how long the user waits, not the story's time
	told := false
	err := desk.CatchUp(ctx, f.archive, f.story, f.rules, p.spawn, func(done, total int) {
		if !told && done < total && time.Since(begun) > time.Second {
			p.say(text.Sprintf("reading %s", count(total, "article")))
			told = true
		}
	})
	if err != nil {
		return err
	}
	again, err := desk.Outdated(ctx, f.archive)
	if again {
		p.say(text.Own("not all articles are read as this version reads them; the reader, watch and doctor --rebuild read them again"))
	}
	return err
}
