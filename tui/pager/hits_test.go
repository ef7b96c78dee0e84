package pager

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
	"casewire/tui/theme"
)

func TestHitsAreBracketedAndUnderlined(t *testing.T) {
	looks := theme.New(theme.Options{})
	for _, test := range []struct {
		s     string
		hits  []text.Span
		width int
		want  string
	}{
		{"the jury sat", []text.Span{{Start: 4, End: 8}}, 16, "the [jury] sat  "},
		{"the jury sat", []text.Span{{Start: 4, End: 8}}, 9, "the [jur…"},
		{"the jury sat", []text.Span{{Start: 4, End: 8}, {Start: 5, End: 12}, {Start: 9, End: 99}}, 14, "the [jury] sat"},
		{"陪審は木曜日", []text.Span{{Start: 0, End: 6}}, 8, "[陪審]… "},
		{"", nil, 3, "   "},
		{"a", nil, 0, ""},
	} {
		got := Hits(looks, lipgloss.NewStyle(), text.Line(test.s), test.hits, test.width)
		if plain := ansi.Strip(got); plain != test.want {
			t.Errorf("%q in %d: got %q, want %q", test.s, test.width, plain, test.want)
		}
		if under := strings.Contains(got, "\x1b[4"); under != (len(test.hits) > 0 && test.width > 9 || test.s == "陪審は木曜日") {
			t.Errorf("%q in %d: underlined is %v: %q", test.s, test.width, under, got)
		}
	}
}
