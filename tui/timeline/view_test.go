package timeline

import (
	"strings"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func TestAFactOfTheStoryFileHasTheWholeRow(t *testing.T) {
	const words = "Special prosecutor Kari Morrissey drops the appeal for good."
	f := &fake{events: []news.Event{{Date: day(2024, 12, 23), Text: text.Own(words)}}}
	if got := frame(t, show(t, f, 80, 20), 80, 20); !strings.Contains(strings.Split(got, "\n")[1], words) {
		t.Errorf("the row is cut:\n%s", got)
	}
}
