package main

import (
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// digestHeadJSON is what a digest tells of, before its lines.
type digestHeadJSON struct {
	Since    *string `json:"since"`
	Until    *string `json:"until"`
	Items    int     `json:"items"`
	Clusters int     `json:"clusters"`
	Outlets  int     `json:"outlets"`
}

// digestLineJSON is a line of a digest. One of the story file has no item; the
// sentence of a headline is -1.
type digestLineJSON struct {
	Kind      news.LineKind `json:"kind"`
	Text      text.Clean    `json:"text"`
	Item      *int64        `json:"item"`
	Sentence  int           `json:"sentence"`
	Outlet    *string       `json:"outlet"`
	Published *string       `json:"published"`
	Outlets   int           `json:"outlets"`
}

func (p *program) digestJSON(d *news.Digest) error {
	enc := lines(p.stdout)
	if err := enc.Encode(digestHeadJSON{stamp(d.Since), stamp(d.Until), d.Items, d.Clusters, d.Outlets}); err != nil {
		return err
	}
	for i := range d.Lines {
		l := &d.Lines[i]
		j := digestLineJSON{l.Kind, l.Text, nil, l.Sentence, orNull(l.Outlet.String()), stamp(l.Published), l.Outlets}
		if l.Article != 0 {
			j.Item = &l.Article
		}
		if err := enc.Encode(j); err != nil {
			return err
		}
	}
	return nil
}
