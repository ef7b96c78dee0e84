package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/extract"
	"casewire/feeds/fetch"
	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/parse"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

func (p *program) addCommand() *cobra.Command {
	return &cobra.Command{
		Use: "add URL... | -", Short: "Put pages on the story that no feed listed", Args: atLeast(1, "the addresses of pages, or - to read them from standard input"),
		Long: "Put pages on the story that no feed listed: each is fetched once, and on the story by your word. With - the\n" +
			"addresses are read from standard input, one a line. A page that cannot be had does not hold up the others.\n\n" + exitStatuses,
		Example: "casewire add https://ledger.example/judge-delays-closings\nxclip -o | casewire add -",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := p.online("add"); err != nil {
				return err
			}
			return p.withWritten(cmd.Context(), func(f *following) error { return p.addPages(cmd.Context(), f, args) })
		},
	}
}

// addPages adds one page after the other.
func (p *program) addPages(ctx context.Context, f *following, args []string) error {
	addresses, err := p.addresses(args)
	if err != nil {
		return err
	}
	if err := f.archive.Writable(); err != nil {
		return err
	}
	quiet, err := f.archive.Quiet(ctx, f.now())
	if err != nil {
		return err
	}
	a := &adder{program: p, f: f, client: p.client(f), quiet: quiet}
	defer a.client.Close()
	failed := false
	for _, address := range addresses {
		if err := a.add(ctx, address); err != nil {
			if ctx.Err() != nil {
				return err
			}
			p.report(err)
			failed = true
		}
	}
	if failed {
		return saidError{exitError}
	}
	return nil
}

// addresses are the arguments, or for a hyphen the lines of standard input that
// are not empty and do not begin with #.
func (p *program) addresses(args []string) ([]string, error) {
	if !slices.Equal(args, []string{"-"}) {
		return args, nil
	}
	doc, err := p.readList("-")
	if err != nil {
		return nil, fmt.Errorf("read addresses: %w", err)
	}
	var all []string
	for line := range strings.Lines(string(doc)) {
		if s := strings.TrimSpace(line); s != "" && s[0] != '#' {
			all = append(all, s)
		}
	}
	return all, nil
}

// An adder puts pages on a story.
type adder struct {
	*program
	f      *following
	client *fetch.Client
	// quiet are the hosts that want to be left alone, and until when.
	quiet map[string]time.Time
}

// What became of an address.
const (
	pageAdded   = "added"
	pagePresent = "present" // it was kept before
	pageMarked  = "marked"  // it was here, but not kept
	pageLink    = "link"    // the page gives no article
)

// addedJSON is an article as add prints it.
type addedJSON struct {
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
	itemJSON
}

func (a *adder) add(ctx context.Context, typed string) error {
	address, err := webAddress(typed)
	if err != nil {
		return err
	}
	address = link.Tidy(address)
	here, err := a.f.archive.Find(ctx, link.Key(address))
	switch {
	case err == nil && here.Size.FullText:
		return a.mark(ctx, &here)
	case err != nil && !errors.Is(err, archive.ErrNoArticle):
		return err
	}
	if until := a.quiet[link.Host(address)]; until.After(a.f.now()) {
		return fmt.Errorf("%s wants to be left alone until %s", shown(address), until.In(a.f.zone).Format("Mon 2 Jan 15:04"))
	}
	page, why, err := a.page(ctx, address)
	if err != nil {
		return fmt.Errorf("%s %w", shown(address), err)
	}
	return a.store(ctx, page, why, here.Verdict.Decision == news.Keep)
}

// mark puts an article on the story that is here with its page.
func (a *adder) mark(ctx context.Context, here *news.Article) error {
	if here.Verdict.Decision == news.Keep {
		return a.tell(ctx, here.ID, pagePresent, text.Clean{})
	}
	if _, err := a.f.archive.Do(ctx, a.f.now(), news.MarkOnStory, text.Clean{}, here.ID); err != nil {
		return err
	}
	if err := a.f.archive.Judge(ctx, a.f.judgement(), here.ID); err != nil {
		return err
	}
	return a.tell(ctx, here.ID, pageMarked, text.Clean{})
}

// page asks for a page and reads the article in it. Where it gives none the
// words say why. An error is that of an address at which there is nothing to
// be had.
func (a *adder) page(ctx context.Context, address string) (archive.PageResult, text.Clean, error) {
	r := archive.PageResult{URL: address}
	spec := a.spec(address)
	res, err := a.client.Get(ctx, fetch.Request{
		URL: address, Page: true, UserAgent: spec.UserAgent, Limit: pageLimit(spec), Timeout: spec.Limits.Time,
	})
	if err != nil {
		var refused *fetch.Error
		if !errors.As(err, &refused) || !slices.Contains(refusals, refused.HTTP) {
			return r, text.Clean{}, err
		}
		r.Status = refused.HTTP
		return r, text.Sprintf("The outlet did not give the page (%d).", r.Status), nil
	}
	if isFeed(res) {
		return r, text.Clean{}, errFeed
	}
	r.URL, r.Status, r.Headers = res.URL, res.Status, res.Header
	got, err := extract.Article(res.Body, res.Header.Get("Content-Type"), res.URL, spec.Selector)
	r.Headline, r.Byline = got.Headline, got.Byline
	if got.Published.From == news.FromPage {
		r.Published = got.Published.Time
	}
	if got.Canonical != "" {
		r.Key, r.Tidy = link.Key(got.Canonical), link.Tidy(got.Canonical)
	}
	switch {
	case err != nil:
		return r, text.Sprintf("%s.", capital(err.Error())), nil
	case got.NoArchive || noArchive(res.Header.Values("X-Robots-Tag")):
		return r, text.Own("The page asks not to be kept."), nil
	}
	r.OK, r.Bytes, r.Body = true, res.Body, got.Body
	return r, text.Clean{}, nil
}

var errFeed = withHint(errors.New("is a feed, not a page"), "casewire feeds add URL follows it")

// isFeed reports whether an answer is a document of a feed.
func isFeed(res *fetch.Response) bool {
	var parser parse.Parser
	_, err := parser.Feed(res.Body, parse.Info{ContentType: res.Header.Get("Content-Type"), URL: res.URL, Items: 1}, nil)
	return err == nil
}

// refusals are answers of a page that is there, and not for us.
var refusals = []int{401, 402, 403, 451} //nolint:gochecknoglobals // table

// pageLimit bounds a page, decoded.
func pageLimit(spec *news.FeedSpec) int64 {
	if spec.Limits.Page > 0 {
		return spec.Limits.Page
	}
	return fetch.MaxPage
}

// spec is what the story says of the site of a page, if it follows a feed of
// it.
func (a *adder) spec(address string) *news.FeedSpec {
	for i := range a.f.story.Feeds {
		if s := &a.f.story.Feeds[i]; link.SameSite(s.URL, address) {
			return s
		}
	}
	return &news.FeedSpec{}
}

// noArchive reports whether the X-Robots-Tag headers ask all robots not to
// keep a page.
func noArchive(values []string) bool {
	for _, v := range values {
		for word := range strings.SplitSeq(strings.ToLower(v), ",") {
			if word = strings.TrimSpace(word); word == "noarchive" || word == "none" {
				return true
			}
		}
	}
	return false
}

// store makes an article of a page, or of its address alone. kept tells that
// it is one already that was kept.
func (a *adder) store(ctx context.Context, page archive.PageResult, why text.Clean, kept bool) error {
	it := news.Item{Link: page.URL, Title: page.Headline, Author: page.Byline}
	if it.Title.Len() == 0 {
		it.Title = link.Hide(page.URL)
	}
	if !page.Published.IsZero() {
		it.Published = news.Time{Time: page.Published, From: news.FromPage}
	}
	outlet, err := a.outlet(ctx, page.URL)
	if err != nil {
		return err
	}
	ar := archive.Arrival{Item: it, Outlet: outlet, Key: link.Key(page.URL), Tidy: link.Tidy(page.URL)}
	doc := &rule.Doc{Title: it.Title.String(), Author: it.Author.String(), Outlet: outlet.String(), URL: ar.Tidy, Published: a.f.now(), Fresh: true}
	if t := archive.Believed(it.Published, a.f.now()); !t.IsZero() {
		doc.Published = t.Time
	}
	ar.Verdict = a.f.rules.Judge(doc)
	id, fresh, err := a.f.archive.AddLink(ctx, a.f.now(), ar, a.f.judgement())
	if err != nil {
		return err
	}
	page.Article = id
	if _, err := a.f.archive.StorePages(ctx, a.f.now(), []archive.PageResult{page}, a.f.judgement()); err != nil {
		return err
	}
	// The page may have named the link of an older article.
	stored, err := a.f.archive.Article(ctx, id)
	if err != nil {
		return err
	}
	if err := a.f.archive.Judge(ctx, a.f.judgement(), stored.ID); err != nil {
		return err
	}
	if _, err := a.f.archive.Tell(ctx, stored.ID); err != nil { // who adds it knows of it
		return err
	}
	switch {
	case kept:
		return a.tell(ctx, stored.ID, pagePresent, why)
	case !fresh || stored.ID != id:
		return a.tell(ctx, stored.ID, pageMarked, why)
	case why.Len() > 0:
		return a.tell(ctx, id, pageLink, why)
	}
	return a.tell(ctx, id, pageAdded, why)
}

// outlet is the name of a page's site: that of a feed of it, else its host.
func (a *adder) outlet(ctx context.Context, address string) (text.Clean, error) {
	feeds, err := a.f.archive.Feeds(ctx)
	if err != nil {
		return text.Clean{}, err
	}
	for i := range feeds {
		f := &feeds[i]
		if f.Outlet.Len() > 0 && (link.SameSite(f.Site, address) || link.SameSite(f.URL, address)) {
			return f.Outlet, nil
		}
	}
	return text.Line(link.Site(address)), nil
}

// tell says what became of a page.
func (a *adder) tell(ctx context.Context, id int64, status string, why text.Clean) error {
	art, err := a.f.archive.Article(ctx, id)
	if err != nil {
		return err
	}
	if a.flags.json {
		return lines(a.stdout).Encode(addedJSON{status, why.String(), itemOf(&art)})
	}
	day := func(t time.Time) string { return t.In(a.f.zone).Format("2 Jan") }
	pr := a.printer()
	switch status {
	case pagePresent:
		pr.line(sentences(text.Sprintf("Already here: item %d, kept since %s.", id, day(art.Dates.FirstSeen)), why))
	case pageMarked:
		pr.line(sentences(text.Sprintf("Already here: item %d, on the story by your word.", id), why))
	case pageLink:
		pr.line(sentences(why, text.Sprintf("Kept as a link, item %d.", id)))
	default:
		pr.line(text.Sprintf("Added: “%s”, %s, %s, %s, on the story by your word.", art.Headline, art.Outlet, day(art.Dates.Sort), count(art.Size.Words, "word")))
	}
	return pr.err
}

// sentences are two of them, of which the second may be empty.
func sentences(first, second text.Clean) text.Clean {
	if second.Len() == 0 {
		return first
	}
	return text.Join(" ", first, second)
}

// capital begins a sentence.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
