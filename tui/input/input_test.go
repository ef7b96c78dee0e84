package input

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
)

func TestViewAndCursor(t *testing.T) {
	for _, tt := range []struct {
		value  string
		left   int // times that the cursor goes left
		width  int
		view   string
		cursor int
	}{
		{"", 0, 20, " & ", 3},
		{"abc", 0, 20, " & abc", 6},
		{"abc", 2, 20, " & abc", 4},
		{"日本", 0, 20, " & 日本", 7},
		{"日本", 1, 20, " & 日本", 5},
		{"0123456789", 0, 10, " & 456789", 9},
		{"0123456789", 10, 10, " & 0123456", 3},
		{"a  b", 0, 20, " & a  b", 7},
	} {
		l := New(text.Own("&"), text.Clean{}, 100)
		for _, r := range tt.value {
			l.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		for range tt.left {
			l.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
		}
		view, cursor := l.View(tt.width)
		if view != tt.view || cursor != tt.cursor {
			t.Errorf("%q, %d left, %d wide: %q, %d, want %q, %d", tt.value, tt.left, tt.width, view, cursor, tt.view, tt.cursor)
		}
	}
}

func TestNeverWiderThanTheWindow(t *testing.T) {
	l := New(text.Own("Note:"), text.Line("日本語 e\u0301te\u0301 👩‍🚒 "+strings.Repeat("x日", 40)), 500)
	for range 90 {
		for w := 4; w < 60; w += 5 {
			view, cursor := l.View(w)
			if ansi.StringWidth(view) > w || cursor >= w || cursor < 0 {
				t.Fatalf("%d wide: %q is %d wide, cursor %d", w, view, ansi.StringWidth(view), cursor)
			}
		}
		l.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
	}
}

func TestPastesAreCleaned(t *testing.T) {
	l := New(text.Own("/"), text.Line("one"), 20)
	l.Update(tea.PasteMsg{Content: " two\r\nthree\x1b[31m\u202e and a tail that is too long"})
	view, _ := l.View(80)
	if strings.ContainsAny(view, "\x1b\u202e\n") || !strings.HasPrefix(l.Value().String(), "onetwo three") {
		t.Errorf("view %q, value %q", view, l.Value())
	}
	if n := len([]rune(l.Value().String())); n > 20 {
		t.Errorf("%d characters", n)
	}
	l.Update(tea.KeyPressMsg{Code: 'v', Mod: tea.ModCtrl})
}
