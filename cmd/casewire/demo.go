package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/demo"
	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

const demoStory = "demo"

func (p *program) demoCommand() *cobra.Command {
	reset := false
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "The reader on an invented story, without a network",
		Long: "The reader on an invented story, without a network. Your marks are kept in an archive of its own, in memory if\n" +
			"nothing can be written.\n\n" + exitStatuses,
		Example: "casewire demo\ncasewire demo --reset\ncasewire list -s demo --unread",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p.flags.story = demoStory
			if reset {
				if err := p.resetDemo(); err != nil {
					return err
				}
			}
			return p.read(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&reset, "reset", false, "start over: forget what was read and marked")
	return cmd
}

// resetDemo removes the demonstration's archive.
func (p *program) resetDemo() error {
	st, err := p.loadStory()
	if err != nil {
		return err
	}
	if st.Path != "" {
		return usageError{fmt.Errorf("%s stands in for the demonstration: its archive was left alone", text.Line(st.Path)), "move that file away, or give it another name"}
	}
	p.leave(st, news.Place{})
	for _, end := range []string{"", "-wal", "-shm"} {
		err := os.Remove(p.archivePath(st) + end)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("start the demonstration over: %w", err)
		}
	}
	return nil
}

// openDemo opens the demonstration's archive, filled. Where nothing can be
// written it lives in memory.
func (p *program) openDemo(ctx context.Context, f *following) (*following, error) {
	if p.getenv("CASEWIRE_NOW") == "" {
		f.now = demo.Ends
	}
	f.zone = f.story.Zone
	f.transport = demo.New(f.now)
	path := p.archivePath(f.story)
	var err error
	if !exists(path) {
		if f.archive, err = p.fillDemo(ctx, f, path); f.archive != nil || err != nil {
			return f, err
		}
	}
	f.archive, err = archive.Open(ctx, path, f.options(""))
	if err != nil {
		return nil, withHint(fmt.Errorf("open the demonstration: %w", err), "casewire demo --reset starts it over")
	}
	return f, nil
}

// fillDemo plays the demonstration in memory and saves it at path in one
// piece. If that cannot be done it returns the archive in memory.
func (p *program) fillDemo(ctx context.Context, f *following, path string) (*archive.Archive, error) {
	// Who waits for the first screen waits a sixth less with 20 MB more.
	defer debug.SetGCPercent(debug.SetGCPercent(fillGC))
	o := f.options("")
	o.Memory = true
	mem, err := archive.Open(ctx, "", o)
	if err != nil {
		return nil, fmt.Errorf("fill the demonstration: %w", err)
	}
	show := p.progress("Printing 60 days of newspapers")
	err = desk.Play(ctx, desk.Config{Story: f.story, Rules: f.rules, Archive: mem, Spawn: p.spawn}, version(), show)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("fill the demonstration: %w", err), mem.Close())
	}
	if err := mem.Backup(ctx, path); err != nil {
		p.log.Warn("save the demonstration", "error", err)
		f.memory = text.Sprintf("Nothing can be written under %s: this demonstration lives in memory.", p.dirs.data)
		return mem, nil
	}
	return nil, mem.Close()
}

// fillGC is how much the heap may grow between collections meanwhile, in
// percent.
const fillGC = 300

// progress returns what shows on a terminal how far a work of under some
// seconds is, and clears its line at the end.
func (p *program) progress(what string) func(done, total int) {
	if p.terminal == nil || p.plain() || p.flags.quiet || p.flags.json {
		return func(int, int) {}
	}
	return func(done, total int) {
		if done >= total {
			_, _ = fmt.Fprint(p.stderr, "\r\x1b[K")
			return
		}
		_, _ = fmt.Fprintf(p.stderr, "\r%s  %d of %d ", what, done, total)
	}
}
