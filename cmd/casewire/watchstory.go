package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// The pauses between two rounds of a story.
const (
	roundPause = 30 * time.Second // at least: feeds that fall due together are asked together
	busyPause  = time.Minute      // after a round that somebody else had, or without a network
	faultPause = 5 * time.Minute  // after an archive that could not be written
)

// A vigil is the watching of one story.
type vigil struct {
	*watch
	name  string // or path, as it was given
	edits *story.Watcher
	// following is nil while the story's file is bad.
	*following
	desk       *desk.Desk
	endRenewal func() // ends reading again what another version read
	// held says that alerts may have been held back.
	held  bool
	fault string // the last one told
}

// vigil makes the watching of a story by name or path.
func (w *watch) vigil(x string) *vigil {
	v := &vigil{watch: w, name: x, held: true}
	if path, builtIn, err := story.Find(x, w.storiesDir()); err == nil && !builtIn {
		v.edits = story.Watch(path)
	}
	return v
}

// open loads the story and opens its archive. Alerts that were found while
// nobody watched are told now.
func (v *vigil) open(ctx context.Context) error {
	p := *v.program
	p.flags.story = v.name
	f, err := p.follow(ctx)
	if err != nil {
		return err
	}
	v.following = f
	var client desk.Asker = v.client
	if f.transport != nil {
		client = v.program.client(f)
	}
	v.client.follow(v.name, f.story)
	v.desk = v.program.desk(f, client, "casewire watch")
	v.endRenewal = v.renewBehind(ctx, f)
	v.heed(ctx)
	return nil
}

func (v *vigil) end() {
	if v.following != nil {
		v.endRenewal()
		_ = v.archive.Close() // what was stored stays stored
	}
}

// stand polls the story until the context ends. Faults are told and stop
// nothing.
func (v *vigil) stand(ctx context.Context) {
	for ctx.Err() == nil {
		pause := faultPause
		if v.following != nil {
			var err error
			pause, err = v.round(ctx)
			v.tell(ctx, err)
		}
		v.rest(ctx, pause)
	}
}

// tell tells of a fault, once in a row.
func (v *vigil) tell(ctx context.Context, err error) {
	switch {
	case err == nil, errors.Is(err, errPartial):
		v.fault = ""
	case ctx.Err() == nil && err.Error() != v.fault:
		v.fault = err.Error()
		v.herald.fail(fmt.Errorf("watch %s: %w", v.name, err))
	}
}

// round asks the feeds that are due and tells of the alerts. It returns how
// long to wait until the next round.
func (v *vigil) round(ctx context.Context) (time.Duration, error) {
	var asked []news.FeedReport
	report, err := v.desk.Poll(ctx, desk.Options{Wait: patience}, func(e desk.Event) {
		if e.Feed != nil && e.Feed.Status != news.StatusNotDue {
			asked = append(asked, *e.Feed)
		}
	})
	if err == nil && report.Busy.Len() == 0 {
		v.backUpDaily(ctx, v.following)
	}
	err = errors.Join(err, v.print(asked, &report, err == nil))
	v.heed(ctx)
	switch {
	case err != nil:
		return faultPause, err
	case report.Busy.Len() > 0, report.Offline:
		return busyPause, nil
	}
	next, err := v.desk.Next(ctx)
	if err != nil {
		return faultPause, err
	}
	if report.Failed > 0 {
		err = errPartial
	}
	if next.IsZero() {
		return time.Hour, err
	}
	return max(next.Sub(v.now()), roundPause), err
}

// print writes what a round came to, as poll does, the feeds that were not due
// left out. Only JSON and -v want it.
func (v *vigil) print(asked []news.FeedReport, report *news.PollReport, whole bool) error {
	if !v.flags.json && !v.flags.verbose {
		return nil
	}
	v.out.Lock()
	defer v.out.Unlock()
	write := v.feedWriter()
	for i := range asked {
		write(&asked[i])
	}
	if !whole {
		return nil
	}
	return v.pollDone(report)
}

// rest waits. It looks at the story's file, whose edits end the rest, and for
// alerts that others' rounds brought or quiet hours held back.
func (v *vigil) rest(ctx context.Context, pause time.Duration) {
	for began := time.Now(); passed(began) < pause; { //nolint:forbidigo // pauses use the real clock
		if !look(ctx) {
			return
		}
		if v.edits != nil {
			if doc, changed := v.edits.Changed(); changed {
				v.tell(ctx, v.takeUp(ctx, doc))
				return
			}
		}
		if v.following != nil {
			v.heed(ctx)
		}
	}
}

// passed is how long ago a time was, a sleep of the machine included, whatever
// was done to its clock.
func passed(began time.Time) time.Duration {
	now := time.Now() //nolint:forbidigo // pauses use the real clock
	return max(now.Sub(began), now.Round(0).Sub(began.Round(0)))
}

// look waits for the next look. It returns false if the context ends.
func look(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(lookStep):
		return true
	}
}

// takeUp takes up an edit of the story's file. A bad one is reported, and the
// last good one stays.
func (v *vigil) takeUp(ctx context.Context, doc []byte) error {
	if v.following == nil {
		return v.open(ctx)
	}
	file := filepath.Base(v.story.Path)
	st, faults := story.Parse(v.story.Name, v.story.Path, doc)
	if st == nil {
		v.say(text.Sprintf("%s is bad: the rules from before stay in force", file))
		return faults
	}
	rules, bad := rule.Compile(st)
	if rules == nil {
		return fmt.Errorf("%s: %s", file, bad[0].Text)
	}
	v.story, v.rules = st, rules
	v.client.follow(v.name, st)
	v.desk.Take(st, rules)
	v.say(text.Sprintf("%s was taken up", file))
	return v.judge(ctx, v.following)
}

// heed tells of alerts, unless it is a quiet time.
func (v *vigil) heed(ctx context.Context) {
	if quietAt(v.prefs.quiet, v.now().In(v.zone)) {
		v.held = true
		return
	}
	if err := v.herald.announce(ctx, v.following, v.held); err != nil {
		v.tell(ctx, err)
		return
	}
	v.held = false
}
