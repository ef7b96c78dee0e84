package main

import (
	"fmt"
	"os"

	"casewire/feeds/opml"
)

// readList prints the feeds of an OPML file or of newsboat's urls.
func readList(c *call) error {
	if len(c.args) != 1 {
		return errUsage
	}
	doc, err := os.ReadFile(c.args[0])
	if err != nil {
		return fmt.Errorf("read list: %w", err)
	}
	out := found{URLs: []string{}}
	list, err := opml.Read(doc)
	if err != nil {
		out.Error = err.Error()
	}
	for _, f := range list.Feeds {
		out.URLs = append(out.URLs, f.URL)
	}
	return c.encode(out)
}
