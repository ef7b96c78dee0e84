package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"unicode"
	"unicode/utf8"
)

// payloads act on terminals, or on the reader's eyes, if they get there.
var payloads = []string{
	"\x07", "\b\b\b", "\v\f", "\r", "\x0e", "\x7f\x7f", // C0 and DEL
	"\x1b[31;7;99m", "\x1b[3J\x1b[99;99H", "\x1b[?47;1003h", "\x1b[5;6n", "\x1b[8;1;1t", "\x1bc\x1b#8", // CSI and ESC
	"\x1b]0;PWNED\a", "\x1b]52;c;UFdORUQ=\a", "\x1b]8;;http://evil.example/\x1b\\", "\x1b]9;PWNED\x1b\\", // OSC
	"\x1bP1$r0m\x1b\\", "\x1b_Ga=T;PWNED\x1b\\", "\x1b^PWNED\x1b\\", "\x1bXPWNED\x1b\\", // DCS, APC, PM, SOS
	"\u009b31m", "\u009d0;PWNED\u009c", "\u0090q\u009c", "\u009fG\u009c", "\u0085", // C1
	"\u202edenwp\u202c", "\u2066a\u2069\u2067b\u2069", "\u200e\u200f\u061c", // bidi
	"\u200b\u2060\ufeff\u00ad", "\u180e\u2063\ufff9", // zero-width and format characters
	"\U000e0050\U000e0057\U000e007f", "\U000e0001", "\ufdd0\uffff", // tags and noncharacters
	"a" + strings.Repeat("\u0301", 500), strings.Repeat("\u200d", 40), "\U0001f3f4" + strings.Repeat("\ufe0f", 99), // floods
}

// A road is how a payload is written in a document.
type road struct {
	name  string
	write func(string) string
}

var roads = []road{
	{"xml", html.EscapeString},
	{"cdata", func(s string) string { return "<![CDATA[" + s + "]]>" }},
	{"references", charReferences},
	{"twice", func(s string) string { return html.EscapeString(charReferences(s)) }},
	{"json", jsonEscapes},
	{"jsonraw", func(s string) string { return strings.Trim(strings.NewReplacer("\r", "\\r").Replace(s), "\\") }},
}

// charReferences writes all of a text as references.
func charReferences(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, "&#x%x;", r)
	}
	return b.String()
}

// jsonEscapes writes all of a text as JSON escapes.
func jsonEscapes(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r > 0xffff {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	return b.String()
}

// A hostilePress publishes every payload on every road. Its second edition
// has other words, so that there are revisions.
type hostilePress struct{ edition atomic.Int64 }

// listing writes the feed of a road.
func (h *hostilePress) listing(r road, base string) string {
	var b strings.Builder
	isJSON := strings.HasPrefix(r.name, "json")
	if isJSON {
		fmt.Fprintf(&b, `{"version":"https://jsonfeed.org/version/1.1","title":"Paper %s","items":[`, r.write(payloads[0]))
	} else {
		fmt.Fprintf(&b, `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper %s</title>`, r.write(payloads[6]))
	}
	for n, payload := range payloads {
		p, link := r.write(payload), fmt.Sprintf("%s/page/%s/%d?x=%s", base, r.name, n, url.QueryEscape(payload))
		said := fmt.Sprintf("Edition %d: “It burned%s until the 3rd of March 2026,” said Ann Ruiz%s, the harbor%s master.", h.edition.Load(), p, p, p)
		if isJSON {
			fmt.Fprintf(&b, `{"id":"%d%s","url":"%s","title":"The harbor%s burns","content_text":"%s","authors":[{"name":"Ann %s"}],"tags":["port%s"]},`, n, p, link, p, said, p, p)
			continue
		}
		fmt.Fprintf(&b, "<item><title>The harbor%s burns</title><guid>%d%s</guid><link>%s</link><author>Ann %s</author><category>port%s</category><description>%s</description></item>\n",
			p, n, p, link, p, p, said)
	}
	if isJSON {
		return strings.TrimSuffix(b.String(), ",") + "]}"
	}
	return b.String() + "</channel></rss>"
}

// page writes an article's page, with the payload raw and as references.
func (h *hostilePress) page(payload string) string {
	p := charReferences(payload) + html.EscapeString(payload)
	return fmt.Sprintf(`<!doctype html><html><head><title>The harbor%[1]s burns</title><meta name="author" content="Ann %[1]s"><meta property="og:title" content="The harbor%[1]s burns">
</head><body><article><h1>The harbor%[1]s burns</h1><p class="byline">By Ann%[1]s Ruiz</p>
<p>Edition %[2]d. The harbor%[1]s burned for a night and a day, and the brigade%[1]s could do nothing but look at it from the other side of the bay.</p>
<p>“Nobody%[1]s was there to help us,” said Ann Ruiz%[1]s, the harbor master, on March 3, 2026. The second paragraph goes on for long enough to be read as one.</p>
<h2>What%[1]s is next</h2><ul><li>The <a href="http://paper.example/%[1]s">hearing%[1]s</a> is on April 2, 2026, and everybody in the town is asked to come to it.</li></ul>
<blockquote><p>A quotation%[1]s that stands alone and is long enough to be kept as a part of what was written.</p></blockquote>
<figure><img src="/i%[1]s.png" alt="Smoke%[1]s"><figcaption>Smoke%[1]s over the harbor, seen from the hill on the other side.</figcaption></figure></article></body></html>`, p, h.edition.Load())
}

func (h *hostilePress) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(parts) == 3 {
		n := 0
		_, _ = fmt.Sscan(parts[2], &n)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(h.page(payloads[n%len(payloads)])))
		return
	}
	for _, road := range roads {
		if road.name == parts[0] {
			_, _ = w.Write([]byte(h.listing(road, "http://"+r.Host)))
			return
		}
	}
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write([]byte(r.URL.Path))
}

// story is the story file of the press: every road, and answers and addresses
// that are hostile themselves.
func (h *hostilePress) story(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	var b strings.Builder
	b.WriteString("title = \"Hostile\"\n[[keep]]\nname = \"port\"\nmatch = 'harbor'\n[[person]]\nname = \"Ann Ruiz\"\n")
	for _, r := range roads {
		fmt.Fprintf(&b, "[[feed]]\nurl = %q\n", server.URL+"/"+r.name)
	}
	for _, bad := range []hostile{
		{answer: answerRaw("HTTP/1.1 418 \x1b]0;PWNED\a\r\nContent-Length: 0\r\n\r\n")},
		{answer: answerRaw("HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=\u009b31m\r\nEtag: \"\u202e\"\r\nContent-Length: 9\r\n\r\n<rss/>\x1bc\x1b")},
		{answer: answerRaw("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\u009b31m%1b[2J\r\nContent-Length: 0\r\n\r\n")},
		{answer: answerRaw("HTTP/1.1 301 Moved\r\nLocation: javascript:\u202e\r\nContent-Length: 0\r\n\r\n")},
		{answer: answerRaw("\x1b]0;PWNED\a\r\n\r\n")},
	} {
		fmt.Fprintf(&b, "[[feed]]\nurl = %q\n", bad.listen(t)+"?x=%1b%5d0;PWNED%07%c2%9b31m%e2%80%ae")
	}
	return b.String()
}

// actingRunes counts the characters that act on a terminal, or on the eyes.
func actingRunes(s string) int {
	n, marks := 0, 0
	for i, r := range s {
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		switch {
		case r == '\n', r == '\t':
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"), // what is no UTF-8
			unicode.IsControl(r), marks > 8,
			unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d', // those stay between characters that use them
			unicode.Is(unicode.Noncharacter_Code_Point, r):
			n++
		case r == '\u200d' && strings.HasPrefix(s[i+3:], "\u200d"):
			n++
		}
	}
	return n
}

// actingJSON counts them in the strings of lines of JSON, for whoever prints
// those.
func actingJSON(s string) int {
	n := actingRunes(s)
	for d := json.NewDecoder(strings.NewReader(s)); ; {
		token, err := d.Token()
		if err != nil {
			return n
		}
		if v, ok := token.(string); ok {
			n += actingRunes(v)
		}
	}
}

// An auditor runs commands in this process and counts, by command, what should
// not be in all that they write.
type auditor struct {
	t     *testing.T
	shop  *shop
	story string
	count func(string) int
	found map[string]int
	seen  strings.Builder
}

// run runs a command, plain and with --json; commands that are not there yet
// are passed over.
func (c *auditor) run(args ...string) {
	c.t.Helper()
	for _, extra := range [][]string{nil, {"--json", "-v"}} {
		var out, said bytes.Buffer
		p := newProgram(os.Stdin, os.Stdout, os.Stderr)
		p.stdout, p.stderr, p.terminal = &out, &said, nil
		p.dirs = dirs{c.shop.dir + "/config", c.shop.dir + "/data/casewire", c.shop.dir + "/state", c.shop.dir + "/cache"}
		p.getenv = func(name string) string {
			return map[string]string{"CASEWIRE_NOW": "2026-03-14T12:00:00Z", "TERM": "xterm"}[name]
		}
		argv := append(append(slices.Clone(args), "-s", c.story), extra...)
		p.report(p.execute(c.t.Context(), argv))
		if strings.Contains(said.String(), "unknown command") || strings.Contains(said.String(), "takes no argument") {
			return
		}
		c.seen.WriteString(out.String())
		c.found[strings.Join(args, " ")] += c.count(out.String()) + c.count(said.String())
	}
}

// showing are the commands that show anything of a story, and some that refuse
// what they are given.
var showing = strings.Split(`
list --all --limit 0
list --near-miss
list --dropped
search harbor --limit 0
feeds
feeds export
feeds check
rules
rules check
rules test burned
rules score
timeline
people
people Ruiz
quotes
quotes Ruiz
digest
digest --since began
export --format md
export --format html
export --format json
export --format atom
marks export -
stories
doctor
show 99999
search `+"\u009b31m\u202e"+` AND
list `+"\x1b]0;PWNED\a"+`(
note 1 a`+"\x1b[31m\u202e"+`note
mark star `+"\x1b[2J"+`
feeds remove http://`+"\u202e"+`.example/
nothing`+"\x1b[31m", "\n")

// everything runs all of them, and those that show one article.
func (c *auditor) everything(ids int) {
	for _, command := range showing {
		c.run(strings.Fields(command)...)
	}
	c.run("stories", "show", c.story)
	for id := 1; id <= ids; id++ {
		c.run("show", fmt.Sprint(id))
		if id%5 == 1 {
			c.run("rules", "why", fmt.Sprint(id))
			c.run("revisions", fmt.Sprint(id))
			c.run("diff", fmt.Sprint(id))
			c.run("show", "--raw", fmt.Sprint(id))
		}
	}
}

// total is all that was found, in the output and in the state folder.
func (c *auditor) total() int {
	c.t.Helper()
	logs, err := filepath.Glob(filepath.Join(c.shop.dir, "state", "*"))
	if err != nil || len(logs) == 0 {
		c.t.Error("nothing was logged", err)
	}
	for _, log := range logs {
		data, err := os.ReadFile(log)
		if err != nil {
			c.t.Fatal(err)
		}
		c.found[filepath.Base(log)] += c.count(string(data))
	}
	total := 0
	for _, name := range slices.Sorted(maps.Keys(c.found)) {
		if n := c.found[name]; n > 0 {
			c.t.Logf("%s: %d", name, n)
			total += n
		}
	}
	return total
}

// leaksOfCommands counts what acts in the output of all commands, after two
// editions, and in what they leave in the state folder.
func leaksOfCommands(t *testing.T) int {
	t.Helper()
	patient(t)
	for _, p := range payloads {
		if actingRunes(p) == 0 {
			t.Errorf("%q would not be noticed", p)
		}
	}
	press := &hostilePress{}
	s := newShop(t)
	c := &auditor{t: t, shop: s, story: s.story(press.story(t)), count: actingJSON, found: map[string]int{}}
	c.run("poll")
	press.edition.Add(1)
	c.run("poll", "--force")
	c.everything(len(payloads) * len(roads))
	if got := strings.Count(c.seen.String(), "PWNED"); got < 100 {
		t.Errorf("the payloads were seen %d times", got)
	}
	return c.total()
}
