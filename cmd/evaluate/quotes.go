package main

import (
	"strings"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

// A quoteDoc is a line of the task quotes.
type quoteDoc struct {
	name
	Text string `json:"text"`
}

// A quoteResult is the quotations of a text, as characters of it.
type quoteResult struct {
	name
	Quotes []quoteSpan `json:"quotes"`
}

// A quoteSpan is where a quotation stands, from its first mark to its last,
// and its source; -1 for none.
type quoteSpan struct {
	Start       int `json:"start"`
	End         int `json:"end"`
	SourceStart int `json:"source_start"`
	SourceEnd   int `json:"source_end"`
}

// quotes finds quotations and who says them.
func quotes(c *call) error {
	return each(c, func(d quoteDoc) (any, error) {
		a := &news.Article{Text: news.Revision{Body: text.Plain(strings.ReplaceAll(d.Text, "\n", "\n\n"))}} // a line is a paragraph
		body := &a.Text.Body
		place := placesIn(d.Text, body.Text.String())
		out := quoteResult{name: d.alone(), Quotes: []quoteSpan{}}
		for _, q := range people.Read(a, nil).Quotes() {
			first, last := q.Parts[0], q.Parts[len(q.Parts)-1]
			s := quoteSpan{
				place[body.Blocks[first.Paragraph].Span.Start+first.Span.Start],
				place[body.Blocks[last.Paragraph].Span.Start+last.Span.End], -1, -1,
			}
			if src := q.Source; src.Span.End > src.Span.Start && src.Paragraph >= 0 {
				s.SourceStart = place[body.Blocks[src.Paragraph].Span.Start+src.Span.Start]
				s.SourceEnd = place[body.Blocks[src.Paragraph].Span.Start+src.Span.End]
			}
			out.Quotes = append(out.Quotes, s)
		}
		return out, nil
	})
}

// placesIn says for each byte of a cleaned text, and for its end, which
// character of the raw text stands there. What the gate has changed is stepped
// over.
func placesIn(raw, clean string) []int {
	const within = 64 // characters that a change spans at most
	runes := []rune(raw)
	out := make([]int, len(clean)+1)
	at := 0
	for i, r := range clean {
		k := at
		for k < len(runes) && k < at+within && runes[k] != r {
			k++
		}
		if r > ' ' && k < len(runes) && runes[k] == r {
			at = k
		} else {
			k = min(at, len(runes))
		}
		for j := range utf8.RuneLen(r) {
			out[i+j] = at
		}
		if k < len(runes) && runes[k] == r {
			at = k + 1
		}
	}
	out[len(clean)] = min(at, len(runes))
	return out
}
