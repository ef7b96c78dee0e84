package desk

import (
	"testing"

	"casewire/feeds/news"
)

// What a report's row shows is that of one of its articles, which it opens as
// long as it is unread.
func TestTheRowOfAReportShowsOneArticle(t *testing.T) {
	a, _ := played(t)
	page, err := a.Page(t.Context(), news.Filter{Reports: true}, nil, news.Place{}, 200, false)
	if err != nil {
		t.Fatal(err)
	}
	others := 0
	for i := range page.Articles {
		row := &page.Articles[i]
		members, err := a.Members(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		own := false
		for k := range members {
			m := &members[k]
			own = own || m.ID == row.Report.Shown && m.Headline == row.Headline && m.Outlet == row.Outlet && m.URL == row.URL && m.Byline == row.Byline &&
				(m.State.Read || row.Report.Opens == m.ID)
		}
		if !own {
			t.Errorf("%q of %s is not article %d", row.Headline, row.Outlet, row.Report.Shown)
		}
		if row.Headline != members[0].Headline {
			others++
		}
	}
	if others == 0 {
		t.Error("no report has another headline than its first article's: nothing was checked")
	}
}
