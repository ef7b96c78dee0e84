package export

import (
	"bytes"
	"context"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// chromium is a browser to look at pages with.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed: the page is not looked at in a browser")
	return ""
}

// browse opens a page and returns what the browser says of it.
func browse(t *testing.T, browser string, args ...string) (out, complaints string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, browser, append([]string{ //nolint:gosec // the browser that was found
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--enable-logging=stderr",
		"--user-data-dir=" + t.TempDir(), "--hide-scrollbars", "--window-size=400,800",
	}, args...)...)
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("browse: %v\n%s", err, stderr.String())
	}
	return stdout.String(), stderr.String()
}

func TestInBrowser(t *testing.T) {
	browser := chromium(t)
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	attack := `"><script>document.title="ran";fetch("` + server.URL + `")</script><img src="` + server.URL + `/x.png" onerror="document.title='ran'"><style>@import "` + server.URL + `";</style>`
	dir := t.TempDir()
	for name, story := range map[string]*Story{"usual": usual(), "hostile": hostile(attack)} {
		path := filepath.Join(dir, name+".html")
		if err := os.WriteFile(path, []byte(render(t, "html", story)), 0o600); err != nil {
			t.Fatal(err)
		}
		dom, complaints := browse(t, browser, "--dump-dom", "file://"+path)
		if strings.Contains(dom, "<title>ran") || !strings.Contains(dom, "</footer>") || asked.Load() > 0 {
			t.Errorf("%s: %d requests, %s", name, asked.Load(), dom)
		}
		if strings.Contains(complaints, "Content Security Policy") || strings.Contains(complaints, "Content-Security-Policy") {
			t.Errorf("%s: the policy forbids the page itself: %s", name, complaints)
		}
	}
	styled(t, browser, dir)
}

// styled looks at the page on a narrow screen: the style sheet must be in
// force, and nothing wider than the screen.
func styled(t *testing.T, browser, dir string) {
	t.Helper()
	shot := filepath.Join(dir, "usual.png")
	browse(t, browser, "--screenshot="+shot, "file://"+filepath.Join(dir, "usual.html"))
	data, err := os.ReadFile(shot)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	links, margin := 0, 0
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			switch c := color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA); {
			case c == color.RGBA{0x00, 0x5f, 0x87, 0xff}, c == color.RGBA{0x6f, 0xc3, 0xdf, 0xff}:
				links++
			case x >= picture.Bounds().Max.X-8 && c != color.RGBA{0xff, 0xff, 0xff, 0xff} && c != color.RGBA{0x1e, 0x1e, 0x1e, 0xff}:
				margin++
			}
		}
	}
	if links == 0 || margin > 0 {
		t.Errorf("%d points of links, %d points in the margin", links, margin)
	}
}
