package main

import "casewire/feeds/link"

// canonical gives the tidy link of addresses.
func canonical(c *call) error {
	type line struct {
		Input string `json:"input"`
		URL   string `json:"url"`
	}
	return each(c, func(l line) (any, error) {
		l.URL = link.Tidy(l.Input)
		return l, nil
	})
}
