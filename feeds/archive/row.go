package archive

import (
	"database/sql"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// rowSQL is an article as lists show it. It ends where the condition begins. s
// is the article whose headline, outlet and address are shown.
const rowSQL = `SELECT a.id, i.title, i.outlet, coalesce(s.byline, i.author), s.url, i.link, f.url, i.guid, substr(i.text, 1, 300), i.language, i.categories,
	s.published, s.zone, s.published_from, a.first_seen, a.sort_at, a.fetched, a.poll,
	a.decision, a.verdict, a.missing, a.distance, a.mark, a.read, a.read_to, a.starred, a.opened, n.text,
	a.cluster, a.copy_of, a.outlets, a.words, a.sentences, a.new_sentences, a.edits, a.corrected, a.refused, a.revision, iif(a.read, 0, a.entries), s.id, s.id
	FROM article a JOIN article s ON s.id = a.id JOIN item i ON i.id = s.id JOIN feed f ON f.id = s.feed LEFT JOIN note n ON n.article = a.id `

// reportSQL is rowSQL for the first article of a report: what lists show of it
// holds for the report. It is shown as the article with the report's headline,
// and opens that one or, once that is read, the one with most that is new.
var reportSQL = strings.NewReplacer( //nolint:gochecknoglobals // table
	"s.id = a.id", `s.id = iif(a.report_title IS NULL, a.id, coalesce((SELECT x.id FROM article x JOIN item m ON m.id = x.id
		WHERE x.cluster = a.cluster AND x.decision = 2 AND m.title = a.report_title ORDER BY x.id LIMIT 1), a.id))`,
	"a.read,", "iif(a.decision = 2, a.report_read, a.read),", "a.new_sentences,", "iif(a.decision = 2, a.report_new, a.new_sentences),",
	"s.id\n", `iif(a.decision = 2 AND a.report_new > 0 AND s.read, (SELECT x.id FROM article x
		WHERE x.cluster = a.cluster AND x.decision = 2 AND x.read = 0 ORDER BY x.new_sentences DESC, x.id LIMIT 1), s.id)
	`).Replace(rowSQL)

// scanRow reads a row of rowSQL; Text has the current revision's number alone.
func scanRow(row scanner) (news.Article, error) {
	var (
		a                                    news.Article
		title, outlet, byline, link, summary string
		cats, verdict, missing, note         sql.NullString
		published, zone, fetched, opened     sql.NullInt64
		copyOf                               sql.NullInt64
		seen, sort                           int64
		d, z                                 = &a.Dates, &a.Size
	)
	err := row.Scan(&a.ID, &title, &outlet, &byline, &a.URL, &link, &a.Feed, &a.GUID, &summary, &a.Language, &cats,
		&published, &zone, &d.Published.From, &seen, &sort, &fetched, &d.Poll,
		&a.Verdict.Decision, &verdict, &missing, &a.Verdict.Distance, &a.State.Mark, &a.State.Read, &a.State.ReadTo, &a.State.Starred, &opened, &note,
		&a.Report.Cluster, &copyOf, &a.Report.Outlets, &z.Words, &z.Sentences, &z.New, &z.Revisions, &z.Corrected, &z.Refused, &a.Text.Number, &z.Updates, &a.Report.Shown, &a.Report.Opens)
	if err != nil {
		return a, err
	}
	a.Headline, a.Outlet, a.Byline, a.Summary = text.Line(title), text.Line(outlet), text.Line(byline), text.Line(summary)
	if a.URL == "" {
		a.URL = link
	}
	a.Categories = lines(splitLines(cats))
	d.Published.Time, d.Fetched = zoned(published, zone), moment(fetched)
	d.FirstSeen, d.Sort = time.UnixMilli(seen).UTC(), time.UnixMilli(sort).UTC()
	decision, distance := a.Verdict.Decision, a.Verdict.Distance
	a.Verdict = readVerdict(verdict, missing)
	a.Verdict.Decision, a.Verdict.Distance = decision, distance
	a.State.Opened, a.State.Note = moment(opened), text.Line(note.String)
	a.Report.CopyOf = copyOf.Int64
	z.Revisions++ // the first is no edit
	z.FullText = fetched.Valid
	a.Text.Article = a.ID
	return a, nil
}
