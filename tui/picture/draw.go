package picture

import (
	"image"
	"image/color"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/image/draw"
)

// fit returns the size in dots of a picture of w by h dots that is shown on at
// most columns by rows cells. A cell is one dot wide and two high.
func fit(w, h, columns, rows int) (int, int) {
	if w <= 0 || h <= 0 || columns <= 0 || rows <= 0 {
		return 0, 0
	}
	width, height := columns, h*columns/w
	if height > rows*2 {
		width, height = w*rows*2/h, rows*2
	}
	return max(width, 1), max(height, 1)
}

// scale makes a picture of so many dots.
func scale(src image.Image, width, height int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(dst, dst.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Over, nil)
	return dst
}

// blocks draws a picture, two dots a cell, in the picture's own colours.
func blocks(p *image.RGBA) []string {
	size := p.Bounds().Size()
	rows := make([]string, 0, (size.Y+1)/2)
	for y := 0; y < size.Y; y += 2 {
		var b strings.Builder
		for x := 0; x < size.X; {
			upper, lower := p.RGBAAt(x, y), p.RGBAAt(x, min(y+1, size.Y-1))
			n := x + 1
			for n < size.X && p.RGBAAt(n, y) == upper && p.RGBAAt(n, min(y+1, size.Y-1)) == lower {
				n++
			}
			b.WriteString(ansi.NewStyle().ForegroundColor(upper).BackgroundColor(lower).Styled(strings.Repeat("▀", n-x)))
			x = n
		}
		rows = append(rows, b.String())
	}
	return rows
}

// ramp is signs from dark to light, for a light ink on a dark ground.
const ramp = " .:-=+*#%@"

// letters draws a picture without colours, by how much of a cell a sign fills.
func letters(p *image.RGBA) []string {
	size := p.Bounds().Size()
	rows := make([]string, 0, (size.Y+1)/2)
	for y := 0; y < size.Y; y += 2 {
		row := make([]byte, size.X)
		for x := range row {
			light := luminance(p.RGBAAt(x, y)) + luminance(p.RGBAAt(x, min(y+1, size.Y-1)))
			row[x] = ramp[light*(len(ramp)-1)/510]
		}
		rows = append(rows, string(row))
	}
	return rows
}

// luminance of a colour, 0 to 255, by the weights of Rec. 601.
func luminance(c color.RGBA) int {
	return (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000
}
