package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"casewire/feeds/text"
)

// show writes a list in one line a feed, and its faults.
func show(l List) string {
	var b strings.Builder
	for _, f := range l.Feeds {
		fmt.Fprintf(&b, "%s|%s\n", f.URL, f.Title)
	}
	for _, f := range l.Faults {
		fmt.Fprintf(&b, "%d: %s\n", f.Line, f.Text)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	deep := strings.Repeat("<outline text='f'>", 50_000)
	for name, test := range map[string]struct{ doc, want string }{
		"subscription list": {
			`<?xml version="1.0"?><opml version="2.0"><head><title>My feeds</title></head><body>
			<outline text="Papers"><outline text="The Ledger" type="rss" xmlUrl="https://ledger.example/rss" htmlUrl="https://ledger.example/"/>
			</outline><outline text="b" title="Bay" xmlUrl="http://bay.example/?a=1&amp;b=2"/></body></opml>`,
			"https://ledger.example/rss|The Ledger\nhttp://bay.example/?a=1&b=2|Bay\n",
		},
		"any case, no title, no type": {
			"<OPML><Outline XMLURL=' https://a.example/f ' /><outline xmlurl='https://b.example/f'></outline></OPML>",
			"https://a.example/f|\nhttps://b.example/f|\n",
		},
		"bad entries": {
			"<opml><body>\n<outline type='rss' text='No address'/>\n<outline xmlUrl='file:///etc/passwd'/><outline xmlUrl='exec:rm'/>\n" +
				"<outline xmlUrl='https://u:p@a.example/ f'/><outline xmlUrl=''/><outline type='link' url='https://b.example'/><outline text='x' xmlUrl='https://c.example/f'/>",
			"https://c.example/f|x\n2: “No address” has no address\n3: “file:///etc/passwd” is no address of the web (http or https)\n" +
				"3: “exec:rm” is no address of the web (http or https)\n4: “https://…@a.example/ f” is no address of the web (http or https)\n4: an entry without a name has no address\n",
		},
		"damaged": {
			"<opml><head><title/><ownerEmail>a&at;b</ownerEmail></head><outline text=\"A & B < C\" xmlUrl=\"https://a.example/?x&y=1\"></body>\n<outline title=b xmlUrl=https://b.example/f>\n<outline xmlUrl='https://c.exa",
			"https://a.example/?x&y=1|A & B < C\nhttps://b.example/f|b\n",
		},
		"the scheme that browsers had for feeds": {
			"<opml><outline xmlUrl='feed://a.example/f'/><outline xmlUrl='feed:https://b.example/f'/><outline xmlUrl='feed:exec:rm'/>",
			"http://a.example/f|\nhttps://b.example/f|\n1: “exec:rm” is no address of the web (http or https)\n",
		},
		"comments are none": {"<opml><!-- <outline xmlUrl='https://a.example'/> --><outline xmlUrl='https://b.example/f'/>", "https://b.example/f|\n"},
		"latin-1": {
			"<?xml version='1.0' encoding='ISO-8859-1'?><opml><outline text='Caf\xe9' xmlUrl='https://a.example/f'/>",
			"https://a.example/f|Café\n",
		},
		"not what it says": {
			"<?xml version='1.0' encoding='UTF-16'?><opml><outline text='Café' xmlUrl='https://a.example/f'/>",
			"https://a.example/f|Café\n",
		},
		"utf-16": {
			"\xff\xfe" + strings.Join(strings.Split("<opml><outline xmlUrl='https://a.example/f'/>", ""), "\x00") + "\x00",
			"https://a.example/f|\n",
		},
		"mark": {"\ufeff\n<opml><outline xmlUrl='https://a.example/f'/>", "https://a.example/f|\n"},
		"nothing acts on a terminal": {
			"<opml><outline text='a&#27;[31m&#x202e;b' xmlUrl='https://a.example/f'/><outline xmlUrl='x:&#27;]0;p&#7;'/>",
			"https://a.example/f|a\uFFFD[31m b\n1: “x:\uFFFD]0;p\uFFFD” is no address of the web (http or https)\n",
		},
		"deep": {"<opml>" + deep + "<outline xmlUrl='https://a.example/f'/>", "https://a.example/f|\n"},
		"newsboat": {
			"# my feeds\nhttps://a.example/f\nhttps://b.example/f news \"~The \\\"B\\\" Post\" law # a remark\r\n\n\"https://c.example/f\"\t~C\n" +
				"\"query:Unread:unread = \\\"yes\\\"\"\nfilter:~/bin/x:https://d.example/f\nexec:~/bin/y\nfile:///x\n",
			"https://a.example/f|\nhttps://b.example/f|The \"B\" Post\nhttps://c.example/f|C\n6: newsboat makes this one itself (query:), it has no address\n" +
				"7: newsboat makes this one itself (filter:), it has no address\n8: newsboat makes this one itself (exec:), it has no address\n" +
				"9: “file:///x” is no address of the web (http or https)\n",
		},
	} {
		l, err := Read([]byte(test.doc))
		if err != nil || show(l) != test.want {
			t.Errorf("%s: error %v, got\n%swant\n%s", name, err, show(l), test.want)
		}
	}
}

func TestReadNoList(t *testing.T) {
	for _, doc := range []string{"", "garbage", "<haha/>", "<rss><channel/></rss>", "# nothing\n", "\x00\x01"} {
		if l, err := Read([]byte(doc)); !errors.Is(err, ErrNoList) || len(l.Feeds) > 0 {
			t.Errorf("%q: error %v, %d feeds", doc, err, len(l.Feeds))
		}
	}
	if l, err := Read([]byte("<opml/>")); err != nil || len(l.Feeds) > 0 {
		t.Errorf("an empty list: error %v, %d feeds", err, len(l.Feeds))
	}
}

func TestLimits(t *testing.T) {
	l, err := Read([]byte("<opml>" + strings.Repeat("<outline xmlUrl='https://a.example/f'/>", MaxFeeds+200)))
	if err != nil || len(l.Feeds) != MaxFeeds || l.Bad != 200 || len(l.Faults) != 1 {
		t.Errorf("error %v, %d feeds, %d bad, %d told", err, len(l.Feeds), l.Bad, len(l.Faults))
	}
	l, err = Read([]byte("<opml><outline xmlUrl='https://a.example/f' title='" + strings.Repeat("é", 5000) + "'/>"))
	if err != nil || utf8.RuneCountInString(l.Feeds[0].Title.String()) != maxTitle {
		t.Errorf("error %v, title of %d bytes", err, l.Feeds[0].Title.Len())
	}
}

func TestWrite(t *testing.T) {
	feeds := []Feed{
		{"https://a.example/?key=1&b='\"<", text.Line("Ledger & \"Sons\" <é>")},
		{"https://b.example/\u202e\u009b", text.Clean{}},
	}
	var b bytes.Buffer
	if err := Write(&b, text.Line("A & B"), feeds); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<opml version=\"2.0\">", "<title>A &#x26; B</title>", `text="b.example" title="b.example"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in\n%s", want, &b)
		}
	}
	if strings.IndexFunc(b.String(), func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }) >= 0 {
		t.Errorf("not all of it is ASCII:\n%s", &b)
	}
	wellFormed(t, b.Bytes())
	l, err := Read(b.Bytes())
	feeds[1] = Feed{"https://b.example/\u202e%C2%9B", text.Own("b.example")}
	if err != nil || !reflect.DeepEqual(l.Feeds, feeds) {
		t.Errorf("error %v, read back %q", err, l.Feeds)
	}
}

func wellFormed(t *testing.T, doc []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(doc)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, doc)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "<opml><outline xmlUrl='https://a.example/f' text='a&amp;b'/>", "https://a.example/f \"~A \\\" b\" # c\n",
		"<?xml version='1.0' encoding='koi8-r'?><OPML><outline XMLURL=\"http://\xff\">", "\xfe\xff\x00<\x00o", "<!--<opml", "query:x\n\"",
		"<opml><title/><outline type=rss><![CDATA[<outline xmlurl=//>]]>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		l, err := Read(doc)
		if err != nil {
			return
		}
		if l.Bad < len(l.Faults) || len(l.Feeds) > MaxFeeds {
			t.Fatalf("%d bad, %d told, %d feeds", l.Bad, len(l.Faults), len(l.Feeds))
		}
		for _, fault := range l.Faults {
			if fault.Line < 1 || fault.Line > 1+bytes.Count(decode(doc), []byte("\n")) {
				t.Fatalf("line %d", fault.Line)
			}
		}
		var b bytes.Buffer
		if err := Write(&b, text.Clean{}, l.Feeds); err != nil {
			t.Fatal(err)
		}
		wellFormed(t, b.Bytes())
		again, err := Read(b.Bytes())
		same := slices.EqualFunc(again.Feeds, l.Feeds, func(x, y Feed) bool { return sent(x.URL) == sent(y.URL) })
		if err != nil || !same || again.Bad > 0 {
			t.Fatalf("error %v, read back %q, was %q", err, again.Feeds, l.Feeds)
		}
	})
}

// sent is an address as it is asked for.
func sent(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return err.Error()
	}
	return u.String()
}
