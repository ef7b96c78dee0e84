package main

import (
	"context"
	"errors"
)

// readStories shows the chosen story, and then those that the reader goes on
// with. One that cannot be opened is told in the one before.
func (p *program) readStories(ctx context.Context) error {
	var fault error
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
		next, err := p.readStory(ctx, f, fault)
		if err != nil || next == "" {
			return err
		}
		p.flags.story, before, fault = next, here, nil
	}
}

// readStory shows a story in full screen, and returns the one to go on with.
func (p *program) readStory(ctx context.Context, f *following, fault error) (next string, err error) {
	end := p.check(ctx, f, 0)
	defer func() { err = errors.Join(end(err), f.archive.Close()) }()
	if err := p.remember(f.story); err != nil {
		p.log.Warn("remember the story", "error", err)
	}
	return p.run(ctx, f, fault)
}
