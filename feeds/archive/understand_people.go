package archive

import (
	"context"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/packed"
	"casewire/feeds/text"
)

// putFindings stores the people and quotations of an article.
func (t *turn) putFindings(id, persons int64, f *Findings) error {
	_, err := t.exec(`INSERT OR REPLACE INTO named VALUES (?, ?, ?, ?)`, id, persons, packPeople(f.People), packQuotes(f.Quotes))
	return err
}

// Unnamed returns up to n understood articles whose people were told apart by
// other persons than those of a hash.
func (a *Archive) Unnamed(ctx context.Context, persons int64, n int) ([]Task, error) {
	tasks, err := readTasks(ctx, a.read, `SELECT n.article, s.revision FROM named n JOIN sense s ON s.article = n.article WHERE n.persons <> ? ORDER BY n.article LIMIT ?`, persons, n)
	return tasks, a.wrap("look for people", err)
}

// StorePeople stores the people and quotations of understood articles that were
// looked for again. A text that has changed meanwhile is left to who took it
// up.
func (a *Archive) StorePeople(ctx context.Context, persons int64, tasks []Task, found []Findings) error {
	return a.wrap("store people", a.turn(ctx, func(t *turn) error {
		for i, task := range tasks {
			var there bool
			err := t.row(t.ctx, `SELECT EXISTS (SELECT 1 FROM sense WHERE article = ? AND revision = ?)`, task.Article, task.Revision).Scan(&there)
			if err == nil && there {
				err = t.putFindings(task.Article, persons, &found[i])
			}
			if err != nil {
				return err
			}
		}
		return nil
	}))
}

// SetPersons notes that all people were told apart by the persons of a hash.
func (a *Archive) SetPersons(ctx context.Context, persons int64) error {
	return a.wrap("store people", a.turn(ctx, func(t *turn) error {
		_, err := t.exec(`INSERT OR REPLACE INTO meta SELECT 'persons', ?1 WHERE NOT EXISTS (SELECT 1 FROM named WHERE persons <> ?1)`, persons)
		return err
	}))
}

// People returns the people of all articles on the story, in the order of the
// articles' ids, without their places.
func (a *Archive) People(ctx context.Context) ([]news.Named, error) {
	var list []news.Named
	known := clean{}
	rows, err := a.read.rows(ctx, `SELECT n.article, n.people, a.sort_at FROM named n CROSS JOIN article a ON a.id = n.article WHERE a.decision = 2 ORDER BY n.article`)
	err = each(rows, err, func(row scanner) error {
		var id, sort int64
		var data []byte
		err := row.Scan(&id, &data, &sort)
		list = append(list, unpackPeople(data, id, time.UnixMilli(sort).UTC(), known)...)
		return err
	})
	return list, a.wrap("read people", err)
}

// Quotes returns the quotations of all articles on the story, in the order of
// the articles' ids.
func (a *Archive) Quotes(ctx context.Context) ([]news.Quote, error) {
	list, err := a.readQuotes(ctx, `named n CROSS JOIN article a ON a.id = n.article CROSS JOIN item i ON i.id = a.id WHERE a.decision = 2 ORDER BY n.article`)
	return list, a.wrap("read quotations", err)
}

func (a *Archive) readQuotes(ctx context.Context, from string, args ...any) ([]news.Quote, error) {
	var list []news.Quote
	known := clean{}
	rows, err := a.read.rows(ctx, `SELECT n.article, n.quotes, a.sort_at, i.outlet FROM `+from, args...)
	err = each(rows, err, func(row scanner) error {
		var id, sort int64
		var data []byte
		var outlet string
		err := row.Scan(&id, &data, &sort, &outlet)
		quotes := unpackQuotes(data, known)
		for i := range quotes {
			q := &quotes[i]
			q.Article, q.Outlet, q.Time, q.Outlets = id, known.line([]byte(outlet)), time.UnixMilli(sort).UTC(), 1
		}
		list = append(list, quotes...)
		return err
	})
	return list, err
}

// clean are strings that have passed the gate: names come again and again.
type clean map[string]text.Clean

func (c clean) line(s []byte) text.Clean {
	if have, ok := c[string(s)]; ok {
		return have
	}
	line := text.Line(string(s))
	c[string(s)] = line
	return line
}

// packPeople packs the people of an article, but for their places and for what
// its time says.
func packPeople(list []news.Named) []byte {
	w := packed.NewWriter(blobVersion)
	w.Int(len(list))
	for i := range list {
		n := &list[i]
		w.String(n.Name.String())
		w.String(n.Role.String())
		w.Int(len(n.Aliases))
		for _, a := range n.Aliases {
			w.String(a.String())
		}
		w.Int(n.Mentions)
		w.Int(n.Speaks)
		w.Bool(n.Listed)
	}
	return w.Data()
}

func unpackPeople(data []byte, id int64, at time.Time, known clean) []news.Named {
	r := packed.NewReader(data, blobVersion)
	list := make([]news.Named, 0, r.Count(6))
	month := news.Date{Year: at.Year(), Month: at.Month()}
	for range cap(list) {
		n := news.Named{Article: id, Articles: 1, First: at, Last: at, Name: known.line(r.Bytes()), Role: known.line(r.Bytes())}
		for range r.Count(1) {
			n.Aliases = append(n.Aliases, known.line(r.Bytes()))
		}
		n.Mentions, n.Speaks, n.Listed = r.Int(), r.Int(), r.Bool()
		n.Months = []news.MonthCount{{Month: month, Count: n.Mentions}}
		list = append(list, n)
	}
	if !r.Whole() {
		return nil
	}
	return list
}

func packPassages(w *packed.Writer, list []news.Passage) {
	w.Int(len(list))
	for _, p := range list {
		w.Int(p.Paragraph + 1)
		w.Int(p.Span.Start)
		w.Int(p.Span.End - p.Span.Start)
	}
}

func unpackPassages(r *packed.Reader) []news.Passage {
	var list []news.Passage
	for range r.Count(3) {
		list = append(list, news.Passage{Paragraph: r.Int() - 1, Span: unpackSpan(r)})
	}
	return list
}

// packQuotes packs the quotations of an article.
func packQuotes(list []news.Quote) []byte {
	w := packed.NewWriter(blobVersion)
	w.Int(len(list))
	for i := range list {
		q := &list[i]
		w.String(q.Text.String())
		w.String(q.Speaker.String())
		w.Bool(q.Person)
		packPassages(w, q.Parts)
		packPassages(w, []news.Passage{q.Source})
	}
	return w.Data()
}

func unpackQuotes(data []byte, known clean) []news.Quote {
	r := packed.NewReader(data, blobVersion)
	list := make([]news.Quote, 0, r.Count(5))
	for range cap(list) {
		q := news.Quote{Text: text.Line(string(r.Bytes())), Speaker: known.line(r.Bytes()), Person: r.Bool(), Parts: unpackPassages(r)}
		if source := unpackPassages(r); len(source) == 1 {
			q.Source = source[0]
		} else {
			r.Damage()
		}
		list = append(list, q)
	}
	if !r.Whole() {
		return nil
	}
	return list
}
