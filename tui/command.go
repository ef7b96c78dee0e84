package tui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// A Candidate is what a line of the command line may become.
type Candidate struct {
	Line text.Clean
	Help text.Clean // what it does, in a few words
}

// A Spot is where the reader is when a command is given.
type Spot struct {
	Screen  screen.ID
	Article int64 // the one that is chosen or read; 0: none
}

// An Answer is what came of a command.
type Answer struct {
	Action  screen.Action
	Changed bool // what is stored has changed
	// Unknown says that there is no such command.
	Unknown bool
}

// A Commander carries out what is typed on the command line.
type Commander interface {
	// Complete gives what a line may become, at once and in order. It returns
	// all commands for an empty line.
	Complete(line string) []Candidate
	// Run carries out a line. It is called in a command.
	Run(ctx context.Context, line string, at Spot) Answer
}

// lineLimit is how many characters a command may have.
const lineLimit = 2_000

// pastLimit is how many commands are remembered.
const pastLimit = 200

// command is the command line while it is open.
type command struct {
	line    *input.Line
	choices []Candidate
	chosen  int        // of choices; -1: none yet
	past    int        // of the lines typed before; their number: none
	draft   text.Clean // what was typed before the reader went back to them
}

// answered is what came of a command.
type answered struct {
	Answer
	line string
}

// openCommand opens the command line.
func (a *App) openCommand() {
	if a.cfg.Command == nil {
		return
	}
	a.command = &command{line: input.New(text.Own(":"), text.Clean{}, lineLimit), past: len(a.past)}
	a.candidates()
}

// candidates looks for what the line may become.
func (a *App) candidates() {
	c := a.command
	typed := strings.TrimLeft(c.line.Typed(), " ")
	c.chosen, c.choices = -1, a.cfg.Command.Complete(typed)
	if strings.Contains(typed, " ") {
		return
	}
	for _, r := range a.deeds() {
		known := slices.ContainsFunc(c.choices, func(k Candidate) bool { return k.Line.String() == r.Name })
		if strings.HasPrefix(r.Name, typed) && !known {
			c.choices = append(c.choices, Candidate{text.Line(r.Name), text.Line(r.Help)})
		}
	}
	slices.SortStableFunc(c.choices, func(x, y Candidate) int { return strings.Compare(x.Line.String(), y.Line.String()) })
}

// moves are the rows that only move the cursor: they work by their names, but
// nobody types them.
var moves = []string{ //nolint:gochecknoglobals // table
	"down", "up", "first", "last", "half-down", "half-up", "page-down", "page-up", "back", "command", "pane",
}

// deeds are the rows of the table of keys that do something here.
func (a *App) deeds() []keymap.Row {
	return slices.DeleteFunc(a.rows(), func(r keymap.Row) bool { return slices.Contains(moves, r.Name) })
}

// commandKey takes a key while the command line is open.
func (a *App) commandKey(m tea.KeyPressMsg) tea.Cmd {
	c := a.command
	is := func(name string) bool { return a.cfg.Keys.Find(keymap.Input, name).Is(m) }
	switch {
	case is("cancel"), m.String() == "backspace" && c.line.Typed() == "":
		a.command = nil
	case is("accept"):
		a.command = nil
		return a.run(strings.TrimSpace(c.line.Typed()))
	case is("complete"):
		c.complete(1)
	case is("complete-back"):
		c.complete(-1)
	case is("older"):
		a.recall(-1)
	case is("newer"):
		a.recall(1)
	default:
		c.line.Update(m)
		a.candidates()
	}
	return nil
}

// complete puts the next of the candidates on the line, or the one before.
func (c *command) complete(step int) {
	n := len(c.choices)
	if n == 0 {
		return
	}
	if c.chosen < 0 && step < 0 {
		c.chosen = 0
	}
	c.chosen = (c.chosen + step + n) % n
	c.line.Set(c.choices[c.chosen].Line)
}

// recall puts a line typed before on the line.
func (a *App) recall(step int) {
	c := a.command
	to := c.past + step
	if to < 0 || to > len(a.past) {
		return
	}
	if c.past == len(a.past) {
		c.draft = c.line.Value()
	}
	c.past = to
	value := c.draft
	if to < len(a.past) {
		value = text.Line(a.past[to])
	}
	c.line.Set(value)
	a.candidates()
}

// run carries out a line. One word that names a row of the table of keys does
// what its key does.
func (a *App) run(typed string) tea.Cmd {
	if typed == "" {
		return nil
	}
	a.past = slices.DeleteFunc(a.past, func(s string) bool { return s == typed })
	a.past = append(a.past, typed)
	a.past = a.past[max(len(a.past)-pastLimit, 0):]
	for _, r := range a.rows() {
		if r.Name == typed {
			return a.tell(a.front(), r.Press())
		}
	}
	ctx, src, at := a.ctx, a.cfg.Command, a.spot()
	return func() tea.Msg { return answered{src.Run(ctx, typed, at), typed} }
}

// spot is where the reader is.
func (a *App) spot() Spot {
	at := Spot{Screen: a.base}
	if p, ok := a.front().(screen.Pointer); ok {
		if o, ok := p.Pointed(); ok {
			at.Article = o.Article
		}
	}
	return at
}

// takeAnswer does what a command asks for.
func (a *App) takeAnswer(m answered) tea.Cmd {
	if m.Unknown {
		a.say(a.unknown(m.line))
		return nil
	}
	cmd := a.carry(m.Action)
	if m.Changed {
		return tea.Batch(cmd, a.changed())
	}
	return cmd
}

// unknown says that there is no such command, and which may be meant.
func (a *App) unknown(typed string) text.Clean {
	word, _, _ := strings.Cut(typed, " ")
	var names []string
	for _, c := range a.cfg.Command.Complete("") {
		names = append(names, c.Line.String())
	}
	for _, r := range a.deeds() {
		names = append(names, r.Name)
	}
	said := text.Sprintf("No command is called “%s”.", word)
	if near := nearest(word, names); near != "" {
		said = text.Sprintf("%s The nearest is “%s”.", said, near)
	}
	return screen.Line(said, a.label("command")+" then "+a.cfg.Keys.Find(keymap.Input, "complete").Label()+": all commands")
}

// commandFoot is the line that is typed, and commandSaying the candidates
// above it.
func (a *App) commandFoot() string {
	view, _ := a.command.line.View(a.width)
	return a.cfg.Theme.Fit(view, a.width)
}

func (a *App) commandSaying() string {
	t, c := a.cfg.Theme, a.command
	help := ""
	if c.chosen >= 0 {
		help = c.choices[c.chosen].Help.String()
	}
	room := a.width - 1
	if help != "" && a.width >= wideWidth {
		help += " "
		room -= ansi.StringWidth(help) + 2
	} else {
		help = ""
	}
	first := 0
	for first < c.chosen && a.choicesWidth(first, c.chosen) > room-4 {
		first++
	}
	line := " "
	if typed := strings.TrimSpace(c.line.Typed()); len(c.choices) == 0 && typed != "" && !strings.Contains(typed, " ") {
		line += text.Sprintf("No command begins with “%s”.", typed).String()
	}
	if first > 0 {
		line += "< "
	}
	for i := first; i < len(c.choices); i++ {
		s := c.choices[i].Line.String()
		if ansi.StringWidth(line)+ansi.StringWidth(s) > room-2 && i > c.chosen {
			line += ">"
			break
		}
		if i == c.chosen {
			s = t.Chosen.Title.Render(s)
		}
		line += s + "  "
	}
	return t.Spread(line, t.Quiet.Render(help), a.width)
}

// choicesWidth is how wide some candidates are, side by side.
func (a *App) choicesWidth(from, to int) int {
	n := 0
	for _, c := range a.command.choices[from : to+1] {
		n += ansi.StringWidth(c.Line.String()) + 2
	}
	return n
}
