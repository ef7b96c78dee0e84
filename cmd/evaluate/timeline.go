package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"casewire/feeds/cluster"
	"casewire/feeds/events"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A datedArticle is a line of the task timeline.
type datedArticle struct {
	Topic     string   `json:"topic"`
	Date      string   `json:"date"`
	Sentences []string `json:"sentences"`
	at        time.Time
}

// A timelineResult is the timeline of a topic, best date first.
type timelineResult struct {
	Topic     string                  `json:"topic"`
	Dates     []string                `json:"dates"`
	Sentences map[string][]text.Clean `json:"sentences"`
}

// timeline gathers the dated facts of the articles of one topic, as they came
// out.
func timeline(c *call) error {
	if len(c.args) > 0 {
		return errUsage
	}
	var list []datedArticle
	err := cut(c.in, func(b *batch) {
		for i, line := range b.lines {
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			a, err := readDated(line)
			if err != nil {
				c.failed++
				c.tell("line %d: %v", b.first+i, err)
				continue
			}
			list = append(list, a)
		}
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(list, func(a, b datedArticle) int { return a.at.Compare(b.at) })
	k := shelf{told: cluster.NewIndex(), facts: map[events.Key]map[news.Date]events.Fact{}, stats: events.Stats{Having: map[events.Word]int{}}}
	for i := range list {
		k.add(&list[i])
	}
	out := json.NewEncoder(c.out)
	out.SetEscapeHTML(false)
	return out.Encode(k.result())
}

// readDated reads a line.
func readDated(line []byte) (a datedArticle, err error) {
	if err := json.Unmarshal(line, &a); err != nil {
		return a, err
	}
	day, err := civil(a.Date)
	a.at = time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)
	return a, err
}

// A shelf keeps facts as the archive does, and knows copies by then.
type shelf struct {
	topic string
	told  *cluster.Index
	last  time.Time
	facts map[events.Key]map[news.Date]events.Fact
	stats events.Stats
}

func (k *shelf) add(a *datedArticle) {
	k.topic, k.last = a.Topic, a.at
	told := a.article(k.stats.Articles + 1)
	if copies := k.told.Add(told)[0].Copies; len(copies) > 0 {
		told.Report.CopyOf = copies[0]
	}
	r := events.Read(told)
	var candidates []events.Fact
	for _, key := range r.Keys() {
		for _, f := range k.facts[key] {
			candidates = append(candidates, f)
		}
	}
	for _, f := range r.Judge(candidates, k.stats) {
		key := events.KeyOf(f.Event.Date)
		if k.facts[key] == nil {
			k.facts[key] = map[news.Date]events.Fact{}
		}
		k.facts[key][f.Event.Date] = f
	}
	k.stats.Articles++
	for _, w := range r.Words() {
		k.stats.Having[w]++
	}
}

// article makes an article of the tokenised sentences, each a paragraph.
func (d *datedArticle) article(id int) *news.Article {
	a := &news.Article{ID: int64(id)}
	a.Dates.Sort = d.at
	a.Dates.Published = news.Time{Time: d.at, From: news.FromFeed}
	var lines []text.Clean
	b := &a.Text.Body
	at := 0
	for _, s := range d.Sentences {
		line := text.Line(detokenize(s))
		if line.Len() == 0 {
			continue
		}
		lines = append(lines, line)
		b.Blocks = append(b.Blocks, text.Block{
			Span:      text.Span{Start: at, End: at + line.Len()},
			Sentences: []text.Span{{End: line.Len()}},
		})
		at += line.Len() + 1
	}
	b.Text = text.Join("\n", lines...)
	return a
}

// result ranks the days.
func (k *shelf) result() timelineResult {
	var facts []events.Fact
	for _, byDate := range k.facts {
		for _, f := range byDate {
			facts = append(facts, f)
		}
	}
	out := timelineResult{Topic: k.topic, Dates: []string{}, Sentences: map[string][]text.Clean{}}
	y, m, d := k.last.Date()
	for _, e := range events.Timeline(facts, &news.Story{}, news.Date{Year: y, Month: m, Day: d}) {
		if e.Date.Day == 0 {
			continue
		}
		date := time.Date(e.Date.Year, e.Date.Month, e.Date.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		out.Dates = append(out.Dates, date)
		out.Sentences[date] = []text.Clean{e.Text}
	}
	return out
}
