package article

import (
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/screen"
)

// A purpose is what a line is typed in for.
type purpose uint8

const (
	forWords purpose = iota // to be found
	forLink                 // the number of a link
	forNote                 // of the reader's own
)

// prompts is what stands before the line.
var prompts = [...]string{forWords: "/", forLink: "#", forNote: "Note: "} //nolint:gochecknoglobals // table

// noteLimit is how many characters a note may have.
const noteLimit = 500

// prompt is a line that is typed in.
type prompt struct {
	purpose purpose
	input   textinput.Model
}

// ask opens the line, with what is in it already.
func (m *Model) ask(p purpose, value string) (screen.Action, tea.Cmd) {
	if m.article.ID == 0 {
		return screen.Nothing{}, nil
	}
	in := textinput.New()
	in.Prompt = prompts[p]
	in.CharLimit = noteLimit
	in.KeyMap.Paste = key.NewBinding() // it would start a program
	in.SetVirtualCursor(false)
	in.SetStyles(textinput.Styles{})
	in.SetValue(value)
	m.prompt, m.sheet = &prompt{p, in}, nil
	cmd := m.prompt.input.Focus()
	m.SetSize(m.width, m.height)
	return screen.Nothing{}, cmd
}

// promptKey gives a key to the line.
func (m *Model) promptKey(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch keys := m.cfg.Keys; {
	case keys.Find(keymap.Input, "cancel").Is(msg):
		m.closePrompt()
		return screen.Nothing{}, nil
	case keys.Find(keymap.Input, "accept").Is(msg):
		p := m.prompt
		m.closePrompt()
		return m.accept(p.purpose, strings.TrimSpace(p.input.Value()))
	}
	var cmd tea.Cmd
	m.prompt.input, cmd = m.prompt.input.Update(msg)
	return screen.Nothing{}, cmd
}

func (m *Model) closePrompt() {
	m.prompt = nil
	m.SetSize(m.width, m.height)
}

// paste takes a text from the clipboard in, cleaned.
func (p *prompt) paste(msg tea.PasteMsg) {
	p.input, _ = p.input.Update(tea.PasteMsg{Content: text.Line(msg.Content).String()})
}

// accept does what the line was typed in for.
func (m *Model) accept(p purpose, value string) (screen.Action, tea.Cmd) {
	switch p {
	case forLink:
		n, err := strconv.Atoi(value)
		if err != nil {
			return screen.Nothing{}, nil
		}
		return m.openLink(n), nil
	case forNote:
		say := text.Own("Noted.")
		if value == "" {
			say = text.Own("The note is gone.")
		}
		return m.act(news.SetNote, text.Line(value).String(), say)
	default:
		return m.look(value)
	}
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
