package export

import (
	"fmt"
	"io"
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// Markdown writes the story as CommonMark. Nothing in an article can become
// markup of the document.
func Markdown(w io.Writer, s *Story) error {
	m := &markdown{w: w, Story: s, level: "###"}
	m.head()
	m.timeline()
	m.people()
	m.quotes()
	m.f("## Articles\n\n")
	n := 0
	err := s.Reports(func(r Report) error {
		n++
		m.report(&r)
		return m.err
	})
	if n == 0 {
		m.f("No articles yet.\n")
	}
	if m.err != nil {
		return m.err
	}
	return err
}

// Article writes one article as CommonMark, about standing below its headline,
// as safely as Markdown writes them all.
func Article(w io.Writer, a *news.Article, about text.Clean) error {
	m := &markdown{w: w, level: "#"}
	m.article(a, about)
	return m.err
}

// A markdown remembers the first error.
type markdown struct {
	*Story
	w     io.Writer
	level string // of the headings of articles
	err   error
}

func (m *markdown) f(format string, args ...any) {
	if m.err == nil {
		_, m.err = fmt.Fprintf(m.w, format, args...)
	}
}

func (m *markdown) head() {
	m.f("# %s\n\n", mark(m.Title))
	if m.Note.Len() > 0 {
		m.f("%s\n\n", mark(m.Note))
	}
	if !m.Until.IsZero() {
		m.f("As of %s.\n\n", m.when(m.Until))
	}
	for _, sec := range m.sections() {
		m.f("## %s\n\n", sec.Heading)
		for i := range sec.Lines {
			m.line(&sec.Lines[i])
		}
		m.f("\n")
	}
}

func (m *markdown) line(l *news.DigestLine) {
	m.f("- ")
	if l.Date.Year != 0 {
		m.f("**%s%s** ", l.Date.Words(), clock(l.Clock))
	}
	m.f("%s", mark(l.Text))
	if l.Article != 0 {
		m.f(" (%s, %s%s)", mark(l.Outlet), m.when(l.Published), others(l.Outlets))
	} else {
		m.address(l.URL)
	}
	m.f("\n")
}

// others counts the other outlets.
func others(outlets int) string {
	if outlets < 2 {
		return ""
	}
	return fmt.Sprintf(", +%d", outlets-1)
}

// address writes an address in angle brackets, after a space, if there is one.
func (m *markdown) address(raw string) {
	if h := href(raw); h != "" {
		m.f(" <%s>", h)
	}
}

func (m *markdown) timeline() {
	if len(m.Timeline) == 0 {
		return
	}
	m.f("## Timeline\n\n")
	for i := range m.Timeline {
		e := &m.Timeline[i]
		m.f("- **%s%s** %s", e.Date.Words(), clock(e.Clock), mark(e.Text))
		if e.By.Len() > 0 {
			m.f(" (first: %s, %s%s)", mark(e.By), m.when(e.First), others(e.Outlets))
		}
		m.address(e.URL)
		m.f("\n")
	}
	m.f("\n")
}

func (m *markdown) people() {
	if len(m.People) == 0 {
		return
	}
	m.f("## People\n\n")
	for i := range m.People {
		p := &m.People[i]
		m.f("- **%s**", mark(p.Name))
		if p.Role.Len() > 0 {
			m.f(", %s", mark(p.Role))
		}
		m.f(" (%s)\n", counted(p.Articles, "article"))
	}
	m.f("\n")
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (m *markdown) quotes() {
	quotes := m.Sayings()
	if len(quotes) == 0 {
		return
	}
	m.f("## Quotes\n\n")
	for i := range quotes {
		q := &quotes[i]
		m.f("- “%s”", mark(q.Text))
		if q.Speaker.Len() > 0 {
			m.f(" — %s", mark(q.Speaker))
		}
		m.f(" (%s, %s%s)\n", mark(q.Outlet), m.when(q.Time), others(q.Outlets))
	}
	m.f("\n")
}

func (m *markdown) report(r *Report) {
	m.article(r.Article, m.source(r.Article))
	if len(r.Copies) > 0 {
		m.f("The same text:\n\n")
		for i := range r.Copies {
			c := &r.Copies[i]
			m.f("- %s, %s", mark(headline(c)), mark(c.Outlet))
			m.address(c.URL)
			m.f("\n")
		}
		m.f("\n")
	}
}

func (m *markdown) article(a *news.Article, about text.Clean) {
	m.f("%s %s\n\n%s\n", m.level, mark(headline(a)), mark(about))
	m.address(a.URL)
	m.f("\n\n")
	for _, g := range groups(&a.Text.Body) {
		m.group(&g)
	}
}

func (m *markdown) group(g *group) {
	for _, p := range g.Paras {
		switch g.Kind {
		case "code", "row":
			m.f("    %s\n", plainRuns(p))
			continue
		case "h":
			m.f("%s# ", m.level)
		case "li":
			m.f("- ")
		case "quote":
			m.f("> ")
		case "caption", "image":
			m.f("*%s*\n\n", mark(plainRuns(p)))
			continue
		}
		m.runs(p)
		m.f("\n")
		if g.Kind != "li" {
			m.f("\n")
		}
	}
	switch g.Kind {
	case "code", "row", "li":
		m.f("\n")
	}
}

func (m *markdown) runs(p []run) {
	for i, r := range p {
		words := mark(r.Text)
		if i > 0 {
			words = inner(r.Text)
		}
		switch {
		case r.Href != "":
			m.f("[%s](<%s>)", words, r.Href)
		case i+1 < len(p) && strings.HasSuffix(words, "!"): // else the link after it were a picture
			m.f(`%s\!`, strings.TrimSuffix(words, "!"))
		default:
			m.f("%s", words)
		}
	}
}

func plainRuns(p []run) text.Clean {
	parts := make([]text.Clean, len(p))
	for i := range p {
		parts[i] = p[i].Text
	}
	return text.Join("", parts...)
}

// mark is text that stands at the beginning of a line: nothing in it has a
// meaning.
func mark(c text.Clean) string {
	s := inner(c)
	digits := strings.TrimLeft(s, "0123456789")
	switch {
	case s == "":
	case strings.ContainsRune("+-=", rune(s[0])):
		s = `\` + s
	case len(digits) < len(s) && digits != "" && (digits[0] == '.' || digits[0] == ')'):
		s = s[:len(s)-len(digits)] + `\` + digits
	}
	return s
}

// inner is text within a line.
func inner(c text.Clean) string { return escapes.Replace(strings.ReplaceAll(c.String(), "\n", " ")) }

// escapes takes the meaning from characters that Markdown gives one.
var escapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "&", `\&`, "~", `\~`, "|", `\|`) //nolint:gochecknoglobals // table
