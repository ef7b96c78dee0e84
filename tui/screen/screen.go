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
	// Show goes to one of the seven screens.
	Show struct{ Screen ID }
	// Say puts a line above the foot; it stays until the next one or a key.
	Say struct{ Text text.Clean }
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
func (Fail) isAction()    {}
func (Pass) isAction()    {}
func (Browse) isAction()  {}
func (Copy) isAction()    {}
func (Quit) isAction()    {}
func (Poll) isAction()    {}
