package desk

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"mime"
	"net/http"
	"strings"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/extract"
	"casewire/feeds/fetch"
	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/parse"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// An outcome is what asking one feed came to, before it is stored.
type outcome struct {
	result archive.Result
	report news.FeedReport
	fault  fault
	// page is the hash of the web page that came instead of a feed; empty for
	// all else.
	page string
	// broken is what the archive had to say in the place of what it knows.
	broken error
}

// fault is whose fault it is that asking came to nothing.
type fault uint8

const (
	none     fault = iota
	theirs         // the feed's
	network        // nobody answered: it may be this machine's own network
	nameless       // as network, and no name could be found
	odd            // a web page instead of a feed: it may be a login page of this network
	skipped        // not asked after all
)

// ask asks one feed and reads what it gives.
func (r *round) ask(ctx context.Context, s *archive.Source) outcome {
	begun := time.Now() //nolint:forbidigo // how long it took, not the story's time
	spec := r.specs[s.URL]
	o := outcome{
		result: archive.Result{Feed: s.ID, Asking: s.Asking, Said: s.Said, Host: link.Host(s.Address)},
		report: news.FeedReport{Feed: s.URL, Outlet: s.Outlet},
	}
	if until, ok := r.quiet.Load(o.result.Host); ok {
		o.fault = skipped
		o.report.Status, o.report.Next = news.StatusNotDue, until.(time.Time)
		return o
	}
	o.result.Asking.Asked = r.now
	response, err := r.Client.Get(ctx, fetch.Request{
		URL: s.Address, From: movedFrom(s), ETag: s.Validators.ETag, LastModified: s.Validators.LastModified,
		UserAgent: spec.UserAgent, Header: r.headers(spec, s.Address), Hold: true, Limit: spec.Limits.Body, Timeout: spec.Limits.Time,
	})
	if err == nil {
		err = r.read(ctx, &o, s, spec, response)
		response.Release()
	}
	if err != nil {
		r.failed(&o, s, err)
	}
	o.report.Took = time.Since(begun)
	o.report.Next = o.result.Asking.Next
	return o
}

// movedFrom is the address that led to where the feed is now; empty if it is
// where the story file says.
func movedFrom(s *archive.Source) string {
	if s.Address == s.URL {
		return ""
	}
	return s.URL
}

// headers are those of the preferences for the host of an address, and those
// of the story file if it is the host of the feed.
func (r *round) headers(spec *news.FeedSpec, address string) map[string]string {
	all := map[string]string{}
	if r.Headers != nil {
		maps.Copy(all, r.Headers(address))
	}
	if link.Host(address) == link.Host(spec.URL) {
		maps.Copy(all, spec.Headers)
	}
	return all
}

// read takes an answer: unchanged, or a document with items.
func (r *round) read(ctx context.Context, o *outcome, s *archive.Source, spec *news.FeedSpec, response *fetch.Response) error {
	o.report.HTTP, o.report.Bytes = response.Status, response.Wire
	hash := string(response.Hash[:])
	if response.Status == 304 || hash == s.Validators.BodyHash && !response.Truncated {
		r.answered(o, s, spec, response, s.Hints)
		o.result.Same = true
		o.report.Status = news.StatusUnchanged
		return nil
	}
	seen, err := r.Archive.SeenItems(ctx, s.ID)
	if err != nil {
		o.broken = err
		return err
	}
	feed, err := r.parse(response, spec, seen)
	if err != nil {
		if webPage(response) {
			o.page = hash
		}
		return err
	}
	r.answered(o, s, spec, response, feed.Hints)
	if feed.Whole && !response.Truncated {
		o.result.Asking.Validators.BodyHash = hash
	} else {
		o.result.Asking.Validators = archive.Validators{}
	}
	o.result.Listed, o.result.Hashes = true, feed.Hashes
	o.result.Said = archive.Said{Title: feed.Title, Site: feed.Link, Language: feed.Language, Hints: feed.Hints}
	if o.report.Outlet.Len() == 0 {
		o.report.Outlet = feed.Title
	}
	if o.report.Outlet.Len() == 0 {
		o.report.Outlet = text.Line(link.Site(s.URL))
	}
	o.report.Items = feed.Listed
	o.result.Arrivals = r.arrivals(feed, spec, o.report.Outlet)
	r.missed(o, s, feed)
	return nil
}

// webPage reports whether an answer may be the page of a login: markup that the
// host, or its beginning, calls HTML. Nothing, or an error in JSON, is no page.
func webPage(response *fetch.Response) bool {
	if !bytes.HasPrefix(bytes.TrimSpace(response.Body), []byte("<")) {
		return false
	}
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	return kind == "text/html" || kind == "application/xhtml+xml" || strings.HasPrefix(http.DetectContentType(response.Body), "text/html")
}

// parse reads the items of a document that are not known by their bytes.
func (r *round) parse(response *fetch.Response, spec *news.FeedSpec, seen func(uint64) bool) (*news.Feed, error) {
	r.cores <- struct{}{}
	defer func() { <-r.cores }()
	return r.parser.Feed(response.Body, parse.Info{
		ContentType: response.Header.Get("Content-Type"), URL: response.URL, Now: r.now, Items: spec.Limits.Items,
	}, seen)
}

// answered writes down what a good answer says about asking again.
func (r *round) answered(o *outcome, s *archive.Source, spec *news.FeedSpec, response *fetch.Response, hints news.Hints) {
	a := &o.result.Asking
	a.Failures, a.State, a.OK, a.Status, a.Error = 0, news.Alive, r.now, response.Status, text.Clean{}
	a.Next = nextPoll(r.now, s.URL, r.every(spec), response.Fresh, hints)
	o.report.Status = news.StatusOK
	a.Validators = validators(a.Validators, response)
	if to := response.Permanent; to != "" && to != s.Address && response.Status == 200 {
		a.Moves = append(a.Moves[max(len(a.Moves)-maxMoves+1, 0):], archive.Move{From: s.Address, At: r.now})
		a.Address = to
		o.report.Status, o.report.MovedTo = news.StatusMoved, to
	} else if s.Address != s.URL {
		o.report.MovedTo = s.Address
	}
	if link.Host(response.URL) != link.Host(a.Address) {
		a.Validators = archive.Validators{}
	}
}

// validators are those of a new document, or what a 304 says of the old one.
// They are worth nothing if another host gave them than the one that is asked.
func validators(v archive.Validators, response *fetch.Response) archive.Validators {
	if response.Status == 200 {
		return archive.Validators{ETag: response.ETag, LastModified: response.LastModified}
	}
	if response.ETag != "" {
		v.ETag = response.ETag
	}
	if response.LastModified != "" {
		v.LastModified = response.LastModified
	}
	return v
}

func (r *round) every(spec *news.FeedSpec) time.Duration {
	if spec.Every > 0 {
		return spec.Every
	}
	return r.story.Every
}

// arrivals judges each new item by itself. What is not dropped is rid of what
// feeds put into texts first.
func (r *round) arrivals(feed *news.Feed, spec *news.FeedSpec, outlet text.Clean) []archive.Arrival {
	arrivals := make([]archive.Arrival, len(feed.Items))
	for i := range feed.Items {
		it := &feed.Items[i]
		a := archive.Arrival{Item: *it, Outlet: outlet, Key: key(it.Link), Tidy: link.Tidy(it.Link)}
		if it.Source.Len() > 0 {
			a.Outlet = it.Source
		}
		a.Verdict = r.rules.Judge(r.doc(it, spec, a.Outlet, a.Tidy))
		if a.Verdict.Decision != news.Drop {
			a.Item.Body = extract.Feed(it.Body, it.Title, it.Author)
		}
		if a.Item.Body.Text != it.Body.Text {
			a.Verdict = r.rules.Judge(r.doc(&a.Item, spec, a.Outlet, a.Tidy))
		}
		arrivals[i] = a
	}
	return arrivals
}

// doc is what the rules see of an item that stands alone: the same that the
// archive shows them later.
func (r *round) doc(it *news.Item, spec *news.FeedSpec, outlet text.Clean, tidy string) *rule.Doc {
	published := archive.Believed(it.Published, r.now).Time
	if published.IsZero() {
		published = r.now
	}
	d := &rule.Doc{
		Title: it.Title.String(), Bodies: []text.Body{it.Body}, Author: it.Author.String(), Outlet: outlet.String(),
		Feed: spec.URL, URL: tidy, Language: it.Language, Published: published, KeepAll: spec.KeepAll, Fresh: true,
	}
	for _, c := range it.Categories {
		d.Categories = append(d.Categories, c.String())
	}
	return d
}

// key is the identity of a link; empty for none.
func key(raw string) string {
	if raw == "" {
		return ""
	}
	return link.Key(raw)
}

// missed tells of a gap: a feed that had items and whose new document shares
// none with the last one was not asked often enough.
func (r *round) missed(o *outcome, s *archive.Source, feed *news.Feed) {
	if s.Items == 0 || feed.Listed == 0 || len(feed.Items) < feed.Listed || s.OK.IsZero() || s.LastItem.IsZero() {
		return
	}
	oldest := r.now
	for i := range feed.Items {
		if t := feed.Items[i].Published.Time; !t.IsZero() && t.Before(oldest) {
			oldest = t
		}
	}
	gap := oldest.Sub(s.LastItem)
	if gap <= 0 {
		return
	}
	perDay := float64(s.Items) / max(s.LastItem.Sub(s.FirstItem).Hours()/24, 1)
	o.result.Asking.Gap = &news.Gap{From: s.LastItem, To: oldest, Missed: max(int(perDay*gap.Hours()/24), 1)}
	o.report.Gap = o.result.Asking.Gap
}

// failed writes down a failure and when to try again.
func (r *round) failed(o *outcome, s *archive.Source, err error) {
	a := &o.result.Asking
	a.Failures, a.State = s.Failures+1, news.Failing
	a.Next = r.now.Add(backOff(a.Failures))
	a.Status = o.report.HTTP
	o.report.Status = news.StatusError
	o.fault = theirs
	var refused *fetch.Error
	var strange *parse.NotFeedError
	switch {
	case errors.Is(err, context.Canceled):
		o.fault = skipped
	case errors.As(err, &refused):
		a.Status, a.Error = refused.HTTP, refused.Text
		o.report.HTTP = refused.HTTP
		o.fault = whose(refused.Kind)
		r.refused(o, refused)
	case errors.As(err, &strange):
		a.Error = text.Line(strange.Error())
		if o.page != "" {
			o.fault = odd
		}
	default:
		a.Error = text.Line(err.Error())
	}
	o.report.Error = a.Error
}

// whose says whether a failure may be that of this machine's network.
func whose(k fetch.Kind) fault {
	switch k {
	case fetch.DNS, fetch.Offline:
		return nameless
	case fetch.Refused, fetch.Timeout:
		return network
	default:
		return theirs
	}
}

// patience is how long a host is left alone that asks for it.
func patience(e *fetch.Error) time.Duration {
	if e.RetryAfter > 0 {
		return min(e.RetryAfter, longestWait)
	}
	return hostWait
}

// refused does what a status asks for.
func (r *round) refused(o *outcome, e *fetch.Error) {
	a := &o.result.Asking
	wait := patience(e)
	switch e.HTTP {
	case 410:
		a.State, o.report.Status = news.Gone, news.StatusGone
		a.Next = time.Time{}
	case 429:
		o.result.Quiet = r.now.Add(wait)
		a.Next = o.result.Quiet
		r.quiet.Store(o.result.Host, o.result.Quiet)
	case 503:
		a.Next = r.now.Add(wait)
	case 404, 403:
		a.Next = r.now.Add(notFoundGap)
	}
}
