package digest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// corrections tells what outlets took back, the latest first: in their own
// words if they say so, else by the sentence that is right now. A correction of
// which no words are left is told by the headline.
func corrections(list []Correction) []news.DigestLine {
	var out []news.DigestLine
	type mistake struct {
		article int64
		words   text.Clean
	}
	told := map[mistake]bool{}
	for i := range slices.Backward(list) {
		c := &list[i]
		if c.Diff.Kind != news.Correction {
			continue
		}
		h := gravest(&c.Diff)
		if h == nil {
			h = &news.Hunk{Paragraph: -1}
		}
		at, was := c.note(), changed(h.Old, h.Out)
		owned := at.Paragraph >= 0
		if !owned {
			at = sentenceOf(&c.Text, h)
		}
		line := c.line(at)
		line.Outlets = 1 // it is this one's alone
		if !owned || !has(line.Text, was) {
			line.Was = was
		}
		by, in := mistake{line.Article, was}, mistake{line.Article, line.Text}
		if told[in] || was.Len() > 0 && told[by] {
			continue // feed and page are corrected alike
		}
		told[by], told[in] = true, true
		out = append(out, line)
	}
	return out
}

// has reports whether a text has all of some words.
func has(c, words text.Clean) bool {
	all := map[string]bool{}
	for w := text.Scan(c.String()); w.Next(); {
		all[string(w.Fold())] = true
	}
	for w := text.Scan(words.String()); w.Next(); {
		if !all[string(w.Fold())] {
			return false
		}
	}
	return true
}

// line cites a passage of the corrected text by its last sentence: where it
// stands in the article now, if it does, with what it leans on.
func (c *Correction) line(at news.Passage) news.DigestLine {
	if at.Paragraph < 0 {
		return cite(c.Article, at, news.CorrectionLine)
	}
	words := c.Text.Paragraph(at.Paragraph).Cut(at.Span)
	line := cite(c.Article, locate(&c.Article.Text.Body, at, words), news.CorrectionLine)
	if line.Paragraph < 0 {
		line.Text, line.Span = words, text.Span{}
		return line
	}
	body := &c.Article.Text.Body
	line.Sentence = sentenceAt(body, news.Passage{Paragraph: line.Paragraph, Span: text.Span{Start: line.Span.End - 1}})
	lean(&line, body)
	return line
}

// note returns the sentences of a new paragraph in which the outlet owns to the
// mistake, as many as make a line, without a label; paragraph -1 if there is
// none.
func (c *Correction) note() news.Passage {
	for i := range c.Diff.Hunks {
		h := &c.Diff.Hunks[i]
		w := text.Scan(h.New.String())
		if h.Old.Len() > 0 || h.Paragraph < 0 || h.Paragraph >= len(c.Text.Blocks) || !w.Next() || !owning[string(w.Fold())] {
			continue
		}
		at := news.Passage{Paragraph: h.Paragraph}
		if rest, ok := strings.CutPrefix(h.New.String()[w.Span().End:], ": "); ok {
			at.Span.Start = h.New.Len() - len(rest)
		}
		for _, s := range c.Text.Blocks[h.Paragraph].Sentences {
			if s.End <= longest {
				at.Span.End = s.End
			}
		}
		if at.Span.End > at.Span.Start {
			return at
		}
	}
	return news.Passage{Paragraph: -1}
}

// owning are words with which outlets begin to own to a mistake.
var owning = wordSet("correction corrections corrected clarification erratum") //nolint:gochecknoglobals // table

// lean lets a line that leans on the sentence before begin with that, where it
// stands in the same paragraph and both are not too long.
func lean(line *news.DigestLine, b *text.Body) {
	if !leans(line.Text.String()) {
		return
	}
	with := line.Span
	for _, s := range b.Blocks[line.Paragraph].Sentences {
		if s.End <= line.Span.Start && line.Span.End-s.Start <= longest {
			with.Start = s.Start
		}
	}
	line.Text, line.Span = b.Paragraph(line.Paragraph).Cut(with), with
}

// gravest returns the change that matters most: that of a name or number; else
// the first that puts words in; nil if none does. The headline comes before
// the text.
func gravest(d *news.Diff) *news.Hunk {
	var hunks []*news.Hunk
	if d.Headline != nil {
		hunks = append(hunks, d.Headline)
	}
	for i := range d.Hunks {
		if !d.Hunks[i].Noise {
			hunks = append(hunks, &d.Hunks[i])
		}
	}
	for _, fits := range []func(*news.Hunk) bool{grave, func(h *news.Hunk) bool { return h.New.Len() > 0 }} {
		if i := slices.IndexFunc(hunks, fits); i >= 0 {
			return hunks[i]
		}
	}
	return nil
}

// grave reports whether a name or a number took another's place.
func grave(h *news.Hunk) bool {
	matters := func(c rune) bool { return unicode.IsUpper(c) || unicode.IsDigit(c) }
	return h.Old.Len() > 0 && strings.ContainsFunc(changed(h.New, h.In).String(), matters)
}

// changed is what changed of a text: from its first changed word to its last.
func changed(c text.Clean, words []text.Span) text.Clean {
	if len(words) == 0 {
		return text.Clean{}
	}
	return c.Cut(text.Span{Start: words[0].Start, End: words[len(words)-1].End})
}

// sentenceOf returns the sentence in which a change begins.
func sentenceOf(b *text.Body, h *news.Hunk) news.Passage {
	if h.Paragraph < 0 || h.Paragraph >= len(b.Blocks) || h.New.Len() == 0 {
		return news.Passage{Paragraph: -1}
	}
	start := 0
	if len(h.In) > 0 {
		start = h.In[0].Start
	}
	for _, s := range b.Blocks[h.Paragraph].Sentences {
		if start < s.End {
			return news.Passage{Paragraph: h.Paragraph, Span: s}
		}
	}
	return news.Passage{Paragraph: h.Paragraph, Span: text.Span{End: b.Paragraph(h.Paragraph).Len()}}
}

// dates tells what is to come from today on, the first first: days that a
// sentence speaks of as to come, as a date after today is easily read out of one
// that does not, and whatever the story file says.
func dates(list []Dated, today news.Date) []news.DigestLine {
	var out []news.DigestLine
	for i := range list {
		d := &list[i]
		e := &d.Event
		if past(e.Date, today) || d.Article != nil && (e.Date.Day == 0 || !says(e.Text.String(), foretelling)) {
			continue
		}
		line := fact(&news.Fact{Date: e.Date, Clock: e.Clock, Text: e.Text, URL: e.URL}, news.ScheduledLine)
		if d.Article != nil {
			at := locate(&d.Article.Text.Body, news.Passage{Paragraph: e.Paragraph, Span: e.Span}, e.Text)
			if at.Paragraph < 0 && e.Paragraph >= 0 {
				continue // the article does not say so any more
			}
			line = cite(d.Article, at, news.ScheduledLine)
			line.Date, line.Clock = e.Date, e.Clock
		}
		line.Outlets, line.Set = max(e.Outlets, 1), d.Set
		out = append(out, line)
	}
	slices.SortStableFunc(out, func(a, b news.DigestLine) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Clock, b.Clock))
	})
	return out
}

// foretelling are words of sentences that speak of something to come.
var foretelling = wordSet("will shall may would expected scheduled due set plans planned plan begin begins resume resumes return returns " + //nolint:gochecknoglobals // table
	"open opens start starts next upcoming deadline until moved postponed delayed adjourned continued rescheduled put")

// past reports whether a date was over today: a month or year when all of it
// was.
func past(d, today news.Date) bool {
	if d.Month == 0 {
		today.Month = 0
	}
	if d.Day == 0 {
		today.Day = 0
	}
	return d.Compare(today) < 0
}
