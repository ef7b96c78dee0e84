package archive

import (
	"context"
	"net/url"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/rule"
)

// manyIDs is how many articles the index may name before it is quicker to walk
// the list, as so many are found there soon.
const manyIDs = 5000

// candidates are the articles that the word index names for a condition; nil
// if it knows nothing, or too many.
func (a *Archive) candidates(ctx context.Context, c rule.Condition) ([]int64, error) {
	match := indexQuery(c)
	if match == "" {
		return nil, nil
	}
	ids, err := readIDs(a.read.rows(ctx, `SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid DESC LIMIT ?`, match, manyIDs))
	if len(ids) == manyIDs {
		return nil, err
	}
	return ids, err
}

// indexQuery is the part of a condition that the word index can answer, as it
// wants it written; empty if there is none.
func indexQuery(c rule.Condition) string {
	switch c := c.(type) {
	case rule.AllOf:
		var parts []string
		for _, x := range c {
			if s := indexQuery(x); s != "" {
				parts = append(parts, s)
			}
		}
		return group(parts, " AND ")
	case rule.AnyOf:
		var parts []string
		for _, x := range c {
			s := indexQuery(x)
			if s == "" {
				return ""
			}
			parts = append(parts, s)
		}
		return group(parts, " OR ")
	case rule.Words:
		return wordsQuery(c)
	}
	return ""
}

func group(parts []string, op string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return "(" + strings.Join(parts, op) + ")"
}

// wordsQuery asks for the words in a row: in the index nothing stands between
// them that rules do not see.
func wordsQuery(w rule.Words) string {
	s := `"` + strings.Join(w.Words, " ") + `"` // words have no quotation marks
	if w.Prefix {
		s += "*"
	}
	if w.Title {
		return "title : " + s
	}
	return "{title body} : " + s
}

// may reports whether an article can fit a condition, by what a list has of it.
func may(c rule.Condition, art *news.Article) bool {
	switch c := c.(type) {
	case rule.AllOf:
		for _, x := range c {
			if !may(x, art) {
				return false
			}
		}
	case rule.AnyOf:
		for _, x := range c {
			if may(x, art) {
				return true
			}
		}
		return false
	case rule.Site:
		u, err := url.Parse(art.URL)
		return err == nil && strings.HasSuffix("."+strings.ToLower(u.Hostname()), "."+c.Host)
	case rule.Feed:
		return c.Matches(art.Outlet.String(), art.Feed)
	case rule.State:
		return mayState(c, art)
	}
	return true
}

func mayState(c rule.State, art *news.Article) bool {
	if c.Word != "is" {
		return true
	}
	switch c.Value {
	case "unread":
		return !art.State.Read
	case "starred":
		return art.State.Starred
	case "near-miss":
		return art.Verdict.Decision == news.NearMiss
	}
	return true
}
