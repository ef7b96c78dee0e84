package demo

import "testing"

func TestProseReads(t *testing.T) {
	p, err := readPress()
	if err != nil {
		t.Fatal(err)
	}
	urls := make(map[string]string)
	for i := range p.outlets {
		for _, it := range p.outlets[i].items {
			if other := urls[it.url()]; other != "" {
				t.Errorf("%s and %s share %s", it.id, other, it.url())
			}
			urls[it.url()] = it.id
			if it.slug == "" || it.versions[0].headline == "" || len(it.versions[0].paragraphs) == 0 {
				t.Errorf("%s lacks a headline or a text", it.id)
			}
		}
	}
}
