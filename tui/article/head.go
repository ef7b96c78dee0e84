package article

import (
	"slices"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
)

// head returns what makes the lines above the text: the title, and what is
// known of the report.
func (m *Model) head() func(width int) []pager.Line {
	a, now := m.article, m.cfg.Now().In(m.cfg.Zone)
	title := titleHits(m.hits)
	return func(width int) []pager.Line {
		measure := min(width, m.cfg.Measure)
		lines := titleLines(a.Headline, title, measure)
		known := pager.Fill(about(&a, now, width), width, pager.Quiet)
		if m.height < lowHeight && len(known) > 1 {
			known = pager.Fill([]text.Clean{a.Outlet, published(&a, now, width < 50)}, width, pager.Quiet)
		}
		lines = append(lines, known...)
		lines = append(lines, standingLines(&a, width)...)
		if a.Size.Corrected {
			lines = append(lines, pager.Lines(text.Join("   ", corrected(&a.Text.Body), m.hint("changes", text.Own("what\u00a0changed"))), measure, pager.Alarm)...)
		}
		for _, n := range m.notices(&a) {
			lines = append(lines, pager.Lines(n, measure, pager.Quiet)...)
		}
		return append(lines, pager.Line{})
	}
}

// titleLines wraps the headline, with the places that rules found in it.
func titleLines(title text.Clean, hits []text.Span, width int) []pager.Line {
	var lines []pager.Line
	for _, s := range pager.Wrap(title.String(), width) {
		l := pager.Line{Text: title.Cut(s), Meaning: pager.Strong}
		for _, h := range hits {
			if h.Start < s.End && h.End > s.Start {
				span := text.Span{Start: h.Start - s.Start, End: h.End - s.Start}
				l.Marks = append(l.Marks, pager.Mark{Span: span, Meaning: pager.Hit})
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// lowHeight is the height below which the text needs the lines more than what
// is known of the report.
const lowHeight = 16

// about says whose report it is, from when, and how long.
func about(a *news.Article, now time.Time, width int) []text.Clean {
	who := a.Outlet
	if a.Byline.Len() > 0 && a.Byline != a.Outlet {
		who = text.Join(", ", who, a.Byline)
	}
	parts := []text.Clean{who, published(a, now, width < 50), seen(a, now)}
	if n := a.Size.Words; n > 0 {
		parts = append(parts, text.Sprintf("%s, from the %s", screen.Count(n, "word", "words"), sourceOf(a)))
	}
	if len(a.Verdict.Tags) > 0 {
		parts = append(parts, text.Join("", text.Own("tags: "), text.Join(", ", a.Verdict.Tags...)))
	}
	return parts
}

func sourceOf(a *news.Article) string {
	if a.Size.FullText {
		return "page"
	}
	return "feed"
}

// corrected says what made an edit a correction, as far as the text tells: the
// outlet owns to a mistake, or set a fact right without a word.
func corrected(b *text.Body) text.Clean {
	for _, block := range b.Blocks {
		if p := " " + text.Fold(b.Text.Cut(block.Span).String()) + " "; containsAny(p, owns[:]) {
			return text.Own("! The outlet corrected this report, and says so.")
		}
	}
	return text.Own("! A name, a number or a charge was changed in this report.")
}

func containsAny(s string, parts []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// owns are words with which an outlet owns to a mistake.
var owns = [...]string{ //nolint:gochecknoglobals // table
	" correction ", " corrections ", " corrected ", " clarification ", " earlier version ", " previous version ", " amended ", " incorrectly ", " misstated ",
}

// published says when the outlet published it, and who says so.
func published(a *news.Article, now time.Time, short bool) text.Clean {
	p := a.Dates.Published
	switch {
	case p.From == news.FromNowhere || p.IsZero():
		return text.Own("no date given")
	case p.From == news.FromGuess:
		return text.Sprintf("published about %s (a guess)", clock(p.Time, now))
	case short:
		return text.Sprintf("%s (%s)", clock(p.Time, now), p.From)
	}
	return text.Sprintf("published %s (%s)", clock(p.Time, now), p.From)
}

// seen says when we saw it first; the day only where it is another one.
func seen(a *news.Article, now time.Time) text.Clean {
	t := a.Dates.FirstSeen
	if t.IsZero() {
		return text.Clean{}
	}
	if p := a.Dates.Published; !p.IsZero() && sameDay(t, p.Time, now.Location()) {
		return text.Sprintf("first seen %s", t.In(now.Location()).Format("15:04"))
	}
	return text.Sprintf("first seen %s", clock(t, now))
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	return a.In(zone).Format(time.DateOnly) == b.In(zone).Format(time.DateOnly)
}

// clock writes a time as short as it is clear: the weekday within a week, else
// the date, and the year where it is another one.
func clock(t, now time.Time) string {
	t = t.In(now.Location())
	days := now.Sub(t).Hours() / 24
	switch {
	case days > -6 && days < 6:
		return t.Format("Mon 15:04")
	case t.Year() == now.Year():
		return t.Format("Mon 2 Jan 15:04")
	}
	return t.Format("2 Jan 2006 15:04")
}

// standingLines say what the report is to the reader, and among others.
func standingLines(a *news.Article, width int) []pager.Line {
	parts := standingOf(a)
	n, of := a.Size.New, a.Size.Sentences
	if n == 0 || n >= of {
		return pager.Fill(parts, width, 0)
	}
	fresh := text.Sprintf("%d of %s new to you", n, screen.Count(of, "sentence", "sentences"))
	lines := pager.Fill(append([]text.Clean{fresh}, parts...), width, 0)
	lines[0].Marks = []pager.Mark{{Span: text.Span{End: fresh.Len()}, Meaning: pager.Bright}}
	return lines
}

// standingOf says what happened to the report, and what the reader did.
func standingOf(a *news.Article) []text.Clean {
	var parts []text.Clean
	if n := a.Size.Updates; n > 0 {
		parts = append(parts, screen.Count(n, "update new", "updates new"))
	}
	if n := a.Size.Revisions - 1; n > 0 {
		parts = append(parts, revised(n))
	}
	if n := a.Report.Outlets - 1; n > 0 {
		parts = append(parts, screen.Count(n, "more outlet", "more outlets"))
	}
	if a.State.Starred {
		parts = append(parts, text.Own("* starred"))
	}
	switch a.State.Mark {
	case news.OnStory:
		parts = append(parts, text.Own("on the story by your word"))
	case news.OffStory:
		parts = append(parts, text.Own("off the story by your word"))
	case news.NoMark:
	}
	if a.State.Note.Len() > 0 {
		parts = append(parts, text.Join("", text.Own("your note: "), a.State.Note))
	}
	return parts
}

func revised(n int) text.Clean {
	switch n {
	case 1:
		return text.Own("revised once")
	case 2:
		return text.Own("revised twice")
	}
	return text.Sprintf("revised %d times", n)
}

// notices are sentences on what is missing of the text or its marks.
func (m *Model) notices(a *news.Article) []text.Clean {
	var all []text.Clean
	size, browser := &a.Size, m.hint("browser", text.Own("browser"))
	switch {
	case size.FullText && size.Refused != 0:
		all = append(all, text.Sprintf("The page is gone since (%d); this is what it said.", size.Refused))
	case size.FullText && a.Text.Part:
		all = append(all, text.Join("   ", text.Own("The page may give only a part of the article."), browser))
	case size.FullText:
	case a.Text.Body.Text.Len() == 0:
		all = append(all, text.Join("   ", text.Own("The feed gave no words but the headline."), browser))
	case size.Refused/100 == 2:
		all = append(all, text.Join("   ", text.Own("The page gave a part of the article, no more than the feed; these are the feed's words."), browser))
	case size.Refused != 0:
		all = append(all, text.Join("   ",
			text.Sprintf("The outlet did not give the page (%d); these are the feed's words.", size.Refused),
			browser))
	case !size.NoPage && a.Dates.Fetched.IsZero() && a.Verdict.Decision == news.Keep && a.URL != "":
		all = append(all, text.Sprintf("Only the feed's %s so far; the page follows when there is a network.", screen.Count(size.Words, "word", "words")))
	}
	if a.State.Mark == news.NoMark && a.Verdict.Decision != news.Keep {
		what := text.Own("Not kept: no rule asks for it.")
		if a.Verdict.Decision == news.NearMiss {
			what = text.Own("A near miss, not kept.")
		}
		all = append(all, text.Join("   ", what, m.hint("why", text.Own("why")), m.hint("on", text.Own("keep\u00a0it"))))
	}
	if size.New > 1 && size.New == size.Sentences {
		all = append(all, text.Sprintf("All %d sentences are new to you, so none is marked.", size.New))
	}
	return all
}

// bodyHits are the places in the text where rules that keep found their terms.
func bodyHits(b *text.Body, hits []news.Hit) []pager.Mark {
	var marks []pager.Mark
	for _, h := range hits {
		if h.Kind != news.KeepRule || h.Paragraph < 0 || h.Paragraph >= len(b.Blocks) {
			continue
		}
		at := b.Blocks[h.Paragraph].Span.Start
		marks = append(marks, pager.Mark{
			Span: text.Span{Start: at + h.Span.Start, End: at + h.Span.End}, Meaning: pager.Hit,
		})
	}
	return marks
}

// titleHits are those in the headline.
func titleHits(hits []news.Hit) []text.Span {
	var spans []text.Span
	for _, h := range hits {
		if h.Kind == news.KeepRule && h.Field == news.InTitle {
			spans = append(spans, h.Span)
		}
	}
	return spans
}

// linkNotes are the links of a text as notes beside it.
func linkNotes(b *text.Body) []pager.Note {
	var notes []pager.Note
	for i, l := range b.Links {
		host := pager.Host(l.URL)
		if host.Len() == 0 || l.Paragraph < 0 || l.Paragraph >= len(b.Blocks) {
			continue
		}
		notes = append(notes, pager.Note{
			At:   b.Blocks[l.Paragraph].Span.Start + l.Span.End,
			Text: text.Sprintf("[%d] %s", i+1, host),
		})
	}
	return notes
}

// hint is a key and what it is for.
func (m *Model) hint(row string, what text.Clean) text.Clean {
	return text.Join("", text.Line(m.cfg.Keys.Find(keymap.Article, row).Label()), text.Own(":\u00a0"), what)
}

// tail returns what makes the lines below the text: the end, and what comes
// after it.
func (m *Model) tail(next news.Article) func(width int) []pager.Line {
	end := text.Join("   ", text.Own("End.  No further report is new."), m.hint("next-report", text.Own("next report")))
	if next.ID != 0 {
		key := text.Line(m.cfg.Keys.Find(keymap.Article, "page-down").Label())
		end = text.Join("", text.Own("End.  "), key, text.Own(" again: next new report, “"), next.Headline, text.Own("”"))
		if next.Size.New > 0 {
			end = text.Join(" ", end, text.Sprintf("(%d)", next.Size.New))
		}
	}
	rule := strings.Repeat(m.cfg.Theme.Glyphs.Rule, m.cfg.Measure)
	return func(width int) []pager.Line {
		width = min(width, m.cfg.Measure)
		lines := []pager.Line{{}, {Text: text.Line(rule[:width]), Meaning: pager.Quiet}}
		return append(lines, pager.Lines(end, width, 0)...)
	}
}
