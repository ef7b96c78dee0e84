package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"casewire/feeds/news"
	"casewire/feeds/story"
	"casewire/feeds/text"
	"casewire/tui"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// A commander carries out the command line of the reader: some commands by its
// screens, the others as the shell would.
type commander struct {
	window  *window
	foreign []tui.Candidate // the commands of the shell
	mu      sync.Mutex      // guards names
	names   []string        // of stories
}

// commander makes it, and looks up behind the screens what a line may become.
func (w *window) commander() *commander {
	c := &commander{window: w}
	for _, cmd := range w.commands() {
		if !slices.Contains(notHere, cmd.Name()) && !cmd.Hidden {
			c.foreign = append(c.foreign, tui.Candidate{Line: text.Line(cmd.Name()), Help: text.Line(cmd.Short)})
		}
	}
	w.spawn(c.lookUp)
	return c
}

// deed is a command of the reader itself.
type deed struct {
	name, help string
	// words are what may stand after it, if that is known.
	words func(*commander) []string
	do    func(ctx context.Context, w *window, rest string, at tui.Spot) tui.Answer
}

// deeds are the commands of the reader itself.
func deeds() []deed {
	to := func(id screen.ID) func(context.Context, *window, string, tui.Spot) tui.Answer {
		return func(_ context.Context, _ *window, rest string, _ tui.Spot) tui.Answer {
			return tui.Answer{Action: screen.Show{Screen: id, Query: rest}}
		}
	}
	return []deed{
		{"list", "narrow the headlines by a query", nil, to(screen.Headlines)},
		{"search", "search everything that is stored", nil, to(screen.Search)},
		{"people", "who is in it, or one of them", personNames, to(screen.People)},
		{"open", "read the report of this number", nil, openReport},
		{"poll", "ask the feeds that are due; all: whatever is due", wordsOf("all"), pollNow},
		{"mark", "mark this report, or those of some numbers", wordsOf(markWords()...), markReports},
		{"note", "a note of your own on this report", nil, noteReport},
		{"story", "go on with another story", (*commander).storyNames, otherStory},
		{"theme", "how it looks, until you quit", wordsOf("auto", "dark", "light", "contrast", "mono"), setTheme},
		{"set", "glyphs or mouse, until you quit", wordsOf("glyphs unicode", "glyphs ascii", "mouse on", "mouse off"), setThing},
	}
}

func wordsOf(words ...string) func(*commander) []string {
	return func(*commander) []string { return words }
}

// notHere are commands of the shell that the reader does by itself, or that
// need a terminal of their own.
var notHere = []string{ //nolint:gochecknoglobals // table
	"demo", "init", "watch", "man", "completion", "help", "list", "search", "poll", "mark", "note", "people",
}

// Complete gives what a line may become.
func (c *commander) Complete(line string) []tui.Candidate {
	word, rest, spaced := strings.Cut(line, " ")
	var all []tui.Candidate
	for _, o := range deeds() {
		switch {
		case !spaced && strings.HasPrefix(o.name, word):
			all = append(all, tui.Candidate{Line: text.Line(o.name), Help: text.Line(o.help)})
		case spaced && o.name == word && o.words != nil:
			return c.following(o, strings.TrimLeft(rest, " "))
		}
	}
	if spaced {
		return nil
	}
	for _, k := range c.foreign {
		if strings.HasPrefix(k.Line.String(), word) {
			all = append(all, k)
		}
	}
	return all
}

// following gives what may stand after a command.
func (c *commander) following(o deed, begun string) []tui.Candidate {
	var all []tui.Candidate
	for _, w := range o.words(c) {
		if strings.HasPrefix(text.Fold(w), text.Fold(begun)) {
			all = append(all, tui.Candidate{Line: text.Line(o.name + " " + w), Help: text.Line(o.help)})
		}
	}
	return all
}

// Run carries out a line.
func (c *commander) Run(ctx context.Context, line string, at tui.Spot) tui.Answer {
	word, rest, _ := strings.Cut(line, " ")
	for _, o := range deeds() {
		if o.name == word {
			return o.do(ctx, c.window, strings.TrimSpace(rest), at)
		}
	}
	if !slices.ContainsFunc(c.foreign, func(k tui.Candidate) bool { return k.Line.String() == word }) {
		return tui.Answer{Unknown: true}
	}
	args, err := splitWords(line)
	if err != nil {
		return refusal(err)
	}
	out := c.window.errand(ctx, c.window.shelf.followed(), args)
	if strings.Contains(out.String(), "\n") {
		return tui.Answer{Action: screen.Tell{Title: text.Line(line), Text: out}, Changed: true}
	}
	return tui.Answer{Action: screen.Say{Text: out}, Changed: true}
}

// refusal is the answer to a command that cannot be carried out.
func refusal(err error) tui.Answer {
	return tui.Answer{Action: screen.Fail{Err: err, Hint: text.Line(hintOf(err))}}
}

// unknown is the answer to a word that a command does not know.
func unknown(command, word, hint string) tui.Answer {
	return refusal(withHint(fmt.Errorf("%s knows nothing of “%s”", command, text.Line(word)), hint))
}

// personNames are the names of the story file.
func personNames(c *commander) []string {
	var names []string
	for _, p := range c.window.shelf.followed().Persons {
		names = append(names, p.Name.String())
	}
	return names
}

func openReport(ctx context.Context, w *window, rest string, _ tui.Spot) tui.Answer {
	id, err := articleID(strings.TrimPrefix(rest, "#"))
	if err != nil {
		return refusal(err)
	}
	if _, err := w.shelf.archive.Article(ctx, id); err != nil {
		return refusal(noArticle(id, err))
	}
	return tui.Answer{Action: screen.Open{Article: id, Sentence: -1}}
}

func pollNow(_ context.Context, _ *window, rest string, _ tui.Spot) tui.Answer {
	if rest != "" && rest != "all" {
		return unknown("poll", rest, "poll, or poll all")
	}
	return tui.Answer{Action: screen.Poll{Force: rest == "all"}}
}

func markWords() []string {
	words := make([]string, 0, len(marks))
	for w := range marks {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}

func markReports(ctx context.Context, w *window, rest string, at tui.Spot) tui.Answer {
	words := strings.Fields(rest)
	if len(words) == 0 {
		return unknown("mark", rest, strings.Join(markWords(), ", "))
	}
	act, ok := marks[words[0]]
	if !ok {
		return unknown("mark", words[0], strings.Join(markWords(), ", "))
	}
	return doTo(ctx, w, act, "", words[1:], at)
}

func noteReport(ctx context.Context, w *window, rest string, at tui.Spot) tui.Answer {
	return doTo(ctx, w, news.SetNote, rest, nil, at)
}

// doTo does an act to the reports of some numbers, or to the chosen one. One
// undo takes it back.
func doTo(ctx context.Context, w *window, act news.Act, note string, numbers []string, at tui.Spot) tui.Answer {
	ids, err := articleIDs(numbers)
	if err != nil {
		return refusal(err)
	}
	if len(ids) == 0 && at.Article != 0 {
		ids = append(ids, at.Article)
	}
	if len(ids) == 0 {
		return unknown("this screen", "this report", "give the number of a report")
	}
	if _, err := w.shelf.Do(ctx, act, note, ids...); err != nil {
		return refusal(err)
	}
	said := text.Sprintf("%s: %s", actWords(act), count(len(ids), "report"))
	return tui.Answer{Action: screen.Say{Text: screen.Line(said, w.keys.Find("everywhere", "undo").Label()+": undo")}, Changed: true}
}

func setTheme(_ context.Context, _ *window, rest string, _ tui.Spot) tui.Answer {
	switch theme.Choice(rest) {
	case theme.Auto, theme.Dark, theme.Light, theme.Contrast, theme.Mono:
		return tui.Answer{Action: screen.Set{Name: "theme", Value: rest}}
	}
	return unknown("theme", rest, "auto, dark, light, contrast or mono")
}

func setThing(ctx context.Context, w *window, rest string, at tui.Spot) tui.Answer {
	name, value, _ := strings.Cut(strings.Join(strings.Fields(strings.ReplaceAll(rest, "=", " ")), " "), " ")
	known := map[string][]string{"glyphs": {"unicode", "ascii"}, "mouse": {"on", "off"}}
	switch {
	case name == "theme":
		return setTheme(ctx, w, value, at)
	case slices.Contains(known[name], value):
		return tui.Answer{Action: screen.Set{Name: name, Value: value}}
	}
	return unknown("set", rest, "theme, glyphs unicode|ascii, mouse on|off")
}

// otherStory goes on with another story, if its file can be read.
func otherStory(_ context.Context, w *window, rest string, _ tui.Spot) tui.Answer {
	if rest == "" {
		return unknown("story", rest, "its name; casewire stories lists them")
	}
	if err := w.readable(rest); err != nil {
		return refusal(err)
	}
	return tui.Answer{Action: screen.Switch{Story: rest}}
}

// readable says why a story cannot be gone on with.
func (p *program) readable(x string) error {
	path, builtIn, err := story.Find(x, p.storiesDir())
	if err != nil || builtIn {
		return err
	}
	_, faults, err := story.Load(path)
	if err == nil && faults.Fatal() {
		err = faults
	}
	return err
}

// Stories lists the stories, for the screen.
func (c *commander) Stories(context.Context) ([]tui.StoryRow, error) {
	all, err := c.window.allStories()
	if err != nil {
		return nil, err
	}
	here := c.window.shelf.followed()
	rows := make([]tui.StoryRow, 0, len(all))
	for _, s := range all {
		r := tui.StoryRow{Story: s.Name, Title: s.Title, Note: text.Own("yours")}
		switch {
		case s.Errors > 0:
			r.Note = text.Sprintf("%s in its file", count(s.Errors, "error"))
		case s.BuiltIn:
			r.Note = text.Own("built in")
		}
		r.Here = s.Name == here.Name && (here.Path == "" || s.Path != nil && *s.Path == here.Path)
		rows = append(rows, r)
	}
	if !slices.ContainsFunc(rows, func(r tui.StoryRow) bool { return r.Here }) {
		rows = append(rows, tui.StoryRow{Story: here.Path, Title: here.Title, Note: text.Own("yours"), Here: true})
	}
	return rows, nil
}

// storyNames are the names of all stories, as they were when the reader began.
func (c *commander) storyNames() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.names
}

// lookUp finds out what a line may become, behind the screens.
func (c *commander) lookUp() {
	all, err := c.window.allStories()
	if err != nil {
		c.window.log.Warn("list stories", "error", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range all {
		c.names = append(c.names, s.Name)
	}
}
