package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"

	"casewire/feeds/desk"
)

// takeDown is a program for alerts: it writes down how it was called, in its
// first argument, and what it was given.
func takeDown() {
	f, err := os.OpenFile(os.Args[1], os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		fmt.Fprintln(os.Stderr, "cannot write\x1b[31m here")
		os.Exit(4)
	}
	defer f.Close()
	var b bytes.Buffer
	fmt.Fprintf(&b, "called %q\n", os.Args[2:])
	for _, v := range os.Environ() {
		if strings.HasPrefix(v, "CASEWIRE_") {
			fmt.Fprintln(&b, v)
		}
	}
	_, _ = io.Copy(&b, os.Stdin)
	_, _ = f.Write(b.Bytes())
}

// await FILE PATTERN waits until the file has a match.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await FILE PATTERN")
	}
	re, err := regexp.Compile(args[1])
	ts.Check(err)
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); <-time.After(20 * time.Millisecond) {
		if data, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && re.Match(data) {
			return
		}
	}
	ts.Fatalf("%s: %q did not come", args[0], args[1])
}

// publish FROM TO copies a file that is served, so that it is newer by its
// date, which counts in seconds.
func publish(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: publish FROM TO")
	}
	to := ts.MkAbs(args[1])
	old, err := os.Stat(to)
	ts.Check(err)
	ts.Check(os.WriteFile(to, []byte(ts.ReadFile(args[0])), 0o600))
	ts.Check(os.Chtimes(to, time.Time{}, old.ModTime().Add(time.Hour)))
}

// A home is where casewire runs as a process of its own, and an outlet that
// answers nothing as long as it stalls.
type home struct {
	t       *testing.T
	env     []string
	story   string
	stalls  atomic.Bool
	request chan string
}

func newHome(t *testing.T) *home {
	t.Helper()
	dir := t.TempDir()
	h := &home{t: t, story: filepath.Join(dir, "harbor.toml"), request: make(chan string, 10)}
	h.stalls.Store(true)
	ctx, release := context.WithCancel(context.Background())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.request <- r.URL.Path
		if h.stalls.Load() {
			select {
			case <-r.Context().Done():
			case <-ctx.Done():
			}
			return
		}
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Wire</title><item><title>Rain</title><guid>1</guid></item></channel></rss>`)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(release)
	h.env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir+"/config", "XDG_DATA_HOME="+dir+"/data",
		"XDG_STATE_HOME="+dir+"/state", "XDG_CACHE_HOME="+dir+"/cache", "CASEWIRE_NOW=", "CASEWIRE_STORY=", "TZ=UTC")
	story := "title = \"The harbor\"\nfeeds = [\"" + server.URL + "/feed.xml\"]\n"
	if err := os.WriteFile(h.story, []byte(story), 0o600); err != nil {
		t.Fatal(err)
	}
	return h
}

// start starts casewire; its output goes to out.
func (h *home) start(out *bytes.Buffer, args ...string) *exec.Cmd {
	h.t.Helper()
	cmd := exec.CommandContext(h.t.Context(), "casewire", append(args, "-s", h.story)...)
	cmd.Env, cmd.Stdout, cmd.Stderr = h.env, out, out
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	return cmd
}

func (h *home) requested() {
	h.t.Helper()
	select {
	case <-h.request:
	case <-time.After(20 * time.Second):
		h.t.Fatal("no feed was asked")
	}
}

func TestWatchEndsSoon(t *testing.T) {
	for sig, want := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGINT: 130, syscall.SIGHUP: 129} {
		t.Run(sig.String(), func(t *testing.T) {
			h := newHome(t)
			var out bytes.Buffer
			cmd := h.start(&out, "watch", "--json")
			h.requested()
			begun := time.Now()
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait()
			if took := time.Since(begun); took > 2*time.Second {
				t.Errorf("ended after %s", took)
			}
			if got := cmd.ProcessState.ExitCode(); got != want {
				t.Errorf("exit status %d, not %d: %s", got, want, &out)
			}
			// Nothing is lost and nobody is kept out.
			h.stalls.Store(false)
			out.Reset()
			if err := h.start(&out, "poll", "--json").Wait(); err != nil || !strings.Contains(out.String(), `"busy":false,"feeds":1,"ok":1`) {
				t.Errorf("poll afterwards: %v: %s", err, &out)
			}
		})
	}
}

func TestPollWaitsForWatch(t *testing.T) {
	h := newHome(t)
	var watched, polled bytes.Buffer
	watch := h.start(&watched, "watch")
	h.requested()
	poll := h.start(&polled, "poll", "--json")
	lock := filepath.Join(filepath.Dir(h.story), "data", "casewire", "harbor.lock")
	if who, err := os.ReadFile(lock); string(who) != "casewire watch" {
		t.Errorf("the lock says %q, %v", who, err)
	}
	select {
	case path := <-h.request:
		t.Fatalf("two pollers at once: %s", path)
	case <-time.After(300 * time.Millisecond):
	}
	h.stalls.Store(false)
	_ = watch.Process.Signal(syscall.SIGTERM)
	_ = watch.Wait()
	if err := poll.Wait(); err != nil || !strings.Contains(polled.String(), `"busy":false,"feeds":1,"ok":1`) {
		t.Errorf("poll: %v: %s", err, &polled)
	}
}

func TestPollSaysWhoIsBusy(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "harbor.toml")
	if err := os.WriteFile(file, []byte("title = \"The harbor\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := newProgram(os.Stdin, os.Stdout, os.Stderr)
	p.stdout, p.dirs, p.flags = &out, dirs{dir, dir, dir, dir}, flags{story: file, json: true, color: "auto"}
	if err := p.prepare(); err != nil {
		t.Fatal(err)
	}
	err := p.withStory(t.Context(), func(f *following) error {
		other := flock.New(lockPath(f))
		if err := other.Lock(); err != nil {
			return err
		}
		defer other.Unlock()
		if err := os.WriteFile(lockPath(f), []byte("casewire watch"), 0o600); err != nil {
			return err
		}
		if err := p.poll(t.Context(), f, desk.Options{}); err != nil {
			return err
		}
		p.flags.json = false
		return p.poll(t.Context(), f, desk.Options{})
	})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"done":true,"busy":true`) || !strings.Contains(out.String(), "casewire watch polls this story now") {
		t.Error(out.String())
	}
}

// TestServiceStartsWatch reads the command line of the unit file as casewire
// does.
func TestServiceStartsWatch(t *testing.T) {
	f, err := os.Open(filepath.Join("dist", "casewire.service"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line, ok := strings.CutPrefix(lines.Text(), "ExecStart=")
		if !ok {
			continue
		}
		argv, err := splitCommand(line)
		if err != nil {
			t.Fatal(err)
		}
		p := newProgram(os.Stdin, os.Stdout, os.Stderr)
		cmd, args, err := p.root().Find(argv[1:])
		if err != nil || cmd.Name() != "watch" {
			t.Fatalf("%s: %v, %v", line, cmd.Name(), err)
		}
		if err := cmd.ParseFlags(args); err != nil {
			t.Error(err)
		}
		return
	}
	t.Error("it starts nothing")
}
