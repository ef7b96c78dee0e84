package main

import (
	"cmp"
	"flag"
	"io"
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

// A peopleDoc is a line of the task people: an article of one story.
type peopleDoc struct {
	name
	Outlet    text.Clean `json:"outlet"`
	Title     text.Clean `json:"title"`
	Text      string     `json:"text"`
	Sentences []string   `json:"sentences"`
	Time      time.Time  `json:"time"`
}

// A peopleStory is what the articles so far have.
type peopleStory struct {
	*call
	names []name
	found map[people.Key][]int // articles
	named [][]news.Named
	said  [][]news.Quote
}

// peopleOf finds the people and quotations of one story, its articles in order
// of time: a line an article, then one a person and one a quotation.
func peopleOf(c *call) error {
	flags := flag.NewFlagSet("people", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	why := flags.String("why", "", "")
	if err := flags.Parse(c.args); err != nil || flags.NArg() > 0 {
		return errUsage
	}
	s := peopleStory{call: c, found: map[people.Key][]int{}}
	if err := inOrder(c, s.add); err != nil {
		return err
	}
	return s.sum(*why)
}

func (s *peopleStory) add(d peopleDoc) error {
	if d.Text == "" {
		d.Text = strings.Join(d.Sentences, " ")
	}
	r := people.Read(&news.Article{
		ID: int64(len(s.names) + 1), Headline: d.Title, Outlet: d.Outlet, Dates: news.Dates{Sort: d.Time},
		Text: news.Revision{Headline: d.Title, Body: text.Plain(d.Text)},
	}, nil)
	keys := r.Keys()
	res := people.Judge(r, s.candidates(keys), nil)
	for _, k := range keys {
		s.found[k] = append(s.found[k], len(s.names))
	}
	s.names = append(s.names, d.alone())
	s.named = append(s.named, r.People())
	s.said = append(s.said, r.Quotes())
	return s.tell(&res)
}

// candidates gathers what earlier articles have that share the rarest keys.
func (s *peopleStory) candidates(keys []people.Key) people.Candidates {
	const most = 200 // articles
	var c people.Candidates
	keys = slices.Clone(keys)
	slices.SortStableFunc(keys, func(a, b people.Key) int { return cmp.Compare(len(s.found[a]), len(s.found[b])) })
	taken := map[int]bool{}
	for _, k := range keys {
		for _, i := range s.found[k] {
			if !taken[i] && len(taken) < most {
				taken[i] = true
				c.People = append(c.People, s.named[i]...)
				c.Quotes = append(c.Quotes, s.said[i]...)
			}
		}
	}
	return c
}

// tell writes the line of the article that was read last.
func (s *peopleStory) tell(res *people.Result) error {
	type quote struct {
		Speaker text.Clean `json:"speaker"`
		Text    text.Clean `json:"text"`
		New     bool       `json:"new"`
		Variant bool       `json:"variant"`
	}
	line := struct {
		name
		People []text.Clean `json:"people"`
		Quotes []quote      `json:"quotes"`
	}{name: s.names[len(s.names)-1], People: []text.Clean{}, Quotes: []quote{}}
	for _, p := range res.People {
		line.People = append(line.People, p.Name)
	}
	for _, q := range res.Quotes {
		line.Quotes = append(line.Quotes, quote{q.Speaker, q.Text, q.Of < 0, q.Variant})
	}
	return s.encode(line)
}

// sum writes the people and quotations of the story, or why one person.
func (s *peopleStory) sum(why string) error {
	var named []news.Named
	var said []news.Quote
	for i := range s.names {
		named = append(named, s.named[i]...)
		said = append(said, s.said[i]...)
	}
	if why != "" {
		return s.encode(map[string]any{"name": why, "why": people.Explain(named, nil)(text.Line(why))})
	}
	for _, p := range people.Roll(named, nil) {
		if err := s.encode(map[string]any{
			"name": p.Name, "role": p.Role, "aliases": p.Aliases, "mentions": p.Mentions, "items": p.Articles, "quotes": p.Speaks,
		}); err != nil {
			return err
		}
	}
	for _, q := range people.Sayings(said) {
		if err := s.encode(map[string]any{
			"speaker": q.Speaker, "text": q.Text, "outlets": q.Outlets, "variants": len(q.Variants),
		}); err != nil {
			return err
		}
	}
	return nil
}
