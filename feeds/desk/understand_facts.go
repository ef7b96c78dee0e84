package desk

import (
	"context"
	"maps"
	"slices"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/events"
	"casewire/feeds/news"
	"casewire/feeds/packed"
	"casewire/feeds/text"
)

// An almanac is the facts of the story as far as they were looked up.
type almanac struct {
	facts   map[news.Date]*events.Fact
	changed map[news.Date]bool
	// read looks facts up; nil: all are here.
	read func(from, to news.Date) ([]archive.Fact, error)
	here map[news.Date]bool // days and months that were looked up
}

func newAlmanac(ctx context.Context, a *archive.Archive) *almanac {
	k := &almanac{facts: map[news.Date]*events.Fact{}, changed: map[news.Date]bool{}, here: map[news.Date]bool{}}
	if a != nil {
		k.read = func(from, to news.Date) ([]archive.Fact, error) { return a.Facts(ctx, from, to) }
	}
	return k
}

// judgeDates tells the timeline what is new to it.
func (l *lessons) judgeDates(c *lesson) error {
	if c.dates == nil {
		return nil
	}
	first := c.sense.Told == 0
	stats := events.Stats{Articles: l.told, Having: map[events.Word]int{}}
	for i, w := range c.dates.Words() {
		stats.Having[w] = l.ring.N(c.dated[i])
	}
	if !l.refold {
		if err := l.facts.add(c.dates, stats, !first); err != nil {
			return err
		}
	}
	if first {
		c.found.Words = c.dated
		l.ring.Count(c.dated)
		l.told++
	}
	return nil
}

// add tells the timeline of an article. again says that the article was counted
// where it told of a date before.
func (k *almanac) add(r *events.Reading, stats events.Stats, again bool) error {
	// What it tells by itself says which facts are needed.
	var candidates []events.Fact
	had := map[news.Date]bool{}
	for _, f := range r.Judge(nil, stats) {
		if err := k.look(f.Event.Date); err != nil {
			return err
		}
		for _, d := range days(f.Event.Date) {
			if fact := k.facts[d]; fact != nil && !had[d] {
				had[d] = true
				candidates = append(candidates, *fact)
			}
		}
	}
	for _, f := range r.Judge(candidates, stats) {
		d := f.Event.Date
		if was := k.facts[d]; was != nil && again && slices.Equal(was.Outlets, f.Outlets) {
			f.Event.Mentions = was.Event.Mentions
		}
		k.facts[d], k.changed[d] = &f, true
	}
	return nil
}

// days are a date, and of a month its days.
func days(d news.Date) []news.Date {
	out := []news.Date{d}
	for day := 1; d.Day == 0 && d.Month != 0 && day <= 31; day++ {
		out = append(out, news.Date{Year: d.Year, Month: d.Month, Day: day})
	}
	return out
}

// look reads the fact of a day or a year, or all of a month. What is here is
// newer and stays.
func (k *almanac) look(d news.Date) error {
	if k.read == nil || k.here[d] || d.Month != 0 && k.here[news.Date{Year: d.Year, Month: d.Month}] {
		return nil
	}
	all := days(d)
	list, err := k.read(d, all[len(all)-1])
	if err != nil {
		return err
	}
	k.here[d] = true
	for i := range list {
		if date := list[i].Date; k.facts[date] == nil {
			k.facts[date] = unpackFact(list[i])
		}
	}
	return nil
}

// changes are the facts that changed, by date.
func (k *almanac) changes() []archive.Fact {
	var out []archive.Fact
	for _, d := range slices.SortedFunc(maps.Keys(k.changed), news.Date.Compare) {
		out = append(out, archive.Fact{Date: d, Data: packFact(k.facts[d])})
	}
	return out
}

// fold makes the timeline again of what it was told by the articles that are
// on the story, in that order.
func (s *student) fold(ctx context.Context) error {
	list, batch, err := s.archive.ToldTimeline(ctx)
	if err != nil {
		return err
	}
	k := newAlmanac(ctx, nil)
	stats := events.Stats{Having: map[events.Word]int{}}
	for i := range list {
		t := &list[i]
		r, err := s.retell(ctx, t)
		if err != nil {
			return err
		}
		if err := k.add(r, stats, t.Page != 0); err != nil {
			return err
		}
		if t.Page != 0 {
			continue
		}
		stats.Articles++
		for _, w := range r.Words() {
			stats.Having[w]++
		}
	}
	return s.archive.FoldFacts(ctx, batch, k.changes())
}

// retell reads again what the timeline was told.
func (s *student) retell(ctx context.Context, t *archive.Telling) (*events.Reading, error) {
	a, err := s.archive.Text(ctx, t.Article, t.Revision)
	if err != nil {
		return nil, err
	}
	if t.Page != 0 {
		page, err := s.archive.Text(ctx, t.Article, t.Page)
		if err != nil {
			return nil, err
		}
		a = *added(&page, &a)
	}
	a.Report.CopyOf = 0
	if t.Copied {
		a.Report.CopyOf = a.ID
	}
	return events.Read(&a), nil
}

// added is a page of which only the paragraphs have sentences that the feed's
// text has not.
func added(page, feed *news.Article) *news.Article {
	have := map[string]bool{}
	old := &feed.Text.Body
	for i := range old.Blocks {
		have[old.Paragraph(i).String()] = true
	}
	only := *page
	b := &only.Text.Body
	b.Blocks = slices.Clone(b.Blocks)
	for i := range b.Blocks {
		if have[b.Paragraph(i).String()] {
			b.Blocks[i].Sentences = nil
		}
	}
	return &only
}

// factVersion stands first in a fact as it is stored.
const factVersion = 1

// packFact packs a fact but for its date.
func packFact(f *events.Fact) []byte {
	w := packed.NewWriter(factVersion)
	e := &f.Event
	w.String(e.Text.String())
	w.String(e.By.String())
	w.Int(int(e.Article))
	w.Int(e.Paragraph)
	w.Int(e.Span.Start)
	w.Int(e.Span.End - e.Span.Start)
	w.Int(e.Outlets)
	w.Int(e.Mentions)
	packTime(w, e.First)
	w.Float(f.Near)
	w.Float(f.Far)
	w.Float(f.Clear)
	w.Float(f.Size)
	w.Int(len(f.Outlets))
	for _, o := range f.Outlets {
		w.Word(uint32(o))
	}
	w.Int(len(f.Words))
	for _, word := range slices.Sorted(maps.Keys(f.Words)) {
		w.Word(uint32(word))
		w.Int(int(2 * f.Words[word])) // halves are counted
	}
	return w.Data()
}

// unpackFact reads it; of what is damaged only the date is known.
func unpackFact(stored archive.Fact) *events.Fact {
	none := &events.Fact{Event: news.Event{Date: stored.Date, Clock: -1}, Words: map[events.Word]float64{}}
	r := packed.NewReader(stored.Data, factVersion)
	f := &events.Fact{Event: news.Event{Date: stored.Date, Clock: -1}, Words: map[events.Word]float64{}}
	e := &f.Event
	e.Text, e.By, e.Article, e.Paragraph = text.Line(string(r.Bytes())), text.Line(string(r.Bytes())), int64(r.Int()), r.Int()
	e.Span.Start = r.Int()
	e.Span.End = e.Span.Start + r.Int()
	e.Outlets, e.Mentions, e.First = r.Int(), r.Int(), unpackTime(r)
	f.Near, f.Far, f.Clear, f.Size = r.Float(), r.Float(), r.Float(), r.Float()
	for range r.Count(4) {
		f.Outlets = append(f.Outlets, events.Word(r.Word()))
	}
	for range r.Count(5) {
		word := events.Word(r.Word())
		f.Words[word] = float64(r.Int()) / 2
	}
	if !r.Whole() {
		return none
	}
	return f
}

// outletZone is that of a time as articles have it.
func outletZone(minutes int) *time.Location {
	if minutes == 0 {
		return time.UTC
	}
	return time.FixedZone("", minutes*60)
}
