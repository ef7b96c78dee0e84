package article

import (
	"sort"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// folding is a text of which known passages may be folded away: what is shown
// of it, and where each part of it went.
type folding struct {
	body  text.Body
	parts []part // in order of place; none where nothing is folded
}

// A part of the text that is shown as it is, or has a line in its place.
type part struct {
	from, to text.Span // of the text, and of what is shown
	hidden   bool
}

// folded is what the view shows of the article's text.
func (m *Model) folded() folding {
	b := &m.article.Text.Body
	if m.view != foldedView || !m.known.marked(foldedView) {
		return folding{body: *b}
	}
	f := folder{src: b}
	next := m.known.sentences
	for i := range b.Blocks {
		n := 0
		for n < len(next) && next[n].Paragraph == i {
			n++
		}
		f.block(i, next[:n])
		next = next[n:]
	}
	return f.done(m.cfg.Now().In(m.cfg.Zone).Year())
}

// A folder makes a folding, a paragraph at a time.
type folder struct {
	src   *text.Body
	parts []foldPart
}

// A foldPart is a part before its place is known.
type foldPart struct {
	part
	block     int // it is of this paragraph
	sentences int // that are hidden
	first     *news.Telling
}

// block takes in a paragraph with its sentences.
func (f *folder) block(i int, sentences []news.Sentence) {
	if len(sentences) == 0 {
		f.parts = append(f.parts, foldPart{part: part{from: f.src.Blocks[i].Span}, block: i})
		return
	}
	for n := 0; n < len(sentences); {
		to := n + 1
		for to < len(sentences) && sentences[to].ToYou == sentences[n].ToYou {
			to++
		}
		span := text.Span{Start: place(f.src, &sentences[n]).Start, End: place(f.src, &sentences[to-1]).End}
		f.run(i, span, sentences[n:to])
		n = to
	}
}

// run takes in sentences that are all known, or all new.
func (f *folder) run(block int, span text.Span, sentences []news.Sentence) {
	if last := len(f.parts) - 1; !sentences[0].ToYou && last >= 0 && f.parts[last].hidden {
		f.parts[last].from.End = span.End
		f.parts[last].sentences += len(sentences)
		return
	}
	p := foldPart{part: part{from: span, hidden: !sentences[0].ToYou}, block: block}
	if p.hidden {
		p.sentences = len(sentences)
		if len(sentences[0].Tellings) > 0 {
			p.first = &sentences[0].Tellings[0]
		}
	}
	f.parts = append(f.parts, p)
}

// done puts the parts together.
func (f *folder) done(year int) folding {
	var out folding
	lines := make([]text.Clean, len(f.parts))
	at := 0
	for i := range f.parts {
		p := &f.parts[i]
		lines[i] = f.src.Text.Cut(p.from)
		kind := f.src.Blocks[p.block].Kind
		if p.hidden {
			lines[i], kind = p.line(year), text.Para
		}
		p.to = text.Span{Start: at, End: at + lines[i].Len()}
		at = p.to.End + 1
		out.body.Blocks = append(out.body.Blocks, text.Block{Kind: kind, Span: p.to})
		out.parts = append(out.parts, p.part)
	}
	out.body.Text = text.Join("\n", lines...)
	out.body.Links = out.links(f.src)
	return out
}

// line stands in the place of what is hidden.
func (p *foldPart) line(year int) text.Clean {
	count := screen.Count(p.sentences, "sentence", "sentences")
	if p.first == nil || p.first.Outlet.Len() == 0 {
		return text.Sprintf("(%s you know)", count)
	}
	form := "2 Jan"
	if p.first.At.Year() != year {
		form = "2 Jan 2006"
	}
	return text.Join(" ", text.Sprintf("(%s you know:", count), text.Join(", ", p.first.Outlet, text.Sprintf("%s)", p.first.At.Format(form))))
}

// links are those of the text where they are now. What is hidden keeps its
// number, and stands nowhere.
func (f *folding) links(b *text.Body) []text.Link {
	links := make([]text.Link, len(b.Links))
	for i, l := range b.Links {
		links[i] = text.Link{Paragraph: -1, URL: l.URL}
		if !stands(b, l.Paragraph, l.Span) {
			continue
		}
		at := b.Blocks[l.Paragraph].Span.Start
		for n, p := range f.parts {
			if from := at + l.Span.Start; !p.hidden && from >= p.from.Start && at+l.Span.End <= p.from.End {
				start := from - p.from.Start
				links[i].Paragraph, links[i].Span = n, text.Span{Start: start, End: start + l.Span.End - l.Span.Start}
			}
		}
	}
	return links
}

// in returns where byte at of the text is shown; of what is hidden, the line
// in its place.
func (f *folding) in(at int) int {
	return f.across(at, func(p *part) (from, to text.Span) { return p.from, p.to })
}

// out returns the byte of the text that is shown at.
func (f *folding) out(at int) int {
	return f.across(at, func(p *part) (from, to text.Span) { return p.to, p.from })
}

func (f *folding) across(at int, ends func(*part) (from, to text.Span)) int {
	if len(f.parts) == 0 {
		return at
	}
	i := sort.Search(len(f.parts), func(i int) bool { from, _ := ends(&f.parts[i]); return from.Start > at }) - 1
	if i < 0 {
		return 0
	}
	from, to := ends(&f.parts[i])
	switch {
	case f.parts[i].hidden && at < from.End:
		return to.Start
	case at >= from.End:
		return to.End
	}
	return min(to.Start+at-from.Start, to.End)
}

// marks are those that are shown, where they are shown; a line in the place of
// something is quiet.
func (f *folding) marks(marks []pager.Mark) []pager.Mark {
	if len(f.parts) == 0 {
		return marks
	}
	var shown []pager.Mark
	for _, p := range f.parts {
		if p.hidden {
			shown = append(shown, pager.Mark{Span: p.to, Meaning: pager.Quiet})
			continue
		}
		for _, k := range marks {
			if s := overlap(k.Span, p.from); s.Start < s.End {
				span := text.Span{Start: s.Start - p.from.Start + p.to.Start, End: s.End - p.from.Start + p.to.Start}
				shown = append(shown, pager.Mark{Span: span, Meaning: k.Meaning})
			}
		}
	}
	return shown
}

// notes are those beside what is shown.
func (f *folding) notes(notes []pager.Note) []pager.Note {
	if len(f.parts) == 0 {
		return notes
	}
	var shown []pager.Note
	for _, n := range notes {
		for _, p := range f.parts {
			if !p.hidden && n.At >= p.from.Start && n.At <= p.from.End {
				shown = append(shown, pager.Note{At: f.in(n.At), Text: n.Text})
				break
			}
		}
	}
	return shown
}

func overlap(a, b text.Span) text.Span {
	return text.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
}
