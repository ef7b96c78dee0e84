package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"casewire/feeds/text"
)

const (
	small    = 256 << 10 // a body up to this is read without a permit
	maxLarge = 3         // larger ones, and those being unpacked, at a time
	maxCodes = 2         // compressions one upon the other
)

var errTooLarge = errors.New("too large")

// read takes in the body of an answer. One that ends early is no error.
func (t *trip) read(ctx context.Context, answer *http.Response, u *url.URL) (*Response, error) {
	res := t.response(answer, u)
	if answer.ContentLength > t.request.Limit {
		return nil, t.tooLarge(u)
	}
	permit := &permit{client: t.client}
	keep := false
	defer func() {
		if !keep {
			permit.giveBack()
		}
	}()
	raw, err := t.readRaw(ctx, answer, permit)
	res.Wire = int64(len(raw))
	switch {
	case ctx.Err() != nil:
		return nil, t.fail(ctx.Err(), u)
	case errors.Is(err, errTooLarge):
		return nil, t.tooLarge(u)
	case err != nil && len(raw) == 0:
		return nil, t.fail(err, u)
	}
	cut := err != nil
	codes := encodings(answer.Header, raw)
	if len(codes) > 0 {
		if err := t.take(ctx, permit); err != nil {
			return nil, t.fail(err, u)
		}
	}
	for _, code := range codes {
		raw, err = unpack(code, raw, t.request.Limit)
		switch {
		case errors.Is(err, errTooLarge):
			return nil, t.tooLarge(u)
		case err != nil && len(raw) == 0:
			return nil, &Error{Kind: Undecodable, Text: text.Own("gives a body that cannot be unpacked"), URL: bare(u).String()}
		}
		cut = cut || err != nil
	}
	res.Body, res.Hash, res.Truncated = raw, sha256.Sum256(raw), cut
	if cut {
		res.ETag, res.LastModified = "", ""
	}
	if keep = t.request.Hold && len(raw) > small; keep {
		res.permit = permit
	}
	return res, nil
}

// Release tells that a body that the request wanted to hold is no longer used,
// so that another large one may be read. It may be called more than once, and
// of no response.
func (r *Response) Release() {
	if r != nil && r.permit != nil {
		r.permit.giveBack()
	}
}

func (t *trip) tooLarge(u *url.URL) *Error {
	return &Error{Kind: TooLarge, Text: text.Sprintf("gives more than %d MiB", max(1, t.request.Limit>>20)), URL: bare(u).String()}
}

// readRaw reads a body as it comes, up to the limit.
func (t *trip) readRaw(ctx context.Context, answer *http.Response, p *permit) ([]byte, error) {
	size := int64(8 << 10)
	if n := answer.ContentLength; n > 0 {
		size = min(n, small) + 1
	}
	buf := make([]byte, 0, size)
	for {
		if len(buf) == cap(buf) {
			if len(buf) >= small {
				if err := t.take(ctx, p); err != nil {
					return buf, err
				}
			}
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := answer.Body.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case int64(len(buf)) > t.request.Limit:
			return nil, errTooLarge
		case errors.Is(err, io.EOF):
			return buf, nil
		case err != nil:
			return buf, err
		}
	}
}

// A permit is the right to hold a large body, or none yet.
type permit struct {
	client *Client
	held   bool
}

// take waits for a permit.
func (t *trip) take(ctx context.Context, p *permit) error {
	if p.held {
		return nil
	}
	defer t.pause()()
	select {
	case t.client.large <- struct{}{}:
		p.held = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *permit) giveBack() {
	if p.held {
		p.held = false
		<-p.client.large
	}
}

// encodings returns the compressions of a body, the outermost first. Bytes
// that are gzip are so, whatever the header says.
func encodings(h http.Header, raw []byte) []string {
	var codes []string
	for code := range strings.SplitSeq(strings.Join(h.Values("Content-Encoding"), ","), ",") {
		switch code = strings.ToLower(strings.TrimSpace(code)); code {
		case "gzip", "x-gzip", "deflate", "br", "zstd":
			codes = append([]string{strings.TrimPrefix(code, "x-")}, codes...)
		}
	}
	isGzip := bytes.HasPrefix(raw, []byte("\x1f\x8b\x08"))
	switch {
	case len(codes) == 0 && isGzip:
		return []string{"gzip"}
	case len(codes) == 1 && codes[0] == "gzip" && !isGzip:
		return nil // announced, and not done
	}
	return codes[:min(len(codes), maxCodes)]
}

// unpack undoes one compression. With an error it returns what came before it.
func unpack(code string, raw []byte, limit int64) ([]byte, error) {
	r, err := opener(code, raw)
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // only reads memory
	out, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(out)) > limit {
		return nil, errTooLarge
	}
	return out, err
}

func opener(code string, raw []byte) (io.ReadCloser, error) {
	src := bytes.NewReader(raw)
	switch code {
	case "gzip":
		return gzip.NewReader(src)
	case "deflate":
		if r, err := zlib.NewReader(src); err == nil {
			return r, nil
		}
		return flate.NewReader(bytes.NewReader(raw)), nil
	case "br":
		return io.NopCloser(brotli.NewReader(src)), nil
	}
	const window = 8 << 20
	r, err := zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		return nil, err
	}
	return r.IOReadCloser(), nil
}
