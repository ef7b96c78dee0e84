package archive

import (
	"bytes"
	"context"
	"database/sql"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// A paper is an article as rules see it, with what they and the reader said of
// it so far.
type paper struct {
	id       int64
	doc      rule.Doc
	decision news.Decision
	ruled    news.Decision
	verdict  sql.NullString
	missing  sql.NullString
	distance int
	read     bool
	revision int // current
	rev      int // of the first item's text
	edits    int
	sum      []byte // of the first item's text
	sides    bool
	feed     int64
}

const paperSQL = `SELECT a.id, a.feed, i.title, i.text, i.layout, i.sha256, i.rev, r.text, r.layout, i.author, a.byline, i.outlet, f.url,
	a.url, i.link, i.categories, i.language, coalesce(a.published, a.first_seen), f.keep_all, a.mark,
	a.decision, a.ruled, a.verdict, a.missing, a.distance, a.read, a.starred, a.edits, a.corrected, a.copy_of, a.cluster, a.revision,
	NOT EXISTS (SELECT 1 FROM sense WHERE article = a.id) OR EXISTS (SELECT 1 FROM pending WHERE article = a.id),
	EXISTS (SELECT 1 FROM note n WHERE n.article = a.id), EXISTS (SELECT 1 FROM item s WHERE s.article = a.id AND s.article <> s.id)
	FROM article a JOIN item i ON i.id = a.id JOIN feed f ON f.id = a.feed LEFT JOIN revision r ON r.article = a.id AND r.number = a.revision `

// loadPaper reads one article.
func loadPaper(ctx context.Context, from source, id int64) (*paper, error) {
	p, err := scanPaper(from.row(ctx, paperSQL+`WHERE a.id = ?`, id), from.zone())
	if err == sql.ErrNoRows { //nolint:errorlint // Scan returns it as it is
		return nil, &UnknownError{id}
	}
	if err == nil && p.sides {
		err = p.addSides(ctx, from)
	}
	return p, err
}

// loadPapers reads up to n articles before an id, newest first.
func loadPapers(ctx context.Context, from source, before int64, n int) ([]*paper, error) {
	list := make([]*paper, 0, n)
	rows, err := from.rows(ctx, paperSQL+`WHERE a.id < ? ORDER BY a.id DESC LIMIT ?`, before, n)
	err = each(rows, err, func(row scanner) error {
		p, err := scanPaper(row, from.zone())
		list = append(list, p)
		return err
	})
	for _, p := range list {
		if err == nil && p.sides {
			err = p.addSides(ctx, from)
		}
	}
	return list, err
}

func scanPaper(row scanner, zone *time.Location) (*paper, error) {
	p := &paper{}
	d := &p.doc
	var (
		content, link, tidy string
		layout, pageLayout  []byte
		page, byline, cats  sql.NullString
		published, copyOf   sql.NullInt64
		cluster             int64
		starred, correct    bool
		note                bool
	)
	err := row.Scan(&p.id, &p.feed, &d.Title, &content, &layout, &p.sum, &p.rev, &page, &pageLayout, &d.Author, &byline, &d.Outlet, &d.Feed,
		&tidy, &link, &cats, &d.Language, &published, &d.KeepAll, &d.Mark,
		&p.decision, &p.ruled, &p.verdict, &p.missing, &p.distance, &p.read, &starred, &p.edits, &correct, &copyOf, &cluster, &p.revision,
		&d.Fresh, &note, &p.sides)
	if err != nil {
		return p, err
	}
	if d.URL = tidy; d.URL == "" {
		d.URL = link
	}
	d.Categories = splitLines(cats)
	d.Published = moment(published).In(zone)
	if byline.String != "" && byline.String != d.Author {
		d.Author = strings.TrimSpace(d.Author + "\n" + byline.String)
	}
	// Rules tell hits of the last body, so that is the current text.
	d.Bodies = append(d.Bodies, unpack(content, layout))
	if page.Valid {
		d.Bodies = append(d.Bodies, unpack(page.String, pageLayout))
	}
	verdict := readVerdict(p.verdict, p.missing)
	d.Tags = plain(verdict.Tags)
	d.State = stateOf(p, starred, correct, copyOf.Valid, cluster == p.id, note)
	return p, nil
}

// unpack reads a stored text. What is damaged is read as plain paragraphs.
func unpack(s string, layout []byte) text.Body {
	body, _ := text.Unpack(s, layout)
	return body
}

// addSides puts in what other items say of the article: their headlines, and
// their texts if they are not the first item's.
func (p *paper) addSides(ctx context.Context, from source) error {
	var sides []text.Body
	rows, err := from.rows(ctx, `SELECT s.title, s.text, s.layout, s.sha256, f.keep_all FROM item s JOIN feed f ON f.id = s.feed
		WHERE s.article = ? AND s.article <> s.id ORDER BY s.id`, p.id)
	err = each(rows, err, func(row scanner) error {
		var title, content string
		var layout, sum []byte
		var keepAll bool
		if err := row.Scan(&title, &content, &layout, &sum, &keepAll); err != nil {
			return err
		}
		p.doc.KeepAll = p.doc.KeepAll || keepAll
		if bytes.Equal(sum, p.sum) {
			return nil
		}
		if title != p.doc.Title {
			sides = append(sides, text.Plain(title))
		}
		sides = append(sides, unpack(content, layout))
		return nil
	})
	p.doc.Bodies = append(sides, p.doc.Bodies...)
	return err
}

// stateOf answers is: and has: by what stands in the article's row.
func stateOf(p *paper, starred, corrected, isCopy, first, note bool) func(word, value string) bool {
	return func(word, value string) bool {
		switch word + ":" + value {
		case "is:unread":
			return !p.read
		case "is:starred":
			return starred
		case "is:revised":
			return p.edits > 0
		case "is:correction":
			return corrected
		case "is:copy":
			return isCopy
		case "is:near-miss":
			return p.decision == news.NearMiss
		case "is:first":
			return first
		case "has:note":
			return note
		}
		return false
	}
}

func splitLines(s sql.NullString) []string {
	if s.String == "" {
		return nil
	}
	return strings.Split(s.String, "\n")
}

func plain(list []text.Clean) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.String())
	}
	return out
}

func lines(list []string) []text.Clean {
	var out []text.Clean
	for _, s := range list {
		out = append(out, text.Line(s))
	}
	return out
}
