package archive

import (
	"context"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// answerAll lets a query ask an article what engines found in it: has:quote and
// person:.
func (a *Archive) answerAll(ctx context.Context, p *paper) {
	other := p.doc.State
	p.doc.State = func(word, value string) bool {
		switch {
		case word == "has" && value == "quote":
			return a.hasQuote(ctx, p.id)
		case word == "person":
			return a.names(ctx, p.id, value)
		}
		return other(word, value)
	}
}

func (a *Archive) hasQuote(ctx context.Context, id int64) bool {
	var quotes []byte
	err := a.read.row(ctx, `SELECT quotes FROM named WHERE article = ?`, id).Scan(&quotes)
	return err == nil && len(unpackQuotes(quotes, clean{})) > 0
}

// names reports whether an article names a person; by a last name alone, anyone
// who has it. Whom the article itself calls by no more than that is meant by the
// full name too, if nobody else in it has it.
func (a *Archive) names(ctx context.Context, id int64, name string) bool {
	var people []byte
	if err := a.read.row(ctx, `SELECT people FROM named WHERE article = ?`, id).Scan(&people); err != nil {
		return false
	}
	want := text.Fold(name)
	last := want[strings.LastIndexByte(want, ' ')+1:]
	list := unpackPeople(people, id, time.Time{}, clean{})
	surname := 0
	for i := range list {
		forms := folded(&list[i])
		for _, f := range forms {
			if f == want || last == want && strings.HasSuffix(f, " "+last) {
				return true
			}
		}
		switch {
		case forms[0] == last:
			surname++
		case strings.HasSuffix(forms[0], " "+last):
			return false // somebody else
		}
	}
	return surname == 1
}

// folded are the forms of a name, folded.
func folded(n *news.Named) []string {
	forms := []string{text.Fold(n.Name.String())}
	for _, a := range n.Aliases {
		forms = append(forms, text.Fold(a.String()))
	}
	return forms
}
