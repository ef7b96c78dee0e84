package main

import (
	"encoding/json"
)

// A copiedPair is two lines that share their text.
type copiedPair struct {
	A json.RawMessage `json:"a"`
	B json.RawMessage `json:"b"`
}

// copies finds the pairs of lines of a story that share their text, whatever
// their headlines.
func copies(c *call) error {
	list, err := readStories(c)
	if err != nil {
		return err
	}
	ids := map[string]map[int64]json.RawMessage{}
	for _, r := range list {
		if ids[r.Topic] == nil {
			ids[r.Topic] = map[int64]json.RawMessage{}
		}
		ids[r.Topic][r.article.ID] = r.ID
	}
	for _, r := range list {
		for _, other := range r.result.Copies {
			if err := c.encode(copiedPair{ids[r.Topic][other], r.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}
