// Package screen is the contract between the window and its screens.
package screen

import (
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
)

// A Screen is one part of the reader. Only the window is a tea.Model; it calls
// screens, and carries out the Action that Update returns before the next
// message.
type Screen interface {
	// Init starts the first load.
	Init() tea.Cmd
	// Update takes a message. It never waits.
	Update(msg tea.Msg) (Action, tea.Cmd)
	// View draws the screen in exactly the size given by SetSize: that many
	// lines, none wider.
	View() string
	// SetSize gives the room for the screen, without header and foot lines.
	SetSize(width, height int)
	// Keys are the rows of the screen that work now, the most useful first;
	// the foot line shows as many as have room.
	Keys() []keymap.Row
	// Status is what stands at the right of the foot line: "1 of 1,204".
	Status() text.Clean
	// Cursor is where the real cursor sits, in the screen; ok is false if
	// nowhere.
	Cursor() (x, y int, ok bool)
	// Typing reports whether keys are letters of an input now.
	Typing() bool
}

// A Scroller is a screen whose view the wheel moves. Nothing else comes of it:
// no other row is chosen, and nothing is marked. Other screens get
// tea.MouseWheelMsg by Update, its place counted from their own corner.
type Scroller interface {
	// Scroll moves the view at the column and line of the screen by so many
	// lines towards the end, or towards the beginning if they are negative.
	Scroll(x, y, lines int) tea.Cmd
}

// A Clicker is a screen that can be clicked. Others get tea.MouseClickMsg by
// Update, its place counted from their own corner.
type Clicker interface {
	// Click opens what stands at the column and line of the screen, as the key
	// would that opens the chosen row. It marks nothing else.
	Click(x, y int) (Action, tea.Cmd)
}

// A Pointer is a screen on which one report is chosen, or shown.
type Pointer interface {
	// Pointed is the report as Open would have it; ok is false if there is none.
	Pointed() (o Open, ok bool)
}

// ID names one of the seven screens, by its digit.
type ID int

// The screens.
const (
	Headlines ID = iota + 1
	Digest
	Timeline
	People
	Sources
	Rules
	Search
)

// An Action is what a screen asks of the window. The set is closed.
type Action interface{ isAction() }

type (
	// Nothing asks nothing.
	Nothing struct{}
	// Open opens an article on top of the screen that asks.
	Open struct {
		Article int64
		// Sentence is where to begin; -1 is where the reader left.
		Sentence int
		// Within is the list that the article was opened from, whose order the
		// next report follows; nil is all that is kept.
		Within *news.Filter
	}
	// Push puts a screen on top of the one that asks.
	Push struct{ Screen Screen }
	// Back closes the front screen.
	Back struct{}
	// Show goes to one of the seven screens, which gets Asked if there is a
	// query.
	Show struct {
		Screen ID
		Query  string
	}
	// Say puts a line above the foot; it stays until the next one or a key.
	Say struct{ Text text.Clean }
	// Tell shows a text of some lines over the screen.
	Tell struct{ Title, Text text.Clean }
	// Fail says that something went wrong; Hint may be empty.
	Fail struct {
		Err  error
		Hint text.Clean
	}
	// Pass gives a key back that the screen has no use for.
	Pass struct{ Msg tea.KeyPressMsg }
	// Browse opens an address in the browser.
	Browse struct{ URL string }
	// Copy puts a text on the clipboard of the terminal.
	Copy struct{ Text text.Clean }
	// Exec gives the terminal to a command until it ends.
	Exec struct{ Command tea.ExecCommand }
	// Set changes how the window is until it ends: "theme", "dark".
	Set struct{ Name, Value string }
	// Switch goes on with another story, a name or the path of its file.
	Switch struct{ Story string }
	// Quit ends the program.
	Quit struct{}
	// Poll asks for feeds: all that are due, all that may be asked if Force,
	// or the one of this address.
	Poll struct {
		Feed  string
		Force bool
	}
)

func (Nothing) isAction() {}
func (Open) isAction()    {}
func (Push) isAction()    {}
func (Back) isAction()    {}
func (Show) isAction()    {}
func (Say) isAction()     {}
func (Tell) isAction()    {}
func (Fail) isAction()    {}
func (Pass) isAction()    {}
func (Browse) isAction()  {}
func (Copy) isAction()    {}
func (Exec) isAction()    {}
func (Set) isAction()     {}
func (Switch) isAction()  {}
func (Quit) isAction()    {}
func (Poll) isAction()    {}
