package main

import (
	"flag"
	"fmt"
	"io"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/settings"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// A filterItem is a line of the task filter.
type filterItem struct {
	name
	Outlet    string    `json:"outlet"`
	Title     string    `json:"title"`
	Summary   string    `json:"summary"`
	FirstSeen time.Time `json:"first_seen"`
}

// A filterResult is what the rules say of an item.
type filterResult struct {
	name
	Keep     bool         `json:"keep"`
	Decision string       `json:"decision"`
	Rules    []text.Clean `json:"rules"`
}

// filter decides on items by the rules of a story.
func filter(c *call) error {
	flags := flag.NewFlagSet("filter", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	x := flags.String("story", "", "")
	if err := flags.Parse(c.args); err != nil || *x == "" || flags.NArg() > 0 {
		return errUsage
	}
	rules, err := storyRules(*x)
	if err != nil {
		return err
	}
	return each(c, func(it filterItem) (any, error) {
		v := rules.Judge(it.doc())
		return filterResult{
			name: it.alone(), Keep: v.Decision == news.Keep, Decision: v.Decision.String(),
			Rules: append([]text.Clean{}, v.Rules...),
		}, nil
	})
}

// doc makes of an item what a feed would have said of it.
func (it *filterItem) doc() *rule.Doc {
	d := &rule.Doc{
		Title: text.Line(it.Title).String(), Outlet: it.Outlet, URL: it.URL,
		Published: it.FirstSeen,
	}
	if it.Summary != "" {
		d.Bodies = []text.Body{text.Plain(it.Summary)}
	}
	return d
}

// storyRules compiles the rules of a built-in story or of a story file.
func storyRules(x string) (*rule.Rules, error) {
	var st *news.Story
	var faults settings.Faults
	var err error
	if doc, ok := story.Source(x); ok {
		st, faults = story.Parse(x, "", doc)
	} else {
		st, faults, err = story.Load(x)
	}
	if err != nil {
		return nil, fmt.Errorf("read story: %w", err)
	}
	if st == nil {
		return nil, fmt.Errorf("read story: %w", faults)
	}
	rules, _ := rule.Compile(st) // without faults: the story was checked
	return rules, nil
}
