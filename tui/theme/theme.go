// Package theme has the looks: what each meaning looks like on the terminal at
// hand. No colour is named anywhere else, and nothing is told by colour alone.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Choice is what the reader wants: theme = "…" in config.toml.
type Choice string

// The choices.
const (
	Auto     Choice = "auto" // as the terminal's ground is
	Dark     Choice = "dark"
	Light    Choice = "light"
	Contrast Choice = "contrast"
	Mono     Choice = "mono"
)

// Options are what a theme depends on.
type Options struct {
	Choice  Choice               // empty is Auto
	Light   bool                 // the terminal's ground is light
	Profile colorprofile.Profile // what the terminal can show
	ASCII   bool                 // glyphs = "ascii"
}

// Ink is what each meaning looks like on one ground.
type Ink struct {
	Plain  lipgloss.Style // text as it is, and the ground itself
	Title  lipgloss.Style // the story, a screen's heading
	Unread lipgloss.Style // headline of an unread report
	New    lipgloss.Style // what is new: count, bar, passage
	Alarm  lipgloss.Style // failing, corrected, wrong
	Quiet  lipgloss.Style // known text, times, what is read
	Hit    lipgloss.Style // where a rule or a search fits
	Struck lipgloss.Style // off the story
}

// Theme is the looks of everything. It is shared by pointer and made again in
// place when the terminal tells more of itself.
type Theme struct {
	Ink           // on the terminal's own ground
	Chosen Ink    // on the chosen row, where nothing is quiet
	Glyphs Glyphs // what is drawn where a letter will not do
	opts   Options
}

// Glyphs are the signs; each is one column wide but Ellipsis.
type Glyphs struct {
	Revised, Ellipsis, Rule string
}

// New makes a theme.
func New(o Options) *Theme {
	t := &Theme{}
	t.set(o)
	return t
}

// SetLight makes the theme again for a light or a dark ground.
func (t *Theme) SetLight(light bool) {
	o := t.opts
	o.Light = light
	t.set(o)
}

// Choose makes the theme again as the reader wants it.
func (t *Theme) Choose(c Choice) {
	o := t.opts
	o.Choice = c
	t.set(o)
}

// SetASCII makes the theme again with other glyphs.
func (t *Theme) SetASCII(on bool) {
	o := t.opts
	o.ASCII = on
	t.set(o)
}

// SetProfile makes the theme again for the colours that the terminal has.
func (t *Theme) SetProfile(p colorprofile.Profile) {
	o := t.opts
	o.Profile = p
	t.set(o)
}

// set makes the theme in place.
func (t *Theme) set(o Options) {
	p := pick(o)
	t.opts = o
	t.Ink = p.ink(lipgloss.NewStyle())
	ground := lipgloss.NewStyle().Background(p.ground).Reverse(p.reverse)
	t.Chosen = p.chosen().ink(ground)
	t.Glyphs = Glyphs{Revised: "±", Ellipsis: "…", Rule: "-"}
	if o.ASCII {
		t.Glyphs = Glyphs{Revised: "~", Ellipsis: "...", Rule: "-"}
	}
}

// Colours reports whether the terminal shows any.
func (t *Theme) Colours() bool {
	return t.opts.Choice != Mono && t.opts.Profile != colorprofile.NoTTY && t.opts.Profile != colorprofile.ASCII
}

// On returns the ink of a row.
func (t *Theme) On(chosen bool) *Ink {
	if chosen {
		return &t.Chosen
	}
	return &t.Ink
}

// palette is one column of the table of colours.
type palette struct {
	fresh, alarm, quiet, ground color.Color // nil is the terminal's own
	bold                        bool        // new is bold
	reverse                     bool        // the chosen row is reversed
}

// chosen is the column for the chosen row: nothing is quiet there, and what
// is reversed keeps its own colour, which as a ground could not be read.
func (p palette) chosen() palette {
	p.quiet = nil
	if p.reverse {
		p.fresh, p.alarm = nil, nil
	}
	return p
}

// ink makes the styles on a ground.
func (p palette) ink(ground lipgloss.Style) Ink {
	return Ink{
		Plain:  ground,
		Title:  ground.Bold(true),
		Unread: ground.Bold(true),
		New:    ground.Foreground(p.fresh).Bold(p.bold),
		Alarm:  ground.Foreground(p.alarm).Bold(p.bold && p.alarm != nil),
		Quiet:  ground.Foreground(p.quiet),
		Hit:    ground.Underline(true),
		Struck: ground.Strikethrough(true),
	}
}

// pick chooses the column.
func pick(o Options) palette {
	light := o.Light && o.Choice != Dark || o.Choice == Light
	switch {
	case o.Choice == Mono || o.Profile == colorprofile.NoTTY || o.Profile == colorprofile.ASCII:
		return none
	case o.Choice == Contrast && light:
		return contrastLight
	case o.Choice == Contrast:
		return contrastDark
	case o.Profile == colorprofile.ANSI && light:
		return sixteenLight
	case o.Profile == colorprofile.ANSI:
		return sixteenDark
	case light:
		return lightHues
	}
	return darkHues
}

// The columns. Contrast is measured against #1E1E1E and white; the test
// measures it again. Never faint, never bright black: neither can be read
// everywhere.
//
//nolint:gochecknoglobals // table
var (
	darkHues  = palette{fresh: hex("#6FC3DF"), alarm: hex("#FF8272"), quiet: hex("#9A9A9A"), ground: hex("#2F3640")}
	lightHues = palette{fresh: hex("#005F87"), alarm: hex("#B3261E"), quiet: hex("#666666"), ground: hex("#E6EAF0")}

	sixteenDark  = palette{fresh: lipgloss.Cyan, alarm: lipgloss.Red, bold: true, reverse: true}
	sixteenLight = palette{fresh: lipgloss.Blue, alarm: lipgloss.Red, reverse: true}

	contrastDark  = palette{fresh: hex("#7FE9FF"), alarm: hex("#FFB3A7"), bold: true, reverse: true}
	contrastLight = palette{fresh: hex("#003A55"), alarm: hex("#7A0F08"), bold: true, reverse: true}

	none = palette{bold: true}
)

func hex(s string) color.Color { return lipgloss.Color(s) }
