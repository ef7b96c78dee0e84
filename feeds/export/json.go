package export

import (
	"bytes"
	"encoding/json"
	"io"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// JSON writes the story as one object. Its keys are those of the commands'
// JSON; spans are left out. Addresses are without what is secret in them.
func JSON(w io.Writer, s *Story) error {
	e := newEncoder(w)
	e.key(`{"story":`, storyOf(s))
	e.key(`,"digest":`, digestOf(&s.Digest))
	e.key(`,"timeline":`, mapped(s.Timeline, EventOf))
	e.key(`,"people":`, mapped(s.People, PersonOf))
	e.key(`,"quotes":`, mapped(s.Quotes, QuoteOf))
	sep := `,"articles":[` + "\n"
	err := s.Reports(func(r Report) error {
		e.key(sep, articleOf(r.Article))
		sep = ",\n"
		for i := range r.Copies {
			e.key(sep, articleOf(&r.Copies[i]))
		}
		return e.err
	})
	if sep != ",\n" {
		e.raw(sep)
	}
	e.raw("\n]}\n")
	if e.err != nil {
		return e.err
	}
	return err
}

// An encoder writes pieces of JSON and remembers the first error.
type encoder struct {
	w    io.Writer
	line bytes.Buffer
	json *json.Encoder
	err  error
}

func newEncoder(w io.Writer) *encoder {
	e := &encoder{w: w}
	e.json = json.NewEncoder(&e.line)
	e.json.SetEscapeHTML(false)
	return e
}

func (e *encoder) raw(s string) {
	if e.err == nil {
		_, e.err = io.WriteString(e.w, s)
	}
}

// key writes what stands before a value, and the value.
func (e *encoder) key(before string, v any) {
	e.raw(before)
	e.line.Reset()
	if e.err == nil {
		e.err = e.json.Encode(v)
	}
	if e.err == nil {
		_, e.err = e.w.Write(bytes.TrimRight(e.line.Bytes(), "\n"))
	}
}

func mapped[A, B any](list []A, fn func(*A) B) []B {
	out := make([]B, len(list))
	for i := range list {
		out[i] = fn(&list[i])
	}
	return out
}

// Stamp is a time as JSON has it: RFC 3339 in UTC, null for none.
func Stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

// Moment is a time as JSON has it where a time must stand: that which never was
// is in year 1.
func Moment(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// OrNull is v, or null for its zero value.
func OrNull[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

type storyJSON struct {
	Name  string      `json:"name"`
	Title text.Clean  `json:"title"`
	Note  *text.Clean `json:"note"`
	Began *string     `json:"began"`
	Until *string     `json:"until"`
}

func storyOf(s *Story) storyJSON {
	j := storyJSON{Name: text.Line(s.Name).String(), Title: s.Title, Note: OrNull(s.Note), Until: Stamp(s.Until)}
	if s.Began.Year != 0 {
		began := s.Began.String()
		j.Began = &began
	}
	return j
}

// A Digest is what a digest tells of as JSON has it, here and in the commands.
// The story so far is since year 1.
type Digest struct {
	Since    string `json:"since"`
	Until    string `json:"until"`
	Items    int    `json:"items"`
	Clusters int    `json:"clusters"`
	Outlets  int    `json:"outlets"`
}

// DigestOf is a digest without its lines as JSON has it.
func DigestOf(d *news.Digest) Digest {
	return Digest{Moment(d.Since), Moment(d.Until), d.Items, d.Clusters, d.Outlets}
}

// A Line is a line of a digest as JSON has it. One of the story file is of item
// 0, of no outlet and published when it is dated; the sentence of a headline is
// -1.
type Line struct {
	Kind      news.LineKind `json:"kind"`
	Text      text.Clean    `json:"text"`
	Item      int64         `json:"item"`
	Sentence  int           `json:"sentence"`
	Outlet    text.Clean    `json:"outlet"`
	Published string        `json:"published"`
	Outlets   int           `json:"outlets"`
}

// LineOf is a line of a digest as JSON has it.
func LineOf(l *news.DigestLine) Line {
	published := l.Published
	if l.Article == 0 {
		published = time.Date(l.Date.Year, max(l.Date.Month, 1), max(l.Date.Day, 1), 0, 0, 0, 0, time.UTC).Add(max(l.Clock, 0))
	}
	return Line{l.Kind, l.Text, l.Article, l.Sentence, l.Outlet, Moment(published), l.Outlets}
}

type digestJSON struct {
	Digest
	Lines []lineJSON `json:"lines"`
}

type lineJSON struct {
	Line
	Date *string `json:"date"`
}

func digestOf(d *news.Digest) digestJSON {
	return digestJSON{DigestOf(d), mapped(d.Lines, datedLine)}
}

func datedLine(l *news.DigestLine) lineJSON {
	j := lineJSON{LineOf(l), nil}
	if l.Date.Year != 0 {
		date := l.Date.String()
		j.Date = &date
	}
	return j
}

// An Event is a dated event as JSON has it, here and in the commands.
type Event struct {
	Date      string         `json:"date"`
	Precision string         `json:"precision"`
	Text      text.Clean     `json:"text"`
	Item      *int64         `json:"item"`
	Outlets   int            `json:"outlets"`
	Mentions  int            `json:"mentions"`
	Kind      news.EventKind `json:"kind"`
	First     *string        `json:"first_reported"`
}

// EventOf is an event as JSON has it.
func EventOf(e *news.Event) Event {
	return Event{e.Date.String(), precision(e.Date), e.Text, OrNull(e.Article), e.Outlets, e.Mentions, e.Kind, Stamp(e.First)}
}

// precision is how far a date is known.
func precision(d news.Date) string {
	switch {
	case d.Month == 0:
		return "year"
	case d.Day == 0:
		return "month"
	}
	return "day"
}

// A Person is somebody in the story as JSON has them.
type Person struct {
	Name     text.Clean   `json:"name"`
	Role     *text.Clean  `json:"role"`
	Aliases  []text.Clean `json:"aliases"`
	Mentions int          `json:"mentions"`
	Items    int          `json:"items"`
	First    string       `json:"first"`
	Last     string       `json:"last"`
}

// PersonOf is a person as JSON has one.
func PersonOf(p *news.Named) Person {
	aliases := append([]text.Clean{}, p.Aliases...)
	return Person{p.Name, OrNull(p.Role), aliases, p.Mentions, p.Articles, Moment(p.First), Moment(p.Last)}
}

// A Quote is a quotation as JSON has it, with what others made of its words.
type Quote struct {
	Speaker  *text.Clean `json:"speaker"`
	Text     text.Clean  `json:"text"`
	Item     int64       `json:"item"`
	Outlets  int         `json:"outlets"`
	Date     string      `json:"date"`
	Variants []Variant   `json:"variants"`
}

// A Variant is a quotation with its words altered.
type Variant struct {
	Text text.Clean `json:"text"`
	Item int64      `json:"item"`
}

// QuoteOf is a quotation as JSON has it.
func QuoteOf(q *news.Quote) Quote {
	variants := mapped(q.Variants, func(v *news.Quote) Variant { return Variant{v.Text, v.Article} })
	return Quote{OrNull(q.Speaker), q.Text, q.Article, q.Outlets, Moment(q.Time), variants}
}

type articleJSON struct {
	ID            int64           `json:"id"`
	Headline      text.Clean      `json:"headline"`
	URL           text.Clean      `json:"url"`
	Outlet        text.Clean      `json:"outlet"`
	Feed          text.Clean      `json:"feed"`
	Byline        text.Clean      `json:"byline"`
	Published     *string         `json:"published"`
	PublishedFrom string          `json:"published_from"`
	FirstSeen     *string         `json:"first_seen"`
	Fetched       *string         `json:"fetched"`
	Cluster       int64           `json:"cluster"`
	CopyOf        *int64          `json:"copy_of"`
	Tags          []text.Clean    `json:"tags"`
	SHA256        string          `json:"sha256"`
	Revision      int             `json:"revision"`
	Paragraphs    []paragraphJSON `json:"paragraphs"`
	Links         []Link          `json:"links"`
	Images        []Image         `json:"images"`
}

type paragraphJSON struct {
	Kind string     `json:"kind"`
	Text text.Clean `json:"text"`
}

// A Link is a link of an article as JSON has it, here and in the commands.
type Link struct {
	Text text.Clean `json:"text"`
	URL  text.Clean `json:"url"`
}

// LinksOf is the links of a text as JSON has them.
func LinksOf(b *text.Body) []Link {
	return mapped(b.Links, func(l *text.Link) Link { return Link{b.Paragraph(l.Paragraph).Cut(l.Span), link.Hide(l.URL)} })
}

// An Image is a picture of an article as JSON has it.
type Image struct {
	URL text.Clean `json:"url"`
	Alt text.Clean `json:"alt"`
}

// ImagesOf is the pictures of a text as JSON has them.
func ImagesOf(b *text.Body) []Image {
	return mapped(b.Images, func(p *text.Picture) Image { return Image{link.Hide(p.URL), p.Alt} })
}

// articleOf is an article; a copy has no paragraphs of its own here.
func articleOf(a *news.Article) articleJSON {
	j := articleJSON{
		ID: a.ID, Headline: a.Headline, URL: link.Hide(a.URL), Outlet: a.Outlet, Feed: link.Hide(a.Feed), Byline: a.Byline,
		Published: Stamp(a.Dates.Published.Time), PublishedFrom: a.Dates.Published.From.String(),
		FirstSeen: Stamp(a.Dates.FirstSeen), Fetched: Stamp(a.Dates.Fetched),
		Cluster: a.Report.Cluster, CopyOf: OrNull(a.Report.CopyOf), Tags: append([]text.Clean{}, a.Verdict.Tags...),
		SHA256: a.Text.SHA256, Revision: a.Text.Number, Paragraphs: []paragraphJSON{},
	}
	body := &a.Text.Body
	for i := range body.Blocks {
		j.Paragraphs = append(j.Paragraphs, paragraphJSON{body.Blocks[i].Kind.String(), body.Paragraph(i)})
	}
	j.Links, j.Images = LinksOf(body), ImagesOf(body)
	return j
}
