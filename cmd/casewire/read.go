package main

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui"
	"casewire/tui/article"
	"casewire/tui/headlines"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/sources"
	"casewire/tui/theme"
	"casewire/tui/welcome"
)

// read is the reader: on a terminal in full screen, elsewhere, and as JSON, a
// plain view.
func (p *program) read(ctx context.Context) (err error) {
	if p.terminal != nil && !p.flags.json {
		return p.readStories(ctx)
	}
	f, err := p.open(ctx)
	if err != nil {
		return err
	}
	end := p.check(ctx, f, checkWait)
	defer func() { err = errors.Join(end(err), f.archive.Close()) }()
	return p.withDamage(f, func(f *following) error {
		if err := p.judge(ctx, f); err != nil {
			return err
		}
		if p.flags.json {
			if err := p.digest(ctx, f, sinceLast, plainDigest); err != nil {
				return err
			}
			return p.newest(ctx, f)
		}
		return p.plainView(ctx, f)
	})
}

// frameRate makes the first frame come soon: the renderer paints on a clock.
const frameRate = 120

// run shows the window until the reader leaves it, and returns the story to go
// on with, if there is one. A fault is told at the start.
func (p *program) run(ctx context.Context, f *following, fault error) (next string, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer p.limitMemory()()
	keys, err := p.keys()
	if err != nil {
		return "", err
	}
	w := &wire{program: p, shelf: &shelf{following: f}}
	w.begin(ctx)
	defer w.end()
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		return "", fmt.Errorf("open the story: %w", err)
	}
	screens := &window{
		program: p, ctx: ctx, shelf: w.shelf, keys: keys,
		looks: theme.New(theme.Options{Choice: theme.Choice(p.prefs.theme), ASCII: p.prefs.glyphs == "ascii"}),
	}
	config := screens.config(w, counts)
	config.Opening.Fault = fault
	app := tui.New(ctx, config)
	stops := &pause{next: w.keyPressed}
	options := []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithFPS(frameRate), tea.WithoutSignalHandler(), tea.WithFilter(stops.filter),
	}
	if p.flags.color == "never" || p.prefs.theme == string(theme.Mono) {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	net := &crash{}
	program := tea.NewProgram(guard{app, net}, options...)
	p.restoreTerminal = func() { _ = program.ReleaseTerminal() }
	defer stops.follow(p, program)()
	defer p.bell(ctx, f, counts.Poll, func(sequence string) { program.Send(tea.RawMsg{Msg: sequence}) })()
	_, err = program.Run()
	value, stack := net.happened()
	switch {
	case value != nil:
		p.tellCrash(value, stack)
		return "", saidError{exitCrash}
	case errors.Is(err, tea.ErrProgramPanic):
		return "", saidError{exitCrash}
	case errors.Is(err, tea.ErrInterrupted), ctx.Err() != nil && interruption(ctx) != nil:
		return "", interruption(ctx)
	}
	if list, ok := config.Screens[screen.Headlines].(*headlines.Screen); ok {
		p.leave(w.shelf.followed(), list.Place())
	}
	return app.Next(), err
}

// keys is the table of keys with the changes of config.toml; with --offline
// without those that ask the feeds.
func (p *program) keys() (*keymap.Table, error) {
	if len(p.prefs.badKeys) > 0 {
		return nil, p.prefs.badKeys
	}
	table, _ := keymap.Default().With(p.prefs.keys)
	if p.flags.offline {
		table = table.Without("poll", "poll-all")
	}
	return table, nil
}

// A window makes the screens; they share the shelf, the keys and the looks.
type window struct {
	*program
	ctx   context.Context
	shelf *shelf
	keys  *keymap.Table
	looks *theme.Theme
}

// config puts the screens together.
func (w *window) config(wires *wire, counts news.Counts) tui.Config {
	s := w.shelf
	c := tui.Config{
		Story: *s.story, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone,
		State: wires, Journal: wires, Watch: wires, Browse: w.browse, Edit: wires.edit,
		Screens: map[screen.ID]screen.Screen{
			screen.Headlines: w.headlines("", text.Clean{}), screen.Digest: w.digest(), screen.Timeline: w.timeline(), screen.People: w.people(),
			screen.Sources: w.sources(), screen.Rules: w.rules(wires), screen.Search: w.search(),
		},
		NewArticle: w.article, Glance: w.glance, Mouse: w.prefs.mouse,
	}
	commands := w.commander()
	c.Command, c.Stories = commands, commands
	c.Opening.Base = w.opens(counts)
	if s.transport != nil {
		greeting := text.Sprintf("Demonstration, all of it invented. The clock stands at %s.", s.now().In(s.zone).Format("Monday 2 January"))
		c.Opening.Greeting = text.Join("   ", greeting, text.Own("casewire demo --reset: start over"))
	}
	if counts.Kept == 0 {
		c.Opening.First = welcome.New(w.ctx, welcome.Config{
			Story: *s.story, Count: s, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone,
			Offline: w.flags.offline, Measure: w.prefs.measure,
		})
	}
	if !w.flags.offline {
		c.Poll = wires
	}
	return c
}

// headlines lists what is kept, or what one feed listed.
func (w *window) headlines(feed string, outlet text.Clean) *headlines.Screen {
	s := w.shelf
	c := headlines.Config{
		List: s, Mark: s, Judge: s, Explain: s, Members: s.archive, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone,
		Feed: feed, Outlet: outlet,
	}
	if feed == "" {
		c.From = w.leftAt(s.followed())
	}
	return headlines.New(w.ctx, c)
}

func (w *window) sources() screen.Screen {
	s := w.shelf
	return sources.New(w.ctx, sources.Config{
		Data: s, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone, Shown: link.Hide,
		Named: func() int { return len(s.followed().Feeds) },
		Items: func(url string) screen.Action {
			return screen.Push{Screen: w.headlines(url, s.outlet(url))}
		},
	})
}

func (w *window) article(o screen.Open) screen.Screen { return w.articleMarked(o, w.shelf) }

// articleMarked is an article whose reading a marker keeps.
func (w *window) articleMarked(o screen.Open, mark article.Marker) screen.Screen {
	s, list := w.shelf, shelfList{shelf: w.shelf}
	if o.Within != nil {
		list.filter = *o.Within
	}
	return article.New(w.ctx, article.Config{
		Read: list, Mark: mark, Judge: s, Explain: s, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone,
		Know: s, Pictures: w.pictures, Pipe: w.pipe,
		Article: o.Article, Sentence: o.Sentence, From: text.Own("Headlines"), Measure: w.prefs.measure,
	})
}

// plainReports is how many reports the plain view lists, plainDigest how many
// lines it tells before.
const (
	plainReports = 10
	plainDigest  = 12
)

// plainView prints how the story stands and its newest reports.
func (p *program) plainView(ctx context.Context, f *following) error {
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		return fmt.Errorf("show the story: %w", err)
	}
	pr := p.printer()
	line := fmt.Sprintf("%s: %s, %d unread.", f.story.Title, count(counts.Kept, "report"), counts.Unread)
	next, err := (&shelf{following: f}).next(ctx)
	if err != nil {
		return fmt.Errorf("show the story: %w", err)
	}
	if next.Len() > 0 {
		line += fmt.Sprintf(" Next: %s.", next)
	}
	pr.line(text.Line(line))
	if counts.Kept == 0 {
		words := "No report yet: casewire poll asks the feeds."
		if len(f.story.Background) > 0 {
			words += " What the story file knows:"
		}
		pr.wrapped(min(pr.width, measure), "", "", text.Line(words))
		for _, b := range f.story.Background {
			pr.wrapped(min(pr.width, measure), " "+pad(text.Line(b.Date.Words()), 17).String(), "                  ", b.Text)
		}
	}
	if counts.Kept > 0 {
		pr.raw("\n")
		if err := p.digestText(ctx, f, plainDigest); err != nil {
			return err
		}
		pr.raw("\n")
		pr.bold(text.Own("NEWEST REPORTS"))
	}
	if err := p.newest(ctx, f); err != nil {
		return err
	}
	if p.terminal == nil {
		p.hint(text.Own(`no terminal here, so this is the plain view; "casewire list" and "casewire digest" give more.`))
	}
	return pr.err
}

// newest lists the newest reports.
func (p *program) newest(ctx context.Context, f *following) error {
	write := p.listWriter(f)
	return eachArticle(ctx, f, news.Filter{Reports: true}, nil, plainReports, func(a *news.Article) error {
		if !p.flags.json {
			a.ID = a.Report.Opens
			return write(a)
		}
		one, err := f.archive.Article(ctx, a.Report.Shown) // a row has something of several
		if err != nil {
			return err
		}
		return write(&one)
	})
}
