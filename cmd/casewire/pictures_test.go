package main

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"casewire/tui/theme"
)

// A shot is keys that lead to a screen of the demonstration, and words that
// stand there.
type shot struct{ name, keys, words string }

// shots are the pictures of the README.
var shots = []shot{
	{"headlines", "1", "Today"},
	{"article", "1 j j enter", "new to you"},
	{"digest", "2", "WHAT HAPPENED"},
	{"timeline", "3", "COMING UP"},
	{"people", "4", "QUOTES"},
	{"rules", "6", "KEEPS"},
}

// TestWalk walks the screens by keys in an emulated terminal. With -update it
// makes the pictures of the README on the way:
// go test ./cmd/casewire -run TestWalk -update
func TestWalk(t *testing.T) {
	if testing.Short() && !*update {
		t.Skip("the soak walks the same screens")
	}
	pictures, err := filepath.Abs(filepath.Join(root, "tui", "pictures"))
	if err != nil {
		t.Fatal(err)
	}
	for _, shot := range shots {
		t.Run(shot.name, func(t *testing.T) {
			term := switchOn(t, 112, 32)
			for _, key := range strings.Fields(shot.keys) {
				term.until("Marlow")
				term.press(key)
				term.settle()
			}
			term.until(shot.words)
			path := filepath.Join(pictures, shot.name+".png")
			if *update {
				term.settle()
				savePNG(t, path, paint(t, term.emu, 112, 32))
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%v: go test ./cmd/casewire -run TestWalk -update", err)
			}
		})
	}
}

// A terminal runs the demonstration's reader, emulated.
type terminal struct {
	t    *testing.T
	emu  *vt.SafeEmulator
	keys *io.PipeWriter
}

func switchOn(t *testing.T, width, height int) *terminal {
	t.Helper()
	_, app := demonstration(t, theme.Options{Profile: colorprofile.TrueColor})
	in, keys := io.Pipe()
	term := &terminal{t: t, emu: vt.NewSafeEmulator(width, height), keys: keys}
	_, _ = term.emu.Write([]byte("\x1b[20h")) // without a tty the renderer sends no carriage returns
	go func() { _, _ = io.Copy(io.Discard, term.emu) }()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	ended := make(chan struct{})
	p := tea.NewProgram(app,
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(term.emu), tea.WithWindowSize(width, height),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignals(), tea.WithFPS(120),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	go func() { _, _ = p.Run(); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })
	return term
}

func (term *terminal) screen() string { return ansi.Strip(term.emu.Render()) }

// press presses a key, after its screen has come to rest.
func (term *terminal) press(key string) {
	_, _ = io.WriteString(term.keys, map[string]string{"enter": "\r", "esc": "\x1b", "space": " ", "tab": "\t"}[key])
	if len(key) == 1 {
		_, _ = io.WriteString(term.keys, key)
	}
}

// until waits for words on the screen.
func (term *terminal) until(words string) {
	term.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !strings.Contains(term.screen(), words) {
		if time.Now().After(deadline) {
			term.t.Fatalf("no %q on\n%s", words, term.screen())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// settle waits until the screen is the same for a while.
func (term *terminal) settle() {
	deadline := time.Now().Add(10 * time.Second)
	for was, since := term.screen(), time.Now(); time.Since(since) < 300*time.Millisecond && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if is := term.screen(); is != was {
			was, since = is, time.Now()
		}
	}
}

// The size of a cell in dots, and of the letters in points.
const (
	cellWidth, cellHeight = 12, 25
	letters               = 20
)

// paint draws what a terminal shows.
func paint(t *testing.T, emu *vt.SafeEmulator, width, height int) image.Image {
	t.Helper()
	plain, bold := face(t, gomono.TTF), face(t, gomonobold.TTF)
	ground, ink := color.RGBA{0x1e, 0x1e, 0x1e, 0xff}, color.RGBA{0xd8, 0xd8, 0xd8, 0xff}
	img := image.NewRGBA(image.Rect(0, 0, (width+2)*cellWidth, (height+1)*cellHeight))
	draw.Draw(img, img.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	for y := range height {
		for x := range width {
			c := emu.CellAt(x, y)
			if c == nil || c.Content == "" {
				continue
			}
			fg, bg := color.Color(ink), color.Color(ground)
			if c.Style.Fg != nil {
				fg = c.Style.Fg
			}
			if c.Style.Bg != nil {
				bg = c.Style.Bg
			}
			if c.Style.Attrs&reverseAttr != 0 {
				fg, bg = bg, fg
			}
			at := image.Pt((x+1)*cellWidth, y*cellHeight+cellHeight/2)
			draw.Draw(img, image.Rectangle{at, at.Add(image.Pt(cellWidth*max(c.Width, 1), cellHeight))}, image.NewUniform(bg), image.Point{}, draw.Src)
			d := font.Drawer{Dst: img, Src: image.NewUniform(fg), Face: plain, Dot: fixed.P(at.X, at.Y+cellHeight-7)}
			if c.Style.Attrs&boldAttr != 0 {
				d.Face = bold
			}
			d.DrawString(c.Content)
			if c.Style.Underline != 0 {
				line := image.Rect(at.X, at.Y+cellHeight-4, at.X+cellWidth, at.Y+cellHeight-3)
				draw.Draw(img, line, image.NewUniform(fg), image.Point{}, draw.Src)
			}
		}
	}
	return img
}

// Attributes of a cell, as the emulator has them.
const (
	boldAttr    = 1 << 0
	reverseAttr = 1 << 5
)

func face(t *testing.T, ttf []byte) font.Face {
	t.Helper()
	f, err := opentype.Parse(ttf)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: letters, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func savePNG(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
