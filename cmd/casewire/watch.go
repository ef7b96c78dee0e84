package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/story"
	"casewire/feeds/text"
)

// lookStep is between two looks at the story files, and at what others polled.
const lookStep = 2 * time.Second

func (p *program) watchCommand() *cobra.Command {
	var notify bool
	var command string
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Ask the feeds for ever, as they fall due, and tell of alerts",
		Long: "Ask the feeds for ever, as they fall due, and tell of the reports that the [[alert]] rules match: by a line, with\n" +
			"--notify on the desktop, with --exec by a program of yours, and by that of config.toml ([hooks] alert). All your\n" +
			"stories are watched, or the one that -s names; edits of their files are taken up. With --json there is a line for\n" +
			"each feed that was asked and one at the end of each round, as poll has them.\n\n" +
			"The program gets the report as one line of JSON on standard input, as list --json has it, and CASEWIRE_TITLE,\n" +
			"CASEWIRE_TEXT, CASEWIRE_HEADLINE, CASEWIRE_OUTLET, CASEWIRE_URL, CASEWIRE_ID, CASEWIRE_ALERT (the rules),\n" +
			"CASEWIRE_ALERTS (how many reports) and CASEWIRE_STORY in its environment. It has 30 s. No shell reads its command\n" +
			"line; for pipes write  --exec \"sh -c '…'\".\n\n" +
			"A report is told of once, also over restarts. In quiet hours (config.toml: quiet = [\"22:00-07:00\"]) nothing is told;\n" +
			"afterwards the program gets all that was held back at once, a report a line.\n\n" +
			"As a service of systemd: cmd/casewire/dist/casewire.service, copied to ~/.config/systemd/user, and then\n" +
			"systemctl --user enable --now casewire. By cron, without alerts, in a crontab:\n" +
			"*/15 * * * * casewire poll -q\n\n" + exitStatuses,
		Example: "casewire watch --notify\ncasewire watch -s harbor --exec 'mail -s \"casewire alert\" desk@paper.example'",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.watch(cmd.Context(), notify, command)
		},
	}
	cmd.Flags().BoolVar(&notify, "notify", false, "notify the desktop")
	cmd.Flags().StringVar(&command, "exec", "", "program to start for each alert, with its arguments")
	return cmd
}

// watch watches stories until the context ends. Where the clock stands still
// it polls once.
func (p *program) watch(ctx context.Context, notify bool, command string) error {
	if p.flags.offline {
		return usageError{errors.New("watch asks the feeds, and --offline forbids it"), "casewire list shows what is stored"}
	}
	defer p.limitMemory()()
	w := &watch{program: p, client: newSharing(p.client(&following{}))}
	defer w.client.Close()
	w.herald = &herald{program: p, desktop: notify, slots: make(chan struct{}, hooksAtAll), out: &w.out}
	if err := w.hooks(command); err != nil {
		return err
	}
	defer w.herald.running.Wait()
	if notify {
		w.herald.fail(w.herald.onDesktop(ctx, nil))
	}
	names, err := w.stories()
	if err != nil {
		return err
	}
	return w.run(ctx, names)
}

// hooks takes the programs of --exec and of config.toml.
func (w *watch) hooks(command string) error {
	if command != "" {
		k, err := parseHook(command)
		if err != nil {
			return usageError{fmt.Errorf("--exec: %w", err), `write the program and its arguments, or "sh -c '…'" for what a shell does`}
		}
		w.herald.hooks = append(w.herald.hooks, k)
	}
	if len(w.prefs.alertHook) > 0 {
		k, err := newHook(w.prefs.alertHook)
		if err != nil {
			return usageError{fmt.Errorf("config.toml: hooks.alert: %w", err), `write it and its arguments: ["program", "argument"]`}
		}
		w.herald.hooks = append(w.herald.hooks, k)
	}
	return nil
}

// A watch is the watching of stories, each by itself. They share one client,
// so that no host is asked more at a time than by one, and no feed twice.
type watch struct {
	*program
	herald *herald
	client *sharing
	out    sync.Mutex // for standard output
}

// stories are the names and paths of what is watched: the story that is named
// on the command line, else all of the user's.
func (w *watch) stories() ([]string, error) {
	if w.flags.story != "" {
		return []string{w.flags.story}, nil
	}
	list, err := filepath.Glob(filepath.Join(w.storiesDir(), "*.toml"))
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	x := w.chosen()
	switch path, builtIn, err := story.Find(x, w.storiesDir()); {
	case err != nil:
		return nil, usageError{err, "casewire stories lists all stories"}
	case builtIn && x == demoStory, builtIn && x == usualStory && len(list) > 0 && !w.named(x):
		// The one is invented, and nobody asked for the other.
	case builtIn:
		list = append(list, x)
	case !slices.ContainsFunc(list, func(have string) bool { return sameFile(have, path) }):
		list = append(list, path)
	}
	if len(list) == 0 {
		return []string{usualStory}, nil
	}
	return list, nil
}

// named reports whether somebody chose a story, other than by choosing none.
func (w *watch) named(x string) bool {
	return slices.Contains([]string{w.getenv("CASEWIRE_STORY"), w.prefs.story, w.lastOpened()}, x)
}

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// run opens the stories and watches each until the context ends. A bad story
// file stops nothing but if it is the only one.
func (w *watch) run(ctx context.Context, names []string) error {
	var all []*vigil
	var good []string
	var errs []error
	for _, x := range names {
		v := w.vigil(x)
		defer v.end()
		all = append(all, v)
		if err := v.open(ctx); err != nil {
			w.report(err)
			errs = append(errs, err)
			continue
		}
		good = append(good, v.story.Name)
	}
	if len(good) == 0 {
		return saidError{status(errors.Join(errs...))}
	}
	if w.once(all) {
		return w.oneRound(ctx, all)
	}
	w.say(text.Sprintf("watching %s", strings.Join(good, ", ")))
	w.stand(ctx, all, names)
	return ctx.Err()
}

// stand watches all stories, and those that are written from now on.
func (w *watch) stand(ctx context.Context, all []*vigil, known []string) {
	var running sync.WaitGroup
	defer running.Wait()
	start := func(v *vigil) {
		running.Add(1)
		w.spawn(func() {
			defer running.Done()
			v.stand(ctx)
		})
	}
	for _, v := range all {
		start(v)
	}
	for look(ctx) {
		names, err := w.stories()
		if err != nil {
			w.log.Error("look for stories", "error", err)
		}
		for _, x := range names {
			if slices.Contains(known, x) {
				continue
			}
			known = append(known, x)
			v := w.vigil(x)
			defer v.end()
			v.tell(ctx, v.open(ctx))
			start(v)
		}
	}
}

// once reports whether the clock stands still, so that nothing ever falls due
// again: it was set, or it is that of the demonstration.
func (w *watch) once(all []*vigil) bool {
	return w.getenv("CASEWIRE_NOW") != "" || len(all) == 1 && all[0].transport != nil
}

// oneRound asks what is due in each story, and tells of the alerts.
func (w *watch) oneRound(ctx context.Context, all []*vigil) error {
	var errs []error
	for _, v := range all {
		if v.following != nil {
			_, err := v.round(ctx)
			errs = append(errs, err)
		}
	}
	w.herald.running.Wait()
	if ctx.Err() == nil {
		w.say(text.Own("the clock stands still: this was the only round"))
	}
	return errors.Join(errs...)
}
