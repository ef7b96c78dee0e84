package main

import (
	"testing"

	"casewire/feeds/desk"
	"casewire/feeds/news"
)

// demoShelf is the shelf of the demonstration, with nothing going on behind it.
func demoShelf(t *testing.T) *shelf {
	t.Helper()
	p := programAt(t.TempDir())
	p.flags.story = demoStory
	f, err := p.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.archive.Close() })
	return &shelf{following: f}
}

func TestMemoKeepsUntilMoreIsUnderstood(t *testing.T) {
	s := demoShelf(t)
	if err := desk.Understand(t.Context(), s.archive, s.story, nil, nil); err != nil {
		t.Fatal(err)
	}
	read := func() *desk.Course {
		t.Helper()
		c, err := s.course(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := read()
	if len(first.Events) == 0 || read() != first {
		t.Errorf("%d events, read twice", len(first.Events))
	}
	page, err := s.Page(t.Context(), news.Filter{}, news.Place{}, 1, false)
	if err == nil {
		_, err = s.Do(t.Context(), news.MarkOffStory, "", page.Articles[0].ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	marked := read()
	if marked == first || read() == marked {
		t.Error("kept while an article waits")
	}
	if err := desk.Understand(t.Context(), s.archive, s.story, nil, nil); err != nil {
		t.Fatal(err)
	}
	if last := read(); last == marked || read() != last {
		t.Error("not kept once all is understood")
	}
	other := *s.story
	s.take(&other, s.rules)
	if last := read(); last == marked || read() != last {
		t.Error("kept for an edited story")
	}
}

func TestPlaceAmongTheNewReports(t *testing.T) {
	s := demoShelf(t)
	page, err := s.Page(t.Context(), news.Filter{Unread: true, Reports: true}, news.Place{}, 1000, false)
	if err != nil || len(page.Articles) < 3 {
		t.Fatalf("%d new reports, %v", len(page.Articles), err)
	}
	for i := range page.Articles {
		members, err := s.archive.Members(t.Context(), page.Articles[i].Report.Cluster)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range members {
			if n, of, err := s.Place(t.Context(), m.ID); n != i+1 || of != len(page.Articles) || err != nil {
				t.Errorf("%d of %d, %v; want %d of %d", n, of, err, i+1, len(page.Articles))
			}
		}
	}
	id := page.Articles[1].ID
	if n, of, err := s.archive.Standing(t.Context(), id, 1); n != 0 || of != len(page.Articles) || err != nil {
		t.Errorf("counted %d of %d, %v, where there are more than are counted", n, of, err)
	}
	members, _ := s.archive.Members(t.Context(), page.Articles[1].Report.Cluster)
	for _, m := range members {
		if err := s.Opened(t.Context(), m.ID); err != nil {
			t.Fatal(err)
		}
	}
	if n, of, err := s.Place(t.Context(), id); n != 0 || of != len(page.Articles)-1 || err != nil {
		t.Errorf("%d of %d, %v, once it is read", n, of, err)
	}
}

// From one report to the next, each is opened once, whichever of its articles
// was read.
func TestNextReport(t *testing.T) {
	s := shelfList{demoShelf(t), news.Filter{Reports: true}}
	page, err := s.Page(t.Context(), s.filter, news.Place{}, 1000, false)
	if err != nil {
		t.Fatal(err)
	}
	others := 0
	for i := range page.Articles {
		report := page.Articles[i].Report
		if report.Opens != report.Cluster {
			others++
		}
		var want int64
		if i+1 < len(page.Articles) {
			want = page.Articles[i+1].Report.Opens
		}
		if next, err := s.Neighbour(t.Context(), report.Opens, 1, false); err != nil || next != want {
			t.Errorf("after %d comes %d, want %d: %v", report.Opens, next, want, err)
		}
	}
	if others == 0 {
		t.Error("each report opens with its first article: nothing was checked")
	}
}

func TestAFeedThatNeverAnsweredHasAName(t *testing.T) {
	s := demoShelf(t)
	if err := s.archive.Sync(t.Context(), []news.FeedSpec{{URL: "https://www.silent.example/rss"}}, s.now()); err != nil {
		t.Fatal(err)
	}
	feeds, err := s.Health(t.Context())
	if err != nil || len(feeds) != 1 || feeds[0].Outlet.String() != "silent.example" {
		t.Errorf("%+v %v", feeds, err)
	}
}
