package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// pipeWidth is how wide text is where standard output is no terminal.
const pipeWidth = 80

// measure is the widest that text to be read gets.
const measure = 84

// A printer writes clean text to standard output, and remembers the first
// error.
type printer struct {
	w        io.Writer
	terminal bool
	color    bool
	width    int
	err      error
}

func (p *program) printer() *printer {
	width := pipeWidth
	if p.terminal != nil {
		if w, _, err := term.GetSize(int(p.terminal.Fd())); err == nil && w > 0 {
			width = w
		}
	}
	return &printer{w: p.stdout, terminal: p.terminal != nil, color: p.colored(), width: width}
}

// line writes one line, without the blanks that would end it.
func (pr *printer) line(parts ...text.Clean) {
	pr.raw(strings.TrimRight(text.Join("", parts...).String(), " ") + "\n")
}

// bold writes one line in bold, where there is colour.
func (pr *printer) bold(line text.Clean) {
	if pr.color && line.Len() > 0 {
		pr.raw("\x1b[1m" + line.String() + "\x1b[m\n")
		return
	}
	pr.line(line)
}

// wrapped writes a paragraph in lines of at most width cells; the first begins
// with first, the others with rest.
func (pr *printer) wrapped(width int, first, rest string, c text.Clean) {
	room := max(width-ansi.StringWidth(rest), 20)
	for i, l := range strings.Split(ansi.Wordwrap(c.String(), room, " "), "\n") {
		lead := rest
		if i == 0 {
			lead = first
		}
		pr.raw(lead + strings.TrimRight(l, " ") + "\n")
	}
}

// raw writes what is clean already.
func (pr *printer) raw(s string) {
	if pr.err == nil {
		_, pr.err = io.WriteString(pr.w, s)
	}
}

// row writes an article as one line of a list: on a terminal no wider than it.
func (pr *printer) row(a *news.Article, zone *time.Location) {
	line := text.Join("  ",
		padLeft(text.Sprintf("%d", a.ID), 6),
		text.Line(a.Dates.Sort.In(zone).Format("2006-01-02 15:04")),
		pad(a.Outlet, 16),
		text.Join("", headline(a), states(a)))
	if pr.terminal {
		line = cut(line, pr.width)
	}
	pr.line(line)
}

// headline is the article's, or words that say that it has none.
func headline(a *news.Article) text.Clean {
	return cmp.Or(a.Headline, text.Own("(no headline)"))
}

// outletOr is what a feed is called: its outlet, or its address if it has no
// name.
func outletOr(outlet text.Clean, address string) text.Clean {
	return cmp.Or(outlet, link.Hide(address))
}

// states are what the reader did with an article and what the rules say of it,
// in words.
func states(a *news.Article) text.Clean {
	var words []string
	switch {
	case a.Verdict.Decision == news.NearMiss:
		words = append(words, "near miss")
	case a.Verdict.Decision == news.Drop:
		words = append(words, "not kept")
	case !a.State.Read:
		words = append(words, fmt.Sprintf("%d new", a.Size.New))
	}
	if a.Size.Updates > 0 {
		words = append(words, count(a.Size.Updates, "update"))
	}
	if a.State.Starred {
		words = append(words, "starred")
	}
	if a.State.Mark != news.NoMark {
		words = append(words, a.State.Mark.String()+" by you")
	}
	if a.Size.Revisions > 1 && a.Size.Corrected {
		words = append(words, "corrected")
	}
	if len(words) == 0 {
		return text.Clean{}
	}
	return text.Join("", text.Own("  "), text.Sprintf("[%s]", strings.Join(words, ", ")))
}

// blanks are as many as a column may need.
var blanks = text.Own("                                                                                                    ") //nolint:gochecknoglobals // table

// cut shortens a line to a width in cells.
func cut(c text.Clean, width int) text.Clean {
	short := ansi.Truncate(c.String(), width, "…")
	if short == c.String() {
		return c
	}
	return text.Join("", c.Cut(text.Span{End: len(strings.TrimSuffix(short, "…"))}), text.Own("…"))
}

// pad brings text to a width in cells: cut, or filled with spaces.
func pad(c text.Clean, width int) text.Clean {
	c = cut(c, width)
	return text.Join("", c, blanks.Cut(text.Span{End: width - ansi.StringWidth(c.String())}))
}

// padLeft fills with spaces before the text.
func padLeft(c text.Clean, width int) text.Clean {
	return text.Join("", blanks.Cut(text.Span{End: width - ansi.StringWidth(c.String())}), c)
}

// article writes an article to be read; with only, which is asked for the number
// of a sentence, no more than the sentences that it wants.
func (pr *printer) article(a *news.Article, zone *time.Location, only func(sentence int) bool) {
	width := min(pr.width, measure)
	for _, l := range strings.Split(ansi.Wordwrap(headline(a).String(), width, " "), "\n") {
		pr.bold(text.Line(l))
	}
	for _, l := range aboutArticle(a, zone) {
		pr.wrapped(width, "", "", l)
	}
	if a.URL != "" {
		pr.line(link.Hide(a.URL))
	}
	pr.raw("\n")
	pr.body(a, width, only)
	if a.State.Note.Len() > 0 {
		pr.wrapped(width, "Note: ", "      ", a.State.Note)
	}
}

// aboutArticle is what stands below the headline: who wrote it, its dates, and
// where its text comes from.
func aboutArticle(a *news.Article, zone *time.Location) []text.Clean {
	outlet := a.Outlet
	if a.Byline.Len() > 0 {
		outlet = text.Join(", ", outlet, a.Byline)
	}
	return []text.Clean{outlet, datesOf(a, zone), originOf(a, zone)}
}

// body writes the paragraphs, or the sentences of them that are wanted.
func (pr *printer) body(a *news.Article, width int, only func(sentence int) bool) {
	sentence, said := 0, false
	for i, b := range a.Text.Body.Blocks {
		paragraph := a.Text.Body.Paragraph(i)
		if only != nil {
			paragraph = wanted(paragraph, b.Sentences, func(n int) bool { return only(sentence + n) })
		}
		sentence += len(b.Sentences)
		if only != nil && paragraph.Len() == 0 {
			continue
		}
		said = true
		pr.paragraph(b.Kind, paragraph, width)
	}
	switch {
	case said:
	case only != nil:
		pr.line(text.Own("Nothing in it is new to you."))
	default:
		pr.line(text.Own("The feed gives no text of it."))
	}
}

// wanted is what is wanted of the sentences of a paragraph, with an ellipsis
// where some are left out between two.
func wanted(paragraph text.Clean, sentences []text.Span, only func(n int) bool) text.Clean {
	var parts []text.Clean
	last := -1
	for n, span := range sentences {
		if !only(n) {
			continue
		}
		if last >= 0 && n > last+1 {
			parts = append(parts, text.Own("…"))
		}
		parts, last = append(parts, paragraph.Cut(span)), n
	}
	return text.Join(" ", parts...)
}

func (pr *printer) paragraph(k text.Kind, c text.Clean, width int) {
	switch k {
	case text.Heading:
		pr.bold(c)
	case text.ListItem:
		pr.wrapped(width, "  - ", "    ", c)
	case text.Quote:
		pr.wrapped(width, "  > ", "  > ", c)
	case text.Code, text.Row:
		pr.line(text.Own("    "), c)
		return
	case text.Caption:
		pr.wrapped(width, "[caption] ", "          ", c)
	case text.Image:
		pr.wrapped(width, "[picture] ", "          ", c)
	default:
		pr.wrapped(width, "", "", c)
	}
	pr.raw("\n")
}

func seconds(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f s", d.Seconds())
}

// count is a number and a noun, the noun in the plural where there is not one.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}

// grouped is a number with commas between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
