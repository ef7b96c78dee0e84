package main

import (
	"context"
	"errors"
	"time"
)

// readStories shows the chosen story, and then those that the reader goes on
// with. One that cannot be opened is told in the one before.
func (p *program) readStories(ctx context.Context) error {
	var fault error
	var lines <-chan string
	if p.plain() {
		lines = p.typedLines(ctx)
	}
	before := ""
	for {
		f, err := p.open(ctx)
		switch {
		case err != nil && before == "":
			return err
		case err != nil:
			p.flags.story, before, fault = before, "", err
			continue
		}
		here := p.nameOf(f.story)
		next, err := p.readStory(ctx, f, fault, lines)
		if err != nil || next == "" {
			return err
		}
		p.flags.story, before, fault = next, here, nil
	}
}

// readStory shows a story, in full screen or, where there are typed lines, as a
// session, and returns the one to go on with.
func (p *program) readStory(ctx context.Context, f *following, fault error, lines <-chan string) (next string, err error) {
	wait := time.Duration(0)
	if lines != nil {
		wait = checkWait
	}
	end := p.check(ctx, f, wait)
	defer func() { err = errors.Join(end(err), f.archive.Close()) }()
	if err := p.remember(f.story); err != nil {
		p.log.Warn("remember the story", "error", err)
	}
	if lines == nil {
		return p.run(ctx, f, fault)
	}
	p.report(fault)
	err = p.withDamage(f, func(f *following) error {
		if err := p.judge(ctx, f); err != nil {
			return err
		}
		defer p.renewBehind(ctx, f)()
		next, err = p.session(ctx, f, lines)
		return err
	})
	return next, err
}
