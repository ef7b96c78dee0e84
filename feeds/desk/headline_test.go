package desk

import (
	"testing"

	"casewire/feeds/news"
)

// The headline of a report's row is one that an article of the report has, and
// the outlet beside it is that article's.
func TestTheHeadlineOfAReportIsItsOutletsOwn(t *testing.T) {
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
			own = own || members[k].Headline == row.Headline && members[k].Outlet == row.Outlet
		}
		if !own {
			t.Errorf("%q is no headline of %s", row.Headline, row.Outlet)
		}
		if row.Headline != members[0].Headline {
			others++
		}
	}
	if others == 0 {
		t.Error("no report has another headline than its first article's: nothing was checked")
	}
}
