package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// following is a story with its rules and its archive: what most commands work
// on.
type following struct {
	story   *news.Story
	rules   *rule.Rules
	sets    *rule.Sets
	archive *archive.Archive
	// zone is the one that times are shown in.
	zone *time.Location
	// now is the story's clock; the demonstration has one of its own.
	now func() time.Time
	// transport stands in for the network; nil is the network.
	transport http.RoundTripper
	// memory says that the archive ends with the program; empty if it stays.
	memory text.Clean
}

// follow loads the chosen story, opens its archive and judges it again if the
// rules have changed, so that no answer mixes two sets of rules.
func (p *program) follow(ctx context.Context) (*following, error) {
	f, err := p.open(ctx)
	if err != nil {
		return nil, err
	}
	if err := p.judge(ctx, f); err != nil {
		return nil, errors.Join(err, f.archive.Close())
	}
	return f, nil
}

// open loads the chosen story and opens its archive, as it is.
func (p *program) open(ctx context.Context) (*following, error) {
	st, err := p.loadStory()
	if err != nil {
		return nil, err
	}
	return p.openStory(ctx, st)
}

func (p *program) openStory(ctx context.Context, st *news.Story) (*following, error) {
	f := &following{story: st, zone: time.Local, now: p.now} //nolint:gosmopolitan // times are shown where the reader is
	var faults []rule.StoryFault
	if f.rules, faults = rule.Compile(st); f.rules == nil {
		return nil, fmt.Errorf("compile the rules of %s: %s", st.Name, faults[0].Text)
	}
	f.sets, _ = rule.NewSets(st)
	if st.Name == demoStory && st.Path == "" {
		return p.openDemo(ctx, f)
	}
	var err error
	f.archive, err = archive.Open(ctx, p.archivePath(st), f.options(p.foreignPath(st)))
	if err != nil {
		return nil, openError(st, err)
	}
	return f, nil
}

// options are how the story's archive is opened.
func (f *following) options(path string) archive.Options {
	return archive.Options{Story: f.story.Name, StoryPath: path, Clock: f.now, Zone: f.zone}
}

// openError says what can be done about an archive that does not open.
func openError(st *news.Story, err error) error {
	var other *archive.OtherStoryError
	var damaged *archive.DamagedError
	switch {
	case errors.As(err, &other):
		return hintError{err, "an archive has its story file's name: rename one of the two files"}
	case errors.As(err, &damaged):
		return damagedError{hintError{err, "nothing was written to it; put a copy in its place, or move it away to begin a new one"}}
	}
	var path *fs.PathError
	if err = fmt.Errorf("%s: %w", st.Name, err); errors.As(err, &path) {
		return withHint(err, "XDG_DATA_HOME names another folder for archives")
	}
	return err
}

// foreignPath is the path of a story file that does not lie in the stories
// folder: its archive remembers it. Empty for the others, which are known by
// their names, so that a file may stand in for a built-in story.
func (p *program) foreignPath(st *news.Story) string {
	if st.Path == "" || filepath.Dir(st.Path) == p.storiesDir() {
		return ""
	}
	return st.Path
}

func (p *program) archivePath(st *news.Story) string {
	return filepath.Join(p.dirs.data, st.Name+".db")
}

// judge brings the decisions of the archive in line with the rules, and lets
// the engines read what waits for them.
func (p *program) judge(ctx context.Context, f *following) error {
	if err := p.decide(ctx, f); err != nil {
		return err
	}
	return p.understand(ctx, f)
}

func (p *program) decide(ctx context.Context, f *following) error {
	hash, err := f.archive.RulesHash(ctx)
	if err != nil || hash == f.rules.Hash() {
		return err
	}
	begun := time.Now() //nolint:forbidigo // how long the user waits, not the story's time
	told := false
	_, _, err = f.archive.JudgeAll(ctx, f.judgement(), func(_, total int) {
		if !told && time.Since(begun) > time.Second {
			p.say(text.Sprintf("the rules have changed: judging %d articles again", total))
			told = true
		}
	})
	var full *archive.FullError
	if errors.Is(err, archive.ErrReadOnly) || errors.As(err, &full) {
		p.say(text.Sprintf("the rules have changed, but %s; these are the decisions of the old ones", plainError(err)))
		return nil
	}
	return err
}

// judgement is what decides by the story's rules.
func (f *following) judgement() archive.Judge {
	return desk.Judgement(f.rules)
}

// withStory runs a command on the followed story and closes the archive.
func (p *program) withStory(ctx context.Context, work func(*following) error) error {
	return p.withChecked(ctx, checkWait, work)
}

// withWritten is withStory for commands that write: they wait longer for what
// the check of the archive finds.
func (p *program) withWritten(ctx context.Context, work func(*following) error) error {
	return p.withChecked(ctx, writeWait, func(f *following) error {
		if f.memory.Len() > 0 {
			p.say(f.memory)
		}
		return work(f)
	})
}

func (p *program) withChecked(ctx context.Context, wait time.Duration, work func(*following) error) (err error) {
	f, err := p.follow(ctx)
	if err != nil {
		return err
	}
	end := p.check(ctx, f, wait)
	defer func() { err = errors.Join(end(err), f.archive.Close()) }()
	return p.withDamage(f, work)
}

// warn tells of what a query may not mean.
func (p *program) warn(words string, faults []rule.Fault) {
	for _, f := range faults {
		p.say(text.Sprintf("query:1:%d: warning: %s: %s", column(words, f.Span.Start), f.Text, f.Hint))
	}
}

// query parses words of the command line as one query; no words are none.
func (p *program) query(f *following, words string) (*rule.Query, error) {
	if words == "" {
		return nil, nil //nolint:nilnil // no query is a query for all
	}
	q, faults := rule.Parse(words, rule.InSearch, f.sets)
	if q == nil {
		return nil, queryError(words, faults)
	}
	p.warn(words, faults)
	if p.flags.verbose || (!p.flags.json && !p.flags.quiet) {
		p.say(text.Sprintf("reads as: %s", q.ReadsAs()))
	}
	return q, nil
}
