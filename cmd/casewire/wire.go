package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/fetch"
	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/settings"
	"casewire/feeds/story"
	"casewire/feeds/text"
	"casewire/tui"
)

// A wire is what the window works with: it polls behind the screens, takes up
// edits of the story file, and takes back what the reader did.
type wire struct {
	*program
	shelf  *shelf
	client *fetch.Client
	desk   *desk.Desk
	mu     sync.Mutex     // guards edits and file
	edits  *story.Watcher // nil: a built-in story
	file   string
	// learning is held by who lets the engines read.
	learning sync.Mutex
	// pressed is when a key was pressed last, noted the one that the last
	// visit was told of; milliseconds of the Unix time.
	pressed, noted atomic.Int64
	// judged is closed when the archive agrees with the rules.
	judged sync.WaitGroup
}

// begin starts what goes on behind the screens. If the rules have changed, the
// archive is judged again.
func (w *wire) begin(ctx context.Context) {
	w.client = w.program.client(w.shelf.following)
	w.desk = w.program.desk(w.shelf.following, w.client, "a reader")
	w.pressed.Store(w.shelf.now().UnixMilli())
	if w.shelf.story.Path != "" {
		w.edits, w.file = story.Watch(w.shelf.story.Path), w.shelf.story.Path
	}
	w.shelf.learn = func() { w.spawn(func() { w.learn(ctx) }) }
	w.judged.Add(1)
	w.spawn(func() {
		w.decideFirst(ctx)
		w.learn(ctx)
	})
}

func (w *wire) decideFirst(ctx context.Context) {
	defer w.judged.Done()
	if err := w.decide(ctx, w.shelf.following); err != nil && ctx.Err() == nil {
		w.log.Error("judge the archive again", "error", err)
	}
}

func (w *wire) end() {
	w.judged.Wait()
	w.client.Close()
}

// State is what the window shows of the archive. It is asked every minute, so
// visits are noted here.
func (w *wire) State(ctx context.Context) (tui.State, error) {
	if at := w.pressed.Load(); w.noted.Swap(at) != at {
		if err := w.shelf.archive.Visit(ctx, time.UnixMilli(at)); err != nil && !errors.Is(err, archive.ErrReadOnly) {
			return tui.State{}, err
		}
	}
	counts, err := w.shelf.archive.Counts(ctx)
	if err != nil {
		return tui.State{}, err
	}
	notice := w.notice(w.shelf.following)
	if notice.Len() == 0 {
		again, err := desk.Outdated(ctx, w.shelf.archive)
		if err != nil {
			return tui.State{}, err
		}
		if again {
			notice = text.Sprintf("Reading %s again: copies, dates and people come back by and by.", count(counts.Kept, "article"))
		}
	}
	needing, err := w.shelf.needing(ctx, &counts)
	if err != nil {
		return tui.State{}, err
	}
	next, err := w.shelf.outlook(ctx)
	return tui.State{Counts: counts, Needing: needing, Notice: notice, Next: next}, err
}

// Poll begins a round of asking the feeds.
func (w *wire) Poll(ctx context.Context, ask tui.Ask) <-chan tui.Turn {
	turns := make(chan tui.Turn, 1)
	w.spawn(func() {
		defer close(turns)
		w.judged.Wait()
		report, err := w.desk.Poll(ctx, desk.Options{Force: ask.Force, Feed: ask.Feed}, func(e desk.Event) {
			select {
			case turns <- tui.Turn{Progress: e.Progress}:
			default: // the window is busy: a later one tells the same
			}
		})
		if err == nil && (ask.Asked || report.OK+report.Failed > 0) {
			report.Texts, err = w.shelf.archive.Texts(ctx)
		}
		last := tui.Turn{Progress: news.Progress{Done: &report}, Err: err}
		select {
		case turns <- last:
		case <-ctx.Done():
		}
		if err == nil && report.Busy.Len() == 0 {
			w.backUpDaily(ctx, w.shelf.following)
		}
	})
	return turns
}

// Undo takes back what was done last.
func (w *wire) Undo(ctx context.Context) (text.Clean, error) {
	return w.journal(ctx, w.shelf.archive.Undo, false, "Taken back", text.Own("There is nothing to take back."))
}

// Redo does it again.
func (w *wire) Redo(ctx context.Context) (text.Clean, error) {
	return w.journal(ctx, w.shelf.archive.Redo, true, "Done again", text.Own("There is nothing to do again."))
}

func (w *wire) journal(ctx context.Context, turn func(context.Context) (archive.Undone, error), redo bool, what string, nothing text.Clean) (text.Clean, error) {
	saved, err := w.turnRule(ctx, redo)
	if err != nil {
		return text.Clean{}, err
	}
	done, err := turn(ctx)
	switch {
	case errors.Is(err, archive.ErrNothing):
		return nothing, nil
	case err != nil:
		return text.Clean{}, err
	case done.Act == news.SaveRule:
		return saved, nil
	}
	if err := w.shelf.judgeMarked(ctx, done.Act, done.Articles); err != nil {
		return text.Clean{}, err
	}
	return text.Sprintf("%s: %s, %s.", what, actWords(done.Act), count(len(done.Articles), "article")), nil
}

// actWords names an act.
func actWords(act news.Act) string {
	return [...]string{
		news.MarkRead: "read", news.MarkUnread: "unread", news.Dismiss: "dismissed", news.Star: "starred", news.Unstar: "star removed",
		news.MarkOnStory: "on the story", news.MarkOffStory: "off the story", news.ClearMark: "mark removed", news.SetNote: "note", news.SaveRule: "rule saved",
	}[act]
}

// Edited takes up an edit of the story file. A bad one is reported, and the
// last good one stays.
func (w *wire) Edited(ctx context.Context) (*tui.Edit, error) {
	doc, file := w.edited()
	if doc == nil {
		return nil, nil //nolint:nilnil // nothing was edited
	}
	s, name := w.shelf, filepath.Base(file)
	st, faults := story.Parse(s.followed().Name, file, doc)
	if st == nil {
		return nil, badEdit(name, faults)
	}
	rules, bad := rule.Compile(st)
	if rules == nil {
		return nil, fmt.Errorf("%s: %s", name, bad[0].Text)
	}
	w.judged.Wait()
	same := rules.Hash() == s.rules.Hash()
	s.take(st, rules)
	w.desk.Take(st, rules)
	if same {
		s.relearn()
		return &tui.Edit{Story: *st, Say: text.Sprintf("%s was taken up; its rules are the same.", name), Undo: w.savedLast(ctx, doc)}, nil
	}
	gained, lost, err := s.archive.JudgeAll(ctx, s.judgement(), nil)
	if err != nil {
		return nil, fmt.Errorf("judge the archive again: %w", err)
	}
	s.relearn()
	counts, err := s.archive.Counts(ctx)
	if err != nil {
		return nil, err
	}
	return &tui.Edit{Story: *st, Undo: w.savedLast(ctx, doc), Say: text.Sprintf("Rules taken up: %s kept before, %s now: %d gained, %d lost.",
		grouped(counts.Kept-gained+lost), grouped(counts.Kept), gained, lost)}, nil
}

// badEdit says in one line what a bad edit means, and below it all its faults.
func badEdit(name string, faults settings.Faults) error {
	n, line := 0, 0
	for _, f := range faults {
		if !f.Warning {
			if n == 0 {
				line = f.Line
			}
			n++
		}
	}
	return fmt.Errorf("%s has %s, line %d. The rules from before stay in force.\n\n%s", name, count(n, "error"), line, faults.Report())
}

// edited is the story file if it was edited; nil if not.
func (w *wire) edited() (doc []byte, file string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.edits == nil {
		return nil, ""
	}
	doc, changed := w.edits.Changed()
	if !changed {
		return nil, ""
	}
	return doc, w.file
}

// browse opens a link in the browser, by argument vector and never by a shell.
func (p *program) browse(ctx context.Context, raw string) error {
	url, ok := link.Safe(raw)
	if !ok {
		return errors.New("this link is no web address")
	}
	argv := p.browser()
	if len(argv) == 0 {
		return errors.New("no browser is known here")
	}
	placed := false
	for i := range argv {
		if strings.Contains(argv[i], "%u") || strings.Contains(argv[i], "%s") {
			argv[i] = strings.NewReplacer("%u", url, "%s", url).Replace(argv[i])
			placed = true
		}
	}
	if !placed {
		argv = append(argv, url)
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), argv[0], argv[1:]...) //nolint:gosec // the user's own program
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: it cannot be started", filepath.Base(argv[0]))
	}
	p.spawn(func() { _ = cmd.Wait() })
	return nil
}

// browser is the program for links: config.toml's, that of BROWSER, or the
// system's.
func (p *program) browser() []string {
	if len(p.prefs.browser) > 0 {
		return append([]string{}, p.prefs.browser...)
	}
	for candidate := range strings.SplitSeq(p.getenv("BROWSER"), ":") {
		if argv := strings.Fields(candidate); len(argv) > 0 {
			if _, err := exec.LookPath(argv[0]); err == nil {
				return argv
			}
		}
	}
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	}
	if _, err := exec.LookPath(opener); err == nil {
		return []string{opener}
	}
	return nil
}

// keyPressed notes that the reader is there.
func (w *wire) keyPressed(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		w.pressed.Store(w.shelf.now().UnixMilli())
	}
	return msg
}
