package main

import (
	"encoding/json"
	"io"
	"slices"
	"time"

	"casewire/feeds/export"
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

// printJSON prints what fn makes of each of a list, one object a line.
func printJSON[A, B any](w io.Writer, list []A, fn func(*A) B) error {
	enc := lines(w)
	for i := range list {
		if err := enc.Encode(fn(&list[i])); err != nil {
			return err
		}
	}
	return nil
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
	FirstSeen     string  `json:"first_seen"`
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
		datesJSON:  datesJSON{export.Stamp(a.Dates.Published.Time), a.Dates.Published.From.String(), export.Moment(a.Dates.FirstSeen)},
		stateJSON: stateJSON{
			a.Verdict.Decision.String(), list(a.Verdict.Rules), list(a.Verdict.Tags),
			export.OrNull(a.State.Mark.String()), a.State.Read, a.State.Starred,
		},
		reportJSON: reportJSON{
			a.Size.Revisions, a.Report.Cluster, export.OrNull(a.Report.CopyOf), a.Report.Outlets,
			a.Size.Sentences, a.Size.New, a.Size.Words, a.Size.FullText,
		},
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
	Links         []export.Link   `json:"links"`
	Images        []export.Image  `json:"images"`
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

func articleOf(a *news.Article, hits []news.Hit, told newness) articleJSON {
	body := &a.Text.Body
	j := articleJSON{
		itemJSON: itemOf(a), Fetched: export.Stamp(a.Dates.Fetched), SHA256: a.Text.SHA256,
		Revision: a.Text.Number, Source: a.Text.Source.String(),
		HeadlineHits: []span{}, Paragraphs: []paragraphJSON{}, SentenceSpans: []sentenceJSON{},
		Links: export.LinksOf(body), Images: export.ImagesOf(body),
	}
	for i := range body.Blocks {
		j.Paragraphs = append(j.Paragraphs, paragraphJSON{
			Kind: body.Blocks[i].Kind.String(), Text: body.Paragraph(i), New: []span{}, Known: []knownJSON{}, Hits: []span{},
		})
	}
	j.addSentences(a, told)
	j.addHits(hits)
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
	j.HeadlineHits = inOrder(j.HeadlineHits)
	for i := range j.Paragraphs {
		j.Paragraphs[i].Hits = inOrder(j.Paragraphs[i].Hits)
	}
}

// inOrder sorts spans. Those that several rules found stand once.
func inOrder(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(spans)
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
	Next    string          `json:"next"`
}

type gapJSON struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Missed int    `json:"missed_about"`
}

func gapOf(g *news.Gap) *gapJSON {
	if g == nil {
		return nil
	}
	return &gapJSON{export.Moment(g.From), export.Moment(g.To), g.Missed}
}

// nextOf is when a feed is due: in year 1 one that was never asked, in year
// 9999 one that is gone.
func nextOf(next time.Time, gone bool) string {
	if gone {
		next = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	}
	return export.Moment(next)
}

func feedOf(r *news.FeedReport) feedJSON {
	return feedJSON{
		Feed: shown(r.Feed), Outlet: r.Outlet, Status: r.Status, HTTP: export.OrNull(r.HTTP), Items: r.Items, New: r.New, Kept: r.Kept,
		Bytes: r.Bytes, MS: r.Took.Milliseconds(), Error: export.OrNull(r.Error.String()), MovedTo: export.OrNull(shown(r.MovedTo)),
		Gap: gapOf(r.Gap), Next: nextOf(r.Next, r.Status == news.StatusGone),
	}
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
