package main

import (
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/novelty"
	"casewire/feeds/text"
)

// A noveltyStep is a line of the task novelty: sentences that may be new to
// somebody who knows the history.
type noveltyStep struct {
	name
	History    []string `json:"history"`
	Candidates []struct {
		Text string `json:"text"`
	} `json:"candidates"`
}

func (s *noveltyStep) texts() []string {
	out := make([]string, len(s.Candidates))
	for i, c := range s.Candidates {
		out[i] = c.Text
	}
	return out
}

// A noveltyResult says for each candidate whether it is new.
type noveltyResult struct {
	name
	New []bool `json:"new"`
}

// novelties says which sentences are new. Each text of the history is an
// article of its own.
func novelties(c *call) error {
	return each(c, func(s noveltyStep) (any, error) {
		var told novelty.Index
		for i, h := range s.History {
			a := &news.Article{ID: int64(i + 1)}
			a.Text.Body = text.Plain(unescaped(h))
			told.Add(a)
		}
		a := &news.Article{ID: int64(len(s.History) + 1)}
		a.Text.Body = given(s.texts())
		result := told.Judge(a)
		out := noveltyResult{name: s.alone(), New: make([]bool, len(s.Candidates))}
		for _, sentence := range result.Sentences {
			out.New[sentence.Paragraph] = sentence.New
		}
		return out, nil
	})
}

// unescaped makes line breaks of the \n that some sets write out.
func unescaped(s string) string { return strings.ReplaceAll(s, `\n`, "\n") }

// given makes a text of sentences, each a paragraph of its own.
func given(sentences []string) text.Body {
	var b text.Body
	lines := make([]text.Clean, len(sentences))
	start := 0
	for i, s := range sentences {
		lines[i] = text.Line(unescaped(s))
		n := lines[i].Len()
		block := text.Block{Span: text.Span{Start: start, End: start + n}}
		if n > 0 {
			block.Sentences = []text.Span{{End: n}}
		}
		b.Blocks = append(b.Blocks, block)
		start += n + len("\n")
	}
	b.Text = text.Join("\n", lines...)
	return b
}
