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
	if h.reason == tooSlow {
		return "1s"
	}
	return "10s"
}

// pwned is in whatever a hostile source says: it is to be nowhere in what we
// say of it.
const pwned = "\x1b]0;PWNED\a"

// inHead is one for where control characters are no HTTP at all.
const inHead = "PWNED &#27;]0;"

// The reasons, as they are told.
const (
	tooSlow      = "takes longer than 1 s"
	tooMuch      = "gives more than 16 MiB"
	longHeaders  = "gives headers over 256 KiB"
	noHTTP       = "does not speak HTTP"
	cutOff       = "breaks the connection off"
	inCircle     = "redirects in a circle"
	toNowhere    = "redirects to no "
	tooFar       = "redirects more than 5 times"
	notUnpacked  = "gives a body that cannot be unpacked"
	givesInstead = "gives "
	refusesUs    = "refuses us ("
	hasTrouble   = "has trouble of its own ("
	givesNothing = "gives nothing ("
	feedHead     = `<rss version="2.0"><channel><title>Bad` + "&#27;]0;PWNED&#7;</title>"
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

// answerRaw answers with bytes.
func answerRaw(s string) func(net.Conn) {
	return func(c net.Conn) { _, _ = io.WriteString(c, s) }
}

// answerOK answers 200 with a document.
func answerOK(header, body string) func(net.Conn) {
	return answerRaw(fmt.Sprintf("HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s", header, len(body), body))
}

// dripping answers with a beginning and then with bits of what follows, for ever.
func dripping(begin, bit string) func(net.Conn) {
	return func(c net.Conn) {
		_, err := io.WriteString(c, begin)
		for err == nil {
			<-time.After(20 * time.Millisecond)
			_, err = io.WriteString(c, bit)
		}
	}
}

// flooding answers with a beginning and then with as much as is taken.
func flooding(begin, bit string) func(net.Conn) {
	chunk := strings.Repeat(bit, 1+(32<<10)/len(bit))
	return func(c net.Conn) {
		_, err := io.WriteString(c, begin)
		for err == nil {
			_, err = io.WriteString(c, chunk)
		}
	}
}

const feedAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nX-Name: " + inHead + "\r\n"

func slowOnes() []hostile {
	quiet := func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }
	chunked := feedAnswer + "Transfer-Encoding: chunked\r\n\r\n"
	return []hostile{
		{"says nothing at all", tooSlow, quiet},
		{"drips its status line", tooSlow, dripping("HTTP/1.1 ", "0")},
		{"drips headers", tooSlow, dripping("HTTP/1.1 200 OK\r\n", "X-A: "+strings.Repeat("a", 9)+"\r\n")},
		{"drips one header", tooSlow, dripping("HTTP/1.1 200 OK\r\nX-A: ", "a")},
		{"stops after its headers", tooSlow, func(c net.Conn) { answerRaw(feedAnswer + "Content-Length: 900\r\n\r\n")(c); quiet(c) }},
		{"drips spaces", tooSlow, dripping(feedAnswer+"\r\n", " ")},
		{"drips items", tooSlow, dripping(feedAnswer+"\r\n"+feedHead, "<item><title>Bad</title></item>")},
		{"drips chunks", tooSlow, dripping(chunked, "1\r\n<\r\n")},
		{"drips the size of a chunk", tooSlow, dripping(chunked, "0")},
		{"drips trailers", tooSlow, dripping(chunked+"1\r\n<\r\n0\r\n", "X-A: a\r\n")},
		{"drips an extension of a chunk", tooSlow, dripping(chunked+"1;", "a")},
		{"says “continue” and nothing more", tooSlow, func(c net.Conn) { answerRaw("HTTP/1.1 100 Continue\r\n\r\n")(c); quiet(c) }},
		{"stops in a packed body", tooSlow, func(c net.Conn) {
			answerRaw(feedAnswer + "Content-Encoding: gzip\r\n\r\n" + packedIn("gzip", feedHead)[:20])(c)
			quiet(c)
		}},
		{"redirects slowly", tooSlow, func(c net.Conn) { answerRaw("HTTP/1.1 302 Found\r\nLocation: /")(c); dripping("", "a")(c) }},
	}
}

func largeOnes() []hostile {
	begin := feedAnswer + "\r\n"
	return []hostile{
		{"floods with items", tooMuch, flooding(begin+feedHead, "<item><title>Bad</title></item>")},
		{"floods with spaces", tooMuch, flooding(begin, " ")},
		{"floods with zeros", tooMuch, flooding(begin, "\x00")},
		{"floods with one tag", tooMuch, flooding(begin+"<rss ", `a="b" `)},
		{"floods with one text", tooMuch, flooding(begin+feedHead+"<item><title>", "a")},
		{"floods with one CDATA", tooMuch, flooding(begin+feedHead+"<item><title><![CDATA[", "a")},
		{"floods with a comment", tooMuch, flooding(begin+feedHead+"<!--", "a")},
		{"floods with elements in each other", tooMuch, flooding(begin+feedHead, "<a>")},
		{"floods with references", tooMuch, flooding(begin+feedHead+"<item><title>", "&#27;")},
		{"floods with arrays in each other", tooMuch, flooding(begin, "[")},
		{"floods with a JSON text", tooMuch, flooding(begin+`{"version":"https://jsonfeed.org/version/1.1","title":"`, `\u001b`)},
		{"floods with a doctype", tooMuch, flooding(begin+"<!DOCTYPE rss [", `<!ENTITY a "aaaaaaaa">`)},
		{"floods with chunks of a byte", tooMuch, flooding(feedAnswer+"Transfer-Encoding: chunked\r\n\r\n", strings.Repeat("1000\r\n"+strings.Repeat("a", 0x1000)+"\r\n", 4))},
		{"floods with headers", longHeaders, flooding("HTTP/1.1 200 OK\r\n", "X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")},
		{"floods with one header", longHeaders, flooding("HTTP/1.1 200 OK\r\nX-A: ", "a")},
		{"floods with “continue”", "", flooding("", "HTTP/1.1 100 Continue\r\n\r\n")},
		{"says that 90 GB will come", tooMuch, answerRaw(feedAnswer + "Content-Length: 90000000000\r\n\r\n" + feedHead)},
	}
}

// packedIn compresses in a coding of HTTP.
func packedIn(coding, s string) string {
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
			hostile{"a bomb of zeros in " + coding, tooMuch, answerOK(header, packedIn(coding, zeros))},
			hostile{"a bomb of items in " + coding, tooMuch, answerOK(header, packedIn(coding, items))},
			hostile{"a bomb of elements in " + coding, tooMuch, answerOK(header, packedIn(coding, nested))},
			hostile{"a bomb in a bomb in " + coding, tooMuch, answerOK("Content-Encoding: "+coding+", "+coding+"\r\n", packedIn(coding, packedIn(coding, zeros)))},
		)
		if coding == "br" || coding == "zstd" { // the others are looked at by their first bytes
			all = append(all, hostile{"not packed in " + coding, notUnpacked, answerOK(header, strings.Repeat("\x05\xffbad "+pwned, 100))})
		}
	}
	many := feedHead
	for range 9 {
		many = packedIn("gzip", many)
	}
	return append(all,
		hostile{"a bomb in deflate without a head", tooMuch, answerOK("Content-Encoding: deflate\r\n", packedIn("raw deflate", zeros))},
		hostile{"packed nine times", givesInstead, answerOK("Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip\r\n", many)},
	)
}

func lyingOnes() []hostile {
	return []hostile{
		{"closes without a word", cutOff, func(net.Conn) {}},
		{"closes in its status line", "", answerRaw("HTTP/1.1 20")},
		{"a header of control characters", noHTTP, answerRaw("HTTP/1.1 200 OK\r\nX-A: " + pwned + "\r\n\r\n" + feedHead)},
		{"closes in its headers", cutOff, answerRaw(feedAnswer)},
		{"promises a body and closes", cutOff, answerRaw(feedAnswer + "Content-Length: 900\r\n\r\n")},
		{"promises chunks and closes", cutOff, answerRaw(feedAnswer + "Transfer-Encoding: chunked\r\n\r\n")},
		{"a chunk of negative size", "", answerRaw(feedAnswer + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n")},
		{"a chunk of the largest size", "", answerRaw(feedAnswer + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n")},
		{"a length that is none", noHTTP, answerRaw("HTTP/1.1 200 OK\r\nContent-Length: many" + pwned + "\r\n\r\n")},
		{"a negative length", noHTTP, answerRaw("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")},
		{"two lengths", cutOff, answerRaw("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")},
		{"a transfer coding that nobody knows", noHTTP, answerRaw(feedAnswer + "Transfer-Encoding: " + "owned\r\n\r\n")},
		{"the greeting of another protocol", noHTTP, answerRaw("SSH-2.0-Owned" + pwned + "\r\n")},
		{"control characters", noHTTP, answerRaw("\x1b[2J\x1b]0;PWNED\a\x9b31m\r\n\r\n")},
		{"a version that is none", noHTTP, answerRaw("HTTP/9.9.9 200 OK\r\n\r\n")},
		{"a status that is none", noHTTP, answerRaw("HTTP/1.1 9999999 " + pwned + "\r\n\r\n")},
		{"headers without colons", noHTTP, answerRaw("HTTP/1.1 200 OK\r\nBad" + pwned + "\r\n\r\n")},
		{"frames of HTTP/2", noHTTP, answerRaw("\x00\x00\x12\x04\x00\x00\x00\x00\x00" + strings.Repeat("\x01", 18))},
	}
}

func refusingOnes() []hostile {
	var all []hostile
	for code, reason := range map[int]string{
		204: givesNothing, 205: givesNothing, 206: givesNothing, 226: givesNothing, 300: givesNothing, 304: givesNothing, 400: refusesUs, 401: refusesUs, 402: refusesUs, 403: refusesUs,
		407: refusesUs, 418: refusesUs, 451: refusesUs, 500: hasTrouble, 502: hasTrouble, 504: hasTrouble, 511: hasTrouble, 599: hasTrouble,
	} {
		body := fmt.Sprintf("<html><title>%d %s</title></html>", code, pwned)
		if code == 204 || code == 304 {
			body = ""
		}
		all = append(all, hostile{
			fmt.Sprintf("answers %d", code), reason,
			answerRaw(fmt.Sprintf("HTTP/1.1 %d Owned%s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", code, inHead, len(body), body)),
		})
	}
	return all
}

// leadTo redirects to a place; a %d in it is another number each time.
func leadTo(place string) func(net.Conn) {
	return func(c net.Conn) {
		at := strings.ReplaceAll(place, "%d", fmt.Sprint(time.Now().UnixNano()))
		answerRaw("HTTP/1.1 301 Moved" + inHead + "\r\nLocation: " + at + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")(c)
	}
}

func leadingOnes() []hostile {
	return []hostile{
		{"redirects to itself", inCircle, leadTo("/feed")},
		{"redirects for ever", tooFar, leadTo("/%d")},
		{"redirects to longer and longer addresses", tooFar, leadTo("/%d" + strings.Repeat("a", 60<<10))},
		{"redirects to a file", toNowhere, leadTo("file:///etc/passwd")},
		{"redirects to a script", toNowhere, leadTo("javascript:alert(1)")},
		{"redirects to data", toNowhere, leadTo("data:text/xml,<rss/>")},
		{"redirects to another protocol", toNowhere, leadTo("gopher://paper.example/")},
		{"redirects to no host", toNowhere, leadTo("http:///feed")},
		{"redirects to control characters", noHTTP, leadTo("http://\x1b]0;PWNED\a/")},
		{"redirects without a place", toNowhere, answerRaw("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")},
		{"redirects to port 0", toNowhere, leadTo("http://127.0.0.1:0/")},
		{"redirects to where nobody listens", "does not take connections", leadTo("http://127.0.0.1:1/")},
	}
}

func strangeOnes() []hostile {
	document := func(name, what, kind, body string) hostile {
		return hostile{name, givesInstead + what, answerOK("Content-Type: "+kind+"\r\n", body)}
	}
	return []hostile{
		document("nothing", "an empty document", "application/rss+xml", ""),
		document("a login page", "a web page", "text/html", "<!doctype html><title>Log in"+pwned+"</title><form action=/login><input name=user></form>"),
		document("a consent page", "a web page", "application/rss+xml", "<html><body onload=ok()>We value your privacy "+pwned+"</body></html>"),
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
		document("a text", "a text", "text/plain", "Nothing to see "+pwned),
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

// goodSource is a source as it should be.
func goodSource(n int) hostile {
	var b strings.Builder
	fmt.Fprintf(&b, `<rss version="2.0"><channel><title>Paper %d</title>`, n)
	for i := range goodItems {
		fmt.Fprintf(&b, "<item><title>The harbor burns %d</title><guid>%d</guid><link>http://paper%d.example/%d</link></item>", i, i, n, i)
	}
	b.WriteString("</channel></rss>")
	return hostile{name: fmt.Sprint("good ", n), answer: answerOK("Content-Type: application/rss+xml\r\n", b.String())}
}

// An ordeal is one poll of a hundred hostile sources and ten good ones.
type ordeal struct {
	once          sync.Once
	sources       []hostile
	addresses     []string
	told          map[string]feedSaid // by address
	weight        weight
	listed, spent int // items of good ones, and seconds
}

// feedSaid is what casewire says of a feed.
type feedSaid struct{ Feed, Status, Error string }

// hostileTallies are taken of one ordeal.
func hostileTallies() []tally {
	const hundred = 100
	o := &ordeal{told: map[string]feedSaid{}}
	after := func(count func(*testing.T) int) func(*testing.T) int {
		return func(t *testing.T) int {
			t.Helper()
			patient(t)
			o.once.Do(func() { o.poll(t) })
			return count(t)
		}
	}
	return []tally{
		{"hostile sources that a hundred lack", 0, after(func(*testing.T) int { return hundred - len(o.sources) })},
		{"items of good sources that are missing", 0, after(func(*testing.T) int { return goodFeeds*goodItems - o.listed })},
		{"hostile sources that are not named with a plain reason", 0, after(o.unnamed)},
		{"megabytes of memory", 200, after(func(*testing.T) int { return o.weight.Peak })},
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
		g := goodSource(n)
		fmt.Fprintf(&story, "[[feed]]\nurl = %q\n", g.listen(t))
	}
	path := s.story(story.String())
	begun := time.Now()
	w, out := s.weigh([]string{"poll", "--json", "--no-articles", "-s", path})
	o.spent, o.weight = int(time.Since(begun).Seconds()), w
	for line := range strings.Lines(out) {
		var f feedSaid
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Errorf("%v: %s", err, line)
		}
		o.told[f.Feed] = f
	}
	kept, _ := s.casewire("list", "--json", "--limit", "0", "-s", path)
	o.listed = strings.Count(kept, `"headline":"The harbor burns`)
	t.Logf("%d hostile sources, %d s, %d MB", len(o.sources), o.spent, w.Peak)
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
