package digest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// News is what came in between two polls.
type News struct {
	// Since is where it begins, Until the time of the archive's last poll.
	Since, Until time.Time
	// Today is the day from which on dates are to come.
	Today news.Date
	// Items, Clusters and Outlets count what came in.
	Items, Clusters, Outlets int
	Reports                  []Report
	Corrections              []Correction // in the order in which they came
	Dates                    []Dated
}

// A Report is a cluster that came in.
type Report struct {
	// Tellings are reports of the outlets' own, with their texts; copies are
	// left out. The first speaks for the others.
	Tellings []Telling
	// Outlets counts those that told of it, Own the articles that are no
	// copies.
	Outlets, Own int
	// Weight is that of the heaviest date of the timeline that it tells of.
	Weight float64
}

// A Telling is an article, and what of it is new. Without Sentences all of it
// is.
type Telling struct {
	Article   *news.Article
	Sentences []news.Sentence
}

// A Correction is one that came in: what changed, the text that it led to, and
// the article as it is now.
type Correction struct {
	Diff    news.Diff
	Text    text.Body
	Article *news.Article
}

// A Dated is something to come: an event, and the article that tells of it
// with its text, nil for a line of the story file. Set is true if it was first
// told in this time.
type Dated struct {
	Event   news.Event
	Article *news.Article
	Set     bool
}

// share is the part of the lines, one in so many, that corrections have at
// least, and dates to come at most.
const share = 4

// Tell returns what happened, in at most so many lines: of each report the
// sentence new to the reader that says most, the heaviest report first, and
// nothing twice; then what was corrected and what is to come.
//
// A report weighs by the outlets that tell of it, by how many wrote a text of
// their own, by how much of it is new, by what the timeline and the reader's
// alerts say of it. A sentence says the more the rarer its words are among
// what came in, names and numbers above all, the more of them the headlines and
// the other articles have, the nearer it stands to the top, and if it names the
// day; quotations and sentences that lean on the one before say less. It is left
// out if a line already there has most of its words.
func Tell(in News, lines int) news.Digest {
	d := news.Digest{Since: in.Since, Until: in.Until, Items: in.Items, Clusters: in.Clusters, Outlets: in.Outlets}
	lines = max(lines, 0)
	corrected, dated := corrections(in.Corrections), dates(in.Dates, in.Today)
	dated = dated[:min(len(dated), lines/share)]
	sure := min(len(corrected), lines/share)
	d.Lines = developments(in.Reports, slices.Concat(corrected[:sure], cited(dated)), lines-len(dated)-sure)
	d.Lines = append(d.Lines, corrected[:min(len(corrected), lines-len(d.Lines)-len(dated))]...)
	d.Lines = append(d.Lines, dated...)
	return d
}

// SoFar returns the story so far in at most so many words, then what is to
// come, in at most so many lines. The reports are in the order of their
// telling: of each only the sentence that says most may be told, and Background
// says which are. How it began, and who stands accused of what, are facts of the
// story file; where reports tell nothing, all its facts are told.
func SoFar(in News, began news.Date, facts []news.Fact, words, lines int) news.Digest {
	d := news.Digest{Until: in.Until, Items: in.Items, Clusters: in.Clusters, Outlets: in.Outlets}
	lines = max(lines, 0)
	reports := best(in.Reports)
	byID := make(map[int64]*news.Article, len(reports))
	for _, a := range reports {
		byID[a.ID] = a
	}
	if len(reports) > 0 {
		for _, f := range course(facts, began, words*2/3) {
			d.Lines = append(d.Lines, fact(&f, news.BackgroundLine))
			words -= countWords(f.Text.String())
		}
	}
	for _, l := range Background(reports, words) {
		line := cite(byID[l.Article], news.Passage{Paragraph: l.Paragraph, Span: l.Span}, news.BackgroundLine)
		d.Lines = append(d.Lines, line)
	}
	if len(reports) == 0 {
		for i := range facts {
			d.Lines = append(d.Lines, fact(&facts[i], news.BackgroundLine))
		}
	}
	dated := dates(in.Dates, in.Today)
	dated = dated[:min(len(dated), lines/share)]
	d.Lines = append(d.Lines[:min(len(d.Lines), lines-len(dated))], dated...)
	return d
}

// best returns an article of each report, of whose sentences only the one that
// says most is left. Reports without such a sentence are left out.
func best(reports []Report) []*news.Article {
	words := newRarity(reports)
	var out []*news.Article
	for i := range reports {
		c, ok := words.choose(&reports[i], nil, nil)
		if !ok || c.at.Paragraph < 0 {
			continue
		}
		only := *c.article
		b := &only.Text.Body
		b.Blocks = slices.Clone(b.Blocks)
		for j := range b.Blocks {
			b.Blocks[j].Sentences = nil
		}
		b.Blocks[c.at.Paragraph].Sentences = []text.Span{c.at.Span}
		out = append(out, &only)
	}
	return out
}

// What a report weighs by, in the unit of twice as many outlets.
const (
	ownWeight   = 0.5 // twice as many texts of the outlets' own
	newWeight   = 0.5 // twice as many sentences new to the reader
	dateWeight  = 1.0 // the heaviest date of the timeline
	alertWeight = 2.0 // an alert of the reader's own
)

// cited returns the lines that are sentences of articles.
func cited(lines []news.DigestLine) []news.DigestLine {
	return slices.DeleteFunc(slices.Clone(lines), func(l news.DigestLine) bool { return l.Article == 0 })
}

// developments tells reports, the heaviest first, and nothing that other lines
// tell.
func developments(reports []Report, others []news.DigestLine, lines int) []news.DigestLine {
	words := newRarity(reports)
	heaviest := 0.0
	for i := range reports {
		heaviest = max(heaviest, reports[i].Weight)
	}
	order := make([]ranked, 0, len(reports))
	for i := range reports {
		if r := rank(&reports[i], heaviest); r.fresh > 0 {
			order = append(order, r)
		}
	}
	slices.SortStableFunc(order, compareRanked)
	var out []news.DigestLine
	var said []saying
	elsewhere := make([]saying, len(others))
	for i := range others {
		elsewhere[i] = words.read(others[i].Text.String())
	}
	for _, r := range order {
		if len(out) >= lines {
			break
		}
		if s, ok := words.choose(r.Report, said, elsewhere); ok {
			said = append(said, s.saying)
			line := s.line()
			line.Outlets = max(r.Outlets, 1)
			out = append(out, line)
		}
	}
	return out
}

// A ranked is a report and its weight. Fresh counts what it has to say that is
// new to the reader.
type ranked struct {
	*Report
	weight float64
	fresh  int
}

func rank(r *Report, heaviest float64) ranked {
	out := ranked{Report: r}
	alert := 0.0
	for i := range r.Tellings {
		out.fresh = max(out.fresh, r.Tellings[i].fresh())
		if len(r.Tellings[i].Article.Verdict.Alerts) > 0 {
			alert = alertWeight
		}
	}
	out.weight = math.Log2(1+float64(r.Outlets)) + ownWeight*math.Log2(1+float64(r.Own)) +
		newWeight*math.Log2(1+float64(out.fresh)) + alert
	if heaviest > 0 {
		out.weight += dateWeight * r.Weight / heaviest
	}
	return out
}

// compareRanked puts the heaviest first; of equals the latest, by poll and id.
func compareRanked(a, b ranked) int {
	x, y := a.Tellings[0].Article, b.Tellings[0].Article
	return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(y.Dates.Poll, x.Dates.Poll), cmp.Compare(y.ID, x.ID))
}

// fresh counts the sentences new to the reader; an unread text without
// sentences has its headline.
func (t *Telling) fresh() int {
	n := 0
	for _, s := range t.sentences() {
		if s.ToYou {
			n++
		}
	}
	if t.Article.Text.Body.Sentences() == 0 && t.Article.Headline.Len() > 0 && !t.Article.State.Read {
		return 1
	}
	return n
}

// sentences are those of the text, in order.
func (t *Telling) sentences() []news.Sentence {
	if len(t.Sentences) > 0 {
		return t.Sentences
	}
	return Sentences(t.Article)
}

// Sentences returns the sentences of an article of which nothing is known: all
// are new.
func Sentences(a *news.Article) []news.Sentence {
	var out []news.Sentence
	for i := range a.Text.Body.Blocks {
		for _, s := range a.Text.Body.Blocks[i].Sentences {
			out = append(out, news.Sentence{Paragraph: i, Span: s, New: true, ToYou: true})
		}
	}
	return out
}

// cite makes a line of a passage of an article; paragraph -1 is its headline.
func cite(a *news.Article, at news.Passage, kind news.LineKind) news.DigestLine {
	line := news.DigestLine{
		Kind: kind, Text: a.Headline, Article: a.ID, Sentence: -1, Paragraph: -1, Outlet: a.Outlet,
		Published: a.Dates.Sort, Outlets: max(a.Report.Outlets, 1), Clock: -1,
	}
	if at.Paragraph >= 0 && at.Paragraph < len(a.Text.Body.Blocks) {
		line.Sentence = sentenceAt(&a.Text.Body, at)
		paragraph := a.Text.Body.Paragraph(at.Paragraph)
		at.Span.Start += text.Dateline(paragraph.Cut(at.Span).String())
		line.Text, line.Paragraph, line.Span = paragraph.Cut(at.Span), at.Paragraph, at.Span
	} else {
		line.Span = text.Span{End: line.Text.Len()}
	}
	return line
}

// locate finds words that stood at a passage of another text of the article:
// there, or where they stand first; paragraph -1 if they do not.
func locate(b *text.Body, at news.Passage, words text.Clean) news.Passage {
	if at.Paragraph >= 0 && at.Paragraph < len(b.Blocks) && b.Paragraph(at.Paragraph).Cut(at.Span) == words {
		return at
	}
	for i := range b.Blocks {
		if start := strings.Index(b.Paragraph(i).String(), words.String()); start >= 0 && words.Len() > 0 {
			return news.Passage{Paragraph: i, Span: text.Span{Start: start, End: start + words.Len()}}
		}
	}
	return news.Passage{Paragraph: -1}
}

// sentenceAt counts which sentence of the text a passage begins in; -1 if it is
// in none.
func sentenceAt(b *text.Body, at news.Passage) int {
	n := 0
	for i := range b.Blocks[:at.Paragraph] {
		n += len(b.Blocks[i].Sentences)
	}
	for i, s := range b.Blocks[at.Paragraph].Sentences {
		if at.Span.Start >= s.Start && at.Span.Start < s.End {
			return n + i
		}
	}
	return -1
}

// fact makes a line of a line of the story file.
func fact(f *news.Fact, kind news.LineKind) news.DigestLine {
	return news.DigestLine{
		Kind: kind, Text: f.Text, Sentence: -1, Paragraph: -1, Span: text.Span{End: f.Text.Len()},
		Outlets: 1, Date: f.Date, Clock: f.Clock, URL: f.URL,
	}
}
