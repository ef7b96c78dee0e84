package people

import (
	"cmp"
	"slices"
	"strings"

	"casewire/feeds/text"
)

// spell finds the names of known people where capitals say nothing: in
// headlines and in texts all in capitals or all in small letters.
func (r *Reading) spell() {
	forms := r.forms()
	before := len(r.mentions)
	for at := range r.paragraphs {
		p := &r.paragraphs[at]
		if !p.caseless {
			continue
		}
		for i := 0; i < len(p.tokens); i++ {
			form, n := p.longestForm(i, forms)
			if n == 0 || forms[form] < 0 {
				continue
			}
			r.mentions = append(r.mentions, mention{
				paragraph: at, span: text.Span{Start: i, End: i + n}, lead: i, parts: strings.Fields(form), person: forms[form], weight: 1,
			})
			i += n - 1
		}
	}
	if len(r.mentions) > before {
		r.reorder()
	}
	for i := range r.mentions {
		p := &r.paragraphs[r.mentions[i].paragraph]
		if p.names.End == 0 {
			p.names.Start = i
		}
		p.names.End = i + 1
	}
}

// reorder puts the mentions in order of place and gives each person its own.
func (r *Reading) reorder() {
	slices.SortStableFunc(r.mentions, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.paragraph, b.paragraph), cmp.Compare(a.lead, b.lead))
	})
	for k := range r.people {
		r.people[k].mentions = r.people[k].mentions[:0]
	}
	for i := range r.mentions {
		if k := r.mentions[i].person; k >= 0 {
			r.people[k].mentions = append(r.people[k].mentions, i)
		}
	}
}

// forms are the names by which the people are known, folded, with the index of
// the person; -1 where two have it.
func (r *Reading) forms() map[string]int {
	out := map[string]int{}
	put := func(form string, k int) {
		if old, ok := out[form]; ok && old != k {
			k = -1
		}
		out[form] = k
	}
	for k := range r.people {
		p := &r.people[k]
		put(strings.Join(p.parts, " "), k)
		put(p.parts[len(p.parts)-1], k)
		for _, i := range p.mentions {
			if len(r.mentions[i].parts) > 1 {
				put(strings.Join(r.mentions[i].parts, " "), k)
			}
		}
		if p.listed != nil {
			for _, a := range p.listed.Aliases {
				put(strings.ToLower(a.String()), k)
			}
		}
	}
	return out
}

// longestForm returns the longest of the forms that stands at token i, and how
// many tokens it has.
func (p *paragraph) longestForm(i int, forms map[string]int) (string, int) {
	form, best, n := "", "", 0
	for j := i; j < len(p.tokens) && j < i+5 && p.tokens[j].word && (j == i || p.joined(j)); j++ {
		if j > i {
			form += " "
		}
		form += unarticled(p.tokens[j].fold)
		if _, ok := forms[form]; ok && len(form) > 2 {
			best, n = form, j-i+1
		}
	}
	return best, n
}
