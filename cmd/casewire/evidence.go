package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"

	"casewire/feeds/archive"
	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// exportEvidence writes articles into a new folder. An unknown one is told and
// does not hold up the others.
func (p *program) exportEvidence(ctx context.Context, e exportFlags, args []string) error {
	switch {
	case e.format != "":
		return usageError{errors.New("--evidence and --format exclude each other"), "casewire export --help"}
	case e.out == "" || e.out == "-":
		return usageError{errors.New("--evidence wants a folder to write"), "casewire export --evidence -o DIR"}
	}
	ids, err := articleIDs(args)
	if err != nil {
		return err
	}
	dir := absolute(e.out)
	if err := vacant(dir); err != nil {
		return err
	}
	return p.withStory(ctx, func(f *following) error { return p.writeEvidence(ctx, f, dir, ids) })
}

// vacant says why a folder cannot be written: it must be empty, or not be
// there.
func vacant(dir string) error {
	list, err := os.ReadDir(dir)
	switch {
	case err == nil && len(list) > 0:
		return withHint(fmt.Errorf("%s is not empty; it was left alone", text.Line(dir)), "name a new folder")
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return withHint(fmt.Errorf("%s is no folder; it was left alone", text.Line(dir)), "name a new folder")
	}
	return homeless(dir, "folder")
}

// writeEvidence writes beside the folder and gives it its name when all of it
// is there.
func (p *program) writeEvidence(ctx context.Context, f *following, dir string, ids []int64) (err error) {
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".*")
	if err != nil {
		return roomError(dir, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	e := &export.Evidence{
		Story: f.exportStory(counts.LastPoll), Program: "casewire " + version(), Made: f.now(),
		Put: func(name string, content []byte) error {
			return writeNew(filepath.Join(tmp, filepath.FromSlash(name)), content)
		},
	}
	n, unknown, err := p.addExhibits(ctx, f, e, ids)
	if err == nil {
		err = e.Close()
	}
	if err == nil {
		_ = os.Remove(dir) // an empty folder gives way, no other
		err = os.Rename(tmp, dir)
	}
	if err != nil {
		return roomError(dir, err)
	}
	p.say(text.Sprintf("%s: evidence of %s; SHA256SUMS has the hashes, README.html says what it proves", text.Line(dir), count(n, "article")))
	if unknown {
		return saidError{exitError}
	}
	return nil
}

// addExhibits adds the articles, all that are on the story if none is named.
func (p *program) addExhibits(ctx context.Context, f *following, e *export.Evidence, ids []int64) (n int, unknown bool, err error) {
	added := map[int64]bool{}
	add := func(id int64) error {
		x, err := f.exhibit(ctx, id)
		if err != nil || added[x.Article.ID] {
			return err
		}
		added[x.Article.ID] = true
		n++
		return e.Add(x)
	}
	if len(ids) == 0 {
		err := eachArticle(ctx, f, news.Filter{}, nil, 0, func(a *news.Article) error { return add(a.ID) })
		return n, false, err
	}
	for _, id := range ids {
		err := add(id)
		switch {
		case errors.Is(err, archive.ErrNoArticle):
			p.complain(text.Sprintf("casewire: no article %d", id))
			unknown = true
		case err != nil:
			return n, unknown, err
		}
	}
	return n, unknown, nil
}

// exhibit is an article with all that was received of it.
func (f *following) exhibit(ctx context.Context, id int64) (*export.Exhibit, error) {
	a, err := f.archive.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	x := &export.Exhibit{Article: &a}
	revs, err := f.archive.Revisions(ctx, id)
	if err != nil {
		return nil, err
	}
	for i := range revs {
		r, err := f.archive.Revision(ctx, id, revs[i].Number)
		if err != nil {
			return nil, err
		}
		x.Revisions = append(x.Revisions, r)
	}
	pages, err := f.archive.RawPages(ctx, id)
	if err != nil {
		return nil, err
	}
	for i := range pages {
		g := &pages[i]
		x.Pages = append(x.Pages, export.Page{Revision: g.Revision, Fetched: g.Fetched, URL: g.URL, Status: g.Status, Headers: g.Headers, Body: g.Bytes})
	}
	x.Diffs, err = f.changes(ctx, id, math.MaxInt)
	slices.Reverse(x.Diffs) // the first first
	return x, err
}
