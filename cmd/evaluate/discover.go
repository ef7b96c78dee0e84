package main

import (
	"fmt"
	"os"

	"casewire/feeds/discover"
	"casewire/feeds/parse"
)

// found are the feeds of a page or of a list.
type found struct {
	URLs  []string `json:"urls"`
	Error string   `json:"error,omitempty"`
}

// discoverFeeds prints the feeds that a page names. A page that is a feed is
// its own.
func discoverFeeds(c *call) error {
	if len(c.args) != 2 {
		return errUsage
	}
	doc, err := os.ReadFile(c.args[0])
	if err != nil {
		return fmt.Errorf("read page: %w", err)
	}
	out := found{URLs: []string{}}
	var p parse.Parser
	if _, err := p.Feed(doc, parse.Info{URL: c.args[1]}, nil); err == nil {
		out.URLs = append(out.URLs, c.args[1])
		return c.encode(out)
	}
	for _, f := range discover.Page(doc, "", nil, c.args[1]) {
		out.URLs = append(out.URLs, f.URL)
	}
	return c.encode(out)
}
