package archive

import (
	"testing"

	"casewire/feeds/text"
)

func TestRawPages(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "fire", "One. Two."), item("2", "https://p.example/2", "fire two", "One."))
	raw := "<p>One.\x00\xff Two. <script>alert(1)</script>"
	_, err := d.StorePages(t.Context(), d.now, []PageResult{{
		Article: 1, URL: "https://p.example/1?x", Status: 200, Headers: map[string][]string{"Date": {"then", "now"}}, Bytes: []byte(raw),
		OK: true, Headline: text.Own("fire"), Body: text.Plain("One.\n\nTwo. Three of a page that is long enough."),
	}}, fire)
	must(t, err)
	pages, err := d.RawPages(t.Context(), 1)
	must(t, err)
	if len(pages) != 1 || string(pages[0].Bytes) != raw || pages[0].URL != "https://p.example/1?x" || pages[0].Status != 200 ||
		len(pages[0].Headers["Date"]) != 2 || !pages[0].Fetched.Equal(d.now) || pages[0].Revision != 2 {
		t.Errorf("got %+v", pages)
	}
	if pages, err := d.RawPages(t.Context(), 2); err != nil || len(pages) > 0 {
		t.Errorf("of no page: %v, %v", pages, err)
	}
}
