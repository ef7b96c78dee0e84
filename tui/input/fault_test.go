package input

import (
	"testing"

	"casewire/feeds/text"
)

func TestCaretsStandUnderTheirPlace(t *testing.T) {
	for _, test := range []struct {
		typed string
		at    text.Span
		width int
		want  string
	}{
		{"a OR b AND c", text.Span{Start: 7, End: 10}, 80, "            ^^^"},
		{"港 AND", text.Span{Start: 4, End: 7}, 80, "        ^^^"},
		{"a", text.Span{Start: 1, End: 1}, 80, "      ^"},
		{"a", text.Span{Start: -3, End: 900}, 80, "     ^"},
		{"a OR b AND c", text.Span{Start: 7, End: 10}, 15, ""},
	} {
		l := New(text.Own("TRY"), text.Line(test.typed), 100)
		if got := l.Carets(test.at, test.width); got != test.want {
			t.Errorf("%q: got %q, want %q", test.typed, got, test.want)
		}
	}
}
