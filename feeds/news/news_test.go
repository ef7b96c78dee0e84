package news

import "testing"

func TestNamesInJSON(t *testing.T) {
	for got, want := range map[string]string{
		Keep.String(): "keep", NearMiss.String(): "near-miss", Drop.String(): "drop",
		OnStory.String(): "on-story", OffStory.String(): "off-story", NoMark.String(): "",
		FromFeed.String(): "feed", FromPage.String(): "page", FromGuess.String(): "guess",
		Alive.String(): "alive", Gone.String(): "gone", AlertRule.String(): "alert", InTag.String(): "tag",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
