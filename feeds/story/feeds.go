package story

import (
	"fmt"
	"net/url"
	"time"

	"github.com/andybalholm/cascadia"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/settings"
)

// A listing is a feed as the file lists it.
type listing struct {
	at       *settings.Value // the address
	spec     news.FeedSpec
	keep     string
	fullText string
	long     bool // of [[feed]], not of the short form
}

func (r *reader) shortFeeds(v *settings.Value) {
	elements, _ := v.Elements()
	for _, e := range elements {
		if u, ok := address(e); ok {
			r.feed(&listing{at: e, spec: news.FeedSpec{URL: u}})
		}
	}
}

func (r *reader) longFeeds(v *settings.Value) {
	var l *listing
	keys := settings.Keys{
		"url":        func(v *settings.Value) { l.at = v; l.spec.URL, _ = address(v) },
		"outlet":     func(v *settings.Value) { settings.Line(&l.spec.Outlet)(v) },
		"every":      func(v *settings.Value) { settings.Duration(&l.spec.Every, shortestEvery)(v) },
		"keep":       func(v *settings.Value) { settings.OneOf(&l.keep, "rules", "all")(v) },
		"full_text":  func(v *settings.Value) { settings.OneOf(&l.fullText, "kept", "never")(v) },
		"selector":   func(v *settings.Value) { l.spec.Selector = selector(v) },
		"user_agent": func(v *settings.Value) { settings.Header(&l.spec.UserAgent)(v) },
		"headers":    func(v *settings.Value) { settings.Headers(&l.spec.Headers)(v) },
		"limits":     func(v *settings.Value) { limits(v, &l.spec.Limits) },
	}
	for _, t := range v.Tables() {
		l = &listing{long: true}
		if t.Decode(keys, "url") {
			r.feed(l)
		}
	}
}

// feed adds a feed. One whose address stands twice is one feed, as [[feed]] has
// it if one of the two is such.
func (r *reader) feed(l *listing) {
	first := r.feeds[l.spec.URL]
	if first == nil {
		r.feeds[l.spec.URL] = l
		r.story.Feeds = append(r.story.Feeds, l.spec)
		return
	}
	l.at.Fault(settings.Fault{
		Text: fmt.Sprintf("this feed stands twice; the first is in line %d", first.at.Line()),
		Hint: "take one of the two out", Warning: true,
	})
	if l.long && !first.long {
		*first = *l
	}
}

// finishFeeds gives feeds what the story says for all of them.
func (r *reader) finishFeeds() {
	for i := range r.story.Feeds {
		l := r.feeds[r.story.Feeds[i].URL]
		l.spec.KeepAll = l.keep == "all"
		l.spec.NoPages = l.fullText == "never" || l.fullText == "" && r.story.NoPages
		if l.spec.Every == 0 {
			l.spec.Every = r.story.Every
		}
		r.story.Feeds[i] = l.spec
	}
}

// address takes an address of the web. What is none is a fault.
func address(v *settings.Value) (string, bool) {
	s, ok := v.Str()
	if !ok {
		return "", false
	}
	if link.IsWeb(s) {
		return s, true
	}
	hint := "write it in full, as a browser shows it"
	if u, err := url.Parse(s); err == nil && u.Scheme == "" && s != "" {
		hint = "write https:// before it"
	}
	v.Fault(settings.Fault{Text: "this is no address of the web (http or https)", Hint: hint})
	return "", false
}

func selector(v *settings.Value) string {
	s, ok := v.Str()
	if !ok {
		return ""
	}
	if _, err := cascadia.ParseGroup(s); err != nil {
		v.Fault(settings.Fault{Text: "this is no CSS selector", Hint: `write something like "div.article-body"`})
	}
	return s
}

// The bounds of the limits that a feed may have.
const (
	maxLimit = 1 << 30 // bytes
	maxItems = 1_000_000
)

func limits(v *settings.Value, to *news.Limits) {
	if t, ok := v.Table(); ok {
		t.Decode(settings.Keys{
			"body": settings.Size(&to.Body, maxLimit), "page": settings.Size(&to.Page, maxLimit),
			"time": settings.Duration(&to.Time, time.Second), "items": settings.Int(&to.Items, 1, maxItems),
		})
	}
}
