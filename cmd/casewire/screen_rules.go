package main

import (
	"context"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/rules"
	"casewire/tui/screen"
)

// rules is the screen of the rules.
func (w *window) rules(wires *wire) screen.Screen {
	s := w.shelf
	return rules.New(w.ctx, rules.Config{
		Lab: laboratory{s, wires}, Mark: s, Explain: s, Keys: w.keys, Theme: w.looks, Now: s.now, Zone: s.zone,
	})
}

// A laboratory is the shelf as the screen of the rules sees it.
type laboratory struct {
	*shelf
	wires *wire
}

// Rules gives the story's rules with what they do.
func (l laboratory) Rules(ctx context.Context) ([]rules.Rule, error) {
	st := l.followed()
	_, sets := l.current()
	counts, err := ruleCounts(ctx, l.archive, st)
	if err != nil {
		return nil, err
	}
	list := make([]rules.Rule, len(counts))
	for i, c := range counts {
		r := &st.Rules[i]
		list[i] = rules.Rule{Kind: r.Kind, Name: r.Name, Match: r.Match, Keeps: c.Kept, Only: c.Only, Overrides: c.Overrides, Last: c.Last}
		if q, _ := rule.Parse(r.Match, scopeOf(r.Kind), sets); q != nil {
			list[i].As = readsAs(q)
		}
	}
	return list, nil
}

// Articles gives a part of what a rule matches.
func (l laboratory) Articles(ctx context.Context, r rules.Rule, from news.Place, n int, newer bool) (news.Page, error) {
	var f news.Filter
	match := r.Match
	if r.Kind == news.DropRule {
		f.Decisions = []news.Decision{news.Drop}
		if r.Overrides > 0 {
			match = "(" + match + ") AND (" + anyKeep(l.followed()) + ")"
		}
	}
	_, sets := l.current()
	q, faults := rule.Parse(match, scopeOf(r.Kind), sets)
	if q == nil {
		return news.Page{}, queryError(match, faults)
	}
	return l.archive.Page(ctx, f, q, from, n, newer)
}

// anyKeep is a query for what any of the keep rules matches.
func anyKeep(st *news.Story) string {
	var all []string
	for _, r := range st.Rules {
		if r.Kind == news.KeepRule {
			all = append(all, "("+r.Match+")")
		}
	}
	return strings.Join(all, " OR ")
}

// Read says how a query is read as a keep rule.
func (l laboratory) Read(query string) (text.Clean, []input.Fault) {
	_, sets := l.current()
	return readQuery(rule.Parse(query, rule.InKeep, sets))
}

// Try begins a trial.
func (l laboratory) Try(ctx context.Context, query string) (rules.Trial, error) {
	_, sets := l.current()
	t, faults := newTrial(l.followed(), sets, query)
	if t == nil {
		return nil, queryError(query, faults)
	}
	counts, err := l.archive.Counts(ctx)
	if err != nil {
		return nil, err
	}
	return &stepper{trial: t, of: l.shelf, part: rules.Part{Total: counts.Kept + counts.NearMiss + counts.Dropped}}, nil
}

// A stepper is a trial that goes through the archive step by step.
type stepper struct {
	*trial
	of     *shelf
	part   rules.Part
	below  int64 // the id to go on below; 0: nothing was looked at
	listed int   // rows given of what stays kept
}

// Of what is kept before and after, so many are listed.
const staying = 200

// Next looks at some more.
func (s *stepper) Next(ctx context.Context) (rules.Part, error) {
	s.part.Rows = nil
	if s.below == 0 {
		marks, err := scoreOf(ctx, s.of.archive, s.rules, nil)
		if err != nil {
			return s.part, err
		}
		s.part.Marks = rules.Marks{Of: marks.marked, Wrong: marks.wrong(), Missed: marks.missed()}
	}
	end := time.Now().Add(100 * time.Millisecond) //nolint:forbidigo // how long a step takes, not the story's time
	for {
		next, err := s.of.archive.SomeDocs(ctx, s.below, s.look)
		if err != nil {
			return s.part, err
		}
		s.part.Done = next == 0
		s.below = next
		if s.part.Done || time.Now().After(end) { //nolint:forbidigo // as above
			break
		}
	}
	s.part.Total = max(s.part.Total, s.part.Looked)
	s.part.Kept, s.part.Gained, s.part.Lost = s.gained+s.same, s.gained, s.lost
	return s.part, nil
}

// look judges an article.
func (s *stepper) look(a news.Article, d *rule.Doc) error {
	s.part.Looked++
	c, v := s.judge(&a, d)
	r := rules.Row{Article: a}
	switch c {
	case gained:
		r.Change, r.Note = rules.Gained, formerly(&a)
	case lost:
		r.Change, r.Note = rules.Lost, fromNow(&v)
	case same:
		r.Change = rules.Same
		if s.listed++; s.listed > staying {
			return nil
		}
	case unchanged:
		return nil
	}
	r.Hits, r.Around, r.InAround = places(&a, d, v.Hits)
	s.part.Rows = append(s.part.Rows, r)
	return nil
}

// formerly says why an article that is gained was not kept.
func formerly(a *news.Article) text.Clean {
	if a.Verdict.Decision == news.NearMiss && len(a.Verdict.Missing) > 0 {
		return text.Sprintf("was near: %s", nearness(a.Verdict.Missing[0]))
	}
	return text.Own("no rule came near it")
}

// fromNow says why an article that is lost is no longer kept.
func fromNow(v *rule.Verdict) text.Clean {
	if v.Decision == news.NearMiss && len(v.Missing) > 0 {
		return nearness(v.Missing[0])
	}
	return text.Own("no longer kept")
}

// nearness shortens what a near miss lacks to how far it is: "jury 44 words
// away". What has no distance stays as it is.
func nearness(missing text.Clean) text.Clean {
	_, near, ok := strings.Cut(missing.String(), "(nearest: ")
	i := strings.LastIndex(near, ", ")
	if !ok || i < 0 {
		return missing
	}
	return text.Sprintf("%s %s words away", near[:i], strings.TrimSuffix(near[i+2:], ")"))
}

// places are where a trial found what it asks for: in the headline, and around
// the first place in the text.
func places(a *news.Article, d *rule.Doc, hits []news.Hit) (title []text.Span, around text.Clean, in []text.Span) {
	var body []news.Hit
	for _, h := range hits {
		switch h.Field {
		case news.InTitle:
			title = append(title, h.Span)
		case news.InBody:
			body = append(body, h)
		case news.InLead, news.InAuthor, news.InSite, news.InFeed, news.InURL, news.InTag:
		}
	}
	if len(body) == 0 || len(d.Bodies) == 0 {
		return title, around, in
	}
	whole := *a
	whole.Text.Body = d.Bodies[len(d.Bodies)-1]
	m := reasons(&whole, body).Matches[0]
	return title, m.Around, m.Hits
}
