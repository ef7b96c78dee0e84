package demo

import (
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

// The size of a picture in dots.
const (
	sketchWidth  = 480
	sketchHeight = 320
)

// sketchAt answers with a picture: a drawing of Quay Street, another one for
// each path, always the same for one. ok is false for a path of no picture.
func sketchAt(path string) (doc document, ok bool) {
	if !strings.HasPrefix(path, "/pictures/") && !strings.HasPrefix(path, "/media/") {
		return document{}, false
	}
	return document{
		status: http.StatusOK, contentType: "image/jpeg", tag: tag(path), changed: time.Unix(0, 0),
		write: func(w io.Writer) error { return jpeg.Encode(w, street(path), nil) },
	}, true
}

// street draws a row of houses by the water, one of them burned.
func street(path string) image.Image {
	h := fnv.New64a()
	_, _ = io.WriteString(h, path)
	rnd := rand.New(rand.NewPCG(h.Sum64(), 1)) //nolint:gosec // a drawing
	img := image.NewRGBA(image.Rect(0, 0, sketchWidth, sketchHeight))
	quay := sketchHeight * 3 / 4
	sky, water := color.RGBA{150, 170, 200, 255}, color.RGBA{60, 80, 100, 255}
	if rnd.IntN(2) == 0 { // dusk
		sky, water = color.RGBA{200, 130, 90, 255}, color.RGBA{70, 50, 60, 255}
	}
	for y := range sketchHeight {
		c := shade(sky, 60*y/sketchHeight)
		if y >= quay {
			c = shade(water, 20*rnd.IntN(2))
		}
		fill(img, image.Rect(0, y, sketchWidth, y+1), c)
	}
	burned := rnd.IntN(5)
	for n, x := 0, 0; x < sketchWidth; n++ {
		width := 60 + rnd.IntN(50)
		house(img, image.Rect(x, quay-100-rnd.IntN(90), x+width, quay), n == burned, rnd)
		x += width
	}
	fill(img, image.Rect(0, quay, sketchWidth, quay+6), color.RGBA{90, 85, 80, 255})
	return img
}

// house draws a house with its windows, lit, dark or burned out.
func house(img *image.RGBA, r image.Rectangle, burned bool, rnd *rand.Rand) {
	walls := []color.RGBA{{150, 90, 70, 255}, {180, 160, 130, 255}, {120, 120, 130, 255}, {170, 120, 80, 255}}
	wall := walls[rnd.IntN(len(walls))]
	if burned {
		wall = color.RGBA{50, 45, 45, 255}
	}
	fill(img, r, wall)
	fill(img, image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+6), shade(wall, -30))
	for y := r.Min.Y + 18; y+18 < r.Max.Y; y += 34 {
		for x := r.Min.X + 10; x+14 < r.Max.X; x += 26 {
			pane := color.RGBA{40, 50, 60, 255}
			if !burned && rnd.IntN(3) == 0 {
				pane = color.RGBA{240, 210, 120, 255}
			}
			fill(img, image.Rect(x, y, x+14, y+18), pane)
		}
	}
}

func fill(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	r = r.Intersect(img.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.SetRGBA(x, y, c)
		}
	}
}

// shade makes a colour lighter by so much, or darker.
func shade(c color.RGBA, by int) color.RGBA {
	f := func(v uint8) uint8 { return uint8(min(max(int(v)+by, 0), 255)) } //nolint:gosec // it is bounded
	return color.RGBA{f(c.R), f(c.G), f(c.B), 255}
}
