package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"casewire/feeds/cluster"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A toldReport is a line of the tasks cluster and copies. Its time may have any
// of these names; none is fine.
type toldReport struct {
	name
	Topic     string   `json:"topic"`
	Title     string   `json:"title"`
	Outlet    string   `json:"outlet"`
	Sentences []string `json:"sentences"`
	Time      string   `json:"time"`
	Date      string   `json:"date"`
	FirstSeen string   `json:"first_seen"`
	TimeMS    int64    `json:"time_ms"`

	article news.Article
	result  cluster.Result
}

// A clusterResult is the report of a line. Headline is true on the line whose
// headline a list would show for it.
type clusterResult struct {
	name
	Cluster  string `json:"cluster"`
	Headline bool   `json:"headline,omitempty"`
}

// reports finds the lines that tell the same report, each topic a story of its
// own.
func reports(c *call) error {
	list, err := readStories(c)
	if err != nil {
		return err
	}
	members := map[string][]*news.Article{}
	for _, r := range list {
		members[r.report()] = append(members[r.report()], &r.article)
	}
	shown := map[*news.Article]bool{}
	for _, m := range members {
		shown[cluster.Clearest(m)] = len(m) > 1
	}
	for _, r := range list {
		if err := c.encode(clusterResult{r.alone(), r.report(), shown[&r.article]}); err != nil {
			return err
		}
	}
	return nil
}

func (r *toldReport) report() string { return fmt.Sprintf("%s/%d", r.Topic, r.result.Cluster) }

// readStories reads lines and judges them, story by story, as if a poll brought
// what has the same time.
func readStories(c *call) ([]*toldReport, error) {
	if len(c.args) > 0 {
		return nil, errUsage
	}
	var list []*toldReport
	stories := map[string][]*toldReport{}
	err := inOrder(c, func(r toldReport) error {
		if err := r.read(); err != nil {
			return err
		}
		list = append(list, &r)
		stories[r.Topic] = append(stories[r.Topic], &r)
		return nil
	})
	for _, story := range stories {
		judgeStory(story)
	}
	return list, err
}

// judgeStory takes the lines of a story in the order of time.
func judgeStory(story []*toldReport) {
	story = slices.Clone(story)
	slices.SortStableFunc(story, func(a, b *toldReport) int {
		return a.article.Dates.Sort.Compare(b.article.Dates.Sort)
	})
	x := cluster.NewIndex()
	for first := 0; first < len(story); {
		var poll []*news.Article
		for _, r := range story[first:] {
			if !r.article.Dates.Sort.Equal(story[first].article.Dates.Sort) {
				break
			}
			r.article.ID = int64(first + len(poll) + 1)
			poll = append(poll, &r.article)
		}
		for i, result := range x.Add(poll...) {
			story[first+i].result = result
		}
		first += len(poll)
	}
}

// read makes of a line the article that a reader would have.
func (r *toldReport) read() error {
	when, err := r.when()
	if err != nil {
		return err
	}
	for i, s := range r.Sentences {
		r.Sentences[i] = detokenize(s)
	}
	a := &r.article
	a.Headline, a.Outlet = text.Line(r.Title), text.Line(r.Outlet)
	a.Dates.Sort = when
	a.Text.Headline, a.Text.Body = a.Headline, given(r.Sentences)
	return nil
}

// when returns the time of the line, zero if it has none. A day is its noon.
func (r *toldReport) when() (time.Time, error) {
	s := cmp.Or(r.Time, r.FirstSeen, r.Date)
	if s == "" {
		if r.TimeMS == 0 {
			return time.Time{}, nil
		}
		return time.UnixMilli(r.TimeMS).UTC(), nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	day, err := civil(s)
	return time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC), err
}
