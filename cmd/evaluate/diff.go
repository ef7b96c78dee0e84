package main

import (
	"encoding/json"
	"errors"
	"slices"

	"casewire/feeds/news"
	"casewire/feeds/revise"
	"casewire/feeds/text"
)

// errRoundTrip tells that an old text and its diff do not make the new one.
var errRoundTrip = errors.New("the old text and the diff do not make the new one")

// A versioned is a line of the task diff: the texts of one article.
type versioned struct {
	name
	Title    string   `json:"title"`
	Versions []string `json:"versions"`
}

// A diffResult is what changed between two neighbours.
type diffResult struct {
	name
	Title string        `json:"title,omitempty"`
	From  int           `json:"from"` // from 1
	To    int           `json:"to"`
	Kind  news.EditKind `json:"kind"`
	Hunks []hunkJSON    `json:"hunks"`
}

type hunkJSON struct {
	Paragraph int        `json:"paragraph"`
	Old       text.Clean `json:"old"`
	New       text.Clean `json:"new"`
}

// diffs compares each text of a chain with the one before, and checks that
// this can be undone.
func diffs(c *call) error {
	return eachLine(c, func(line []byte, out *json.Encoder) error {
		var v versioned
		if err := json.Unmarshal(line, &v); err != nil {
			return err
		}
		var last news.Revision
		for i, s := range v.Versions {
			rev := news.Revision{Number: i + 1, Body: text.Plain(s)}
			if i > 0 {
				d := revise.Compare(last, rev)
				if !restores(&last, &rev, &d) {
					return errRoundTrip
				}
				if err := out.Encode(diffOf(&v, &d)); err != nil {
					return err
				}
			}
			last = rev
		}
		return nil
	})
}

func diffOf(v *versioned, d *news.Diff) diffResult {
	r := diffResult{name: v.alone(), Title: v.Title, From: d.From, To: d.To, Kind: d.Kind, Hunks: []hunkJSON{}}
	for _, h := range d.Hunks {
		r.Hunks = append(r.Hunks, hunkJSON{h.Paragraph, h.Old, h.New})
	}
	return r
}

// restores reports whether an old text and a diff make the new one.
func restores(before, after *news.Revision, d *news.Diff) bool {
	got, ok := revise.Apply(paragraphsOf(&before.Body), d)
	return ok && slices.Equal(got, paragraphsOf(&after.Body))
}

func paragraphsOf(b *text.Body) []text.Clean {
	list := make([]text.Clean, len(b.Blocks))
	for i := range b.Blocks {
		list[i] = b.Paragraph(i)
	}
	return list
}
