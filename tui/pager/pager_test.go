package pager

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/text"
	"casewire/tui/theme"
)

// para is a paragraph of a test's text.
type para struct {
	kind text.Kind
	s    string
}

// bodyOf makes a text. A piece <in brackets> is a link to its own words.
func bodyOf(ps ...para) text.Body {
	var b text.Body
	var s strings.Builder
	for i, p := range ps {
		if i > 0 {
			s.WriteByte('\n')
		}
		from := s.Len()
		for rest := p.s; rest != ""; {
			before, link, ok := strings.Cut(rest, "<")
			s.WriteString(before)
			if !ok {
				break
			}
			link, rest, _ = strings.Cut(link, ">")
			b.Links = append(b.Links, text.Link{
				Paragraph: i,
				Span:      text.Span{Start: s.Len() - from, End: s.Len() - from + len(link)},
				URL:       "https://" + strings.ReplaceAll(link, " ", "-") + ".example/page",
			})
			s.WriteString(link)
		}
		b.Blocks = append(b.Blocks, text.Block{Kind: p.kind, Span: text.Span{Start: from, End: s.Len()}})
	}
	b.Text = text.Lines(s.String())
	return b
}

// markOf marks the first place of words in the text.
func markOf(b text.Body, words string, m Meaning) Mark {
	at := strings.Index(b.Text.String(), words)
	return Mark{text.Span{Start: at, End: at + len(words)}, m}
}

func newPager(width, height int, d Doc) *Model {
	m := New(theme.New(theme.Options{}), 84)
	m.SetSize(width, height)
	m.Set(d)
	return m
}

// frame checks that the view has the right size, and returns it without colour.
func frame(t *testing.T, m *Model) string {
	t.Helper()
	v := ansi.Strip(m.View())
	lines := strings.Split(v, "\n")
	if len(lines) != m.height {
		t.Errorf("%d lines, want %d", len(lines), m.height)
	}
	for _, l := range lines {
		if w := ansi.StringWidth(l); w > m.width {
			t.Errorf("line of %d cells, want at most %d: %q", w, m.width, l)
		}
	}
	return v
}

var mixed = []para{
	{text.Heading, "What the court was told"},
	{text.Para, "HARBOR CITY — Judge Lena Okafor on Tuesday moved <closing arguments> to Thursday after the state filed 214 pages of lab notes at nine the night before."},
	{text.ListItem, "The first of the points that the defence made, which is long enough to need a second line at most widths that people use."},
	{text.ListItem, "The second."},
	{text.Quote, "We were handed this at nine last night, and no one can read 214 pages between nine and nine, her lawyer told the court."},
	{text.Code, "func main() { fmt.Println(\"a line of code that is far too long for any line of text and must be cut\") }"},
	{text.Code, "}"},
	{text.Image, "The court house on Quay Street"},
	{text.Caption, "The court house, on Monday."},
	{text.Row, "Marlow | 41 | defendant"},
	{text.Row, "Okafor | 58 | judge"},
	{text.Para, "港湾市の裁判官は火曜日、検察側が前夜九時に二百十四頁の記録を提出した後、「最終弁論」を木曜日に延期した。これは長い文章である。"},
	{text.Para, "Zürich café naïve Ångström e\u0301te\u0301 👩‍👩‍👧‍👦 family 🇨🇭 flags שלום עולם مرحبا بالعالم, and a word of no end: " + strings.Repeat("Donaudampfschiff", 8)},
}

func TestEveryWidthFits(t *testing.T) {
	b := bodyOf(mixed...)
	d := Doc{Body: b, Marks: []Mark{markOf(b, "Judge Lena Okafor", Bright), markOf(b, "214 pages", Hit)}}
	for w := 12; w < 140; w++ {
		m := newPager(w, 500, d)
		got := frame(t, m)
		for _, p := range b.Blocks {
			if p.Kind == text.Code {
				continue
			}
			want := squeeze(b.Text.Cut(p.Span).String())
			if !strings.Contains(squeeze(got), strings.ReplaceAll(want, "closingarguments", "closingarguments[1]")) {
				t.Fatalf("width %d lost a part of %q:\n%s", w, want, got)
			}
		}
	}
}

// squeeze takes out all blanks, line breaks and margins.
func squeeze(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\n |", "", "-", "", "|", "").Replace(s)
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		s     string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 8, "one two/three"},
		{"one two three", 7, "one two/three"},
		{"one two  three", 8, "one two/three"},
		{"abcdefghij kl", 4, "abcd/efgh/ij/kl"},
		{"well-known fact", 6, "well-/known/fact"},
		{"-5 to 3-2", 8, "-5 to/3-2"},
		{"a b", 1, "a/b"},
		{"日本語。です", 6, "日本/語。で/す"},
		{"「日本」語", 4, "「日/本」/語"},
		{"日本abc", 6, "日本/abc"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301/e\u0301"},
		{"👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦/👩‍👩‍👧‍👦"},
		{"10\u00a0000 kr", 6, "10\u00a0000/kr"},
		{"word—word", 6, "word—/word"},
		{"日本", 1, "日/本"},
		{"one\ntwo\n", 10, "one/two/"},
	} {
		var got []string
		for _, s := range Wrap(tt.s, tt.width) {
			got = append(got, tt.s[s.Start:s.End])
		}
		if g := strings.Join(got, "/"); g != tt.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.s, tt.width, g, tt.want)
		}
	}
}

func FuzzWrap(f *testing.F) {
	for _, p := range mixed {
		f.Add(p.s, 20)
	}
	f.Add("\u0301\u0301 \u200d", 3)
	f.Fuzz(func(t *testing.T, s string, width int) {
		s = text.Line(s).String()
		width = 2 + max(width, -width)%100
		at := 0
		for _, l := range Wrap(s, width) {
			if l.Start < at || l.End < l.Start || strings.TrimFunc(s[at:l.Start], blank) != "" {
				t.Fatalf("line %v after %d of %q", l, at, s)
			}
			if w := ansi.StringWidth(s[l.Start:l.End]); w > width && l.End > l.Start {
				if n, _ := grapheme(s[l.Start:]); n < l.End-l.Start {
					t.Fatalf("%d cells in %d: %q", w, width, s[l.Start:l.End])
				}
			}
			at = l.End
		}
		if strings.TrimFunc(s[at:], blank) != "" {
			t.Fatalf("lost %q", s[at:])
		}
	})
}

// FuzzFrame draws whatever text, with marks and links at whatever places.
func FuzzFrame(f *testing.F) {
	for i, p := range mixed {
		f.Add(p.s, i, 7*i, 20+9*i)
	}
	f.Fuzz(func(t *testing.T, s string, from, to, width int) {
		b := text.Body{Text: text.Lines(s)}
		start := 0
		for i, p := range strings.Split(b.Text.String(), "\n") {
			span := text.Span{Start: start, End: start + len(p)}
			b.Blocks = append(b.Blocks, text.Block{Kind: text.Kind(i % 8), Span: span})
			start = span.End + 1
		}
		b.Links = []text.Link{{Paragraph: from % 8, Span: text.Span{Start: from, End: to}, URL: "https://a.example/" + s}}
		marks := []Mark{{text.Span{Start: from, End: to}, Bright | Hit}, {text.Span{Start: to, End: from}, Quiet}}
		m := newPager(20+max(width, -width)%150, 8, Doc{Body: b, Marks: marks, Notes: []Note{{from, b.Text}}})
		m.Find(b.Text.Cut(text.Span{Start: 0, End: 3}).String())
		for range 9 {
			frame(t, m)
			m.Page(1)
		}
	})
}

func TestAddress(t *testing.T) {
	for raw, want := range map[string]string{
		"https://a.example/x?y=1#z":            "https://a.example/x?y=1#z",
		"HTTP://A.example":                     "http://A.example",
		"https://u:p@a.example/":               "https://a.example/",
		"https://a.example/\u202eevil":         "https://a.example/%E2%80%AEevil",
		"https://a.example/a b":                "https://a.example/a%20b",
		"https://bücher.example/":              "https://b%C3%BCcher.example/",
		"mailto:desk@a.example":                "mailto:desk@a.example",
		"mailto:-oProxy@a.example":             "",
		"mailto:x\u0080@a.example":             "mailto:x%C2%80@a.example",
		"https://a.example/\x1b]8;;evil\x07":   "",
		"javascript:alert(1)":                  "",
		"file:///etc/passwd":                   "",
		"https://":                             "",
		"//a.example/":                         "",
		"-x":                                   "",
		"https://a.example/?q=\u009d8;;\u009c": "https://a.example/?q=%C2%9D8;;%C2%9C",
	} {
		got, ok := Address(raw)
		if got != want || ok != (want != "") {
			t.Errorf("Address(%q) = %q, %v, want %q", raw, got, ok, want)
		}
	}
}

func TestPlaceIsKeptOverResize(t *testing.T) {
	var ps []para
	for i := range 60 {
		ps = append(ps, para{text.Para, fmt.Sprintf("Paragraph %d. %s", i, strings.Repeat("some words of it ", 20))})
	}
	m := newPager(80, 20, Doc{Body: bodyOf(ps...)})
	m.GoTo(strings.Index(m.doc.Body.Text.String(), "Paragraph 30."))
	m.Scroll(6)
	top := func() string { return strings.TrimSpace(strings.SplitN(frame(t, m), "\n", 2)[0]) }
	before := top()
	for _, w := range []int{40, 140, 12, 33, 80} {
		m.SetSize(w, 20)
	}
	if got := top(); got != before {
		t.Errorf("top is %q, was %q", got, before)
	}
	m.SetSize(80, 0)
	m.SetSize(0, 0)
	m.SetSize(80, 5000)
	m.SetSize(80, 20)
	if got := top(); got != before {
		t.Errorf("after nothing at all, top is %q, was %q", got, before)
	}
}

func TestPlaceBehindTheNumberOfALink(t *testing.T) {
	b := bodyOf(para{text.Para, strings.Repeat("港湾市の<裁判>官は火曜日", 100)})
	m := newPager(40, 5, Doc{Body: b})
	for m.Scroll(1) {
		top := m.top
		m.SetSize(41, 5)
		m.SetSize(40, 5)
		if m.top != top {
			t.Fatalf("top is %d, was %d", m.top, top)
		}
	}
}

func TestScroll(t *testing.T) {
	var ps []para
	for range 30 {
		ps = append(ps, para{text.Para, "words"})
	}
	m := newPager(80, 10, Doc{Body: bodyOf(ps...)})
	if m.Scroll(-1) || !m.Scroll(3) || m.top != 3 || !m.Page(1) || m.top != 12 || !m.Half(-1) || m.top != 7 {
		t.Errorf("top is %d", m.top)
	}
	if got := m.Percent(); got != 17*100/59 {
		t.Errorf("%d %%", got)
	}
	if !m.End() || m.End() || !m.AtEnd() || m.Percent() != 100 || m.Scroll(1) {
		t.Errorf("at the end, top is %d of %d", m.top, m.rows())
	}
	if !m.Begin() || m.top != 0 {
		t.Errorf("at the beginning, top is %d", m.top)
	}
}

func TestFind(t *testing.T) {
	b := bodyOf(
		para{text.Para, "Café. A <CAFE> is no cafe; it’s “closed”."},
		para{text.Para, strings.Repeat("words between them ", 200)},
		para{text.Para, "The last CAFÉ."},
	)
	m := newPager(60, 10, Doc{Body: b})
	if n := m.Find("cafe"); n != 4 {
		t.Fatalf("cafe stands in %d places, want 4", n)
	}
	for i, want := range []string{"Café", "CAFE", "cafe", "CAFÉ"} {
		s := m.finds.spans[i]
		if got := m.copy.s[s.Start:s.End]; got != want {
			t.Errorf("place %d is %q, want %q", i, got, want)
		}
	}
	if n, of := m.FindNext(false); n != 4 || of != 4 {
		t.Errorf("%d of %d", n, of)
	}
	x, y, ok := m.Cursor()
	if row := strings.Split(frame(t, m), "\n")[y]; !ok || !strings.HasPrefix(row[x:], "CAFÉ") {
		t.Errorf("cursor at %d, %d, %v of %q", x, y, ok, row)
	}
	if n, _ := m.FindNext(true); n != 1 || m.top != 0 {
		t.Errorf("place %d, top %d", n, m.top)
	}
	for q, want := range map[string]int{"it's": 1, `"closed"`: 1, "no such": 0, "": 0, " ": 0} {
		if n := m.Find(q); n != want {
			t.Errorf("%q stands in %d places, want %d", q, n, want)
		}
	}
}

func TestNextNew(t *testing.T) {
	var ps []para
	for i := range 40 {
		ps = append(ps, para{text.Para, fmt.Sprintf("number %d.", i)})
	}
	b := bodyOf(ps...)
	m := newPager(60, 5, Doc{Body: b, Marks: []Mark{markOf(b, "number 7.", Bright), markOf(b, "number 19.", Bright)}})
	for _, want := range []int{14, 38} {
		if !m.NextNew(true) || m.top != want {
			t.Errorf("top %d, want %d", m.top, want)
		}
	}
	if m.NextNew(true) || !m.NextNew(false) || m.top != 14 || m.NextNew(false) {
		t.Errorf("top %d, want 14", m.top)
	}
}

func TestNothingOfThePageReachesTheTerminal(t *testing.T) {
	b := bodyOf(para{text.Para, "a <link> here"})
	b.Links[0].URL = "https://a.example/\u009d8;;https://evil.example\u009c"
	m := newPager(60, 3, Doc{Body: b})
	v := m.View()
	if !strings.Contains(v, "\x1b]8;id=1;https://a.example/%C2%9D8;;https://evil.example%C2%9C\alink\x1b]8;;\a") {
		t.Errorf("%q", v)
	}
	b.Links[0].URL = "javascript:alert(1)"
	m.Set(Doc{Body: b})
	if v := m.View(); strings.Contains(v, "\x1b]8") {
		t.Errorf("%q", v)
	}
}

func TestDamagedLayout(t *testing.T) {
	b := text.Body{
		Text:   text.Own("Some words."),
		Blocks: []text.Block{{Span: text.Span{Start: -4, End: 5}}, {Span: text.Span{Start: 8, End: 80}}, {Kind: 99}},
		Links:  []text.Link{{Paragraph: 7}, {Paragraph: -1}, {Span: text.Span{Start: 4, End: 2}}},
	}
	m := newPager(60, 9, Doc{Body: b, Marks: []Mark{{text.Span{Start: -1, End: 99}, Bright}, {text.Span{Start: 9, End: 3}, Hit}}})
	m.Find("words")
	m.GoTo(99)
	frame(t, m)
}

func TestMarksKeepGraphemesWhole(t *testing.T) {
	b := bodyOf(para{text.Para, "ax\u0301o👩‍👩‍👧‍👦u"})
	m := newPager(60, 1, Doc{Body: b, Marks: []Mark{{text.Span{Start: 2, End: 9}, Hit}}})
	if got, want := m.View(), "   a\x1b[4mx\u0301o👩‍👩‍👧‍👦\x1b[mu"; strings.ReplaceAll(got, "\x1b[4;4m", "\x1b[4m") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func long() text.Body {
	var ps []para
	for i := range 250 {
		ps = append(ps, para{text.Para, strings.Repeat("The judge moved <closing arguments> to Thursday after — the state’s late filing; ", 8)[:8*80-i]})
	}
	return bodyOf(ps...)
}

func BenchmarkOpen(b *testing.B) {
	body := long()
	b.Logf("%d words", body.Words())
	for b.Loop() {
		m := New(theme.New(theme.Options{}), 84)
		m.SetSize(120, 36)
		m.Set(Doc{Body: body})
		_ = m.View()
	}
}

func BenchmarkScroll(b *testing.B) {
	body := long()
	var marks []Mark
	for i := 0; i < body.Text.Len(); i += 100 {
		marks = append(marks, Mark{text.Span{Start: i, End: i + 60}, []Meaning{Bright, Quiet, Hit}[i/100%3]})
	}
	m := New(theme.New(theme.Options{}), 84)
	m.SetSize(120, 36)
	m.Set(Doc{Body: body, Marks: marks})
	b.ReportAllocs()
	for b.Loop() {
		if !m.Scroll(1) {
			m.Begin()
		}
		_ = m.View()
	}
}

func BenchmarkFind(b *testing.B) {
	m := New(theme.New(theme.Options{}), 84)
	m.SetSize(120, 36)
	m.Set(Doc{Body: long()})
	for b.Loop() {
		m.Find("thursday")
	}
}

func TestFrames(t *testing.T) {
	b := bodyOf(mixed...)
	d := Doc{
		Head: func(int) []Line {
			return []Line{{Text: text.Own("What the court was told"), Meaning: Strong}, {}}
		},
		Body:  b,
		Marks: []Mark{markOf(b, "Judge Lena Okafor", Bright), markOf(b, "214 pages", Hit)},
		Notes: []Note{{At: b.Blocks[1].Span.Start + 60, Text: text.Own("[1] closing-arguments.example/…")}},
	}
	for _, size := range [][2]int{{120, 44}, {80, 50}, {40, 80}} {
		t.Run(fmt.Sprint(size[0]), func(t *testing.T) {
			m := newPager(size[0], size[1], d)
			m.SetTail(func(w int) []Line {
				return []Line{{Text: text.Own("End."), Meaning: Quiet}}
			})
			golden.RequireEqual(t, frame(t, m))
		})
	}
}

func TestStyles(t *testing.T) {
	b := bodyOf(mixed[:6]...)
	d := Doc{Body: b, Marks: []Mark{
		markOf(b, "HARBOR CITY — Judge Lena Okafor on Tuesday moved closing arguments to Thursday", Bright),
		markOf(b, "Okafor", Hit), markOf(b, "The first of the points", Quiet), markOf(b, "The second.", Alarm),
	}}
	for name, o := range map[string]theme.Options{
		"dark":    {Profile: colorprofile.TrueColor},
		"light":   {Light: true, Profile: colorprofile.TrueColor},
		"sixteen": {Profile: colorprofile.ANSI},
		"mono":    {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) {
			m := newPager(80, 20, d)
			*m.theme = *theme.New(o)
			m.Find("nine")
			golden.RequireEqual(t, m.View())
		})
	}
}
