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
	// heard is what the feeds of the draft gave, in an archive in memory: other
	// rules judge it again, and only feeds that are new are asked.
	heard *following
	asked int // feeds of the draft, from the first
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
	defer g.forget()
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
			g.refuse(err)
		}
	}
}

// note says something below an answer.
func (g *guide) note(words string) {
	pr := g.page()
	pr.wrapped(min(pr.width, measure), "    ", "    ", text.Line(words))
}

// refuse says why an answer is not taken.
func (g *guide) refuse(err error) {
	g.note("no: " + err.Error())
	if hint := hintOf(err); hint != "" {
		g.note(hint)
	}
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
		g.refuse(err)
		g.draft.name = ""
	}
}

// free says why a story cannot have a name.
func (g *guide) free(name string) error {
	if err := checkNew(name); err != nil {
		return err
	}
	if exists(g.storyPath(name)) {
		return fmt.Errorf("the story %s is there already", name)
	}
	return nil
}

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
	g.tell("And which words say that it is about something else?  For instance: rugby, cookbook.  Or: none")
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
	find := g.finder()
	defer find.client.Close()
	found, err := find.feed(ctx, typed)
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
	for shown := ""; ; {
		st, faults := story.Parse(g.draft.name, g.storyPath(g.draft.name), g.draft.doc())
		if st == nil {
			g.tell("These words make no rule: " + faults.Error())
		} else if doc := string(g.draft.doc()); doc != shown {
			if err := g.preview(ctx, st); err != nil {
				return err
			}
			shown = doc
		}
		g.tell("Write it? y is yes, n no; w takes other words, p more people, f more feeds; s shows the file.")
		line, err := g.ask(ctx, "  >", "y")
		if err != nil {
			return err
		}
		switch again := map[byte]func(context.Context) error{'w': g.askWords, 'p': g.askPeople, 'f': g.askFeeds}; lower(line[0]) {
		case 'w', 'p', 'f':
			err = again[lower(line[0])](ctx)
		case 's':
			_, err = g.stderr.Write(append([]byte("\n"), []byte(text.Lines(string(g.draft.doc())).String()+"\n")...))
		case 'n', 'q':
			return errLeft
		case 'y':
			if st != nil {
				return g.writeDraft(&g.draft)
			}
		default:
			g.note("no: one of these letters")
		}
		if err != nil {
			return err
		}
	}
}

func lower(b byte) byte { return b | 0x20 }

// shownNow is how many kept items, and how many near misses, a preview lists.
const shownNow = 8

// preview asks the feeds of a story that were not asked yet, and shows what its
// rules make of what they all list.
func (g *guide) preview(ctx context.Context, st *news.Story) error {
	if len(st.Feeds) == 0 || g.flags.offline {
		g.tell("No feed can be asked, so what the rules keep cannot be shown.")
		return nil
	}
	rules, faults := rule.Compile(st)
	if rules == nil {
		g.tell(faults[0].Text)
		return nil
	}
	if err := g.listen(ctx, st); err != nil {
		return err
	}
	g.heard.story, g.heard.rules = st, rules
	if _, _, err := g.heard.archive.JudgeAll(ctx, g.heard.judgement(), nil); err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	if n := len(st.Feeds) - g.asked; n > 0 {
		g.tell(fmt.Sprintf("Asking %s…", count(n, "feed")))
		g.asked = len(st.Feeds)
		if err := g.hear(ctx); err != nil {
			return err
		}
	}
	return g.showPreview(ctx)
}

// listen opens the archive of the preview.
func (g *guide) listen(ctx context.Context, st *news.Story) error {
	if g.heard != nil {
		return nil
	}
	arch, err := archive.Open(ctx, "", archive.Options{Story: st.Name, Memory: true, Clock: g.now, Zone: st.Zone})
	if err != nil {
		return fmt.Errorf("open a preview: %w", err)
	}
	g.heard = &following{archive: arch, zone: st.Zone, now: g.now}
	return nil
}

// forget closes it.
func (g *guide) forget() {
	if g.heard != nil {
		_ = g.heard.archive.Close()
	}
}

// hear asks the feeds that are due: those that were not asked yet.
func (g *guide) hear(ctx context.Context) error {
	defer g.limitMemory()()
	client := g.client(g.heard)
	defer client.Close()
	_, err := g.desk(g.heard, client, "casewire init").Poll(ctx, desk.Options{NoPages: true}, func(e desk.Event) {
		if e.Feed != nil && e.Feed.Error.Len() > 0 {
			g.note(fmt.Sprintf("%s %s", shown(e.Feed.Feed), e.Feed.Error))
		}
	})
	return err
}

// showPreview lists what is kept, and what nearly is.
func (g *guide) showPreview(ctx context.Context) error {
	counts, err := g.heard.archive.Counts(ctx)
	if err != nil {
		return err
	}
	g.tell(fmt.Sprintf("They list %s now: %d kept, %d nearly (near misses lack one thing).", count(int(counts.Seen), "item"), counts.Kept, counts.NearMiss))
	pr := g.page()
	for _, d := range []news.Decision{news.Keep, news.NearMiss} {
		page, err := g.heard.archive.Page(ctx, news.Filter{Decisions: []news.Decision{d}}, nil, news.Place{}, shownNow, false)
		if err != nil {
			return err
		}
		for i := range page.Articles {
			a := &page.Articles[i]
			pr.line(cut(text.Join("", text.Own("    "), pad(text.Line(d.String()), 10), text.Join("   ", a.Headline, a.Outlet)), pr.width))
		}
	}
	return pr.err
}
