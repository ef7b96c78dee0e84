package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"casewire/feeds/desk"
	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
	"casewire/tui"
)

// A shelf is the archive as the screens see it: it parses their queries, and
// judges again what the reader marks. The story's rules may be changed while
// screens use it.
type shelf struct {
	*following
	mu sync.RWMutex // guards story, rules and sets of following
	// learn lets the engines read behind the screens what is on the story now;
	// nil: somebody else does.
	learn func()
	// dates, months and people are what was read of all articles at once.
	dates  memo[*desk.Course]
	months memo[[]news.MonthCount]
	people memo[*cast]
	needy  needy
}

// needy is how many feeds needed the reader, of those that failed after a poll.
type needy struct {
	mu    sync.Mutex // guards the rest
	poll  int64
	ended time.Time
	of, n int
}

// needing counts the feeds that need the reader, of those that fail. It looks
// at them once after each poll.
func (s *shelf) needing(ctx context.Context, c *news.Counts) (int, error) {
	y := &s.needy
	y.mu.Lock()
	defer y.mu.Unlock()
	if y.of == c.Failing && y.poll == c.Poll && y.ended.Equal(c.LastPoll) {
		return y.n, nil
	}
	feeds, err := s.Health(ctx)
	if err != nil {
		return 0, err
	}
	y.of, y.poll, y.ended, y.n = c.Failing, c.Poll, c.LastPoll, 0
	for i := range feeds {
		if feeds[i].NeedsReader(s.now()) {
			y.n++
		}
	}
	return y.n, nil
}

// followed returns the story as it is now.
func (s *shelf) followed() *news.Story {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.story
}

// current returns the rules and sets as they are now.
func (s *shelf) current() (*rule.Rules, *rule.Sets) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.rules, s.sets
}

// take takes up an edited story.
func (s *shelf) take(st *news.Story, rules *rule.Rules) {
	sets, _ := rule.NewSets(st)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.story, s.rules, s.sets = st, rules, sets
}

// query parses a query; an empty one is none.
func (s *shelf) query(words string) (*rule.Query, error) {
	if words == "" {
		return nil, nil //nolint:nilnil // no query is a query for all
	}
	_, sets := s.current()
	q, faults := rule.Parse(words, rule.InSearch, sets)
	if q != nil {
		return q, nil
	}
	for i := range faults {
		if f := faults[i]; !f.Warning {
			return nil, withHint(errors.New(f.Text), f.Hint)
		}
	}
	return nil, errors.New("the query cannot be read")
}

// Check says how a query is read, or what is wrong with it.
func (s *shelf) Check(words string) (text.Clean, error) {
	q, err := s.query(words)
	if err != nil || q == nil {
		return text.Clean{}, err
	}
	return readsAs(q), nil
}

// Page gives a part of a list.
func (s *shelf) Page(ctx context.Context, f news.Filter, from news.Place, n int, newer bool) (news.Page, error) {
	q, err := s.query(f.Query)
	if err != nil {
		return news.Page{}, err
	}
	return s.archive.Page(ctx, f, q, from, n, newer)
}

// Counts gives the archive's numbers.
func (s *shelf) Counts(ctx context.Context) (news.Counts, error) { return s.archive.Counts(ctx) }

// State is what the window shows of the archive.
func (s *shelf) State(ctx context.Context) (tui.State, error) {
	counts, err := s.archive.Counts(ctx)
	return tui.State{Counts: counts}, err
}

// Health says how the feeds are. One that has not said whose it is has the name
// of its host.
func (s *shelf) Health(ctx context.Context) ([]news.Health, error) {
	feeds, err := s.archive.Health(ctx, s.now())
	for i := range feeds {
		feeds[i].Outlet = cmp.Or(feeds[i].Outlet, text.Line(link.Site(feeds[i].URL)))
	}
	return feeds, err
}

// Do does an act to articles; those that were marked are judged again.
func (s *shelf) Do(ctx context.Context, act news.Act, note string, ids ...int64) (int, error) {
	n, err := s.archive.Do(ctx, s.now(), act, text.Line(note), ids...)
	if err != nil {
		return n, err
	}
	return n, s.judgeMarked(ctx, act, ids)
}

// DoAll does an act to all that a filter lets through.
func (s *shelf) DoAll(ctx context.Context, act news.Act, f news.Filter) (int, error) {
	q, err := s.query(f.Query)
	if err != nil {
		return 0, err
	}
	if act == news.Dismiss {
		f.Unread = true // the number told is that of what changes
	}
	ids, err := s.archive.DoAll(ctx, s.now(), act, f, q)
	if err != nil {
		return len(ids), err
	}
	return len(ids), s.judgeMarked(ctx, act, ids)
}

func (s *shelf) judgeMarked(ctx context.Context, act news.Act, ids []int64) error {
	switch act {
	case news.MarkOnStory, news.MarkOffStory, news.ClearMark:
		rules, _ := s.current()
		if err := s.archive.Judge(ctx, desk.Judgement(rules), ids...); err != nil {
			return err
		}
		s.relearn()
	case news.MarkRead, news.MarkUnread, news.Dismiss, news.Star, news.Unstar, news.SetNote, news.SaveRule:
	}
	return nil
}

// Disagree counts the reader's marks that the rules disagree with, of all.
func (s *shelf) Disagree(ctx context.Context) (n, of int, err error) {
	rules, _ := s.current()
	marks, err := scoreOf(ctx, s.archive, rules, nil)
	return marks.marked - marks.agreed(), marks.marked, err
}

// relearn lets the engines read what has come to the story or left it.
func (s *shelf) relearn() {
	if s.learn != nil {
		s.learn()
	}
}

// Article gives an article with its text, and where the rules found what they
// look for.
func (s *shelf) Article(ctx context.Context, id int64) (news.Article, []news.Hit, error) {
	a, err := s.archive.Article(ctx, id)
	if err != nil {
		return a, nil, err
	}
	a.Size.NoPage = s.noPages(a.Feed) || link.Opaque(a.URL)
	hits, err := s.archive.Hits(ctx, id)
	return a, hits, err
}

// noPages reports whether the pages of a feed's articles are not wanted.
func (s *shelf) noPages(feed string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	i := slices.IndexFunc(s.story.Feeds, func(f news.FeedSpec) bool { return f.URL == feed })
	return s.story.NoPages || i >= 0 && s.story.Feeds[i].NoPages
}

// Why says why an article is here.
func (s *shelf) Why(ctx context.Context, id int64) (news.Why, error) {
	a, hits, err := s.Article(ctx, id)
	if err != nil {
		return news.Why{}, err
	}
	return reasons(&a, hits), nil
}

// outlet is what the story calls a feed; empty if it has no name for it.
func (s *shelf) outlet(feed string) text.Clean {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for i := range s.story.Feeds {
		if s.story.Feeds[i].URL == feed && s.story.Feeds[i].Outlet.Len() > 0 {
			return s.story.Feeds[i].Outlet
		}
	}
	return link.Hide(feed)
}

// Sentences tells of the sentences of an article's text what is new.
func (s *shelf) Sentences(ctx context.Context, id int64) ([]news.Sentence, error) {
	return s.archive.Sentences(ctx, id)
}

// Members are the articles of the report that an article is of.
func (s *shelf) Members(ctx context.Context, id int64) ([]news.Article, error) {
	return s.archive.Members(ctx, id)
}

// Opened notes that an article is being read.
func (s *shelf) Opened(ctx context.Context, id int64) error {
	return s.archive.Opened(ctx, id, s.now())
}

// ReadTo notes how far it was read.
func (s *shelf) ReadTo(ctx context.Context, id int64, sentences int) error {
	return s.archive.ReadTo(ctx, id, sentences)
}

// A shelfList is the shelf as one list shows it.
type shelfList struct {
	*shelf
	filter news.Filter
}

// Neighbour is the next article of the list in a direction; in a list of
// reports the one that the next report opens with.
func (s shelfList) Neighbour(ctx context.Context, id int64, dir int, onlyNew bool) (int64, error) {
	a, err := s.archive.Article(ctx, id)
	if err != nil {
		return 0, err
	}
	if first := a.Report.Cluster; s.filter.Reports && first != id {
		if a, err = s.archive.Article(ctx, first); err != nil {
			return 0, err
		}
	}
	f := s.filter
	f.Unread = f.Unread || onlyNew
	for from := a.Place(); ; {
		page, err := s.Page(ctx, f, from, 1, dir < 0)
		switch {
		case err != nil:
			return 0, err
		case len(page.Articles) > 0:
			return page.Articles[0].Report.Opens, nil
		case !page.SoFar:
			return 0, nil
		}
		from = page.Next
	}
}

// placesCounted is how many new reports are counted to say which one this is.
const placesCounted = 1000

// Place is which of the new reports an article belongs to.
func (s *shelf) Place(ctx context.Context, id int64) (n, of int, err error) {
	return s.archive.Standing(ctx, id, placesCounted)
}
