package main

import (
	"fmt"
	"os"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/parse"
)

// A neutralFeed is a feed in the form that parsers are compared in.
type neutralFeed struct {
	Error string            `json:"error,omitempty"`
	Feed  map[string]string `json:"feed,omitempty"`
	Items []neutralItem     `json:"items,omitempty"`
}

type neutralItem struct {
	Title      string             `json:"title,omitempty"`
	Link       string             `json:"link,omitempty"`
	ID         string             `json:"id,omitempty"`
	Published  string             `json:"published,omitempty"`
	Updated    string             `json:"updated,omitempty"`
	Author     string             `json:"author,omitempty"`
	Summary    string             `json:"summary,omitempty"`
	Content    string             `json:"content,omitempty"`
	Categories []string           `json:"categories,omitempty"`
	Enclosures []neutralEnclosure `json:"enclosures,omitempty"`
}

type neutralEnclosure struct {
	URL    string `json:"url,omitempty"`
	Type   string `json:"type,omitempty"`
	Length string `json:"length,omitempty"`
}

// parseFile reads one feed document and prints what it says.
func parseFile(c *call) error {
	if len(c.args) < 1 || len(c.args) > 3 {
		return errUsage
	}
	args := make([]string, 3)
	copy(args, c.args)
	doc, err := os.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("read feed: %w", err)
	}
	var p parse.Parser
	var out neutralFeed
	d, err := p.Document(doc, parse.Info{ContentType: args[1], URL: args[2]}, nil)
	if err != nil {
		out.Error = err.Error()
	} else {
		out = neutral(d)
	}
	return c.encode(out)
}

func neutral(d *parse.Document) neutralFeed {
	out := neutralFeed{Feed: map[string]string{
		"title": d.Title, "link": d.Link, "description": d.Description, "language": d.Language,
		"author": d.Author, "published": stamp(d.Published), "updated": stamp(d.Updated),
	}}
	for i := range d.Entries {
		e := &d.Entries[i]
		item := neutralItem{
			Title: e.Title, Link: e.Link, ID: e.ID, Published: stamp(e.Published), Updated: stamp(e.Updated),
			Author: e.Author, Summary: e.Summary, Content: e.Content, Categories: e.Categories,
		}
		if item.ID == "" {
			item.ID = e.Link // as identity does
		}
		for _, enc := range e.Enclosures {
			item.Enclosures = append(item.Enclosures, neutralEnclosure(enc))
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// stamp writes a time in RFC 3339, none as nothing.
func stamp(t news.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
