package main

import (
	"encoding/json"
	"io"
	"time"

	"casewire/feeds/events"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A datedArticle is a line of the task timeline.
type datedArticle struct {
	Topic     string   `json:"topic"`
	Date      string   `json:"date"`
	Sentences []string `json:"sentences"`
}

// A timelineResult is the timeline of a topic, best date first.
type timelineResult struct {
	Topic     string                  `json:"topic"`
	Dates     []string                `json:"dates"`
	Sentences map[string][]text.Clean `json:"sentences"`
}

// timeline gathers the dated facts of the articles of one topic, as they come.
func timeline(c *call) error {
	if len(c.args) > 0 {
		return errUsage
	}
	k := shelf{facts: map[events.Key]map[news.Date]events.Fact{}, stats: events.Stats{Having: map[events.Word]int{}}}
	in := json.NewDecoder(c.in)
	for {
		var a datedArticle
		if err := in.Decode(&a); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		if err := k.add(&a); err != nil {
			return err
		}
	}
	out := json.NewEncoder(c.out)
	out.SetEscapeHTML(false)
	return out.Encode(k.result())
}

// A shelf keeps facts as the archive does.
type shelf struct {
	topic string
	last  news.Date
	facts map[events.Key]map[news.Date]events.Fact
	stats events.Stats
}

func (k *shelf) add(a *datedArticle) error {
	day, err := civil(a.Date)
	if err != nil {
		return err
	}
	k.topic, k.last = a.Topic, day
	k.stats.Articles++
	r := events.Read(article(k.stats.Articles, day, a.Sentences))
	for _, w := range r.Words() {
		k.stats.Having[w]++
	}
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
	return nil
}

// article makes an article of tokenised sentences, each a paragraph.
func article(id int, day news.Date, sentences []string) *news.Article {
	a := &news.Article{ID: int64(id)}
	a.Dates.Published = news.Time{Time: time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC), From: news.FromFeed}
	var lines []text.Clean
	b := &a.Text.Body
	at := 0
	for _, s := range sentences {
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
	for _, e := range events.Timeline(facts, &news.Story{}, k.last) {
		if e.Date.Day == 0 {
			continue
		}
		date := time.Date(e.Date.Year, e.Date.Month, e.Date.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		out.Dates = append(out.Dates, date)
		out.Sentences[date] = []text.Clean{e.Text}
	}
	return out
}
