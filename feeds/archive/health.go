package archive

import (
	"cmp"
	"context"
	"database/sql"
	"net/url"
	"slices"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A feed is quiet if it answers but has been silent for quietGaps times its
// usual gap, and for quietLeast at least.
const (
	quietGaps  = 4
	quietLeast = 14 * 24 * time.Hour
)

// Health says how the story's feeds are, the bad ones first. It depends on
// now, as a feed grows quiet without being asked.
func (a *Archive) Health(ctx context.Context, now time.Time) ([]news.Health, error) {
	feeds, err := a.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	quiet, err := a.Quiet(ctx, now)
	if err != nil {
		return nil, err
	}
	kept, err := a.lastKept(ctx)
	if err != nil {
		return nil, a.wrap("read feeds", err)
	}
	list := make([]news.Health, 0, len(feeds))
	for i := range feeds {
		if f := &feeds[i]; f.Followed {
			h := f.health(now)
			h.LastKept = kept[f.ID]
			if u, err := url.Parse(f.Address); err == nil {
				h.Quiet = quiet[u.Host]
			}
			list = append(list, h)
		}
	}
	slices.SortStableFunc(list, func(x, y news.Health) int { return cmp.Compare(x.State, y.State) })
	return list, nil
}

func (s *Source) health(now time.Time) news.Health {
	h := news.Health{
		URL: s.URL, Site: s.Site, Outlet: s.Outlet, State: s.State, Since: s.Since, Reason: s.Error, Status: s.Status,
		LastOK: s.OK, Items: s.Items, Kept: s.Kept, LastItem: s.LastItem, Next: s.Next, Gap: s.Gap,
	}
	if s.Address != s.URL {
		h.MovedTo = s.Address
	}
	if h.State != news.Alive || s.Items < 2 {
		return h
	}
	silent := now.Sub(s.LastItem)
	usual := s.LastItem.Sub(s.FirstItem) / time.Duration(s.Items-1)
	if silent >= quietLeast && silent >= quietGaps*usual {
		h.State, h.Since = news.Quiet, s.LastItem
		h.Reason = text.Sprintf("answers, but its last item is %d days old; usually %s", int(silent.Hours()/24), rate(usual))
	}
	return h
}

// rate says how often a feed has something.
func rate(gap time.Duration) text.Clean {
	const week = 7 * 24 * time.Hour
	switch {
	case gap <= 24*time.Hour:
		return text.Own("several a day")
	case gap <= week:
		return text.Sprintf("%d a week", (week+gap/2)/gap)
	}
	return text.Sprintf("one in %d days", int(gap.Hours()/24))
}

// lastKept finds for each feed when its newest kept article came, by sort
// time: of those that it brought first along an index, and of those that it
// listed too.
func (a *Archive) lastKept(ctx context.Context) (map[int64]time.Time, error) {
	last := map[int64]time.Time{}
	rows, err := a.read.rows(ctx, `SELECT id, (SELECT max(sort_at) FROM article INDEXED BY article_feed WHERE decision = 2 AND feed = f.id) FROM feed f WHERE kept > 0
		UNION ALL SELECT s.feed, max(a.sort_at) FROM item s JOIN article a ON a.id = s.article WHERE s.article <> s.id AND a.decision = 2 GROUP BY s.feed`)
	err = each(rows, err, func(row scanner) error {
		var feed int64
		var at sql.NullInt64
		err := row.Scan(&feed, &at)
		if t := moment(at); t.After(last[feed]) {
			last[feed] = t
		}
		return err
	})
	return last, err
}
