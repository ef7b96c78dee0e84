package parse

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// wellFormed reports whether a document is XML, as gofeed reads it.
func wellFormed(doc []byte) error {
	d := xml.NewDecoder(strings.NewReader(string(doc)))
	d.Strict = false
	for {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

func TestCut(t *testing.T) {
	const head, tail = "<rss><channel><title>T</title>", "</channel></rss>"
	tests := []struct {
		name, doc string
		items     []string
		whole     bool
	}{
		{"plain", head + "<item><a>1</a></item> <item>2</item>" + tail, []string{"<item><a>1</a></item>", "<item>2</item>"}, true},
		{"none", head + tail, nil, true},
		{"empty ones", head + "<item/><item />" + tail, []string{"<item/>", "<item />"}, true},
		{"after the channel", "<rss><channel/><item>1</item></rss>", []string{"<item>1</item>"}, true},
		{"CDATA", head + "<item><![CDATA[</item><item>]]></item>" + tail, []string{"<item><![CDATA[</item><item>]]></item>"}, true},
		{"a comment", head + "<item>1<!-- </item> -- <item> --></item>" + tail, []string{"<item>1</item>"}, true},
		{"an instruction", head + "<item>1<?x </item> ?></item>" + tail, []string{"<item>1</item>"}, true},
		{"an attribute", head + `<item a="</item>">1</item>` + tail, []string{`<item a="&lt;/item&gt;">1</item>`}, true},
		{"another namespace", head + "<x:item>0</x:item><item><x:item>1</x:item></item>" + tail, []string{"<item><x:item>1</x:item></item>"}, true},
		{"nested deeper", head + "<item><c><item>0</item></c></item>" + tail, []string{"<item><c><item>0</item></c></item>"}, true},
		{"nested and empty", head + "<item><item />1</item>" + tail, []string{"<item><item />1</item>"}, true},
		{"not ended", head + "<item>1<item>2</item>" + tail, []string{"<item>1</item>", "<item>2</item>"}, true},
		{"last not ended", head + "<item>1" + tail, []string{"<item>1</item>"}, true},
		{"head not ended", "<rss><channel><image><url>u</url><item>1</item>" + tail, []string{"<item>1</item>"}, true},
		{"open HTML", head + "<item><d>a<p>b<br>c</d></item>" + tail, []string{"<item><d>a<p>b<br>c</br></p></d></item>"}, true},
		{"end tags too many", head + "<item>a</p></d></item>" + tail, []string{"<item>a</item>"}, true},
		{"no tag", head + "<item>1 < 2 <3 <a@b></item>" + tail, []string{"<item>1 &lt; 2 &lt;3 &lt;a@b></item>"}, true},
		{"attributes of HTML", head + "<item><a href=x y>1</a></item>" + tail, []string{`<item><a href="x" y="">1</a></item>`}, true},
		{"windows-1252", head + "<item a='&#x85'>don&#146;t &#x85;</item>" + tail, []string{"<item a=\"&#x85\">don’t …</item>"}, true},
		{"forbidden", head + "<item>]]> &#0;&#x1b;&#65;&#xD800;</item>" + tail, []string{"<item>]]&gt;   &#65; </item>"}, true},
		{"cut in text", head + "<item>1</item><item>2", []string{"<item>1</item>"}, false},
		{"cut in a tag", head + "<item>1</item><item><lin", []string{"<item>1</item>"}, false},
		{"cut in CDATA", head + "<item>1</item><item><![CDATA[ x", []string{"<item>1</item>"}, false},
		{"cut after an item", head + "<item>1</item>", []string{"<item>1</item>"}, false},
		{"junk around", "<br />\n<b>Warning</b>" + head + "<item>1</item>" + tail + "<item>2</item>", []string{"<item>1</item>"}, true},
		{"a prefix", "<r:rss><r:channel><item>0</item><r:item>1</r:item></r:channel></r:rss>", []string{"<r:item>1</r:item>"}, true},
		{"RDF", "<rdf:RDF><channel/><item a='1'>1</item></rdf:RDF>", []string{"<item a='1'>1</item>"}, true},
		{"Atom", "<feed><entry>1<source><entry/></source></entry><entry>2</entry></feed>", []string{"<entry>1<source><entry/></source></entry>", "<entry>2</entry>"}, true},
	}
	for _, tt := range tests {
		s := cut([]byte(tt.doc), 100)
		if s == nil {
			t.Errorf("%s: no feed", tt.name)
			continue
		}
		var got []string
		for _, i := range s.items {
			got = append(got, string(s.text[i.Start:i.End]))
		}
		if strings.Join(got, "\n") != strings.Join(tt.items, "\n") || s.whole != tt.whole {
			t.Errorf("%s: got %q, whole %v", tt.name, got, s.whole)
		}
		if err := wellFormed(s.text); err != nil {
			t.Errorf("%s: %v in %s", tt.name, err, s.text)
		}
	}
	for _, doc := range []string{"", "no", "<html><body>", "<!-- <rss> -->", "<rssy>", "<"} {
		if cut([]byte(doc), 100) != nil {
			t.Errorf("%q is a feed", doc)
		}
	}
}

func TestCutLimits(t *testing.T) {
	docs := map[string]string{
		"deep":       "<rss><channel><item>" + strings.Repeat("<a>", 100_000) + "x</item></channel></rss>",
		"attributes": "<rss><channel><item " + strings.Repeat("a='1' ", 100_000) + ">x</item></channel></rss>",
		"a long tag": "<rss><channel><item a='" + strings.Repeat("x", maxTag+1) + "'>x</item></channel></rss>",
		"many tags":  "<rss><channel><item>x</item><item>" + strings.Repeat("<a/>", maxTags+1) + "x</item></channel></rss>",
		"items":      "<rss><channel>" + strings.Repeat("<item>x</item>", 500) + "</channel></rss>",
		"entities":   `<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;x</item></channel></rss>`,
	}
	for name, doc := range docs {
		s := cut([]byte(doc), 100)
		if s == nil || len(s.items) == 0 || len(s.items) > 100 {
			t.Errorf("%s: %+v", name, s)
			continue
		}
		if err := wellFormed(s.text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var p Parser
		if f, err := p.Feed([]byte(doc), Info{}, nil); err != nil || len(f.Items) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	const head, tail = "<rss><channel><item><title>", "</title></item></channel></rss>"
	docs := map[string]string{
		"open comments":  strings.Repeat("<!--", 4<<20),
		"less-than":      head + strings.Repeat("<", 16<<20) + tail,
		"stray end tags": head + strings.Repeat("<a>", 150) + strings.Repeat("</b>", 4<<20) + tail,
		"quotes":         head + strings.Repeat(`<a x z" "y>`, 1<<20) + "'" + tail,
		"ampersands":     head + strings.Repeat("&", 16<<20) + tail,
		"references":     head + strings.Repeat("&#0;", 4<<20) + tail,
		"extensions":     "<rss><channel><item>" + strings.Repeat("<x:a b='1'/>", 1<<20) + "</item></channel></rss>",
	}
	for name, doc := range docs {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				var p Parser
				_, _ = p.Feed([]byte(doc), Info{}, nil)
			}
		})
	}
}

func TestDecode(t *testing.T) {
	const want = `<?xml version="1.0"?><rss>Müller’s</rss>`
	utf16 := func(s string, low, high int) []byte {
		var b []byte
		for _, r := range s {
			pair := [2]byte{}
			pair[low], pair[high] = byte(r), byte(r>>8)
			b = append(b, pair[:]...)
		}
		return b
	}
	latin := strings.NewReplacer("ü", "\xfc", "’", "\x92")
	tests := []struct{ name, doc, contentType, want string }{
		{"UTF-8", want, "", want},
		{"its mark", "\ufeff" + want, "text/xml; charset=iso-8859-1", want},
		{"UTF-16 with a mark", "\xff\xfe" + string(utf16(want, 0, 1)), "", want},
		{"UTF-16 without", string(utf16(want, 1, 0)), "", want},
		{"the header", latin.Replace(want), "text/xml; charset=windows-1252", want},
		{"the header's quotes", latin.Replace(want), `text/xml; charset="ISO-8859-1"`, want},
		{"nothing", latin.Replace(want), "", want},
		{"a stray byte", want + "\xe9", "text/xml; charset=utf-8", want + "é"},
		{"a label that is wrong", want, "application/xml; charset=utf-16", want},
		{"bytes that were taken for Latin-1", strings.ReplaceAll(want, "’", "\u0092"), "", want},
		{"noncharacters", want + "\uffff", "", want + "\ufffd"},
	}
	for _, tt := range tests {
		if got := string(decode([]byte(tt.doc), tt.contentType)); got != tt.want {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
	doc := "<?xml version='1.0' encoding='koi8-r'?><rss>\xd3\xd5\xc4</rss>"
	if got := string(decode([]byte(doc), "text/xml")); !strings.Contains(got, "суд") {
		t.Errorf("the prolog's charset: %q", got)
	}
}
