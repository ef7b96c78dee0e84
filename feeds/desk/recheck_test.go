package desk

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// paper is a page of paragraphs.
func paper(headline string, paragraphs ...string) string {
	return "<html><body><article><h1>" + headline + "</h1><p>" + strings.Join(paragraphs, "</p><p>") + "</p></article></body></html>"
}

var prose = []string{
	"The harbor fire burned for nine hours before the brigade could enter the building, Inspector Ana Ruiz said on Monday.",
	"Nobody was hurt, she said, although two men had slept in the attic above the shop until the week before the fire broke out.",
	"The owner, who was abroad, has been told. His insurer has sent 12 people to look at what is left of the stock and of the roof.",
	"What began it is not known. The harbor office has closed the street to lorries until Thursday, and the ferry leaves from the other pier.",
}

func with(from, to string) []string {
	return strings.Split(strings.Replace(strings.Join(prose, "\n"), from, to, 1), "\n")
}

func TestSilentEditsAreSeen(t *testing.T) {
	p := newPress(t)
	p.on("/feed", feed("1|Harbor fire|"+p.URL+"/one|Short."))
	serve := func(tag string, paragraphs ...string) {
		p.on("/one", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = fmt.Fprint(w, paper("Harbor fire", paragraphs...))
		})
	}
	serve(`"1"`, prose...)
	f := sit(t, p.URL+"/feed")
	f.poll(Options{})
	id := f.list()[0].ID
	if err := f.Archive.Opened(t.Context(), id, f.clock); err != nil {
		t.Fatal(err)
	}
	look := func(after time.Duration, asked, revisions int, read bool) news.Article {
		t.Helper()
		f.clock = start.Add(after)
		f.poll(Options{})
		a, err := f.Archive.Article(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if p.count("/one") != asked || a.Size.Revisions != revisions || a.State.Read != read {
			t.Errorf("after %s: asked %d times, %d revisions, read %v", after, p.count("/one"), a.Size.Revisions, a.State.Read)
		}
		return a
	}
	look(10*time.Minute, 1, 1, true)
	look(16*time.Minute, 2, 1, true) // 304
	serve(`"2"`, append([]string{"Updated 5 minutes ago"}, prose...)...)
	look(61*time.Minute, 3, 1, true) // noise
	serve(`"3"`, with("12 people", "21 people")...)
	a := look(6*time.Hour, 4, 2, false)
	if !a.Size.Corrected || a.Size.New == 0 || !strings.Contains(a.Text.Body.Text.String(), "21 people") {
		t.Errorf("got %+v", a)
	}
	p.on("/one", html(`<form><p>We value your privacy. We and our partners use cookies to store data.</p><button>Accept all</button></form>`))
	a = look(25*time.Hour, 5, 2, false)
	if !strings.Contains(a.Text.Body.Text.String(), "21 people") || !a.Size.FullText {
		t.Errorf("a consent page: %+v", a)
	}
	p.on("/one", status(404))
	if a = look(73*time.Hour, 6, 2, false); a.Size.Refused != 404 || !strings.Contains(a.Text.Body.Text.String(), "21 people") {
		t.Errorf("gone: %+v", a)
	}
	look(99*time.Hour, 6, 2, false)
}

func TestConsentPagesReplaceNoFeedText(t *testing.T) {
	p := newPress(t)
	p.on("/feed", feed("1|Harbor fire|"+p.URL+"/one|"+strings.Join(prose, " ")))
	p.on("/one", html(paper("Harbor fire", prose[0][:60]+"…")))
	f := sit(t, p.URL+"/feed")
	f.poll(Options{})
	a, err := f.Archive.Article(t.Context(), f.list()[0].ID)
	if err != nil || a.Text.Source != news.FromFeed || a.Size.FullText || !strings.Contains(a.Text.Body.Text.String(), "other pier") {
		t.Errorf("got %+v, %v", a, err)
	}
}

func TestNearMissesAreDecidedByTheirPages(t *testing.T) {
	p := newPress(t)
	p.on("/feed", feed("1|Fire in the attic|"+p.URL+"/one|Nine hours.", "2|Harbor festival|"+p.URL+"/two|Music."))
	p.on("/one", html(paper("Fire in the attic", prose...)))
	p.on("/two", html(paper("Harbor festival", strings.Repeat("There was music on the pier and nothing burned. ", 20))))
	f := sit(t, p.URL+"/feed")
	f.poll(Options{})
	f.clock = start.Add(time.Hour)
	f.poll(Options{})
	if got := f.list(); len(got) != 1 || got[0].Headline != text.Own("Fire in the attic") {
		t.Errorf("kept %+v", got)
	}
	if got := f.list(news.NearMiss); len(got) != 1 || p.count("/two") != 1 {
		t.Errorf("near misses %+v, asked %d times", got, p.count("/two"))
	}
}
