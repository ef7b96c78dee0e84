package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// A hostile source answers any request in its own way. What is told of it
// begins with reason.
type hostile struct {
	name, reason string
	answer       func(net.Conn)
}

// limit is how long a source may take: those that are only slow get the least.
func (h *hostile) limit() string {
	if h.reason == slow {
		return "1s"
	}
	return "10s"
}

// mark is in whatever a hostile source says: it is to be nowhere in what we
// say of it.
const mark = "\x1b]0;PWNED\a"

// inHead is one for where control characters are no HTTP at all.
const inHead = "PWNED &#27;]0;"

// The reasons, as they are told.
const (
	slow     = "takes longer than 1 s"
	tooMuch  = "gives more than 16 MiB"
	headers  = "gives headers over 256 KiB"
	noHTTP   = "does not speak HTTP"
	cutOff   = "breaks the connection off"
	circle   = "redirects in a circle"
	nowhere  = "redirects to no "
	tooFar   = "redirects more than 5 times"
	packed   = "gives a body that cannot be unpacked"
	gives    = "gives "
	refuses  = "refuses us ("
	trouble  = "has trouble of its own ("
	nothing  = "gives nothing ("
	feedHead = `<rss version="2.0"><channel><title>Bad` + "&#27;]0;PWNED&#7;</title>"
)

// hostiles are a hundred of them.
func hostiles() []hostile {
	var all []hostile
	all = append(all, slowOnes()...)
	all = append(all, largeOnes()...)
	all = append(all, packedOnes()...)
	all = append(all, lyingOnes()...)
	all = append(all, refusingOnes()...)
	all = append(all, leadingOnes()...)
	return append(all, strangeOnes()...)
}

// raw answers with bytes.
func raw(s string) func(net.Conn) {
	return func(c net.Conn) { _, _ = io.WriteString(c, s) }
}

// ok answers 200 with a document.
func ok(header, body string) func(net.Conn) {
	return raw(fmt.Sprintf("HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s", header, len(body), body))
}

// drip answers with a beginning and then with bits of what follows, for ever.
func drip(begin, bit string) func(net.Conn) {
	return func(c net.Conn) {
		_, err := io.WriteString(c, begin)
		for err == nil {
			<-time.After(20 * time.Millisecond)
			_, err = io.WriteString(c, bit)
		}
	}
}

// flood answers with a beginning and then with as much as is taken.
func flood(begin, bit string) func(net.Conn) {
	chunk := strings.Repeat(bit, 1+(32<<10)/len(bit))
	return func(c net.Conn) {
		_, err := io.WriteString(c, begin)
		for err == nil {
			_, err = io.WriteString(c, chunk)
		}
	}
}

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nX-Name: " + inHead + "\r\n"

func slowOnes() []hostile {
	quiet := func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }
	chunked := head + "Transfer-Encoding: chunked\r\n\r\n"
	return []hostile{
		{"says nothing at all", slow, quiet},
		{"drips its status line", slow, drip("HTTP/1.1 ", "0")},
		{"drips headers", slow, drip("HTTP/1.1 200 OK\r\n", "X-A: "+strings.Repeat("a", 9)+"\r\n")},
		{"drips one header", slow, drip("HTTP/1.1 200 OK\r\nX-A: ", "a")},
		{"stops after its headers", slow, func(c net.Conn) { raw(head + "Content-Length: 900\r\n\r\n")(c); quiet(c) }},
		{"drips spaces", slow, drip(head+"\r\n", " ")},
		{"drips items", slow, drip(head+"\r\n"+feedHead, "<item><title>Bad</title></item>")},
		{"drips chunks", slow, drip(chunked, "1\r\n<\r\n")},
		{"drips the size of a chunk", slow, drip(chunked, "0")},
		{"drips trailers", slow, drip(chunked+"1\r\n<\r\n0\r\n", "X-A: a\r\n")},
		{"drips an extension of a chunk", slow, drip(chunked+"1;", "a")},
		{"says “continue” and nothing more", slow, func(c net.Conn) { raw("HTTP/1.1 100 Continue\r\n\r\n")(c); quiet(c) }},
		{"stops in a packed body", slow, func(c net.Conn) {
			raw(head + "Content-Encoding: gzip\r\n\r\n" + pack("gzip", feedHead)[:20])(c)
			quiet(c)
		}},
		{"redirects slowly", slow, func(c net.Conn) { raw("HTTP/1.1 302 Found\r\nLocation: /")(c); drip("", "a")(c) }},
	}
}

func largeOnes() []hostile {
	begin := head + "\r\n"
	return []hostile{
		{"floods with items", tooMuch, flood(begin+feedHead, "<item><title>Bad</title></item>")},
		{"floods with spaces", tooMuch, flood(begin, " ")},
		{"floods with zeros", tooMuch, flood(begin, "\x00")},
		{"floods with one tag", tooMuch, flood(begin+"<rss ", `a="b" `)},
		{"floods with one text", tooMuch, flood(begin+feedHead+"<item><title>", "a")},
		{"floods with one CDATA", tooMuch, flood(begin+feedHead+"<item><title><![CDATA[", "a")},
		{"floods with a comment", tooMuch, flood(begin+feedHead+"<!--", "a")},
		{"floods with elements in each other", tooMuch, flood(begin+feedHead, "<a>")},
		{"floods with references", tooMuch, flood(begin+feedHead+"<item><title>", "&#27;")},
		{"floods with arrays in each other", tooMuch, flood(begin, "[")},
		{"floods with a JSON text", tooMuch, flood(begin+`{"version":"https://jsonfeed.org/version/1.1","title":"`, `\u001b`)},
		{"floods with a doctype", tooMuch, flood(begin+"<!DOCTYPE rss [", `<!ENTITY a "aaaaaaaa">`)},
		{"floods with chunks of a byte", tooMuch, flood(head+"Transfer-Encoding: chunked\r\n\r\n", strings.Repeat("1000\r\n"+strings.Repeat("a", 0x1000)+"\r\n", 4))},
		{"floods with headers", headers, flood("HTTP/1.1 200 OK\r\n", "X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")},
		{"floods with one header", headers, flood("HTTP/1.1 200 OK\r\nX-A: ", "a")},
		{"floods with “continue”", "", flood("", "HTTP/1.1 100 Continue\r\n\r\n")},
		{"says that 90 GB will come", tooMuch, raw(head + "Content-Length: 90000000000\r\n\r\n" + feedHead)},
	}
}

// pack compresses in a coding of HTTP.
func pack(coding, s string) string {
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "raw deflate":
		w, _ = flate.NewWriter(&b, flate.BestSpeed)
	case "br":
		w = brotli.NewWriterLevel(&b, brotli.BestSpeed)
	case "zstd":
		w, _ = zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1))
	}
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

func packedOnes() []hostile {
	var all []hostile
	zeros := strings.Repeat("\x00", 40<<20)
	items := feedHead + strings.Repeat("<item><title>Bad</title></item>", (20<<20)/30)
	nested := feedHead + strings.Repeat("<a>", (20<<20)/3)
	for _, coding := range []string{"gzip", "deflate", "br", "zstd"} {
		header := "Content-Encoding: " + coding + "\r\n"
		all = append(all,
			hostile{"a bomb of zeros in " + coding, tooMuch, ok(header, pack(coding, zeros))},
			hostile{"a bomb of items in " + coding, tooMuch, ok(header, pack(coding, items))},
			hostile{"a bomb of elements in " + coding, tooMuch, ok(header, pack(coding, nested))},
			hostile{"a bomb in a bomb in " + coding, tooMuch, ok("Content-Encoding: "+coding+", "+coding+"\r\n", pack(coding, pack(coding, zeros)))},
		)
		if coding == "br" || coding == "zstd" { // the others are looked at by their first bytes
			all = append(all, hostile{"not packed in " + coding, packed, ok(header, strings.Repeat("\x05\xffbad "+mark, 100))})
		}
	}
	many := feedHead
	for range 9 {
		many = pack("gzip", many)
	}
	return append(all,
		hostile{"a bomb in deflate without a head", tooMuch, ok("Content-Encoding: deflate\r\n", pack("raw deflate", zeros))},
		hostile{"packed nine times", gives, ok("Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip\r\n", many)},
	)
}

func lyingOnes() []hostile {
	return []hostile{
		{"closes without a word", cutOff, func(net.Conn) {}},
		{"closes in its status line", "", raw("HTTP/1.1 20")},
		{"a header of control characters", noHTTP, raw("HTTP/1.1 200 OK\r\nX-A: " + mark + "\r\n\r\n" + feedHead)},
		{"closes in its headers", cutOff, raw(head)},
		{"promises a body and closes", cutOff, raw(head + "Content-Length: 900\r\n\r\n")},
		{"promises chunks and closes", cutOff, raw(head + "Transfer-Encoding: chunked\r\n\r\n")},
		{"a chunk of negative size", "", raw(head + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n")},
		{"a chunk of the largest size", "", raw(head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n")},
		{"a length that is none", noHTTP, raw("HTTP/1.1 200 OK\r\nContent-Length: many" + mark + "\r\n\r\n")},
		{"a negative length", noHTTP, raw("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")},
		{"two lengths", cutOff, raw("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")},
		{"a transfer coding that nobody knows", noHTTP, raw(head + "Transfer-Encoding: " + "owned\r\n\r\n")},
		{"the greeting of another protocol", noHTTP, raw("SSH-2.0-Owned" + mark + "\r\n")},
		{"control characters", noHTTP, raw("\x1b[2J\x1b]0;PWNED\a\x9b31m\r\n\r\n")},
		{"a version that is none", noHTTP, raw("HTTP/9.9.9 200 OK\r\n\r\n")},
		{"a status that is none", noHTTP, raw("HTTP/1.1 9999999 " + mark + "\r\n\r\n")},
		{"headers without colons", noHTTP, raw("HTTP/1.1 200 OK\r\nBad" + mark + "\r\n\r\n")},
		{"frames of HTTP/2", noHTTP, raw("\x00\x00\x12\x04\x00\x00\x00\x00\x00" + strings.Repeat("\x01", 18))},
	}
}

func refusingOnes() []hostile {
	var all []hostile
	for code, reason := range map[int]string{
		204: nothing, 205: nothing, 206: nothing, 226: nothing, 300: nothing, 304: nothing, 400: refuses, 401: refuses, 402: refuses, 403: refuses,
		407: refuses, 418: refuses, 451: refuses, 500: trouble, 502: trouble, 504: trouble, 511: trouble, 599: trouble,
	} {
		body := fmt.Sprintf("<html><title>%d %s</title></html>", code, mark)
		if code == 204 || code == 304 {
			body = ""
		}
		all = append(all, hostile{
			fmt.Sprintf("answers %d", code), reason,
			raw(fmt.Sprintf("HTTP/1.1 %d Owned%s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", code, inHead, len(body), body)),
		})
	}
	return all
}

// to redirects to a place; a %d in it is another number each time.
func to(place string) func(net.Conn) {
	return func(c net.Conn) {
		at := strings.ReplaceAll(place, "%d", fmt.Sprint(time.Now().UnixNano()))
		raw("HTTP/1.1 301 Moved" + inHead + "\r\nLocation: " + at + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")(c)
	}
}

func leadingOnes() []hostile {
	return []hostile{
		{"redirects to itself", circle, to("/feed")},
		{"redirects for ever", tooFar, to("/%d")},
		{"redirects to longer and longer addresses", tooFar, to("/%d" + strings.Repeat("a", 60<<10))},
		{"redirects to a file", nowhere, to("file:///etc/passwd")},
		{"redirects to a script", nowhere, to("javascript:alert(1)")},
		{"redirects to data", nowhere, to("data:text/xml,<rss/>")},
		{"redirects to another protocol", nowhere, to("gopher://paper.example/")},
		{"redirects to no host", nowhere, to("http:///feed")},
		{"redirects to control characters", noHTTP, to("http://\x1b]0;PWNED\a/")},
		{"redirects without a place", nowhere, raw("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")},
		{"redirects to port 0", nowhere, to("http://127.0.0.1:0/")},
		{"redirects to where nobody listens", "does not take connections", to("http://127.0.0.1:1/")},
	}
}

func strangeOnes() []hostile {
	document := func(name, what, kind, body string) hostile {
		return hostile{name, gives + what, ok("Content-Type: "+kind+"\r\n", body)}
	}
	return []hostile{
		document("nothing", "an empty document", "application/rss+xml", ""),
		document("a login page", "a web page", "text/html", "<!doctype html><title>Log in"+mark+"</title><form action=/login><input name=user></form>"),
		document("a consent page", "a web page", "application/rss+xml", "<html><body onload=ok()>We value your privacy "+mark+"</body></html>"),
		document("a page that leads elsewhere", "a web page", "text/html", `<html><meta http-equiv=refresh content="0;url=http://127.0.0.1:1/">`),
		document("a picture", "a file", "image/png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"+strings.Repeat("\x00\xff", 5000)),
		document("a program", "a file", "application/rss+xml", "\x7fELF\x02\x01\x01\x00\x00"+strings.Repeat("\x00\x01", 5000)),
		document("a JSON error", "JSON without items", "application/json", `{"error":"`+`\u001b]0;PWNED\u0007"}`),
		document("JSON of another kind", "JSON without items", "application/feed+json", `[[[[[[]]]]]]`),
		document("arrays in each other", "JSON without items", "application/feed+json", strings.Repeat("[", 2<<20)),
		document("objects in each other", "JSON without items", "application/feed+json", strings.Repeat(`{"items":`, 300000)),
		document("a site map", "a site map", "application/xml", "<urlset><url><loc>/</loc></url></urlset>"),
		document("a list of feeds", "a list of feeds", "text/xml", "<opml><body/></opml>"),
		document("a drawing", "another kind", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
		document("a text", "a text", "text/plain", "Nothing to see "+mark),
	}
}

// listen serves a hostile source on a port of its own and returns its address.
func (h *hostile) listen(t *testing.T) string {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_ = c.SetDeadline(time.Now().Add(time.Minute))
				in := bufio.NewReader(c)
				for line := "-"; strings.TrimSpace(line) != ""; {
					if line, err = in.ReadString('\n'); err != nil {
						return
					}
				}
				h.answer(c)
			}()
		}
	}()
	return "http://" + l.Addr().String() + "/feed"
}

const goodFeeds, goodItems = 10, 30

// good is a source as it should be.
func good(n int) hostile {
	var b strings.Builder
	fmt.Fprintf(&b, `<rss version="2.0"><channel><title>Paper %d</title>`, n)
	for i := range goodItems {
		fmt.Fprintf(&b, "<item><title>The harbor burns %d</title><guid>%d</guid><link>http://paper%d.example/%d</link></item>", i, i, n, i)
	}
	b.WriteString("</channel></rss>")
	return hostile{name: fmt.Sprint("good ", n), answer: ok("Content-Type: application/rss+xml\r\n", b.String())}
}

// An ordeal is one poll of a hundred hostile sources and ten good ones.
type ordeal struct {
	once          sync.Once
	sources       []hostile
	addresses     []string
	told          map[string]told // by address
	weight        weight
	listed, spent int // items of good ones, and seconds
}

// told is what casewire says of a feed.
type told struct{ Feed, Status, Error string }

// hostileTallies are taken of one ordeal.
func hostileTallies() []tally {
	const hundred = 100
	o := &ordeal{told: map[string]told{}}
	after := func(count func(*testing.T) int) func(*testing.T) int {
		return func(t *testing.T) int {
			t.Helper()
			o.once.Do(func() { o.poll(t) })
			return count(t)
		}
	}
	return []tally{
		{"hostile sources that a hundred lack", 0, after(func(*testing.T) int { return hundred - len(o.sources) })},
		{"items of good sources that are missing", 0, after(func(*testing.T) int { return goodFeeds*goodItems - o.listed })},
		{"hostile sources that are not named with a plain reason", 0, after(o.unnamed)},
		{"megabytes of memory", 200, after(func(t *testing.T) int { onlyWeighed(t, &o.weight); return o.weight.Peak })},
		{"seconds, where a source has one", 60, after(func(*testing.T) int { return o.spent })},
	}
}

// poll asks them all, in a process that is weighed.
func (o *ordeal) poll(t *testing.T) {
	t.Helper()
	o.sources = hostiles()
	s := newShop(t)
	var story strings.Builder
	story.WriteString("title = \"Hostile\"\n[[keep]]\nmatch = 'harbor'\n")
	for i := range o.sources {
		o.addresses = append(o.addresses, o.sources[i].listen(t))
		fmt.Fprintf(&story, "[[feed]]\nurl = %q\nlimits = {time = %q}\n", o.addresses[i], o.sources[i].limit())
	}
	for n := range goodFeeds {
		g := good(n)
		fmt.Fprintf(&story, "[[feed]]\nurl = %q\n", g.listen(t))
	}
	path := s.story(story.String())
	begun := time.Now()
	w, out := s.weigh([]string{"poll", "--json", "--no-articles", "-s", path})
	o.spent, o.weight = int(time.Since(begun).Seconds()), w
	for line := range strings.Lines(out) {
		var f told
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Errorf("%v: %s", err, line)
		}
		o.told[f.Feed] = f
	}
	kept, _ := s.casewire("list", "--json", "--limit", "0", "-s", path)
	o.listed = strings.Count(kept, `"headline":"The harbor burns`)
	t.Logf("%d hostile sources, %d s, %d MB", len(o.sources), o.spent, w.Peak)
}

// onlyWeighed skips a tally of memory where the system does not tell it, and
// under the race detector, which takes memory of its own.
func onlyWeighed(t *testing.T, w *weight) {
	t.Helper()
	if w.Peak == 0 || raced {
		t.Skip("memory cannot be measured here")
	}
}

// unnamed counts the hostile sources of which is not told what is wrong.
func (o *ordeal) unnamed(t *testing.T) int {
	t.Helper()
	n := 0
	for i, h := range o.sources {
		f := o.told[o.addresses[i]]
		if f.Status != "error" || f.Error == "" || !strings.HasPrefix(f.Error, h.reason) || strings.Contains(f.Error, "PWNED") || len(f.Error) > 80 {
			t.Logf("%s: %s, %q, not %q", h.name, f.Status, f.Error, h.reason)
			n++
		}
	}
	return n
}
