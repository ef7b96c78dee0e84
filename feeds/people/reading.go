package people

import (
	"slices"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Reading is an article as this package understands it by itself.
type Reading struct {
	article    *news.Article
	paragraphs []paragraph
	mentions   []mention
	people     []person
	speeches   []speechAct
	holders    map[string]int // of roles, by their noun; -1 where two have it
	byTail     map[string][]int
	byFirst    map[string][]int
}

// Read finds the people and quotations of the article's text. Persons are
// those that the story file lists.
func Read(a *news.Article, persons []news.Person) *Reading {
	r := &Reading{article: a, holders: map[string]int{}, byTail: map[string][]int{}, byFirst: map[string][]int{}}
	r.paragraphs = append(r.paragraphs, headline(a))
	body := &a.Text.Body
	for i, b := range body.Blocks {
		if !b.Kind.Prose() && b.Kind != text.Caption {
			continue
		}
		p := scan(i, body.Paragraph(i).String(), b.Sentences, follows(body, i))
		p.prose = b.Kind.Prose() && b.Kind != text.Heading
		if b.Kind == text.Quote && len(p.quotes) == 0 {
			p.setApart()
		}
		r.paragraphs = append(r.paragraphs, p)
	}
	stops := slices.ContainsFunc(r.paragraphs, func(p paragraph) bool { return p.abbreviates() })
	for i := range r.paragraphs {
		r.paragraphs[i].stops = stops
		r.mentions = append(r.mentions, r.paragraphs[i].mentions(i)...)
	}
	r.gather(persons)
	r.attribute()
	r.resolve()
	return r
}

func headline(a *news.Article) paragraph {
	s := a.Text.Headline
	if s.Len() == 0 {
		s = a.Headline
	}
	p := scan(-1, s.String(), []text.Span{{Start: 0, End: s.Len()}}, false)
	return p
}

// follows reports whether the paragraph behind i begins with an opening mark.
func follows(b *text.Body, i int) bool {
	if i+1 >= len(b.Blocks) || !b.Blocks[i+1].Kind.Prose() {
		return false
	}
	s := b.Paragraph(i + 1).String()
	return strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "“") || strings.HasPrefix(s, "‘") || strings.HasPrefix(s, "«")
}
