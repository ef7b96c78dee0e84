package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // kinds of pictures that outlets use
	_ "image/jpeg" //
	_ "image/png"  //

	_ "golang.org/x/image/webp" //

	"casewire/feeds/fetch"
	"casewire/feeds/news"
	"casewire/tui/picture"
	"casewire/tui/screen"
)

// What a picture may take, in bytes as received and in dots once it is decoded,
// and all that are in the cache, in bytes.
const (
	maxPicture  = 8 << 20
	maxDots     = 40_000_000
	maxPictures = 128 << 20
)

// A gallery gives the pictures of an article that the reader asks to see. What
// came once is kept in the cache folder.
type gallery struct {
	*program
	following *following
	from      string // the article's address
}

// pictures makes the screen of an article's pictures.
func (w *window) pictures(a *news.Article) screen.Screen {
	return picture.New(w.ctx, picture.Config{
		Fetch: gallery{w.program, w.shelf.following, a.URL}, Pictures: a.Text.Body.Images, Headline: a.Headline,
		Keys: w.keys, Theme: w.looks,
	})
}

// Picture fetches and decodes a picture. One in the cache that is damaged is
// fetched again.
func (g gallery) Picture(ctx context.Context, url string) (image.Image, error) {
	cache := pictureCache{g.dirs.cache, maxPictures}
	if b, err := cache.read(url); err == nil {
		if img, err := decodePicture(b); err == nil {
			return img, nil
		}
	}
	if g.flags.offline {
		return nil, errors.New("the picture is not here, and no network is wanted")
	}
	client := g.client(g.following)
	defer client.Close()
	response, err := client.Get(ctx, fetch.Request{URL: url, From: g.from, Limit: maxPicture, Page: true})
	if err != nil {
		return nil, fmt.Errorf("get the picture: its host %w", err)
	}
	img, err := decodePicture(response.Body)
	if err == nil && g.following.memory.Len() == 0 {
		if err := cache.keep(url, response.Body); err != nil {
			g.log.Warn("keep a picture", "error", err)
		}
	}
	return img, err
}

// decodePicture decodes what is small enough to be held.
func decodePicture(b []byte) (image.Image, error) {
	size, _, err := image.DecodeConfig(bytes.NewReader(b))
	switch {
	case err != nil:
		return nil, errors.New("the outlet gave no picture that can be read")
	case size.Width <= 0 || size.Height <= 0 || size.Width > maxDots/size.Height:
		return nil, fmt.Errorf("the picture is too large: %d by %d dots", size.Width, size.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, errors.New("the outlet gave a damaged picture")
	}
	return img, nil
}
