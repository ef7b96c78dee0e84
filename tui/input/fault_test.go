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

func TestWorst(t *testing.T) {
	fault := func(s string, warning bool) Fault { return Fault{Text: text.Line(s), Warning: warning} }
	for _, tt := range []struct {
		faults []Fault
		want   string
	}{
		{nil, ""},
		{[]Fault{fault("a", true), fault("b", true)}, "a"},
		{[]Fault{fault("a", true), fault("b", false), fault("c", false)}, "b"},
	} {
		got := ""
		if f := Worst(tt.faults); f != nil {
			got = f.Text.String()
		}
		if got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.faults, got, tt.want)
		}
	}
}
