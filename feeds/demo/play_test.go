package demo_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"casewire/feeds/demo"
	"casewire/feeds/extract"
	"casewire/feeds/news"
	"casewire/feeds/parse"
	"casewire/feeds/rule"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// ask gets url, following the moved feed. It returns nil if there is nothing.
func ask(t *testing.T, tr http.RoundTripper, url string) (body []byte, contentType string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := tr.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if to := resp.Header.Get("Location"); to != "" {
		return ask(t, tr, to)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, ""
	}
	if body, err = io.ReadAll(resp.Body); err != nil {
		t.Fatal(err)
	}
	return body, resp.Header.Get("Content-Type")
}

// play turns the wheel's first half over all days: what each feed lists that is
// new, as the rules see it.
func play(t *testing.T, use func(at time.Time, feed news.FeedSpec, item *news.Item)) *news.Story {
	t.Helper()
	st, ok := story.BuiltIn("demo")
	if !ok {
		t.Fatal("the story file has faults")
	}
	seen := make(map[uint64]bool)
	var parser parse.Parser
	for _, at := range demo.Days() {
		tr := demo.At(at)
		for _, f := range st.Feeds {
			body, contentType := ask(t, tr, f.URL)
			if body == nil {
				continue
			}
			feed, err := parser.Feed(body, parse.Info{ContentType: contentType, URL: f.URL, Now: at},
				func(hash uint64) bool { return seen[hash] })
			if err != nil || !feed.Whole {
				t.Fatalf("%s at %v: %v", f.URL, at, err)
			}
			for i := range feed.Items {
				use(at, f, &feed.Items[i])
				seen[feed.Items[i].Hash] = true
			}
		}
	}
	return st
}

func docOf(feed news.FeedSpec, item *news.Item) *rule.Doc {
	d := &rule.Doc{
		Title: item.Title.String(), Bodies: []text.Body{item.Body}, Author: item.Author.String(),
		Outlet: feed.Outlet.String(), Feed: feed.URL, URL: item.Link, Published: item.Published.Time,
	}
	for _, c := range item.Categories {
		d.Categories = append(d.Categories, c.String())
	}
	return d
}

func TestRulesKeepTheStoryAndNothingElse(t *testing.T) {
	items, err := demo.Items()
	if err != nil {
		t.Fatal(err)
	}
	st, _ := story.BuiltIn("demo")
	rules, faults := rule.Compile(st)
	if rules == nil {
		t.Fatalf("rules: %v", faults)
	}
	decided := make(map[news.Decision]int)
	overridden, tagged := 0, make(map[string]int)
	play(t, func(at time.Time, feed news.FeedSpec, item *news.Item) {
		link, _, _ := strings.Cut(item.Link, "?")
		known, ok := items[link]
		if !ok {
			t.Fatalf("%s lists %s", feed.URL, item.Link)
		}
		if strings.Contains(item.Body.Text.String(), "appeared first") {
			t.Errorf("%s: %q", link, item.Body.Text)
		}
		v := rules.Judge(docOf(feed, item))
		decided[v.Decision]++
		overridden += len(v.Overridden)
		for _, tag := range v.Tags {
			tagged[tag.String()]++
		}
		if (v.Decision == news.Keep) != known.OnStory {
			t.Errorf("%s: %v %q, on the story: %v", v.Decision, item.Title, item.Body.Text, known.OnStory)
		}
		if item.Published.IsZero() || item.Published.After(at) {
			t.Errorf("%s: published %v, seen %v", link, item.Published.Time, at)
		}
	})
	t.Logf("%v, overridden %d, tags %v", decided, overridden, tagged)
	if decided[news.NearMiss] < 3 || overridden == 0 || tagged["court"] == 0 || tagged["lab"] == 0 {
		t.Errorf("decided %v, overridden %d, tags %v", decided, overridden, tagged)
	}
}

// Pages have furniture around and between their paragraphs; the words of the
// paragraphs must come out.
func TestPagesGiveTheirWords(t *testing.T) {
	items, err := demo.Items()
	if err != nil {
		t.Fatal(err)
	}
	for url, it := range items {
		if !it.OnStory {
			continue
		}
		body, contentType := ask(t, demo.At(it.Published), url)
		page, err := extract.Article(body, contentType, url, "")
		if err != nil {
			t.Errorf("%s: %v", url, err)
			continue
		}
		got := page.Body.Text.String()
		words, found := 0, 0
		for _, p := range it.Text {
			for w := range strings.FieldsSeq(strings.TrimPrefix(p, "## ")) {
				words++
				if strings.Contains(got, w) {
					found++
				}
			}
		}
		if 10*found < 9*words || 10*page.Body.Words() > 12*words+100 {
			t.Errorf("%s: %d of %d words, among %d", url, found, words, page.Body.Words())
		}
		if page.Headline.String() != it.Headline {
			t.Errorf("%s: headline %q", url, page.Headline)
		}
	}
}
