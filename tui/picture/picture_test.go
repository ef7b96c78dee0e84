package picture

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/exp/golden"

	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
	"casewire/tui/screen/screentest"
	"casewire/tui/theme"
)

// gallery has a picture of a house at dusk, and none where the address says so.
type gallery struct{}

func (gallery) Picture(_ context.Context, url string) (image.Image, error) {
	if strings.Contains(url, "broken") {
		return nil, errors.New("the outlet gave no picture that can be read")
	}
	img := image.NewRGBA(image.Rect(0, 0, 120, 80))
	for y := range 80 {
		for x := range 120 {
			c := color.RGBA{uint8(40 + y), uint8(60 + y), 160, 255}
			if y > 60 || y > 30 && x > 30 && x < 90 && x+y > 70 {
				c = color.RGBA{90, 60, 30, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img, nil
}

func open(t *testing.T, o theme.Options, width, height int) *Model {
	t.Helper()
	m := New(t.Context(), Config{
		Fetch: gallery{}, Keys: keymap.Default(), Theme: theme.New(o), Headline: text.Own("Jurors visit Quay Street"),
		Pictures: []text.Picture{
			{URL: "https://harborpost.example/a.png", Alt: text.Own("The bakery on Quay Street at dusk, behind a fence.")},
			{URL: "https://harborpost.example/broken.png"},
		},
	})
	m.SetSize(width, height)
	m.Update(m.Init()())
	return m
}

// frame checks the size of what is drawn.
func frame(t *testing.T, m *Model) string {
	t.Helper()
	return screentest.Frame(t, m.View(), m.width, m.height)
}

func TestFrames(t *testing.T) {
	for _, s := range [][2]int{{140, 48}, {80, 22}, {40, 10}} {
		t.Run(fmt.Sprintf("%dx%d", s[0], s[1]), func(t *testing.T) {
			golden.RequireEqual(t, frame(t, open(t, theme.Options{Choice: theme.Mono}, s[0], s[1])))
		})
	}
}

func TestStyles(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor},
		"mono": {Choice: theme.Mono},
	} {
		t.Run(name, func(t *testing.T) {
			golden.RequireEqual(t, open(t, o, 40, 12).View())
		})
	}
}

func TestAPictureThatCannotBeShown(t *testing.T) {
	m := open(t, theme.Options{}, 60, 12)
	_, cmd := m.Update(tea.KeyPressMsg{Code: 'n', Text: "n"})
	action, _ := m.Update(cmd())
	if f, ok := action.(screen.Fail); !ok || f.Hint.Len() == 0 {
		t.Errorf("got %#v", action)
	}
	f := frame(t, m)
	for _, want := range []string{"This picture cannot be shown.", "The outlet gives no words for this picture."} {
		if !strings.Contains(f, want) {
			t.Errorf("no %q in\n%s", want, f)
		}
	}
	if action, _ := m.Update(tea.KeyPressMsg{Code: 'n', Text: "n"}); action == (screen.Nothing{}) {
		t.Error("there is a third picture")
	}
}

func TestFit(t *testing.T) {
	for _, tt := range []struct{ w, h, columns, rows, width, height int }{
		{1200, 800, 80, 20, 60, 40},
		{800, 1200, 80, 20, 26, 40},
		{4000, 10, 80, 20, 80, 1},
		{1, 4000, 80, 20, 1, 40},
		{0, 0, 80, 20, 0, 0},
		{10, 10, 0, 0, 0, 0},
	} {
		if w, h := fit(tt.w, tt.h, tt.columns, tt.rows); w != tt.width || h != tt.height {
			t.Errorf("fit(%d, %d, %d, %d) = %d, %d, want %d, %d", tt.w, tt.h, tt.columns, tt.rows, w, h, tt.width, tt.height)
		}
	}
}

func TestTheKeysOfALaterPictureAreItsOwn(t *testing.T) {
	m := open(t, theme.Options{}, 60, 12)
	action, _ := m.Update(tea.KeyPressMsg{Code: 'o', Text: "o"})
	if b, ok := action.(screen.Browse); !ok || b.URL != "https://harborpost.example/a.png" {
		t.Errorf("got %#v", action)
	}
	if action, _ := m.Update(tea.KeyPressMsg{Code: tea.KeyEscape}); action != (screen.Back{}) {
		t.Errorf("Esc gives %#v", action)
	}
}

// Drawing costs what a terminal shows, not what an outlet sends.
func TestHeld(t *testing.T) {
	for size, want := range map[image.Point]image.Point{
		{4000, 2000}: {1024, 512}, {100, 5000}: {20, 1024}, {640, 480}: {640, 480}, {5000, 1}: {1024, 1},
	} {
		if got := held(image.NewGray(image.Rectangle{Max: size})).Bounds().Size(); got != want {
			t.Errorf("%v is held as %v, want %v", size, got, want)
		}
	}
}
