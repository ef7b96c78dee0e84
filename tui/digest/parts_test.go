package digest

import (
	"strings"
	"testing"

	"casewire/feeds/news"
)

func TestWhatOneOutletTellsStandsApart(t *testing.T) {
	judge := tell(news.Development, 17, "Judge Lena Okafor moved closing arguments.", "Harbor Post", "2026-11-17 14:32", 12)
	loaf := tell(news.Development, 18, "The nurse was carrying a loaf from Weavers Row.", "Bay News", "2026-11-17 08:00", 1)
	for _, tt := range []struct {
		name       string
		lines      []news.DigestLine
		feeds      int
		said, want string
	}{
		{"nothing", nil, 12, "Nothing in them is new to you.", ""},
		{
			"a correction",
			[]news.DigestLine{tell(news.CorrectionLine, 9, "214, not 241.", "The Ledger", "2026-11-17 08:00", 1)},
			12,
			"1 was corrected; nothing else in them is new to you.", "CORRECTED 1",
		},
		{"a piece of colour", []news.DigestLine{loaf}, 12, "", "TOLD BY ONE OUTLET 1"},
		{"one thing", []news.DigestLine{judge}, 12, "1 thing happened.", "WHAT HAPPENED 1"},
		{"both", []news.DigestLine{loaf, judge}, 12, "1 thing happened.", "WHAT HAPPENED 1, TOLD BY ONE OUTLET 1"},
		{"few feeds", []news.DigestLine{loaf, judge}, 2, "2 things happened.", "WHAT HAPPENED 2"},
	} {
		var got []string
		for _, p := range Parts(tt.lines, tt.feeds) {
			got = append(got, p.Title.String()+" "+string(rune('0'+len(p.Lines))))
		}
		if said := Happened(tt.lines, 3, tt.feeds).String(); said != tt.said || strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %q, %q; want %q, %q", tt.name, said, got, tt.said, tt.want)
		}
	}
}
