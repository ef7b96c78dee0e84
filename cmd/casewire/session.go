package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// sessionRows is how many reports a session lists at a time.
const sessionRows = 10

// A session is the reader as lines: what is typed and what is answered stand
// below one another and are never painted over, for people who hear or feel
// what a terminal says. Reports have the number that they were listed by.
type session struct {
	wire *wire
	pr   *printer
	rows []listed // by number, from 1

	filter news.Filter // of the list that goes on with "more"
	query  *rule.Query // nil: all
	from   news.Place  // where it goes on
	ended  bool        // it has been listed to its end
	next   string      // story to go on with
}

// session answers the lines that are typed until they end, and returns the story
// to go on with, if there is one.
func (p *program) session(ctx context.Context, f *following, lines <-chan string) (next string, err error) {
	s := &session{wire: &wire{program: p, shelf: &shelf{following: f}}, pr: p.printer()}
	if err := s.greet(ctx); err != nil {
		return "", err
	}
	for s.next == "" {
		s.pr.raw("casewire> ")
		select {
		case <-ctx.Done():
			s.pr.raw("\n")
			return "", interruption(ctx)
		case line, ok := <-lines:
			if !ok || s.ends(line) {
				return "", s.pr.err
			}
			s.visit(ctx)
			if err := s.answer(ctx, line); err != nil {
				s.refuse(err)
			}
		}
		if s.pr.err != nil {
			return "", s.pr.err
		}
	}
	return s.next, nil
}

// lineMost is the longest line that is read, in bytes.
const lineMost = 64 << 10

// typedLines are the lines of standard input, until it ends.
func (p *program) typedLines(ctx context.Context) <-chan string {
	lines := make(chan string)
	p.spawn(func() {
		defer close(lines)
		in := bufio.NewScanner(p.stdin)
		in.Buffer(nil, lineMost)
		for in.Scan() {
			select {
			case lines <- in.Text():
			case <-ctx.Done():
				return
			}
		}
		if err := in.Err(); err != nil {
			p.log.Warn("read what is typed", "error", err)
		}
	})
	return lines
}

// ends reports whether a line ends the session.
func (s *session) ends(line string) bool {
	switch firstWord(line) {
	case "quit", "q", "exit":
		return true
	}
	return false
}

// firstWord is the first word of a line, without a colon before it.
func firstWord(line string) string {
	word, _ := splitFirst(line)
	return word
}

func splitFirst(line string) (word, rest string) {
	line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), ":"))
	word, rest, _ = strings.Cut(line, " ")
	return word, strings.TrimSpace(rest)
}

// visit notes that somebody is there.
func (s *session) visit(ctx context.Context) {
	f := s.wire.shelf
	if err := f.archive.Visit(ctx, f.now()); err != nil && !errors.Is(err, archive.ErrReadOnly) {
		s.wire.log.Warn("note the visit", "error", err)
	}
}

// say writes a sentence; a terminal of no great width has it in lines of whole
// words.
func (s *session) say(words text.Clean) { s.pr.wrapped(s.pr.width, "", "", words) }

// refuse says why something was not done.
func (s *session) refuse(err error) {
	s.say(text.Sprintf("Not done: %s.", strings.TrimSuffix(plainError(err), ".")))
	if hint := hintOf(err); hint != "" {
		s.say(text.Sprintf("Hint: %s.", hint))
	}
}

// greet says how the story stands, and lists what is newest.
func (s *session) greet(ctx context.Context) error {
	f := s.wire.shelf
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		return fmt.Errorf("open the story: %w", err)
	}
	words := text.Sprintf("%s. %s, %s new.", f.story.Title, count(counts.Reports, "report"), grouped(counts.NewReports))
	visit, err := f.archive.LastVisit(ctx, f.now())
	if err == nil && !visit.Ended.IsZero() {
		_, came, err := f.archive.Since(ctx, visit.ToPoll)
		if err != nil {
			return fmt.Errorf("open the story: %w", err)
		}
		words = text.Sprintf("%s. %s since %s; %s unread.", f.story.Title, count(came, "new report"),
			visit.Ended.In(f.zone).Format("Monday 2 January 15:04"), grouped(counts.NewReports))
	}
	s.say(words)
	next, err := f.next(ctx)
	if err != nil {
		return fmt.Errorf("open the story: %w", err)
	}
	if next.Len() > 0 {
		s.say(text.Sprintf("Next: %s.", next))
	}
	if note := s.wire.notice(f.following); note.Len() > 0 {
		s.say(note)
	}
	if counts.Kept == 0 {
		s.say(text.Own("No report yet. poll asks the feeds; background says what the story file knows."))
	}
	if counts.Kept > 0 {
		texts, err := f.archive.Texts(ctx)
		if err != nil {
			return fmt.Errorf("open the story: %w", err)
		}
		if ready := screen.Offline(texts); ready.Len() > 0 {
			s.say(ready)
		}
		if err := s.begin(ctx, "", news.Filter{Reports: true}); err != nil {
			return err
		}
	}
	s.say(sessionHint)
	return s.pr.err
}

var sessionHint = text.Own("Number, or: digest, timeline, new N, why N, star N, more, help, quit.") //nolint:gochecknoglobals // table

// list lists the newest reports that fit a query.
func (s *session) list(ctx context.Context, words string) error {
	return s.begin(ctx, words, news.Filter{Reports: true})
}

// begin begins a list.
func (s *session) begin(ctx context.Context, words string, f news.Filter) error {
	q, err := s.wire.shelf.query(words)
	if err != nil {
		return err
	}
	if q != nil {
		s.say(text.Sprintf("Reads as: %s.", readsAs(q)))
	}
	s.filter, s.query, s.from, s.rows, s.ended = f, q, news.Place{}, nil, false
	return s.more(ctx)
}

// more lists the reports that come after.
func (s *session) more(ctx context.Context) error {
	before := len(s.rows)
	for left := sessionRows; left > 0 && !s.ended; {
		page, err := s.wire.shelf.archive.Page(ctx, s.filter, s.query, s.from, left, false)
		if err != nil {
			return err
		}
		for i := range page.Articles {
			s.row(&page.Articles[i])
		}
		left -= len(page.Articles)
		from, more := page.After()
		s.from, s.ended = from, !more
	}
	switch {
	case len(s.rows) == before:
		s.say(text.Own("No report more."))
	case !s.ended:
		s.say(text.Own("There are more: more."))
	}
	return nil
}

// row says a report in a line, by the next number.
func (s *session) row(a *news.Article) {
	s.rows = append(s.rows, listed{a.ID, a.Report.Opens})
	f := s.wire.shelf
	outlets := a.Outlet
	if n := a.Report.Outlets; n > 1 {
		outlets = text.Sprintf("%s and %d more", a.Outlet, n-1)
	}
	s.say(text.Sprintf("%d. %s. %s. %s, %s.", len(s.rows), stateWords(a), withoutStop(headline(a)), outlets,
		spokenTime(a.Dates.Sort.In(f.zone), f.now().In(f.zone))))
}

// withoutStop is a headline without a full stop of its own.
func withoutStop(c text.Clean) text.Clean { return text.Line(strings.TrimSuffix(c.String(), ".")) }

// stateWords say how a report stands with the reader.
func stateWords(a *news.Article) text.Clean {
	words := []string{"Read"}
	switch {
	case !a.State.Read && a.Size.New > 0:
		words = []string{"New", count(a.Size.New, "sentence")}
	case !a.State.Read:
		words = []string{"Unread", "nothing new"}
	}
	if a.Size.Corrected {
		words = append(words, "corrected")
	} else if a.Size.Revisions > 1 {
		words = append(words, "revised")
	}
	if a.State.Starred {
		words = append(words, "starred")
	}
	if a.State.Mark != news.NoMark {
		words = append(words, a.State.Mark.String()+" by you")
	}
	return text.Line(strings.Join(words, ", "))
}

// spokenTime is a time as short as can be understood.
func spokenTime(t, now time.Time) string {
	switch {
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("Monday 2 January 15:04")
	}
	return t.Format("2 January 2006")
}
