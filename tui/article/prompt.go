package article

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/input"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// A purpose is what a line is typed in for.
type purpose uint8

const (
	forWords purpose = iota // to be found
	forLink                 // the number of a link
	forNote                 // of the reader's own
	forPipe                 // a command that gets the text
)

// labels is what stands before the line.
var labels = [...]text.Clean{forWords: text.Own("/"), forLink: text.Own("Link #"), forNote: text.Own("Note:"), forPipe: text.Own("Command |")} //nolint:gochecknoglobals // table

// lineLimit is how many characters may be typed.
const lineLimit = 500

// prompt is a line that is typed in.
type prompt struct {
	purpose purpose
	line    *input.Line
}

// ask opens the line, with what is in it already.
func (m *Model) ask(p purpose, value text.Clean) (screen.Action, tea.Cmd) {
	if m.article.ID == 0 {
		return screen.Nothing{}, nil
	}
	m.prompt = &prompt{p, input.New(labels[p], value, lineLimit)}
	m.show(nil)
	return screen.Nothing{}, nil
}

// askLink asks for the number of a link, where there is one.
func (m *Model) askLink() (screen.Action, tea.Cmd) {
	if m.article.ID != 0 && len(m.article.Text.Body.Links) == 0 {
		return screen.Say{Text: text.Own("There is no link in this text.")}, nil
	}
	return m.ask(forLink, text.Clean{})
}

// promptKey gives a key to the line.
func (m *Model) promptKey(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch keys := m.cfg.Keys; {
	case keys.Find(keymap.Input, "cancel").Is(msg):
		m.closePrompt()
	case keys.Find(keymap.Input, "accept").Is(msg):
		p := m.prompt
		m.closePrompt()
		return m.accept(p.purpose, p.line.Value())
	default:
		m.prompt.line.Update(msg)
	}
	return screen.Nothing{}, nil
}

func (m *Model) closePrompt() {
	m.prompt = nil
	m.SetSize(m.width, m.height)
}

// accept does what the line was typed in for.
func (m *Model) accept(p purpose, value text.Clean) (screen.Action, tea.Cmd) {
	switch p {
	case forLink:
		n, err := strconv.Atoi(value.String())
		switch {
		case value.Len() == 0:
			return screen.Nothing{}, nil
		case err != nil:
			return screen.Say{Text: text.Sprintf("“%s” is no number of a link.", value)}, nil
		}
		return m.openLink(n), nil
	case forNote:
		say := text.Own("Noted.")
		if value.Len() == 0 {
			say = text.Own("The note is gone.")
		}
		return m.act(news.SetNote, value.String(), say)
	case forPipe:
		return m.pipe(value.String())
	default:
		return m.look(value.String())
	}
}

// pipe gives the text to a command of the reader's own.
func (m *Model) pipe(command string) (screen.Action, tea.Cmd) {
	switch {
	case command == "":
		return screen.Nothing{}, nil
	case m.cfg.Pipe == nil:
		return screen.Say{Text: text.Own("No command can be started here.")}, nil
	}
	run, err := m.cfg.Pipe(command, &m.article)
	if err != nil {
		return screen.Fail{Err: err}, nil
	}
	return screen.Exec{Command: run}, nil
}

// look finds words in the text.
func (m *Model) look(words string) (screen.Action, tea.Cmd) {
	n := m.pager.Find(words)
	switch {
	case words == "":
		return screen.Nothing{}, nil
	case n == 0:
		return screen.Say{Text: text.Sprintf("“%s” is not in this report.", words)}, nil
	}
	return screen.Nothing{}, m.stand()
}

// openLink opens the link of that number.
func (m *Model) openLink(n int) screen.Action {
	links := m.article.Text.Body.Links
	if n < 1 || n > len(links) {
		return screen.Say{Text: text.Sprintf("There is no link %d here; there are %d.", n, len(links))}
	}
	return browse(links[n-1].URL)
}
