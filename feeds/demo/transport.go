package demo

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A Transport is the demonstration's network: an http.RoundTripper for many
// goroutines at once. Hosts and paths that it does not know answer 404.
type Transport struct {
	clock func() time.Time
	gzips sync.Pool
}

// New returns a transport that asks clock, at each request, what time it is.
func New(clock func() time.Time) *Transport {
	return &Transport{
		clock: clock,
		gzips: sync.Pool{New: func() any {
			z, _ := gzip.NewWriterLevel(nil, gzip.NoCompression)
			return z
		}},
	}
}

// A document is what an address answers with.
type document struct {
	status      int
	contentType string
	location    string
	tag         string
	changed     time.Time
	write       func(io.Writer) error
}

// RoundTrip answers a request out of the embedded story. Its errors are the
// request's context's, or say what is wrong with the prose.
func (tr *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		if err := req.Body.Close(); err != nil {
			return nil, err
		}
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	p, err := thePress()
	if err != nil {
		return nil, err
	}
	now := tr.clock()
	doc := p.document(req, now)
	h := http.Header{"Date": {now.UTC().Format(http.TimeFormat)}}
	doc.header(h)
	if doc.tag != "" && fresh(req.Header, h) {
		return respond(req, http.StatusNotModified, h, nil), nil
	}
	h.Set("Content-Type", doc.contentType)
	var body bytes.Buffer
	if accepts(req.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		err = tr.zip(&body, doc.write)
	} else {
		err = doc.write(&body)
	}
	if err != nil {
		return nil, fmt.Errorf("write demo document: %w", err)
	}
	return respond(req, doc.status, h, body.Bytes()), nil
}

func (tr *Transport) zip(w io.Writer, write func(io.Writer) error) error {
	z := tr.gzips.Get().(*gzip.Writer)
	defer tr.gzips.Put(z)
	z.Reset(w)
	if err := write(z); err != nil {
		return err
	}
	return z.Close()
}

// document finds what the request asks for, as it is at t.
func (p *press) document(req *http.Request, t time.Time) document {
	if req.Method != http.MethodGet {
		return notice(http.StatusMethodNotAllowed)
	}
	host, path := strings.ToLower(req.URL.Hostname()), req.URL.Path
	for i := range p.outlets {
		o := &p.outlets[i]
		trouble := o.trouble(t)
		if trouble.host != "" && host == trouble.host && path == trouble.path {
			return o.feedAt(t, "https://"+host+path)
		}
		if host != o.host {
			continue
		}
		if trouble.status == http.StatusForbidden {
			return notice(trouble.status)
		}
		if path != o.feed {
			return o.articleAt(t, path)
		}
		if trouble.status != 0 {
			doc := notice(trouble.status)
			if trouble.host != "" {
				doc.location = "https://" + trouble.host + trouble.path
			}
			return doc
		}
		return o.feedAt(t, "https://"+host+path)
	}
	return notice(http.StatusNotFound)
}

func (o *outlet) feedAt(t time.Time, self string) document {
	l := o.listing(t, self)
	return document{
		status: http.StatusOK, contentType: l.contentType(), tag: l.tag(), changed: l.Changed, write: l.write,
	}
}

func (o *outlet) articleAt(t time.Time, path string) document {
	if doc, ok := sketchAt(path); ok {
		return doc
	}
	for _, it := range o.items {
		if it.path != path || it.published().After(t) {
			continue
		}
		pg := it.page(t)
		return document{
			status: http.StatusOK, contentType: "text/html; charset=utf-8",
			tag: tag(it.id, pg.Modified.String()), changed: pg.Modified, write: pg.write,
		}
	}
	return notice(http.StatusNotFound)
}

// notice is the page of a status that has no document.
func notice(status int) document {
	return document{
		status: status, contentType: "text/html; charset=utf-8",
		write: func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "<!doctype html><title>%d</title><h1>%s</h1>\n", status, http.StatusText(status))
			return err
		},
	}
}

func (d *document) header(h http.Header) {
	if d.tag != "" {
		h.Set("Etag", d.tag)
		h.Set("Last-Modified", d.changed.UTC().Format(http.TimeFormat))
	}
	if d.location != "" {
		h.Set("Location", d.location)
	}
}

// fresh reports whether the asker has the document with headers h already.
func fresh(asked, h http.Header) bool {
	if match := asked.Get("If-None-Match"); match != "" {
		return strings.TrimPrefix(match, "W/") == h.Get("Etag")
	}
	since, err := http.ParseTime(asked.Get("If-Modified-Since"))
	if err != nil {
		return false
	}
	changed, err := http.ParseTime(h.Get("Last-Modified"))
	return err == nil && !changed.After(since)
}

func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(part, " ", ""), ";")
		if strings.EqualFold(name, coding) && weight != "q=0" {
			return true
		}
	}
	return false
}

func respond(req *http.Request, status int, h http.Header, body []byte) *http.Response {
	return &http.Response{
		Status: fmt.Sprintf("%d %s", status, http.StatusText(status)), StatusCode: status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: h, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: req,
	}
}

// tag makes an entity tag of what a document depends on.
func tag(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return fmt.Sprintf(`"%x"`, sum[:8])
}
