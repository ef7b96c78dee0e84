package theme

import (
	"image/color"
	"math"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// contrast is the ratio of WCAG 2.
func contrast(a, b color.Color) float64 {
	l, m := luminance(a), luminance(b)
	return (max(l, m) + 0.05) / (min(l, m) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func TestContrast(t *testing.T) {
	dark, white := hex("#1E1E1E"), hex("#FFFFFF")
	for _, tt := range []struct {
		name   string
		p      palette
		ground color.Color
		least  float64
	}{
		{"dark", darkHues, dark, 4.5},
		{"light", lightHues, white, 4.5},
		{"contrast dark", contrastDark, dark, 9},
		{"contrast light", contrastLight, white, 9},
	} {
		for _, c := range []color.Color{tt.p.fresh, tt.p.alarm, tt.p.quiet} {
			if c == nil {
				continue
			}
			if got := contrast(c, tt.ground); got < tt.least {
				t.Errorf("%s: %v: %.1f:1, want %.1f", tt.name, c, got, tt.least)
			}
			if tt.p.ground != nil && c != tt.p.quiet && contrast(c, tt.p.ground) < 4.5 {
				t.Errorf("%s: %v on the chosen row: %.1f:1", tt.name, c, contrast(c, tt.p.ground))
			}
		}
	}
}

func every() map[string]Options {
	all := map[string]Options{}
	for _, c := range []Choice{Auto, Dark, Light, Contrast, Mono} {
		for p := colorprofile.Unknown; p <= colorprofile.TrueColor; p++ {
			all[string(c)+" "+p.String()] = Options{Choice: c, Profile: p}
			all[string(c)+" "+p.String()+" light"] = Options{Choice: c, Profile: p, Light: true}
		}
	}
	return all
}

func styles(ink Ink) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(ink)
	for i := range v.NumField() {
		out[v.Type().Field(i).Name] = v.Field(i).Interface().(lipgloss.Style).Render("x")
	}
	return out
}

func TestNeverFaintNeverBrightBlack(t *testing.T) {
	for name, o := range every() {
		th := New(o)
		for _, ink := range []Ink{th.Ink, th.Chosen} {
			for what, s := range styles(ink) {
				for _, bad := range []string{"\x1b[2m", ";2m", "\x1b[2;", "90m", "100m"} {
					if strings.Contains(strings.ReplaceAll(s, "8;2;", "rgb;"), bad) {
						t.Errorf("%s: %s is %q", name, what, s)
					}
				}
			}
		}
	}
}

func TestMonoHasNoColour(t *testing.T) {
	for _, o := range []Options{{Choice: Mono, Profile: colorprofile.TrueColor}, {Profile: colorprofile.ASCII}, {Choice: Contrast, Profile: colorprofile.NoTTY}} {
		th := New(o)
		for _, ink := range []Ink{th.Ink, th.Chosen} {
			for what, s := range styles(ink) {
				if strings.Contains(s, "38;") || strings.Contains(s, "48;") {
					t.Errorf("%+v: %s has colour: %q", o, what, s)
				}
			}
		}
	}
}

func TestMadeAgainInPlace(t *testing.T) {
	th := New(Options{Profile: colorprofile.TrueColor})
	shared := th
	before := shared.New.Render("x")
	th.SetLight(true)
	if shared.New.Render("x") == before {
		t.Error("a light ground changes nothing")
	}
	th.SetProfile(colorprofile.ANSI)
	if got := shared.New.Render("x"); got != "\x1b[34mx\x1b[m" {
		t.Errorf("new in 16 colours on light: %q", got)
	}
	th.SetLight(false)
	if got := shared.New.Render("x"); got != "\x1b[1;36mx\x1b[m" {
		t.Errorf("new in 16 colours on dark: %q", got)
	}
	if got := shared.On(true).Quiet.Render("x"); got != "\x1b[7mx\x1b[m" {
		t.Errorf("quiet on the chosen row: %q", got)
	}
	if got := New(Options{Choice: Dark, Light: true}); got.New.Render("x") != before {
		t.Error("dark on a light terminal is not dark")
	}
}
