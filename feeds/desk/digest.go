package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/digest"
	"casewire/feeds/news"
	"casewire/feeds/revise"
	"casewire/feeds/text"
)

// Since says what a digest tells.
type Since struct {
	// Poll is the last one that is known: what came with later ones is told,
	// whatever its date.
	Poll int64
	// At is when that was; the zero time asks for the story so far.
	At time.Time
	// Known tells too what the reader has read meanwhile.
	Known bool
	// Today is the day from which on dates are to come.
	Today news.Date
	// Lines is how many there are at most.
	Lines int
	// Course is that of Today, where it is at hand; nil: it is read.
	Course *Course
}

const (
	soFarWords = 90  // of the story so far
	leads      = 500 // reports that it is told from
	enough     = 6   // of them for a story
	tellings   = 4   // of a report that are looked into
	considered = 3   // reports for each line
	corrected  = 50  // corrections that are looked into
)

// Digest tells what came in, or the story so far. The same archive gives the
// same digest.
func Digest(ctx context.Context, a *archive.Archive, st *news.Story, o Since) (news.Digest, error) {
	d, err := tell(ctx, a, st, o)
	if err != nil {
		return d, fmt.Errorf("digest: %w", err)
	}
	return d, nil
}

func tell(ctx context.Context, a *archive.Archive, st *news.Story, o Since) (news.Digest, error) {
	counts, err := a.Counts(ctx)
	if err != nil {
		return news.Digest{}, err
	}
	t := &teller{archive: a, since: o, in: digest.News{Since: o.At, Until: counts.LastPoll, Today: o.Today}}
	if o.Course == nil {
		if t.since.Course, err = ReadCourse(ctx, a, st, o.Today); err != nil {
			return news.Digest{}, err
		}
	}
	if o.At.IsZero() {
		return t.soFar(ctx, st, counts)
	}
	return t.happened(ctx)
}

// A teller reads what a digest is made of.
type teller struct {
	archive *archive.Archive
	since   Since
	in      digest.News
	came    map[int64]bool // articles
}

// soFar tells the story from its beginning.
func (t *teller) soFar(ctx context.Context, st *news.Story, counts news.Counts) (news.Digest, error) {
	// What one outlet alone told is no part of the story where there is enough
	// that more did.
	ids, err := t.archive.Leads(ctx, 2, leads)
	if err == nil && len(ids) < enough {
		ids, err = t.archive.Leads(ctx, 1, leads)
	}
	if err != nil {
		return news.Digest{}, err
	}
	for _, id := range ids {
		r, err := t.lead(ctx, id)
		if err != nil {
			return news.Digest{}, err
		}
		t.in.Reports = append(t.in.Reports, r)
	}
	t.in.Items, t.in.Clusters = counts.Kept, counts.Reports
	if t.in.Outlets, err = t.archive.Outlets(ctx); err != nil {
		return news.Digest{}, err
	}
	if err := t.dates(ctx); err != nil {
		return news.Digest{}, err
	}
	return digest.SoFar(t.in, st.Began, st.Background, soFarWords, t.since.Lines), nil
}

// lead reads the first of the outlets' own articles of a report, all of which
// is new to a newcomer.
func (t *teller) lead(ctx context.Context, cluster int64) (r digest.Report, err error) {
	members, err := t.archive.Members(ctx, cluster)
	if err != nil {
		return r, err
	}
	own := slices.DeleteFunc(members[1:], func(a news.Article) bool { return a.Report.CopyOf != 0 })
	for _, m := range append(members[:1], own[:min(len(own), tellings-1)]...) {
		art, err := t.archive.Article(ctx, m.ID)
		if err != nil {
			return r, err
		}
		r.Tellings = append(r.Tellings, digest.Telling{Article: &art})
	}
	return r, nil
}

// happened tells what came in.
func (t *teller) happened(ctx context.Context) (news.Digest, error) {
	list, err := t.archive.CameSince(ctx, t.since.Poll)
	if err != nil {
		return news.Digest{}, err
	}
	outlets := map[text.Clean]bool{}
	t.came = map[int64]bool{}
	for i := range list {
		outlets[list[i].Outlet], t.came[list[i].Article] = true, true
	}
	groups := grouped(list)
	t.in.Items, t.in.Clusters, t.in.Outlets = len(list), len(groups), len(outlets)
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return t.reports(ctx, groups) }, t.corrections, t.dates,
	} {
		if err := step(ctx); err != nil {
			return news.Digest{}, err
		}
	}
	return digest.Tell(t.in, t.since.Lines), nil
}

// A group is the articles of a report that came in.
type group struct {
	arrived []archive.Arrived
	outlets int
	own     int
	fresh   int // sentences new to the reader, of the one that has most
}

// grouped puts articles together by report, in the order in which the first of
// each came.
func grouped(list []archive.Arrived) []*group {
	var out []*group
	by := map[int64]*group{}
	type voice struct {
		cluster int64
		outlet  text.Clean
	}
	heard := map[voice]bool{}
	for _, c := range list {
		g := by[c.Cluster]
		if g == nil {
			g = &group{}
			by[c.Cluster] = g
			out = append(out, g)
		}
		g.arrived = append(g.arrived, c)
		if v := (voice{c.Cluster, c.Outlet}); !heard[v] {
			heard[v] = true
			g.outlets++
		}
		if !c.Copy {
			g.own++
		}
		g.fresh = max(g.fresh, c.New)
	}
	return out
}

// reports reads the texts of the reports that may be told: those that most
// outlets told, and what is new, first.
func (t *teller) reports(ctx context.Context, groups []*group) error {
	slices.SortStableFunc(groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(min(b.fresh, 1), min(a.fresh, 1)), cmp.Compare(b.outlets, a.outlets), cmp.Compare(b.own, a.own), cmp.Compare(b.fresh, a.fresh))
	})
	for _, g := range groups[:min(len(groups), considered*max(t.since.Lines, 1))] {
		r, err := t.report(ctx, g)
		if err != nil {
			return err
		}
		t.in.Reports = append(t.in.Reports, r)
	}
	return nil
}

// report reads the first of the outlets' own reports, and those that have most
// to say.
func (t *teller) report(ctx context.Context, g *group) (digest.Report, error) {
	r := digest.Report{Outlets: g.outlets, Own: g.own}
	own := slices.DeleteFunc(slices.Clone(g.arrived), func(c archive.Arrived) bool { return c.Copy })
	if len(own) == 0 {
		own = g.arrived[:1]
	}
	slices.SortStableFunc(own[1:], func(a, b archive.Arrived) int { return cmp.Compare(b.New, a.New) })
	for _, c := range own[:min(len(own), tellings)] {
		telling, err := t.telling(ctx, c.Article)
		if err != nil {
			return r, err
		}
		r.Tellings = append(r.Tellings, telling)
	}
	in := map[int64]bool{}
	for _, c := range g.arrived {
		in[c.Article] = true
	}
	for i := range t.since.Course.Events {
		if e := &t.since.Course.Events[i]; in[e.Article] {
			r.Weight = max(r.Weight, e.Weight)
		}
	}
	return r, nil
}

// telling reads an article and what of it is new. What the reader has read of
// it is not.
func (t *teller) telling(ctx context.Context, id int64) (digest.Telling, error) {
	art, err := t.archive.Article(ctx, id)
	if err != nil {
		return digest.Telling{}, err
	}
	list, err := t.archive.Sentences(ctx, id)
	if err != nil {
		return digest.Telling{}, err
	}
	if list == nil {
		list = digest.Sentences(&art)
	}
	for i := range list {
		s := &list[i]
		s.ToYou = s.ToYou && i >= art.State.ReadTo || t.since.Known && s.New
	}
	return digest.Telling{Article: &art, Sentences: list}, nil
}

// corrections reads what was corrected.
func (t *teller) corrections(ctx context.Context) error {
	from, ok, err := t.archive.PollAfter(ctx, t.since.Poll)
	if err != nil || !ok {
		return err
	}
	list := t.since.Course.Corrections
	list = list[sort.Search(len(list), func(i int) bool { return !list[i].Seen.Before(from) }):]
	for _, c := range list[max(len(list)-corrected, 0):] {
		old, err := t.archive.Revision(ctx, c.Article, c.From)
		if err != nil {
			return err
		}
		now, err := t.archive.Revision(ctx, c.Article, c.To)
		if err != nil {
			return err
		}
		art, err := t.archive.Article(ctx, c.Article)
		if err != nil {
			return err
		}
		t.in.Corrections = append(t.in.Corrections, digest.Correction{Diff: revise.Compare(old, now), Text: now.Body, Article: &art})
	}
	return nil
}

// dates reads what is to come, and who says so.
func (t *teller) dates(ctx context.Context) error {
	for i := range t.since.Course.Events {
		e := &t.since.Course.Events[i]
		if e.Kind != news.Scheduled {
			continue
		}
		d := digest.Dated{Event: *e, Set: t.came[e.Article]}
		if e.Article != 0 {
			art, err := t.archive.Article(ctx, e.Article)
			if err != nil {
				return err
			}
			d.Article = &art
		}
		t.in.Dates = append(t.in.Dates, d)
	}
	return nil
}
