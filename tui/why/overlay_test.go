package why

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// explainer explains all articles but the first.
type explainer struct{}

func (explainer) Why(_ context.Context, id int64) (w news.Why, err error) {
	if id == 1 {
		return w, errors.New("read the rules: gone")
	}
	w.Article.State.Note = text.Sprintf("article %d", id)
	return w, nil
}

func overlay() *Overlay {
	return &Overlay{
		Explain: explainer{}, Theme: theme.New(theme.Options{Choice: theme.Mono, ASCII: true}), Zone: time.UTC,
		Keys: keymap.Default(), Kind: keymap.Headlines,
	}
}

func answered(t *testing.T, cmd tea.Cmd) screen.Answer[news.Why] {
	t.Helper()
	a, ok := cmd().(screen.Answer[news.Why])
	if !ok {
		t.Fatal("the question brings no answer")
	}
	return a
}

func TestOverlayShowsTheLastAnswerAlone(t *testing.T) {
	o, other := overlay(), overlay()
	late := o.Ask(t.Context(), 2)
	last := o.Ask(t.Context(), 3)
	for _, a := range []screen.Answer[news.Why]{answered(t, late), answered(t, other.Ask(t.Context(), 4))} {
		if o.Take(a); o.Open() {
			t.Fatalf("it opens with %+v", a.Value.Article.State.Note)
		}
	}
	o.Take(answered(t, last))
	if !o.Open() || o.answer.Article.State.Note != text.Own("article 3") {
		t.Error("it does not open with the last answer")
	}
	if a, ok := o.Take(answered(t, o.Ask(t.Context(), 1))).(screen.Fail); !ok || a.Err == nil {
		t.Error("a fault is not told")
	}
	again := o.Ask(t.Context(), 2)
	if !o.Close() || o.Close() {
		t.Error("it cannot be closed, once")
	}
	if o.Take(answered(t, again)); o.Open() {
		t.Error("it opens after it was closed")
	}
}

func TestOverlayLiesAwayFromTheRow(t *testing.T) {
	o := overlay()
	for _, tt := range []struct {
		name      string
		height, y int
		keys      string
		want      string // how each line begins
	}{
		{"closed", 3, 0, "", "row row row"},
		{"below", 8, 0, "w", "row row ---- Why Rule Date firs Your"},
		{"above", 8, 7, "w", "Why Rule Date firs Your ---- row row"},
		{"cut", 4, 0, "w", "row ---- Why Rule"},
		{"moved", 4, 0, "wjjk", "row ---- Rule Date"},
		{"at its end", 4, 0, "wjjjjjjjjj", "row ---- firs Your"},
		{"no room", 3, 1, "w", "row row row"},
		{"closed again", 3, 0, "ww", "row row row"},
	} {
		o.Close()
		for _, key := range tt.keys {
			if !o.Open() {
				o.Take(answered(t, o.Ask(t.Context(), 2)))
			} else if !o.Key(tea.KeyPressMsg{Code: key, Text: string(key)}, tt.height) {
				t.Errorf("%s: %c is no key of it", tt.name, key)
			}
		}
		view := slices.Repeat([]string{"row"}, tt.height)
		o.Draw(view, 60, tt.y, 1)
		for i, line := range view {
			line = strings.TrimSpace(ansi.Strip(line))
			view[i] = strings.TrimSpace(line[:min(len(line), 4)])
		}
		if got := strings.Join(view, " "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}
