package text_test

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"casewire/feeds/text"
)

// dump writes a body, a paragraph a line: its kind, its text with links in
// brackets.
func dump(b text.Body) string {
	var out strings.Builder
	for i, block := range b.Blocks {
		s := b.Paragraph(i).String()
		for k := len(b.Links) - 1; k >= 0; k-- {
			if l := b.Links[k]; l.Paragraph == i {
				s = s[:l.Span.Start] + "[" + s[l.Span.Start:l.Span.End] + "](" + l.URL + ")" + s[l.Span.End:]
			}
		}
		fmt.Fprintf(&out, "%v %s\n", block.Kind, s)
	}
	for _, p := range b.Images {
		fmt.Fprintf(&out, "@%d %s\n", p.Paragraph, p.URL)
	}
	return out.String()
}

var htmlRows = []struct{ name, in, want string }{
	{"nothing", " \n\t", ""},
	{"words alone", "Court  sits\n today", "p Court sits today\n"},
	{"paragraphs", "<p>One<p>Two</p>Three<div>Four</div>", "p One\np Two\np Three\np Four\n"},
	{"inline", "<p>a<b>b</b> <i>c</i>d<span> e</span></p>", "p ab cd e\n"},
	{"misnested", "<b><p>a</b> b</p> c", "p a b\np c\n"},
	{"kinds", "<h2>H</h2><ul><li>One<li>Two</ul><blockquote><p>Q</p></blockquote><figcaption>C</figcaption>", "h H\nli One\nli Two\nquote Q\ncaption C\n"},
	{"nested list", "<ul><li>a<ul><li>b</li></ul>c</li></ul>", "li a\nli b\nli c\n"},
	{"definitions", "<dl><dt>T<dd>D<dt>U</dl>", "p T\nli D\np U\n"},
	{"line breaks", "a<br>b<br><br>c<br>&nbsp;<br/>d", "p a b\np c\np d\n"},
	{"poem", `<p class="poem">Roses<br>are red</p>`, "p Roses\np are red\n"},
	{"preformatted", "<pre>if x {\n\ty()\n\n}</pre>", "code if x {\ncode     y()\ncode }\n"},
	{"table", "<table><thead><tr><th>Name<th>Years</tr></thead><tr><td>Marlow<td><p>18</p></tr><tr><td></td></tr></table>", "row Name | Years\nrow Marlow | 18\n"},
	{"layout table", "<table><tr><td><p>One.</p><p>Two.</p></td><td>x</td></tr></table>", "p One.\np Two.\np x\n"},
	{"table of one column", "<table><tr><td>All the text.</td></tr></table>", "p All the text.\n"},
	{"picture", `<p>a<img src="/p.jpg" alt="The  pier">b</p>`, "p ab\nimage The pier\n@1 https://o.example/p.jpg\n"},
	{"picture without words", `<img src="p.jpg">`, "image picture\n@0 https://o.example/news/p.jpg\n"},
	{"no picture", `<img src="t.gif" width=1 height="1"><img src="data:image/gif;base64,AA"><img alt="x">`, ""},
	{"late picture", `<img src="data:image/gif;base64,AA" data-src="//i.example/p.jpg" alt="Pier">`, "image Pier\n@0 https://i.example/p.jpg\n"},
	{"smiley", `<p>So <img class="emoji" alt="🔥" src="f.png"></p>`, "p So 🔥\n"},
	{"link", `<p>See <a href="../a?x=1#y"> the <b>order</b> </a>.</p>`, "p See [the order](https://o.example/a?x=1#y) .\n"},
	{"links of other kinds", `<a href="javascript:x()">a</a> <a href="#n">b</a> <a href="MAILTO:c@o.example">c</a> <a href="ftp://o.example">d</a> <a href="http://">e</a>`, "p a b [c](mailto:c@o.example) d e\n"},
	{"link over paragraphs", `<a href="/a"><h3>Head</h3><p>Text</p></a>x`, "h [Head](https://o.example/a)\np [Text](https://o.example/a)\np x\n"},
	{"mark at the start of a link", "<p>e<a href=/a>\u0301b</a> c</p>", "p éb c\n"},
	{"dropped", "a<script>b</script><style>c</style><svg><text>d</text></svg><form>e<select><option>f</select><button>g</button></form><iframe>h</iframe><noscript>i</noscript><template><p>j</template>", "p a\np e\n"},
	{"hidden", `a<span hidden>b</span><div aria-hidden="true">c<p>d</div><p style="color:red; DISPLAY : none !important">e</p>f`, "p a\np f\n"},
	{"hidden and open", `<ul><li>a<span hidden>b</li><li>c</li></ul>d`, "li a\nli c\np d\n"},
	{"references", "&lt;b&gt; &amp;lt; &#27;[31m &#x202e;x", "p <b> &lt; \uFFFD[31m x\n"},
	{"quotation", "<q>No</q>, he said", "p “No”, he said\n"},
	{"nothing to be seen", "<p>&nbsp;</p><p>&#8203;</p><p><br></p>", ""},
	{"comment", "a<!-- b -->c", "p ac\n"},
	{"dialog", "<dialog>a</dialog><dialog open>b</dialog>", "p b\n"},
	{"open table", "<table><tr><td>a<td>b", "row a | b\n"},
	{"ruby", "<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>京", "p 東京\n"},
}

func TestHTML(t *testing.T) {
	base, _ := url.Parse("https://o.example/news/story.html")
	for _, tt := range htmlRows {
		t.Run(tt.name, func(t *testing.T) {
			body := text.HTML(tt.in, base)
			if got := dump(body); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			checkBody(t, body)
		})
	}
}

// A tree is read as its source is.
func TestNode(t *testing.T) {
	base, _ := url.Parse("https://o.example/news/story.html")
	for _, tt := range htmlRows {
		root, err := html.Parse(strings.NewReader(tt.in))
		if err != nil {
			t.Fatal(err)
		}
		if tt.name == "hidden and open" || tt.name == "misnested" {
			continue // the parser of trees mends these in another way
		}
		body := text.Node(root, base)
		if got := dump(body); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
		checkBody(t, body)
	}
	if body := text.Node(nil, nil); body.Text.Len() > 0 {
		t.Errorf("Node(nil) = %q", body.Text)
	}
}

func TestHTMLWithoutBase(t *testing.T) {
	body := text.HTML(`<a href="/a">a</a> <a href="https://o.example/b">b</a>`, nil)
	if got, want := dump(body), "p a [b](https://o.example/b)\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestHostileHTML(t *testing.T) {
	for name, s := range map[string]string{
		"deep":        strings.Repeat("<div>", 10_000) + "end",
		"deep inline": strings.Repeat("<b><i>", 10_000) + "end",
		"long":        strings.Repeat("wörd ", 1<<18),
		"one word":    strings.Repeat("é", 1<<20),
		"paragraphs":  strings.Repeat("<p>a", 50_000),
		"links":       strings.Repeat("<a href=http://a.example>b ", 20_000),
		"tables":      strings.Repeat("<table><tr><td>a", 20_000),
		"breaks":      strings.Repeat("a<br>", 50_000),
		"stops":       strings.Repeat(". ", 100_000),
		"attributes":  "<p " + strings.Repeat("a ", 100_000) + ">b",
		"ends":        strings.Repeat("<div>", 199) + strings.Repeat("</p></li>", 50_000) + "x",
		"quotations":  strings.Repeat("“A. ", 100_000),
		"code":        "<pre>" + strings.Repeat("a\n", 50_000),
	} {
		body := text.HTML(s, nil)
		checkBody(t, body)
		if n := body.Text.Len(); n == 0 || n > 1<<20 {
			t.Errorf("%s: %d bytes", name, n)
		}
		if n := len(body.Blocks); n > 20_000 {
			t.Errorf("%s: %d paragraphs", name, n)
		}
	}
	deep := &html.Node{Type: html.ElementNode, Data: "div"}
	for root, n := deep, 0; n < 200_000; n++ {
		child := &html.Node{Type: html.ElementNode, Data: "div"}
		root.AppendChild(child)
		root = child
	}
	checkBody(t, text.Node(deep, nil))
}

func TestPlain(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"lines", "One.\nTwo.\r\nThree.", "p One.\np Two.\np Three.\n"},
		{"blank lines", "One\nmore.\n\n \nTwo.", "p One more.\np Two.\n"},
		{"a blank line at the end alone", "One.\nTwo.\n\n", "p One.\np Two.\n"},
		{"blank line of spaces", "One\n \nTwo", "p One\np Two\n"},
		{"markup", "<b>&amp;</b>", "p <b>&amp;</b>\n"},
	} {
		body := text.Plain(tt.in)
		if got := dump(body); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
		checkBody(t, body)
	}
}

// checkBody fails if a body is not what Body promises, or does not come back
// from its layout.
func checkBody(t *testing.T, b text.Body) {
	t.Helper()
	s := b.Text.String()
	checkGate(t, "body", s)
	var paragraphs []string
	for i, block := range b.Blocks {
		p := b.Paragraph(i).String()
		paragraphs = append(paragraphs, p)
		if strings.TrimSpace(p) == "" {
			t.Fatalf("paragraph %d of %q is blank", i, s)
		}
		checkSpans(t, p, block.Sentences)
		if block.Kind.Prose() != (len(block.Sentences) > 0) {
			t.Fatalf("paragraph %q of kind %v has %d sentences", p, block.Kind, len(block.Sentences))
		}
	}
	if got := strings.Join(paragraphs, "\n"); got != s {
		t.Fatalf("paragraphs %q of %q", got, s)
	}
	for _, l := range b.Links {
		checkSpans(t, b.Paragraph(l.Paragraph).String(), []text.Span{l.Span})
	}
	again, err := text.Unpack(s, b.Layout())
	if err != nil || !reflect.DeepEqual(again, b) {
		t.Fatalf("Unpack: %v\n%+v\n%+v", err, again, b)
	}
}

func TestUnpackDamaged(t *testing.T) {
	body := text.HTML("<p>One. Two é.</p><ul><li><a href=http://a.example>x</a></ul><img src=http://a.example/i alt=y>", nil)
	s, layout := body.Text.String(), body.Layout()
	if _, err := text.Unpack(s+"!", layout); err == nil {
		t.Error("a longer text fits")
	}
	for i := range layout {
		cut, err := text.Unpack(s, layout[:i])
		if err == nil {
			t.Errorf("the first %d bytes are enough", i)
		}
		if len(cut.Blocks) != 3 {
			t.Errorf("the first %d bytes give %d paragraphs", i, len(cut.Blocks))
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, tt := range htmlRows {
		f.Add(tt.in)
	}
	base, _ := url.Parse("https://o.example/news/story.html")
	f.Fuzz(func(t *testing.T, s string) {
		checkBody(t, text.HTML(s, base))
		checkBody(t, text.Plain(s))
		if root, err := html.Parse(strings.NewReader(s)); err == nil {
			checkBody(t, text.Node(root, base))
		}
	})
}

func FuzzUnpack(f *testing.F) {
	for _, tt := range htmlRows {
		body := text.HTML(tt.in, nil)
		f.Add(body.Text.String(), body.Layout())
	}
	f.Fuzz(func(t *testing.T, s string, layout []byte) {
		body, err := text.Unpack(s, layout)
		if err != nil {
			checkBody(t, body)
			return
		}
		for i, block := range body.Blocks {
			checkSpans(t, body.Paragraph(i).String(), block.Sentences)
		}
		for _, l := range body.Links {
			checkSpans(t, body.Paragraph(l.Paragraph).String(), []text.Span{l.Span})
		}
		for _, p := range body.Images {
			_ = body.Paragraph(p.Paragraph)
		}
	})
}

func BenchmarkHTML(b *testing.B) {
	p := "<p>The inquiry <a href=\"https://o.example/a?b=c\">heard</a> on Friday that nobody’s asked &ldquo;why&rdquo;. Mr. Orr denied it.</p>\n"
	s := strings.Repeat(p, 50)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		_ = text.HTML(s, nil)
	}
}
