package demo

import (
	"image/jpeg"
	"net/http"
	"testing"
	"time"
)

func TestPicturesAreDrawn(t *testing.T) {
	tr := New(func() time.Time { return time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC) })
	sizes := map[int64]bool{}
	for _, path := range []string{"/pictures/20260301.jpg", "/pictures/20260302.jpg"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://harborpost.example"+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		res, err := tr.RoundTrip(req)
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %v, %v", path, res, err)
		}
		img, err := jpeg.Decode(res.Body)
		_ = res.Body.Close()
		if err != nil || img.Bounds().Dx() != sketchWidth {
			t.Errorf("%s: %v, %v", path, img, err)
		}
		sizes[res.ContentLength] = true
	}
	if len(sizes) != 2 {
		t.Error("two pictures are one")
	}
}
