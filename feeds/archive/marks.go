package archive

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Marked is what the reader said of an article; nil is nothing.
type Marked struct {
	// Name is the canonical link, or "sha256:" and a hash where there is none
	// or it holds a secret. It is the same in every archive.
	Name     string
	Headline text.Clean
	Read     *Dated[Reading]
	Starred  *Dated[bool]
	Mark     *Dated[news.Mark]
	Note     *Dated[text.Clean]
}

// Dated is something that the reader said, and when; the zero time is before
// what the journal remembers.
type Dated[T any] struct {
	Value T
	At    time.Time
}

// Reading is how far an article was read: the first To sentences are known.
type Reading struct {
	Read bool
	To   int
}

// said is when the reader said something last of each kind.
type said struct{ read, starred, mark, note int64 }

// at is the time of an act's kind.
func (s *said) at(act news.Act) *int64 {
	switch act {
	case news.Star, news.Unstar:
		return &s.starred
	case news.MarkOnStory, news.MarkOffStory, news.ClearMark:
		return &s.mark
	case news.SetNote:
		return &s.note
	case news.MarkRead, news.MarkUnread, news.Dismiss, news.SaveRule: // the last is of no article
	}
	return &s.read
}

// Marks calls fn for every article of which the reader said something, by id.
// An error of fn ends it and is returned.
func (a *Archive) Marks(ctx context.Context, fn func(Marked) error) error {
	times, err := readSaid(ctx, a.read)
	if err != nil {
		return a.wrap("read marks", err)
	}
	ids := make([]int64, 0, len(times))
	for id := range times {
		ids = append(ids, id)
	}
	rows, err := a.read.rows(ctx, markSQL+`WHERE a.read = 1 OR a.read_to > 0 OR a.starred = 1 OR a.mark <> 0 OR n.text IS NOT NULL
		OR a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id`, idList(ids))
	return a.wrap("read marks", each(rows, err, func(row scanner) error {
		m, err := scanMark(row)
		if err != nil {
			return err
		}
		return fn(m.marked(times[m.id]))
	}))
}

// readSaid reads from the journal when the reader said what.
func readSaid(ctx context.Context, from source) (map[int64]*said, error) {
	merged := map[int64]int64{}
	rows, err := from.rows(ctx, `SELECT id, article FROM merged`)
	err = each(rows, err, func(row scanner) error {
		var id, to int64
		err := row.Scan(&id, &to)
		merged[id] = to
		return err
	})
	if err != nil {
		return nil, err
	}
	times := map[int64]*said{}
	rows, err = from.rows(ctx, `SELECT at, act, before FROM done WHERE undone = 0 ORDER BY id`)
	return times, each(rows, err, func(row scanner) error {
		var at int64
		var act news.Act
		var list string
		var states []struct {
			ID int64 `json:"id"`
		}
		if err := row.Scan(&at, &act, &list); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(list), &states); err != nil {
			return err
		}
		for _, s := range states {
			if to, ok := merged[s.ID]; ok {
				s.ID = to
			}
			if times[s.ID] == nil {
				times[s.ID] = &said{}
			}
			*times[s.ID].at(act) = at
		}
		return nil
	})
}

const markSQL = `SELECT a.id, a.key, f.url, i.guid_hash, i.title, a.read, a.read_to, a.sentences, a.starred, a.mark,
	coalesce(a.opened, 0), coalesce(n.text, ''), coalesce(n.at, 0)
	FROM article a JOIN item i ON i.id = a.id JOIN feed f ON f.id = a.feed LEFT JOIN note n ON n.article = a.id `

// A markRow is the state of an article with what names it.
type markRow struct {
	id             int64
	key, feed      string
	guid           int64
	title, note    string
	read, starred  bool
	to, of         int
	mark           news.Mark
	opened, noteAt int64
}

func scanMark(row scanner) (m markRow, err error) {
	err = row.Scan(&m.id, &m.key, &m.feed, &m.guid, &m.title, &m.read, &m.to, &m.of, &m.starred, &m.mark, &m.opened, &m.note, &m.noteAt)
	return m, err
}

// marked is what a state says, with the times of the journal.
func (m *markRow) marked(at *said) Marked {
	if at == nil {
		at = &said{}
	}
	out := Marked{Name: m.name(), Headline: text.Line(m.title)}
	if when := max(at.read, m.opened); m.read || m.to > 0 || when > 0 {
		out.Read = &Dated[Reading]{Reading{m.read, m.to}, known(when)}
	}
	if m.starred || at.starred > 0 {
		out.Starred = &Dated[bool]{m.starred, known(at.starred)}
	}
	if m.mark != news.NoMark || at.mark > 0 {
		out.Mark = &Dated[news.Mark]{m.mark, known(at.mark)}
	}
	if when := max(at.note, m.noteAt); m.note != "" || when > 0 {
		out.Note = &Dated[text.Clean]{text.Line(m.note), known(when)}
	}
	return out
}

// known is a time of the journal.
func known(ms int64) time.Time { return moment(sql.NullInt64{Int64: ms, Valid: ms > 0}) }

const hashedName = "sha256:"

// name is what an article is called in every archive. It stands in files of
// marks: it is never made in another way.
func (m *markRow) name() string {
	what := m.key
	if what == "" {
		what = fmt.Sprintf("%s\x00[%d]", m.feed, m.guid)
	} else if link.Hide(what).String() == what {
		return what
	}
	sum := sha256.Sum256([]byte(what))
	return hashedName + hex.EncodeToString(sum[:])
}

// Taken counts what became of marks from another archive: of how many articles
// something changed, how many were known as they are, and how many articles
// are not here.
type Taken struct{ Changed, Same, Unknown int }

// TakeMarks takes over what was said elsewhere, where it is newer than what was
// said here; what was read there is read here too, as far as it goes. marked
// are the articles whose mark became another: they are to be judged again.
// Times after now count as now.
func (a *Archive) TakeMarks(ctx context.Context, now time.Time, list []Marked) (taken Taken, marked []int64, err error) {
	err = a.turn(ctx, func(t *turn) error {
		m := &marker{turn: t, now: now, changed: map[int64]bool{}, groups: map[deed][]int64{}}
		taken, marked = Taken{}, nil
		hashed, err := t.hashed(list)
		if err == nil {
			m.times, err = readSaid(ctx, t)
		}
		if err != nil {
			return err
		}
		for i := range list {
			switch known, err := m.find(hashed, &list[i]); {
			case err != nil:
				return err
			case !known:
				taken.Unknown++
			}
		}
		marked, err = m.finish()
		taken.Changed = len(m.changed)
		taken.Same = len(list) - taken.Unknown - taken.Changed
		return errors.Join(err, t.renewSome())
	})
	if err == nil {
		err = a.renewAll(ctx)
	}
	return taken, marked, a.wrap("take marks", err)
}

// hashed returns the ids of articles that are named by a hash.
func (t *turn) hashed(list []Marked) (map[string]int64, error) {
	found := map[string]int64{}
	wanted := map[string]bool{}
	for i := range list {
		if strings.HasPrefix(list[i].Name, hashedName) {
			wanted[list[i].Name] = true
		}
	}
	if len(wanted) == 0 {
		return found, nil
	}
	rows, err := t.rows(t.ctx, markSQL)
	return found, each(rows, err, func(row scanner) error {
		m, err := scanMark(row)
		if name := m.name(); wanted[name] {
			found[name] = m.id
		}
		return err
	})
}

// A marker takes marks of other archives.
type marker struct {
	*turn
	now     time.Time
	times   map[int64]*said
	changed map[int64]bool
	groups  map[deed][]int64
}

// A deed is what was done to some articles at a time.
type deed struct {
	at   int64
	act  news.Act
	note string
}

// find takes the marks of an article, and reports whether it is here.
func (m *marker) find(hashed map[string]int64, in *Marked) (known bool, err error) {
	id, ok := hashed[in.Name]
	if !ok {
		if id, err = linked(m.ctx, m, in.Name); errors.Is(err, ErrNoArticle) {
			return false, nil
		}
	}
	if err != nil {
		return false, err
	}
	row, err := scanMark(m.row(m.ctx, markSQL+`WHERE a.id = ?`, id))
	if err != nil {
		return false, err
	}
	return true, m.take(&row, in)
}

// take takes what is newer of one article.
func (m *marker) take(row *markRow, in *Marked) error {
	here := row.marked(m.times[row.id])
	if in.Starred != nil && newer(here.Starred, in.Starred) {
		act := news.Unstar
		if in.Starred.Value {
			act = news.Star
		}
		m.add(row.id, in.Starred.At, act, "")
	}
	if in.Mark != nil && newer(here.Mark, in.Mark) {
		m.add(row.id, in.Mark.At, markActs[in.Mark.Value], "")
	}
	if in.Note != nil && newer(here.Note, in.Note) {
		m.add(row.id, in.Note.At, news.SetNote, in.Note.Value.String())
	}
	if in.Read != nil {
		return m.takeReading(row, here.Read, in.Read)
	}
	return nil
}

var markActs = map[news.Mark]news.Act{ //nolint:gochecknoglobals // table
	news.NoMark: news.ClearMark, news.OnStory: news.MarkOnStory, news.OffStory: news.MarkOffStory,
}

// newer reports whether something was said elsewhere that is another thing,
// and later than what was said here.
func newer[T comparable](here, there *Dated[T]) bool {
	if here == nil {
		var nothing T
		return there.Value != nothing
	}
	return here.Value != there.Value && there.At.After(here.At)
}

// takeReading marks an article read or unread, and its sentences known as far
// as they were elsewhere. Where it is read in both, the further one counts.
func (m *marker) takeReading(row *markRow, here, there *Dated[Reading]) error {
	to := min(there.Value.To, row.of)
	if row.read != there.Value.Read && here != nil && !there.At.After(here.At) {
		return nil
	}
	switch {
	case row.read && !there.Value.Read:
		m.add(row.id, there.At, news.MarkUnread, "")
		return nil
	case row.read && to <= row.to, !there.Value.Read:
		return nil
	case to == row.of && to > 0:
		m.add(row.id, there.At, news.MarkRead, "")
		return nil
	case !row.read:
		m.add(row.id, there.At, news.Dismiss, "")
	}
	m.changed[row.id] = true
	if _, err := m.exec(`UPDATE article SET read_to = max(read_to, ?2) WHERE id = ?1`, row.id, to); err != nil {
		return err
	}
	return m.readChanged(row.id)
}

// add notes what is to be done.
func (m *marker) add(id int64, at time.Time, act news.Act, note string) {
	if at.After(m.now) {
		at = m.now
	}
	d := deed{max(at.UnixMilli(), 0), act, note}
	m.groups[d] = append(m.groups[d], id)
	m.changed[id] = true
}

// finish does what is to be done as if it had been done here, the oldest
// first, and returns what was marked.
func (m *marker) finish() (marked []int64, err error) {
	deeds := slices.SortedFunc(maps.Keys(m.groups), func(a, b deed) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.act, b.act), strings.Compare(a.note, b.note))
	})
	for _, d := range deeds {
		var states []before
		for _, id := range m.groups[d] {
			b, err := m.state(id)
			if err != nil {
				return nil, err
			}
			states = append(states, b)
			switch d.act {
			case news.MarkOnStory, news.MarkOffStory, news.ClearMark:
				marked = append(marked, id)
			case news.MarkRead, news.MarkUnread, news.Dismiss, news.Star, news.Unstar, news.SetNote, news.SaveRule:
			}
		}
		if err := m.do(time.UnixMilli(d.at), d.act, d.note, states); err != nil {
			return nil, err
		}
	}
	return marked, nil
}
