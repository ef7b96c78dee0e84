package archive

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/klauspost/compress/zstd"
)

// A RawPage is a page as received.
type RawPage struct {
	Revision int // that was made of it
	Fetched  time.Time
	URL      string // that answered
	Status   int    // of HTTP
	Headers  map[string][]string
	Bytes    []byte // decoded
}

// maxRaw bounds a page that is unpacked, in bytes. None that was stored is
// longer.
const maxRaw = 64 << 20

// RawPages returns the pages of an article as they were received, the first
// first.
func (a *Archive) RawPages(ctx context.Context, id int64) ([]RawPage, error) {
	id, err := survivor(ctx, a.read, id)
	if err != nil {
		return nil, a.wrap("read pages", err)
	}
	zr, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxRaw))
	if err != nil {
		return nil, a.wrap("read pages", err)
	}
	defer zr.Close()
	var list []RawPage
	rows, err := a.read.rows(ctx, `SELECT revision, fetched, url, status, headers, body FROM page WHERE article = ? ORDER BY revision`, id)
	err = each(rows, err, func(row scanner) error {
		var p RawPage
		var fetched int64
		var headers string
		var packed []byte
		if err := row.Scan(&p.Revision, &fetched, &p.URL, &p.Status, &headers, &packed); err != nil {
			return err
		}
		p.Fetched = time.UnixMilli(fetched).UTC()
		if err := json.Unmarshal([]byte(headers), &p.Headers); err != nil {
			return errors.New("the headers of a page are broken")
		}
		if p.Bytes, err = zr.DecodeAll(packed, nil); err != nil {
			return errors.New("a page is broken")
		}
		list = append(list, p)
		return nil
	})
	return list, a.wrap("read pages", err)
}
