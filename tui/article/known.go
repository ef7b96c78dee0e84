package article

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// known is what the archive knows of an article besides its text.
type known struct {
	sentences []news.Sentence
	diffs     []news.Diff
}

// knowledge loads it.
func (c *Config) knowledge(ctx context.Context, a *news.Article) (k known, err error) {
	if k.sentences, err = c.Know.Sentences(ctx, a.ID); err != nil {
		return k, err
	}
	body := &a.Text.Body
	k.sentences = slices.DeleteFunc(k.sentences, func(s news.Sentence) bool { return !stands(body, s.Paragraph, s.Span) })
	if a.Size.Revisions > 1 {
		k.diffs, err = c.Know.Changes(ctx, a.ID)
	}
	return k, err
}

// stands reports whether a text has such a place: it may be another revision
// by now.
func stands(b *text.Body, paragraph int, s text.Span) bool {
	if paragraph < 0 || paragraph >= len(b.Blocks) {
		return false
	}
	p := b.Blocks[paragraph].Span
	return s.Start >= 0 && s.Start < s.End && s.End <= p.End-p.Start
}

// place returns where a sentence stands in the text.
func place(b *text.Body, s *news.Sentence) text.Span {
	at := b.Blocks[s.Paragraph].Span.Start
	return text.Span{Start: at + s.Span.Start, End: at + s.Span.End}
}

// A view is how known text is shown.
type view uint8

// The views, in the order in which a key turns them.
const (
	quietView    view = iota // what is new to the reader bright, what is known quiet
	foldedView               // what is known folded away
	plainView                // nothing marked
	coverageView             // bright is what no earlier article told, read or not
	views
)

// words are what is said when a view comes on.
var viewWords = [views]text.Clean{ //nolint:gochecknoglobals // table
	quietView:    text.Own("New to you is bright, known text quiet."),
	foldedView:   text.Own("Known text is folded away.   Enter: show it"),
	plainView:    text.Own("Plain text."),
	coverageView: text.Own("Bright is what no earlier report told, whether you read it or not."),
}

// turn goes on to the next view.
func (m *Model) turn() (screen.Action, tea.Cmd) {
	if len(m.known.sentences) == 0 {
		return screen.Say{Text: text.Own("What is new in this report is not known yet.")}, nil
	}
	return m.turnTo((m.view + 1) % views)
}

// turnTo shows the text in another view, at the same place.
func (m *Model) turnTo(v view) (screen.Action, tea.Cmd) {
	at := m.shown().Start
	m.view = v
	m.relay(at)
	return screen.Say{Text: viewWords[v]}, m.stand()
}

// unfold shows what is folded away, in its place.
func (m *Model) unfold() (screen.Action, tea.Cmd) {
	if m.view != foldedView {
		return screen.Nothing{}, nil
	}
	return m.turnTo(quietView)
}

// fresh reports whether a sentence is bright in a view.
func (v view) fresh(s *news.Sentence) bool {
	if v == coverageView {
		return s.New
	}
	return s.ToYou
}

// marked reports whether there is anything to tell apart: where everything is
// new, nothing is marked.
func (k *known) marked(v view) bool {
	return v != plainView && slices.ContainsFunc(k.sentences, func(s news.Sentence) bool { return !v.fresh(&s) })
}

// fresh counts what is new to the reader.
func (k *known) fresh() (n int) {
	for i := range k.sentences {
		if k.sentences[i].ToYou {
			n++
		}
	}
	return n
}

// marks makes new text bright and known text quiet.
func (k *known) marks(b *text.Body, v view) []pager.Mark {
	if !k.marked(v) {
		return nil
	}
	marks := make([]pager.Mark, 0, len(k.sentences))
	for i := range k.sentences {
		meaning := pager.Quiet
		if v.fresh(&k.sentences[i]) {
			meaning = pager.Bright
		}
		marks = append(marks, pager.Mark{Span: place(b, &k.sentences[i]), Meaning: meaning})
	}
	return marks
}

// notes say beside the text where a known passage was told first, and what an
// edit changed.
func (k *known) notes(b *text.Body, now time.Time, v view) []pager.Note {
	notes := editNotes(b, k.diffs, now.Location())
	if !k.marked(v) {
		return notes
	}
	said := text.Clean{}
	for i := range k.sentences {
		s := &k.sentences[i]
		if v.fresh(s) || len(s.Tellings) == 0 {
			said = text.Clean{}
			continue
		}
		if where := toldIn(&s.Tellings[0], now); where != said {
			said = where
			notes = append(notes, pager.Note{At: place(b, s).Start, Text: text.Join(" ", text.Own("known:"), where)})
		}
	}
	return notes
}

// toldIn is where and when something was told: "The Ledger, 12 Nov". The date
// is not parted.
func toldIn(t *news.Telling, now time.Time) text.Clean {
	at := t.At.In(now.Location())
	date := []text.Clean{text.Line(at.Format("2")), text.Line(at.Format("Jan"))}
	if at.Year() != now.Year() {
		date = append(date, text.Line(at.Format("2006")))
	}
	return text.Join(", ", t.Outlet, text.Join("\u00a0", date...))
}

// editNotes are notes on what the newest edit of each paragraph changed.
func editNotes(b *text.Body, diffs []news.Diff, zone *time.Location) []pager.Note {
	var notes []pager.Note
	if len(diffs) == 0 {
		return nil
	}
	d := &diffs[0]
	for i := range d.Hunks {
		h := &d.Hunks[i]
		if h.Paragraph < 0 || h.Paragraph >= len(b.Blocks) {
			continue
		}
		notes = append(notes, pager.Note{
			At:   b.Blocks[h.Paragraph].Span.Start,
			Text: text.Join(" ", text.Sprintf("± %s:", d.Seen.In(zone).Format("15:04")), changed(h), text.Own("(v)")),
		})
	}
	return notes
}

// changed says in a few words what an edit changed.
func changed(h *news.Hunk) text.Clean {
	const few = 24 // bytes of a word or two
	switch {
	case h.Old.Len() == 0:
		return text.Own("added")
	case h.New.Len() == 0:
		return text.Own("taken out")
	case len(h.Out) == 1 && len(h.In) == 1 && h.Out[0].End-h.Out[0].Start <= few && h.In[0].End-h.In[0].Start <= few:
		return text.Join("", text.Own("“"), h.New.Cut(h.In[0]), text.Own("” was “"), h.Old.Cut(h.Out[0]), text.Own("”"))
	}
	return text.Own("changed")
}
