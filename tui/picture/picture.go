// Package picture shows the pictures of an article, one at a time, in half
// blocks. Nothing is fetched before the screen is opened.
package picture

import (
	"context"
	"image"
	"strings"

	tea "charm.land/bubbletea/v2"

	"casewire/feeds/text"
	"casewire/tui/keymap"
	"casewire/tui/pager"
	"casewire/tui/screen"
	"casewire/tui/theme"
)

// A Fetcher gives the picture of an address. It is called in a command, and
// bounds what it takes.
type Fetcher interface {
	Picture(ctx context.Context, url string) (image.Image, error)
}

// Config is what the screen works with, and what it shows: at least one
// picture.
type Config struct {
	Fetch    Fetcher
	Pictures []text.Picture
	Headline text.Clean // of the article
	Keys     *keymap.Table
	Theme    *theme.Theme
}

// Model is the screen.
type Model struct {
	ctx    context.Context
	cfg    Config
	at     int // which picture
	load   screen.Latest[fetched]
	images map[int]image.Image // what has come
	failed map[int]error

	width, height int
	drawn         drawn
}

// drawn is what was drawn last, and for what.
type drawn struct {
	at, width, height int
	colours           bool
	rows              []string
}

// fetched is a picture that was asked for, and which.
type fetched struct {
	at    int
	image image.Image
}

// New makes the screen. Its loads end with ctx.
func New(ctx context.Context, cfg Config) *Model {
	return &Model{ctx: ctx, cfg: cfg, images: map[int]image.Image{}, failed: map[int]error{}}
}

// Init asks for the first picture.
func (m *Model) Init() tea.Cmd { return m.ask() }

// ask asks for the picture that is shown, if it is not here.
func (m *Model) ask() tea.Cmd {
	m.load.Stop()
	if m.images[m.at] != nil || m.failed[m.at] != nil {
		return nil
	}
	at, data, url := m.at, m.cfg.Fetch, m.cfg.Pictures[m.at].URL
	return m.load.Start(m.ctx, func(ctx context.Context) (fetched, error) {
		img, err := data.Picture(ctx, url)
		if err == nil {
			img = held(img)
		}
		return fetched{at, img}, err
	})
}

// mostDots is more than a terminal has columns.
const mostDots = 1024

// held is a picture with no more dots than could be shown, so that drawing it
// for a size is quick and it takes little room.
func held(img image.Image) image.Image {
	size := img.Bounds().Size()
	width, height := fit(size.X, size.Y, mostDots, mostDots/2)
	if size.X <= width && size.Y <= height {
		return img
	}
	return scale(img, width, height)
}

// Update takes a message.
func (m *Model) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case screen.Answer[fetched]:
		return m.take(msg), nil
	}
	return screen.Nothing{}, nil
}

// take takes in the picture that came.
func (m *Model) take(msg screen.Answer[fetched]) screen.Action {
	if !m.load.Ends(msg) {
		return screen.Nothing{}
	}
	if msg.Err != nil {
		m.failed[msg.Value.at] = msg.Err
		return screen.Fail{Err: msg.Err, Hint: text.Own("o opens it in the browser")}
	}
	m.images[msg.Value.at] = msg.Value.image
	return screen.Nothing{}
}

// key does what a key is for.
func (m *Model) key(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	for _, r := range m.cfg.Keys.Rows(keymap.Article) {
		if !r.Is(msg) {
			continue
		}
		switch r.Name {
		case "next", "down", "next-report", "page-down":
			return m.turn(1)
		case "prev", "up", "prev-report", "page-up":
			return m.turn(-1)
		case "back", "picture":
			m.load.Stop()
			return screen.Back{}, nil
		case "browser", "copy":
			return m.address(r.Name == "copy"), nil
		}
	}
	return screen.Pass{Msg: msg}, nil
}

// turn goes on to another picture.
func (m *Model) turn(dir int) (screen.Action, tea.Cmd) {
	to := m.at + dir
	if to < 0 || to >= len(m.cfg.Pictures) {
		return screen.Say{Text: text.Own("There is no further picture.")}, nil
	}
	m.at = to
	return screen.Nothing{}, m.ask()
}

// address opens or copies the picture's own address.
func (m *Model) address(copied bool) screen.Action {
	url, ok := pager.Address(m.cfg.Pictures[m.at].URL)
	switch {
	case !ok:
		return screen.Say{Text: text.Own("It has no address that a browser could open.")}
	case copied:
		return screen.Copy{Text: text.Line(url)}
	}
	return screen.Browse{URL: url}
}

// SetSize gives the screen its room.
func (m *Model) SetSize(width, height int) { m.width, m.height = width, height }

// Bare reports that the screen has a first line of its own.
func (m *Model) Bare() bool { return true }

// View draws the headline, the picture, and the words that stand for it.
func (m *Model) View() string {
	th := m.cfg.Theme
	rows := []string{th.Title.Render(th.Fit(" "+m.cfg.Headline.String(), m.width))}
	words := m.words()
	room := max(m.height-len(rows)-len(words), 0)
	body := m.picture(room)
	rows = append(rows, body...)
	for range room - len(body) {
		rows = append(rows, "")
	}
	return strings.Join(append(rows, words...), "\n")
}

// words say what the picture shows; they stand there whether it comes or not.
func (m *Model) words() []string {
	th := m.cfg.Theme
	alt := m.cfg.Pictures[m.at].Alt
	if alt.Len() == 0 {
		alt = text.Own("The outlet gives no words for this picture.")
	}
	rows := []string{""}
	const most = 3
	for i, s := range pager.Wrap(alt.String(), max(m.width-2, 1)) {
		if i < most {
			rows = append(rows, th.Quiet.Render(" "+alt.String()[s.Start:s.End]))
		}
	}
	return rows
}

// picture draws the picture in the middle of so many rows, or says why it is
// not there.
func (m *Model) picture(room int) []string {
	th := m.cfg.Theme
	img := m.images[m.at]
	if img == nil {
		say := text.Join("", text.Own(" Fetching the picture from "), pager.Host(m.cfg.Pictures[m.at].URL))
		if m.failed[m.at] != nil {
			say = text.Own(" This picture cannot be shown.")
		}
		if room < 2 {
			return nil
		}
		return []string{"", th.Quiet.Render(th.Fit(say.String(), m.width))}
	}
	want := drawn{at: m.at, width: m.width, height: room, colours: th.Colours()}
	if d := m.drawn; d.rows == nil || d.at != want.at || d.width != want.width || d.height != want.height || d.colours != want.colours {
		want.rows = m.draw(img, want)
		m.drawn = want
	}
	return m.drawn.rows
}

// draw draws a picture for a size.
func (m *Model) draw(img image.Image, d drawn) []string {
	size := img.Bounds().Size()
	width, height := fit(size.X, size.Y, d.width-2, d.height)
	if width == 0 {
		return nil
	}
	dots := scale(img, width, height)
	rows := letters(dots)
	if d.colours {
		rows = blocks(dots)
	}
	left := strings.Repeat(" ", max((d.width-width)/2, 0))
	for i := range rows {
		rows[i] = left + rows[i]
	}
	return rows
}

// Keys are the rows for the foot line.
func (m *Model) Keys() []keymap.Row {
	var rows []keymap.Row
	if len(m.cfg.Pictures) > 1 {
		next := m.cfg.Keys.Find(keymap.Article, "next")
		next.Short = "next picture"
		rows = append(rows, next)
	}
	for _, n := range []string{"browser", "copy", "back"} {
		rows = append(rows, m.cfg.Keys.Find(keymap.Article, n))
	}
	return rows
}

// Status is which picture it is.
func (m *Model) Status() text.Clean {
	return text.Sprintf("%d of %d", m.at+1, len(m.cfg.Pictures))
}

// Cursor is nowhere.
func (m *Model) Cursor() (x, y int, ok bool) { return 0, 0, false }

// Typing reports that nothing is typed here.
func (m *Model) Typing() bool { return false }
