package headlines

import (
	"errors"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// pointed is the outlet of the article that keys act on.
func (st *stand) pointed() string {
	if a := st.s.target(); a != nil {
		return a.Outlet.String()
	}
	return ""
}

func TestTheOutletsOfAReport(t *testing.T) {
	st := set(t, 120, 31, theme.Options{})
	st.press("e")
	for _, step := range []struct{ key, outlet string }{
		{"j", "The Ledger"},
		{"j", "港日報"},
		{"j", "Channel 6"},
		{"j", "City Hall"},
		{"j", "Wire Service"},
		{"k", "City Hall"},
		{"k", "Channel 6"},
		{"k", "港日報"},
		{"k", "The Ledger"},
		{"k", "Harbor Post"},
	} {
		if step.key == "j" && step.outlet == "港日報" {
			_, y, ok := st.s.Cursor()
			if row := strings.Split(ansi.Strip(st.frame()), "\n")[y]; !ok || !strings.HasPrefix(row, ">") || !strings.Contains(row, "The Ledger") {
				t.Errorf("the cursor is on %q", row)
			}
		}
		st.press(step.key)
		if got := st.pointed(); got != step.outlet {
			t.Errorf("%s: %q, want %q", step.key, got, step.outlet)
		}
	}
	st.press("j", "enter")
	open, ok := st.last().(screen.Open)
	if !ok || open.Article != 602 || open.Within == nil || !open.Within.Reports {
		t.Errorf("opened %+v", st.last())
	}
	st.press("esc")
	if st.s.open != nil || st.pointed() != "Harbor Post" {
		t.Error("Esc does not close the report")
	}
	st.press("e", "e")
	if st.s.open != nil {
		t.Error("e does not close the report")
	}
}

func TestCopiesThatSayTheSameStandTogetherUntilOpened(t *testing.T) {
	st := set(t, 120, 31, theme.Options{})
	st.press("e", "j", "j", "j", "j")
	if !strings.Contains(ansi.Strip(st.frame()), "same text") || !strings.Contains(ansi.Strip(st.frame()), "3 outlets") {
		t.Error("copies do not stand together")
	}
	st.press("enter")
	if f := ansi.Strip(st.frame()); !strings.Contains(f, "Morning Star") || st.pointed() != "City Hall" {
		t.Errorf("copies do not come apart; chosen %s", st.pointed())
	}
	st.press("enter")
	if open, _ := st.last().(screen.Open); open.Article != 604 {
		t.Errorf("opened %+v", st.last())
	}
}

func TestWhatIsDoneToAReportIsDoneToAllItsArticles(t *testing.T) {
	st := set(t, 120, 31, theme.Options{})
	st.press("m", "s")
	if got := st.archive.touched; len(got) != 2 || len(got[0]) != 7 || len(got[1]) != 1 {
		t.Errorf("marked %v", got)
	}
	st.press("e", "j", "m")
	if got := st.archive.touched[2]; len(got) != 1 || got[0] != 602 {
		t.Errorf("marked %v", got)
	}
	st.archive.err = errors.New("disk I/O error")
	st.press("k", "m")
	if _, ok := st.last().(screen.Fail); !ok {
		t.Errorf("said %v", st.last())
	}
}

func TestOutletsStayOpenOverNews(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.press("e", "j", "j")
	before := ansi.Strip(st.frame())
	st.send(screen.Changed{})
	if ansi.Strip(st.frame()) != before {
		t.Error("the open report changes when the list is loaded again")
	}
	st.press("G", "g")
	if st.s.open == nil || st.s.inside() != nil {
		t.Error("the cursor comes back into the middle of the report")
	}
}

func TestAReportOfOneOutlet(t *testing.T) {
	st := set(t, 80, 20, theme.Options{})
	st.press("j", "j", "e")
	st.wantSay("Only Morning Star has this report so far.")
	o := opened{lead: 1, members: []news.Article{{ID: 1}}}
	if o.sort(); len(o.lines) != 0 {
		t.Errorf("%d lines", len(o.lines))
	}
}
