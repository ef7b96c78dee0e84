package demo

import (
	"net/http"
	"time"
)

type format uint8

const (
	rss format = iota
	atom
	rdf
	jsonFeed
)

// An outlet is one voice of the invented press.
type outlet struct {
	key, name, host string
	feed            string // path of the feed
	format          format
	full            bool   // the feed has whole texts
	window          int    // the feed lists so many items
	layout          string // page template
	path            string // of articles: {y} {m} {d} {slug} {id}
	track           string // query that the feed adds to links
	credits         bool   // the feed’s summaries end with where they appeared first
	motto           string
	sections        []string
	items           []*item // newest first
	troubles        []trouble
}

// A trouble is what a host answers from a time on instead of its documents.
type trouble struct {
	since  time.Time
	status int
	host   string // of the feed from then on, if it moved
	path   string
}

var masthead = []outlet{ //nolint:gochecknoglobals // table
	{
		key: "post", name: "Harbor Post", host: "harborpost.example", feed: "/rss.xml",
		format: rss, window: 14, layout: "paper.html", path: "/{y}/{m}/{d}/{slug}.html",
		motto:    "Harbor City’s newspaper since 1874",
		sections: []string{"City", "Courts", "Port", "Schools", "Sport", "Letters"},
	},
	{
		key: "ledger", name: "The Ledger", host: "ledger.example", feed: "/feed.atom",
		format: atom, full: true, window: 12, layout: "paper.html", path: "/courts/{slug}-{id}",
		motto:    "Morning edition. Kestrel County and the coast",
		sections: []string{"Front page", "Courts", "Business", "Long reads", "Obituaries"},
	},
	{
		key: "wire", name: "Wire Service", host: "wire.example", feed: "/feed.json",
		format: jsonFeed, full: true, window: 15, layout: "plain.html", path: "/article/{slug}",
		motto:    "Reports for newspapers and stations",
		sections: []string{"Top news", "Courts", "State", "Markets"},
	},
	{
		key: "six", name: "Channel 6", host: "channel6.example", feed: "/rss/news",
		format: rss, window: 15, layout: "broadcast.html", path: "/news/{slug}/",
		track:    "utm_source=rss&utm_medium=feed",
		motto:    "On air at 6 and 10",
		sections: []string{"Local", "Weather", "Traffic", "Investigates", "Watch live"},
	},
	{
		key: "star", name: "Morning Star", host: "morningstar.example", feed: "/feed/",
		format: rss, window: 12, layout: "broadcast.html", path: "/{slug}", credits: true,
		motto:    "First with the talk of the town",
		sections: []string{"News", "Crime", "Stars", "Football", "Puzzles"},
	},
	{
		key: "courier", name: "County Courier", host: "countycourier.example", feed: "/index.rss",
		format: rss, full: true, window: 12, layout: "paper.html", path: "/news/{y}-{m}-{d}/{slug}/",
		motto:    "The inland towns, every day but Sunday",
		sections: []string{"Towns", "Farm", "Court list", "Notices"},
	},
	{
		key: "bay", name: "Bay News", host: "baynews.example", feed: "/index.rdf",
		format: rdf, window: 10, layout: "broadcast.html", path: "/local/{id}/{slug}",
		motto:    "Both sides of the bay",
		sections: []string{"Local", "Ferry", "Sport", "Tides"},
	},
	{
		key: "tribune", name: "The Tribune", host: "tribune.example", feed: "/atom.xml",
		format: atom, window: 5, layout: "paper.html", path: "/story/{slug}",
		motto:    "The capital and the state",
		sections: []string{"State", "Capitol", "Courts", "Opinion", "Weekend"},
	},
	{
		key: "blog", name: "Quay Blog", host: "quayblog.example", feed: "/atom",
		format: atom, full: true, window: 10, layout: "blog.html", path: "/{y}/{m}/{slug}/",
		motto:    "One street, eleven lamp posts, no agenda",
		sections: []string{"About", "Archive", "The lamp posts"},
	},
	{
		key: "hall", name: "City Hall", host: "cityhall.example", feed: "/notices.rss",
		format: rss, full: true, window: 10, layout: "plain.html", path: "/notices/{id}",
		motto:    "City of Harbor City, public notices",
		sections: []string{"Notices", "Council", "Services", "Contact"},
	},
	{
		key: "radio", name: "Radio Estuary", host: "radioestuary.example", feed: "/news.json",
		format: jsonFeed, window: 12, layout: "broadcast.html", path: "/bulletin/{slug}",
		motto:    "98.3 from the lighthouse to the locks",
		sections: []string{"Bulletins", "Talk", "Shipping", "Schedule"},
	},
	{
		key: "docket", name: "Docket Watch", host: "docketwatch.example", feed: "/feed",
		format: atom, full: true, window: 8, layout: "blog.html", path: "/notes/{slug}",
		motto:    "Filings in Kestrel County, read so that you need not",
		sections: []string{"Notes", "Calendar", "Glossary"},
	},
}

// upsets returns what goes wrong, by outlet.
func upsets() map[string][]trouble {
	on := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 0, 0, 0, place())
	}
	return map[string][]trouble{
		"six": {{
			since: on(time.February, 2, 9), status: http.StatusMovedPermanently,
			host: "feeds.channel6.example", path: "/news.xml",
		}},
		"courier": {{since: on(time.March, 7, 6), status: http.StatusForbidden}},
		"blog":    {{since: on(time.March, 5, 20), status: http.StatusGone}},
	}
}

// trouble returns what the outlet answers at t instead of its feed; its status
// is 0 if all is well.
func (o *outlet) trouble(t time.Time) trouble {
	var last trouble
	for _, tr := range o.troubles {
		if !tr.since.After(t) {
			last = tr
		}
	}
	return last
}

// listed returns the items of the feed at t, newest first.
func (o *outlet) listed(t time.Time) []*item {
	for i, it := range o.items {
		if !it.published().After(t) {
			return o.items[i:min(i+o.window, len(o.items))]
		}
	}
	return nil
}

// asked returns what a reader who asks the outlet at t is given.
func (o *outlet) asked(t time.Time) []*item {
	switch o.trouble(t).status {
	case 0, http.StatusMovedPermanently:
		return o.listed(t)
	}
	return nil
}
