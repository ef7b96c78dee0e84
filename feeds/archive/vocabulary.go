package archive

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"casewire/feeds/text"
)

// A Spelling is a word that was looked for, and what the index has of it.
type Spelling struct {
	Word     string // folded
	Articles int    // kept and near misses that have it
	// Near is the word of the index most like one that no article has, and
	// NearIn how many articles have that; empty if none is like it.
	Near   string
	NearIn int
}

// lookUp is how long near words are looked for.
const lookUp = 150 * time.Millisecond

// Spell says of each word of a query, up to ten, in how many articles it is,
// and names the nearest word of the index where it is in none. What takes too
// long is left out.
func (a *Archive) Spell(ctx context.Context, words string) ([]Spelling, error) {
	ctx, cancel := context.WithTimeout(ctx, lookUp)
	defer cancel()
	c, err := a.read.connect(ctx)
	if err != nil {
		return nil, a.wrap("look words up", err)
	}
	defer func() { _ = c.Close() }()
	// A list of the words of the index is a table of this connection alone,
	// which has to be let write for it, and for nothing else: all of this is done
	// or none.
	if _, err := c.ExecContext(context.WithoutCancel(ctx), `PRAGMA query_only = 0; CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab(main, fts, row); PRAGMA query_only = 1`); err != nil {
		return nil, a.wrap("look words up", err)
	}
	const most = 10
	var list []Spelling
	for w := text.Scan(words); w.Next() && len(list) < most; {
		s := Spelling{Word: string(w.Fold())}
		err := s.look(ctx, c)
		if err != nil && !errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
			return list, a.wrap("look words up", err)
		}
		list = append(list, s)
	}
	return list, nil
}

func (s *Spelling) look(ctx context.Context, c *sql.Conn) error {
	err := c.QueryRowContext(ctx, `SELECT doc FROM temp.word WHERE term = ?`, s.Word).Scan(&s.Articles)
	if !errors.Is(err, sql.ErrNoRows) || utf8.RuneCountInString(s.Word) < 3 {
		return noRows(err)
	}
	word := []rune(s.Word)
	budget := 1
	if len(word) > 5 {
		budget = 2
	}
	// Of those that begin alike; then those whose first letters are wrong.
	if err := s.likest(ctx, c, string(word[:2]), budget); err != nil || s.Near != "" {
		return err
	}
	for _, start := range mistyped(word) {
		if err := s.likest(ctx, c, start, 1); err != nil || s.Near != "" {
			return err
		}
	}
	return nil
}

func noRows(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// mistyped are the first three letters of what was meant, if the slip is in the
// first two: swapped, one too many, one doubled.
func mistyped(w []rune) []string {
	if len(w) < 4 {
		return nil
	}
	return []string{string([]rune{w[1], w[0], w[2]}), string(w[1:4]), string([]rune{w[0], w[2], w[3]})}
}

// likest looks through the words that begin so for the one with the fewest
// changes, at most so many; of equal ones that of the most articles.
func (s *Spelling) likest(ctx context.Context, c *sql.Conn, start string, changes int) error {
	rows, err := c.QueryContext(ctx, `SELECT term, doc FROM temp.word WHERE term >= ? AND term < ?`, start, start+"\U0010FFFF")
	best := changes
	return each(rows, err, func(row scanner) error {
		var term string
		var n int
		if err := row.Scan(&term, &n); err != nil {
			return err
		}
		d := text.Edits(s.Word, term, best)
		if d < best || d == best && (s.Near == "" || n > s.NearIn) {
			best, s.Near, s.NearIn = d, term, n
		}
		return nil
	})
}

// Respell puts the near words into a query in the place of those that no
// article has; it is empty if there is none to put in.
func Respell(query string, list []Spelling) string {
	near := map[string]string{}
	for _, s := range list {
		if s.Near != "" {
			near[s.Word] = s.Near
		}
	}
	var b strings.Builder
	at := 0
	for w := text.Scan(query); w.Next(); {
		if to, ok := near[string(w.Fold())]; ok {
			b.WriteString(query[at:w.Span().Start] + to)
			at = w.Span().End
		}
	}
	if at == 0 {
		return ""
	}
	return b.String() + query[at:]
}
