package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/news"
	"casewire/feeds/opml"
	"casewire/feeds/rule"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// errLeft says that the reader left the questions.
var errLeft = errors.New("nothing was written")

// A guide asks for a story, a line at a time, and shows what its rules keep
// before anything is written.
type guide struct {
	*program
	lines <-chan string
	draft draft
}

// guided reports whether somebody is there to answer. Questions go to standard
// error, which is the terminal then.
func (p *program) guided() bool {
	return p.stdin != nil && term.IsTerminal(int(p.stdin.Fd())) && !p.flags.json && !p.flags.quiet
}

// page prints to where the questions are.
func (g *guide) page() *printer {
	pr := g.printer()
	pr.w = g.stderr
	return pr
}

// guide asks for a story of one's own. An empty name is asked for too.
func (p *program) guide(ctx context.Context, name string) error {
	g := &guide{program: p, lines: p.typedLines(ctx), draft: draft{name: name}}
	g.tell("A story of your own. Nothing is written before you say so; ^C leaves.")
	for _, step := range []func(context.Context) error{g.askTitle, g.askPeople, g.askWords, g.askFeeds, g.askSearches, g.askList} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return g.settle(ctx)
}

// tell says something, wrapped.
func (g *guide) tell(words string) {
	pr := g.page()
	pr.raw("\n")
	pr.wrapped(min(pr.width, measure), "", "", text.Line(words))
}

// ask asks a line; an empty answer is what usually stands there.
func (g *guide) ask(ctx context.Context, prompt, usual string) (string, error) {
	if usual != "" {
		prompt += " [" + text.Line(usual).String() + "]"
	}
	_, _ = fmt.Fprint(g.stderr, prompt+" ")
	select {
	case <-ctx.Done():
		_, _ = io.WriteString(g.stderr, "\n")
		return "", context.Cause(ctx)
	case typed, ok := <-g.lines:
		line := text.Line(typed).String()
		switch {
		case !ok:
			return "", errLeft
		case line == "":
			return usual, nil
		}
		return line, nil
	}
}

// each asks lines until one is empty, and tells what is wrong with one.
func (g *guide) each(ctx context.Context, take func(line string) error) error {
	for {
		line, err := g.ask(ctx, "  >", "")
		if err != nil || line == "" {
			return err
		}
		if err := take(line); err != nil {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			g.note("no: " + err.Error())
		}
	}
}

// note says something below an answer.
func (g *guide) note(words string) {
	pr := g.page()
	pr.wrapped(min(pr.width, measure), "    ", "    ", text.Line(words))
}

func (g *guide) askTitle(ctx context.Context) (err error) {
	g.tell("What is the story called?  For instance: State v. Marlow")
	for g.draft.title == "" {
		if g.draft.title, err = g.ask(ctx, "  >", g.draft.name); err != nil {
			return err
		}
	}
	for {
		usual := g.draft.name
		if usual == "" {
			usual = slug(g.draft.title)
		}
		if g.draft.name, err = g.ask(ctx, "Its short name, for files and commands:", usual); err != nil {
			return err
		}
		if err = g.free(g.draft.name); err == nil {
			return nil
		}
		g.note("no: " + err.Error())
		g.draft.name = ""
	}
}

// free says why a story cannot have a name.
func (g *guide) free(name string) error {
	if err := story.CheckName(name); err != nil {
		return err
	}
	if exists(g.draftPath(name)) {
		return fmt.Errorf("the story %s is there already", name)
	}
	return nil
}

func (p *program) draftPath(name string) string { return filepath.Join(p.storiesDir(), name+".toml") }

func (g *guide) askPeople(ctx context.Context) error {
	g.tell("Who is in it?  A name and a role on each line: Dana Marlow, defendant.  An empty line goes on.")
	return g.each(ctx, g.draft.person)
}

func (g *guide) askWords(ctx context.Context) error {
	what := "Which words stand near these names when a report is about the story?  For instance: trial, jury, bakery fire"
	if len(g.draft.persons) == 0 {
		what = "Which words or names does a report about the story have?  For instance: Quay Street fire, Harbor inquiry"
	}
	g.tell(what)
	line, err := g.ask(ctx, "  >", strings.Join(g.draft.near, ", "))
	if err != nil {
		return err
	}
	g.draft.near = wordList(line)
	g.tell("And which words say that it is about something else?  For instance: rugby, cookbook.  Empty: none")
	line, err = g.ask(ctx, "  >", strings.Join(g.draft.exclude, ", "))
	g.draft.exclude = wordList(line)
	return err
}

func (g *guide) askFeeds(ctx context.Context) error {
	g.tell("Which outlets report on it?  An address on each line, of a site or of a feed: harborpost.example.  An empty line goes on.")
	return g.each(ctx, func(line string) error { return g.findFeed(ctx, line) })
}

// findFeed looks for the feed of an address.
func (g *guide) findFeed(ctx context.Context, typed string) error {
	if err := g.online("the search for a feed"); err != nil {
		return err
	}
	address, err := webAddress(typed)
	if err != nil {
		return err
	}
	find := g.finder()
	defer find.client.Close()
	found, err := find.feed(ctx, address)
	if err != nil {
		return err
	}
	g.draft.feed(draftFeed{url: found.url, outlet: found.feed.Title.String()})
	g.note(fmt.Sprintf("%s, %s: %s", found.feed.Title, count(found.feed.Listed, "item"), shown(found.url)))
	return nil
}

func (g *guide) askSearches(ctx context.Context) error {
	found := g.draft.searches()
	if len(found) == 0 || g.flags.offline {
		return nil
	}
	g.tell("Ask Google News and Bing News for it as well?  They learn what you look for, and give headlines of many outlets.")
	yes, err := g.yes(ctx, true)
	for _, f := range found {
		if yes {
			g.draft.feed(f)
		}
	}
	return err
}

// yes asks a question that has two answers.
func (g *guide) yes(ctx context.Context, usual bool) (bool, error) {
	word := "no"
	if usual {
		word = "yes"
	}
	line, err := g.ask(ctx, "  yes or no", word)
	return strings.HasPrefix(strings.ToLower(line), "y"), err
}

func (g *guide) askList(ctx context.Context) error {
	g.tell("A list of feeds to take: OPML, or newsboat's urls?  Its path; empty: none")
	return g.each(ctx, g.takeList)
}

// takeList takes the feeds of a list.
func (g *guide) takeList(path string) error {
	if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(path, "~/") {
		path = filepath.Join(home, path[2:])
	}
	doc, err := g.readList(path)
	if err != nil {
		return err
	}
	list, err := opml.Read(doc)
	if err != nil {
		return err
	}
	for _, f := range list.Feeds {
		g.draft.feed(draftFeed{url: f.URL, outlet: f.Title.String()})
	}
	g.note(count(len(list.Feeds), "feed") + " taken")
	return nil
}

// settle shows what the story would keep until the reader is content.
func (g *guide) settle(ctx context.Context) error {
	for {
		st, faults := story.Parse(g.draft.name, g.draftPath(g.draft.name), g.draft.doc())
		if st == nil {
			g.tell("These words make no rule: " + faults.Error())
		} else if err := g.preview(ctx, st); err != nil {
			return err
		}
		g.tell("Write it? y is yes, n no; w takes other words, p more people, f more feeds; s shows the file.")
		line, err := g.ask(ctx, "  >", "y")
		if err != nil {
			return err
		}
		switch again := map[byte]func(context.Context) error{'w': g.askWords, 'p': g.askPeople, 'f': g.askFeeds}; line[0] {
		case 'w', 'p', 'f':
			err = again[line[0]](ctx)
		case 's':
			_, err = g.stderr.Write(append([]byte("\n"), []byte(text.Lines(string(g.draft.doc())).String()+"\n")...))
		case 'n':
			return errLeft
		case 'y':
			if st != nil {
				return g.writeDraft(&g.draft)
			}
		}
		if err != nil {
			return err
		}
	}
}

// shownNow is how many kept items, and how many near misses, a preview lists.
const shownNow = 8

// preview asks the feeds of a story once, into an archive in memory, and shows
// what its rules make of what they list now.
func (g *guide) preview(ctx context.Context, st *news.Story) error {
	if len(st.Feeds) == 0 || g.flags.offline {
		g.tell("No feed can be asked, so what the rules keep cannot be shown.")
		return nil
	}
	f := &following{story: st, zone: st.Zone, now: g.now}
	var faults []rule.StoryFault
	if f.rules, faults = rule.Compile(st); f.rules == nil {
		g.tell(faults[0].Text)
		return nil
	}
	var err error
	if f.archive, err = archive.Open(ctx, "", archive.Options{Story: st.Name, Memory: true, Clock: g.now, Zone: st.Zone}); err != nil {
		return fmt.Errorf("open a preview: %w", err)
	}
	defer f.archive.Close() //nolint:errcheck // it is forgotten
	g.tell(fmt.Sprintf("Asking %s…", count(len(st.Feeds), "feed")))
	client := g.client(f)
	defer client.Close()
	report, err := g.desk(f, client, "casewire init").Poll(ctx, desk.Options{Force: true, NoPages: true}, func(e desk.Event) {
		if e.Feed != nil && e.Feed.Error.Len() > 0 {
			g.note(fmt.Sprintf("%s %s", shown(e.Feed.Feed), e.Feed.Error))
		}
	})
	if err != nil {
		return err
	}
	return g.showPreview(ctx, f, &report)
}

// showPreview lists what is kept, and what nearly is.
func (g *guide) showPreview(ctx context.Context, f *following, report *news.PollReport) error {
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		return err
	}
	g.tell(fmt.Sprintf("They list %s now: %d kept, %d nearly.", count(report.New, "item"), counts.Kept, counts.NearMiss))
	pr := g.page()
	for _, d := range []news.Decision{news.Keep, news.NearMiss} {
		page, err := f.archive.Page(ctx, news.Filter{Decisions: []news.Decision{d}}, nil, news.Place{}, shownNow, false)
		if err != nil {
			return err
		}
		for i := range page.Articles {
			a := &page.Articles[i]
			pr.line(text.Join("", text.Own("    "), pad(text.Line(d.String()), 10), text.Join("   ", a.Headline, a.Outlet)))
		}
	}
	return pr.err
}
