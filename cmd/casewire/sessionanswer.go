package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// reply is a command of a session.
type reply struct {
	name, help string
	do         func(*session, context.Context, string) error
}

// replies are the commands of a session. What is not among them is done as the
// shell would.
func replies() []reply {
	act := func(act news.Act) func(*session, context.Context, string) error {
		return func(s *session, ctx context.Context, rest string) error { return s.act(ctx, act, rest) }
	}
	return []reply{
		{"new", "new N: what is new in report N; new: the unread reports", (*session).onlyNew},
		{"why", "why N: why report N is here", (*session).why},
		{"more", "more: the next reports", func(s *session, ctx context.Context, _ string) error { return s.more(ctx) }},
		{"list", "list, list QUERY: the newest reports, or those that fit a query", (*session).list},
		{"search", "search QUERY: everything that is stored, best first", (*session).search},
		{"star", "star N, unstar N", act(news.Star)},
		{"unstar", "", act(news.Unstar)},
		{"read", "read N, unread N: read and known, or unread again", act(news.MarkRead)},
		{"unread", "", act(news.MarkUnread)},
		{"on", "on N, off N: on or off the story, whatever the rules say", act(news.MarkOnStory)},
		{"off", "", act(news.MarkOffStory)},
		{"note", "note N TEXT: a note of your own", (*session).note},
		{"undo", "undo, redo: the last change", func(s *session, ctx context.Context, _ string) error { return s.turn(ctx, s.wire.Undo) }},
		{"redo", "", func(s *session, ctx context.Context, _ string) error { return s.turn(ctx, s.wire.Redo) }},
		{"background", "background: what the story file knows", (*session).background},
		{"story", "story NAME: go on with another story; stories lists them", (*session).story},
		{"help", "help: these lines", (*session).help},
	}
}

// answer does what a line says.
func (s *session) answer(ctx context.Context, line string) error {
	word, rest := splitFirst(line)
	if word == "" {
		return nil
	}
	if n, err := strconv.Atoi(word); err == nil {
		return s.open(ctx, n)
	}
	for _, r := range replies() {
		if r.name == word {
			return r.do(s, ctx, rest)
		}
	}
	if !slices.Contains(s.shell(), word) {
		return withHint(fmt.Errorf("no command is called “%s”", text.Line(word)), "help lists all commands")
	}
	args, err := splitWords(strings.TrimPrefix(strings.TrimSpace(line), ":"))
	if err != nil {
		return err
	}
	said := s.wire.errand(ctx, s.wire.shelf.followed(), args)
	s.pr.line(said)
	return nil
}

// shell are the commands of the shell that work in a session.
func (s *session) shell() []string {
	var names []string
	for _, cmd := range s.wire.commands() {
		switch name := cmd.Name(); name {
		case "demo", "init", "watch", "man", "completion", "help":
		default:
			names = append(names, name)
		}
	}
	return names
}

// number is the article that was listed by a number.
func (s *session) number(word string) (listed, error) {
	n, err := strconv.Atoi(word)
	if err != nil {
		return listed{}, withHint(fmt.Errorf("“%s” is no number of a report", text.Line(word)), "list lists them")
	}
	return s.listed(n)
}

// listed is an article or report that has a number: its id, and that of the
// article to read.
type listed struct{ id, opens int64 }

func (s *session) listed(n int) (listed, error) {
	if n < 1 || n > len(s.rows) {
		return listed{}, withHint(fmt.Errorf("no report was listed by the number %d", n), "more lists more of them")
	}
	return s.rows[n-1], nil
}

// open reads out a report.
func (s *session) open(ctx context.Context, n int) error {
	row, err := s.listed(n)
	if err != nil {
		return err
	}
	f, id := s.wire.shelf, row.opens
	a, err := f.archive.Article(ctx, id)
	if err != nil {
		return noArticle(id, err)
	}
	s.pr.article(&a, f.zone, nil)
	s.say(text.Sprintf("End of report %d.", n))
	if err := f.Opened(ctx, id); err != nil {
		return err
	}
	return f.ReadTo(ctx, id, a.Size.Sentences)
}

// onlyNew reads out what is new in a report, or lists the unread ones.
func (s *session) onlyNew(ctx context.Context, rest string) error {
	if rest == "" {
		return s.begin(ctx, "", news.Filter{Reports: true, Unread: true})
	}
	row, err := s.number(rest)
	if err != nil {
		return err
	}
	f, id := s.wire.shelf, row.opens
	a, err := f.archive.Article(ctx, id)
	if err != nil {
		return noArticle(id, err)
	}
	told, err := f.newness(ctx, &a)
	if err != nil {
		return err
	}
	s.pr.article(&a, f.zone, told.isNew)
	s.say(text.Sprintf("End of what is new in report %s.", rest))
	return f.Opened(ctx, id)
}

// why says why a report is here.
func (s *session) why(ctx context.Context, rest string) error {
	row, err := s.number(rest)
	if err != nil {
		return err
	}
	w, err := s.wire.shelf.Why(ctx, row.id)
	if err != nil {
		return noArticle(row.id, err)
	}
	switch mark := w.Article.State.Mark; {
	case mark != news.NoMark:
		s.say(text.Sprintf("By your mark: %s.", mark))
	case len(w.Matches) == 0:
		s.say(text.Own("No rule found anything in it: its feed is kept whole."))
	}
	for _, m := range w.Matches {
		s.say(text.Sprintf("%s rule “%s”: %s", m.Kind, m.Rule, m.Around))
	}
	if len(w.Article.Verdict.Missing) > 0 {
		s.say(text.Join("", text.Own("Missing: "), text.Join("; ", w.Article.Verdict.Missing...)))
	}
	return nil
}

// search lists what matches a query best.
func (s *session) search(ctx context.Context, rest string) error {
	q, err := s.wire.shelf.query(rest)
	if err != nil {
		return err
	}
	if q == nil {
		return withHint(fmt.Errorf("nothing to search for"), "search QUERY")
	}
	found, err := s.wire.shelf.archive.Search(ctx, q, 2*sessionRows)
	if err != nil {
		return err
	}
	s.rows, s.ended = nil, true
	for i := range found {
		s.row(&found[i].Article)
	}
	if len(found) == 0 {
		s.say(text.Sprintf("No article fits: %s.", readsAs(q)))
	}
	return nil
}

// act does an act to reports by their numbers.
func (s *session) act(ctx context.Context, act news.Act, rest string) error {
	words := strings.Fields(rest)
	if len(words) == 0 {
		return withHint(fmt.Errorf("no report is named"), "give its number")
	}
	var ids []int64
	for _, w := range words {
		row, err := s.number(w)
		if err != nil {
			return err
		}
		if ids, err = s.articles(ctx, ids, act, row.id); err != nil {
			return err
		}
	}
	if _, err := s.wire.shelf.Do(ctx, act, "", ids...); err != nil {
		return err
	}
	s.say(text.Sprintf("Report %s: %s. undo takes it back.", strings.Join(words, ", "), actWords(act)))
	return nil
}

// articles appends the articles that an act on a report is for: a star is for
// one, what is read or off the story all that tell of it.
func (s *session) articles(ctx context.Context, ids []int64, act news.Act, id int64) ([]int64, error) {
	if act == news.Star || act == news.Unstar {
		return append(ids, id), nil
	}
	members, err := s.wire.shelf.archive.Members(ctx, id)
	for i := range members {
		ids = append(ids, members[i].ID)
	}
	return ids, err
}

// note puts a note on a report.
func (s *session) note(ctx context.Context, rest string) error {
	word, note, _ := strings.Cut(rest, " ")
	row, err := s.number(word)
	if err != nil {
		return err
	}
	if _, err := s.wire.shelf.Do(ctx, news.SetNote, strings.TrimSpace(note), row.id); err != nil {
		return err
	}
	s.say(text.Sprintf("Noted on report %s.", word))
	return nil
}

func (s *session) turn(ctx context.Context, turn func(context.Context) (text.Clean, error)) error {
	said, err := turn(ctx)
	if err == nil {
		s.pr.line(said)
	}
	return err
}

// background says what the story file knows.
func (s *session) background(context.Context, string) error {
	facts := s.wire.shelf.followed().Background
	for _, b := range facts {
		s.say(text.Sprintf("%s: %s", b.Date.Words(), b.Text))
	}
	if len(facts) == 0 {
		s.say(text.Own("The story file has no dated facts."))
	}
	return nil
}

// story goes on with another story.
func (s *session) story(_ context.Context, rest string) error {
	if err := s.wire.readable(rest); err != nil {
		return withHint(err, "stories lists them")
	}
	s.next = rest
	return nil
}

// help lists the commands.
func (s *session) help(context.Context, string) error {
	s.say(text.Own("A number reads out the report of that number. The commands:"))
	for _, r := range replies() {
		if r.help != "" {
			s.say(text.Line("  " + r.help))
		}
	}
	s.say(text.Sprintf("And as in the shell: %s.", strings.Join(slices.DeleteFunc(s.shell(), func(n string) bool {
		return slices.ContainsFunc(replies(), func(r reply) bool { return r.name == n })
	}), ", ")))
	s.say(text.Own("quit ends the session."))
	return nil
}
