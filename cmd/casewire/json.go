package main

import (
	"encoding/json"
	"io"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// lines writes JSON objects, one a line, without escaping what HTML would want
// escaped.
func lines(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

// stamp is a time as JSON has it: RFC 3339 in UTC, null for none.
func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

// orNull is s, or null where there is none.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// span is a span as JSON has it.
type span [2]int

func spanOf(s text.Span) span { return span{s.Start, s.End} }

// itemJSON is an article as list and search print it.
type itemJSON struct {
	ID       int64      `json:"id"`
	Headline text.Clean `json:"headline"`
	URL      string     `json:"url"`
	originJSON
	datesJSON
	stateJSON
	reportJSON
}

type originJSON struct {
	Outlet text.Clean `json:"outlet"`
	Feed   string     `json:"feed"`
	GUID   string     `json:"guid"`
	Byline text.Clean `json:"byline"`
}

type datesJSON struct {
	Published     *string `json:"published"`
	PublishedFrom string  `json:"published_from"`
	FirstSeen     *string `json:"first_seen"`
}

type stateJSON struct {
	Decision string       `json:"decision"`
	Rules    []text.Clean `json:"rules"`
	Tags     []text.Clean `json:"tags"`
	Mark     *string      `json:"mark"`
	Read     bool         `json:"read"`
	Starred  bool         `json:"starred"`
}

type reportJSON struct {
	Revisions    int    `json:"revisions"`
	Cluster      int64  `json:"cluster"`
	CopyOf       *int64 `json:"copy_of"`
	Outlets      int    `json:"outlets"`
	Sentences    int    `json:"sentences"`
	NewSentences int    `json:"new_sentences"`
	Words        int    `json:"words"`
	FullText     bool   `json:"full_text"`
}

func itemOf(a *news.Article) itemJSON {
	j := itemJSON{
		ID: a.ID, Headline: a.Headline, URL: shown(a.URL),
		originJSON: originJSON{a.Outlet, shown(a.Feed), shown(a.GUID), a.Byline},
		datesJSON:  datesJSON{stamp(a.Dates.Published.Time), a.Dates.Published.From.String(), stamp(a.Dates.FirstSeen)},
		stateJSON: stateJSON{
			a.Verdict.Decision.String(), list(a.Verdict.Rules), list(a.Verdict.Tags),
			orNull(a.State.Mark.String()), a.State.Read, a.State.Starred,
		},
		reportJSON: reportJSON{
			a.Size.Revisions, a.Report.Cluster, nil, a.Report.Outlets,
			a.Size.Sentences, a.Size.New, a.Size.Words, a.Size.FullText,
		},
	}
	if a.Report.CopyOf != 0 {
		j.CopyOf = &a.Report.CopyOf
	}
	if j.PublishedFrom == "" {
		j.PublishedFrom = news.FromGuess.String()
	}
	return j
}

// list is l, and never null.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// shown is an address or guid as it may leave the program: through the gate,
// secrets out.
func shown(raw string) string { return link.Hide(raw).String() }

// foundJSON is a row of search.
type foundJSON struct {
	itemJSON
	Snippet text.Clean `json:"snippet"`
	Hits    []span     `json:"hits"`
}

// articleJSON is an article as show prints it.
type articleJSON struct {
	itemJSON
	Fetched       *string         `json:"fetched"`
	SHA256        string          `json:"sha256"`
	Revision      int             `json:"revision"`
	Source        string          `json:"source"`
	HeadlineHits  []span          `json:"headline_hits"`
	Paragraphs    []paragraphJSON `json:"paragraphs"`
	SentenceSpans []sentenceJSON  `json:"sentence_spans"`
	Links         []linkJSON      `json:"links"`
	Images        []imageJSON     `json:"images"`
}

type paragraphJSON struct {
	Kind  string      `json:"kind"`
	Text  text.Clean  `json:"text"`
	New   []span      `json:"new"`
	Known []knownJSON `json:"known"`
	Hits  []span      `json:"hits"`
}

type knownJSON struct {
	Span span  `json:"span"`
	Item int64 `json:"item"`
}

type sentenceJSON struct {
	Paragraph int  `json:"paragraph"`
	Span      span `json:"span"`
	New       bool `json:"new"`
}

type linkJSON struct {
	Text text.Clean `json:"text"`
	URL  string     `json:"url"`
}

type imageJSON struct {
	URL string     `json:"url"`
	Alt text.Clean `json:"alt"`
}

func articleOf(a *news.Article, hits []news.Hit, told newness) articleJSON {
	j := articleJSON{
		itemJSON: itemOf(a), Fetched: stamp(a.Dates.Fetched), SHA256: a.Text.SHA256,
		Revision: a.Text.Number, Source: a.Text.Source.String(),
		HeadlineHits: []span{}, Paragraphs: []paragraphJSON{}, SentenceSpans: []sentenceJSON{},
		Links: []linkJSON{}, Images: []imageJSON{},
	}
	body := &a.Text.Body
	for i := range body.Blocks {
		j.Paragraphs = append(j.Paragraphs, paragraphJSON{
			Kind: body.Blocks[i].Kind.String(), Text: body.Paragraph(i), New: []span{}, Known: []knownJSON{}, Hits: []span{},
		})
	}
	j.addSentences(a, told)
	j.addHits(hits)
	for _, l := range body.Links {
		j.Links = append(j.Links, linkJSON{body.Paragraph(l.Paragraph).Cut(l.Span), shown(l.URL)})
	}
	for _, im := range body.Images {
		j.Images = append(j.Images, imageJSON{shown(im.URL), im.Alt})
	}
	return j
}

// addSentences lists the sentences, with what of them is new to the reader and
// where the others were read before.
func (j *articleJSON) addSentences(a *news.Article, told newness) {
	n := 0
	for i := range a.Text.Body.Blocks {
		for _, s := range a.Text.Body.Blocks[i].Sentences {
			isNew, known := told.isNew(n), told.known(n)
			j.SentenceSpans = append(j.SentenceSpans, sentenceJSON{i, spanOf(s), isNew})
			switch {
			case isNew:
				j.Paragraphs[i].New = append(j.Paragraphs[i].New, spanOf(s))
			case known != 0:
				j.Paragraphs[i].Known = append(j.Paragraphs[i].Known, knownJSON{spanOf(s), known})
			}
			n++
		}
	}
}

func (j *articleJSON) addHits(hits []news.Hit) {
	for _, h := range hits {
		switch {
		case h.Field == news.InTitle:
			j.HeadlineHits = append(j.HeadlineHits, spanOf(h.Span))
		case h.Paragraph >= 0 && h.Paragraph < len(j.Paragraphs):
			j.Paragraphs[h.Paragraph].Hits = append(j.Paragraphs[h.Paragraph].Hits, spanOf(h.Span))
		}
	}
}

// feedJSON is what poll says of a feed.
type feedJSON struct {
	Feed    string          `json:"feed"`
	Outlet  text.Clean      `json:"outlet"`
	Status  news.FeedStatus `json:"status"`
	HTTP    *int            `json:"http"`
	Items   int             `json:"items"`
	New     int             `json:"new"`
	Kept    int             `json:"kept"`
	Bytes   int64           `json:"bytes"`
	MS      int64           `json:"ms"`
	Error   *string         `json:"error"`
	MovedTo *string         `json:"moved_to"`
	Gap     *gapJSON        `json:"gap"`
	Next    *string         `json:"next"`
}

type gapJSON struct {
	From   *string `json:"from"`
	To     *string `json:"to"`
	Missed int     `json:"missed_about"`
}

func gapOf(g *news.Gap) *gapJSON {
	if g == nil {
		return nil
	}
	return &gapJSON{stamp(g.From), stamp(g.To), g.Missed}
}

func feedOf(r *news.FeedReport) feedJSON {
	j := feedJSON{
		Feed: shown(r.Feed), Outlet: r.Outlet, Status: r.Status, Items: r.Items, New: r.New, Kept: r.Kept,
		Bytes: r.Bytes, MS: r.Took.Milliseconds(), Error: orNull(r.Error.String()), MovedTo: orNull(shown(r.MovedTo)),
		Gap: gapOf(r.Gap), Next: stamp(r.Next),
	}
	if r.HTTP != 0 {
		j.HTTP = &r.HTTP
	}
	return j
}

// doneJSON ends a poll.
type doneJSON struct {
	Done      bool  `json:"done"`
	Busy      bool  `json:"busy"`
	Feeds     int   `json:"feeds"`
	OK        int   `json:"ok"`
	Unchanged int   `json:"unchanged"`
	Failed    int   `json:"failed"`
	New       int   `json:"new"`
	Kept      int   `json:"kept"`
	Articles  int   `json:"articles"`
	MS        int64 `json:"ms"`
}

func doneOf(r *news.PollReport) doneJSON {
	return doneJSON{
		true, r.Busy.String() != "", r.Feeds, r.OK, r.Unchanged, r.Failed,
		r.New, r.Kept, r.Articles, r.Took.Milliseconds(),
	}
}
