package news

import "time"

// A Place is where an article stands in a list ordered newest first, by time
// and then by id. The zero Place is before the newest.
type Place struct {
	Sort time.Time
	ID   int64
}

// Place returns the article's own.
func (a *Article) Place() Place { return Place{a.Dates.Sort, a.ID} }

// A Filter narrows a list of articles. Its zero value is all kept articles.
type Filter struct {
	// Query is in the rule language; empty for no condition.
	Query     string
	Decisions []Decision // none: kept ones
	// Reports asks for one article a report: its first kept one, with the headline
	// that stands for all. It is read if the reader has read one of the report and
	// no unread one tells anything new; its new sentences are those of the unread
	// one that has most. A query, Starred and Feed are asked of that article.
	Reports bool
	Unread  bool
	Starred bool
	Feed    string    // address as written; empty for all
	AsOf    time.Time // the archive as it was then; zero: now
	// Held are articles that stay in the list although they no longer fit, so
	// that a row does not vanish under the cursor.
	Held []int64
}

// A Page is a part of a list.
type Page struct {
	Articles []Article
	// More is true if the list goes on in the direction asked for.
	More bool
	// SoFar is true if time ran out before the page was full; Next is the
	// place to go on from.
	SoFar bool
	Next  Place
}

// After returns the place where the list goes on behind the page; false where
// it ends.
func (p *Page) After() (Place, bool) {
	switch {
	case p.SoFar:
		return p.Next, true
	case p.More && len(p.Articles) > 0:
		return p.Articles[len(p.Articles)-1].Place(), true
	}
	return Place{}, false
}

// Act is something a reader does, to articles but for the last.
type Act uint8

// The acts. Each can be undone.
const (
	MarkRead   Act = iota // read, and all its sentences known
	MarkUnread            // neither
	Dismiss               // read, but not known
	Star
	Unstar
	MarkOnStory
	MarkOffStory
	ClearMark
	SetNote
	SaveRule // into the story file
)

// Counts are kept up to date by the archive.
type Counts struct {
	Kept, Unread, NearMiss, Dropped, Starred int
	Feeds, Failing                           int
	Seen                                     int64 // items ever
	LastPoll                                 time.Time
	FirstPoll                                time.Time
	LastKept                                 time.Time // when the newest kept article came
	Poll                                     int64     // sequence of the last poll
	// Reports counts kept reports, NewReports those that a list of unread ones
	// shows.
	Reports, NewReports int
	// Begun is true if the reader has read anything of the story: until then
	// everything is new.
	Begun bool
}

// Texts counts the full texts of kept articles: the pages that the story wants.
type Texts struct {
	Saved   int
	Refused int // asked for, and not given
	Wanted  int // not asked for yet
}

// All counts them all.
func (t Texts) All() int { return t.Saved + t.Refused + t.Wanted }
