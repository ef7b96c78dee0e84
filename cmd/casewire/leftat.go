package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casewire/feeds/news"
)

// leftAt is where the reader left the headlines of a story; the zero Place is
// their newest row. What cannot be read is as if it were not there.
func (p *program) leftAt(st *news.Story) news.Place {
	data, err := os.ReadFile(p.leftPath(st))
	if err != nil {
		return news.Place{}
	}
	var sort, id int64
	if n, err := fmt.Sscan(strings.TrimSpace(string(data)), &sort, &id); n != 2 || err != nil || id < 1 {
		return news.Place{}
	}
	return news.Place{Sort: time.UnixMilli(sort), ID: id}
}

// leave remembers where the reader left the headlines.
func (p *program) leave(st *news.Story, at news.Place) {
	path := p.leftPath(st)
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	switch {
	case err != nil:
	case at == news.Place{}:
		if err = os.Remove(path); os.IsNotExist(err) {
			err = nil
		}
	default:
		err = os.WriteFile(path, fmt.Appendln(nil, at.Sort.UnixMilli(), at.ID), 0o600)
	}
	if err != nil {
		p.log.Warn("remember the place", "error", err)
	}
}

func (p *program) leftPath(st *news.Story) string {
	return filepath.Join(p.dirs.state, "places", st.Name)
}
