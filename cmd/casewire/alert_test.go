package main

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

func TestQuietAt(t *testing.T) {
	night := []quietTime{{22 * time.Hour, 7 * time.Hour}, {12 * time.Hour, 13 * time.Hour}}
	for clock, want := range map[string]bool{
		"21:59": false, "22:00": true, "23:59": true, "00:00": true, "06:59": true, "07:00": false,
		"11:59": false, "12:00": true, "12:59": true, "13:00": false,
	} {
		at, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := quietAt(night, at); got != want {
			t.Errorf("%s: quiet %v", clock, got)
		}
	}
	if quietAt(nil, time.Time{}) {
		t.Error("quiet where nobody wants it")
	}
}

func TestSplitCommand(t *testing.T) {
	for command, want := range map[string][]string{
		``:                          nil,
		`  mail  -s alert `:         {"mail", "-s", "alert"},
		`mail -s "casewire: alert"`: {"mail", "-s", "casewire: alert"},
		`a 'b "c" \d' "e 'f' \" g"`: {"a", `b "c" \d`, `e 'f' " g`},
		`a b\ c\"d "\e\\"`:          {"a", "b c\"d", `\e\`},
		`a '' "" b""c`:              {"a", "", "", "bc"},
		"a 'x|y;z' \\$HOME \"a&b\"": {"a", "x|y;z", "$HOME", "a&b"},
		"tab\tnew\nline":            {"tab", "new", "line"},
		`end\`:                      {`end\`},
	} {
		got, err := splitCommand(command)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", command, got, err)
		}
	}
	for _, bad := range []string{`a "b`, `a 'b`, `a | b`, `a > b`, `a; b`, `a $HOME`, "a `b`", `a & b`, `(a)`} {
		if got, err := splitCommand(bad); err == nil {
			t.Errorf("%s: %q and no error", bad, got)
		}
	}
}

func FuzzSplitCommand(f *testing.F) {
	for _, s := range []string{`mail -s "a b" 'c'`, `a\ b`, `"`, `'\''`, `"\"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		argv, err := splitCommand(s)
		if err != nil {
			return
		}
		quoted := make([]string, len(argv))
		for i, a := range argv {
			quoted[i] = `'` + strings.ReplaceAll(a, `'`, `'\''`) + `'`
		}
		again, err := splitCommand(strings.Join(quoted, " "))
		if err != nil || !slices.Equal(argv, again) {
			t.Errorf("%q: %q, quoted %q: %v", s, argv, again, err)
		}
	})
}

func TestHookIsEnded(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh")
	}
	ctx, cancel := context.WithCancel(t.Context())
	ready := filepath.Join(t.TempDir(), "ready")
	done := make(chan error, 1)
	go func() {
		done <- hook{"sh", "-c", `sleep 60 & echo > "$0"; wait`, ready}.run(ctx, nil, os.Environ())
	}()
	for deadline := time.Now().Add(20 * time.Second); !exists(ready) && time.Now().Before(deadline); <-time.After(10 * time.Millisecond) {
		continue
	}
	begun := time.Now()
	cancel()
	if err := <-done; err != nil || time.Since(begun) > 1900*time.Millisecond {
		t.Errorf("ended after %s: %v", time.Since(begun), err)
	}
}

func TestTail(t *testing.T) {
	said := &tail{}
	for range 1000 {
		_, _ = said.Write([]byte("one line\nand\x1b[31m another\n"))
	}
	if len(said.end) > hookWords {
		t.Errorf("%d bytes are kept", len(said.end))
	}
	if got := said.line().String(); strings.Contains(got, "\x1b") || !strings.HasPrefix(got, "and") || !strings.HasSuffix(got, " another") {
		t.Errorf("last line %q", got)
	}
}

// alerting is a story with one alert for each of some headlines.
func alerting(t *testing.T, headlines ...string) *following {
	t.Helper()
	now := time.Date(2026, 3, 14, 15, 0, 0, 0, time.UTC)
	f := &following{
		story: &news.Story{Name: "marlow", Title: text.Own("State v. Marlow")}, zone: time.UTC, now: func() time.Time { return now },
	}
	var err error
	f.archive, err = archive.Open(t.Context(), filepath.Join(t.TempDir(), "marlow.db"), archive.Options{Story: "marlow"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.archive.Close() })
	arrive(t, f, headlines...)
	return f
}

// arrive polls: headlines come in.
func arrive(t *testing.T, f *following, headlines ...string) {
	t.Helper()
	ctx := t.Context()
	if err := f.archive.Sync(ctx, []news.FeedSpec{{URL: "https://post.example/rss"}}, f.now()); err != nil {
		t.Fatal(err)
	}
	seq, err := f.archive.BeginPoll(ctx, f.now())
	if err != nil {
		t.Fatal(err)
	}
	v := rule.Verdict{Verdict: news.Verdict{Decision: news.Keep, Alerts: []text.Clean{text.Own("verdicts")}}}
	r := archive.Result{Feed: 1, Listed: true}
	for i, h := range headlines {
		at := f.now().Add(-time.Duration(i+1) * time.Hour)
		r.Arrivals = append(r.Arrivals, archive.Arrival{
			Item:   news.Item{GUID: h, Title: text.Line(h), Published: news.Time{Time: at, From: news.FromFeed}},
			Outlet: text.Own("Harbor Post"), Verdict: v,
		})
	}
	judge := archive.Judge{Hash: "x", Decide: func(*rule.Doc) rule.Verdict { return v }}
	if _, err := f.archive.Store(ctx, seq, f.now(), []archive.Result{r}, judge); err != nil {
		t.Fatal(err)
	}
}

func TestAlertWords(t *testing.T) {
	f := alerting(t, "Jury finds Marlow not guilty", "Clerk convicted", "C", "D", "E")
	alerts, err := f.archive.Untold(t.Context())
	if err != nil || len(alerts) != 5 {
		t.Fatalf("%d alerts, %v", len(alerts), err)
	}
	title, body := alertWords(f, alerts[:1])
	if title.String() != "State v. Marlow: verdicts" || body.String() != "Jury finds Marlow not guilty (Harbor Post, 14:00; the first outlet)" {
		t.Errorf("one: %s / %s", title, body)
	}
	alerts[0].Article.Report.Outlets = 3
	if _, body = alertWords(f, alerts[:1]); !strings.HasSuffix(body.String(), "(Harbor Post, 14:00; 3 outlets)") {
		t.Errorf("of three outlets: %s", body)
	}
	title, body = alertWords(f, alerts)
	if title.String() != "State v. Marlow: 5 alerts" || !strings.HasSuffix(body.String(), "; C (Harbor Post, 12:00); and 2 more") {
		t.Errorf("five: %s / %s", title, body)
	}
}

func TestBellRingsOnce(t *testing.T) {
	f := alerting(t, "Before the window opened")
	var rung []string
	b := &bell{following: f, term: "xterm", since: 1, rung: map[int64]bool{}, send: func(s string) { rung = append(rung, s) }}
	look := func() string {
		t.Helper()
		rung = nil
		if err := b.look(t.Context()); err != nil {
			t.Fatal(err)
		}
		return strings.Join(rung, "")
	}
	if got := look(); got != "" {
		t.Errorf("rang for what was there: %q", got)
	}
	arrive(t, f, "Marlow \x1b]0;x\x07convicted")
	if got := look(); !strings.HasPrefix(got, "\x1b]9;State v. Marlow: verdicts: Marlow ") || strings.Count(got, "\x1b") != 1 || strings.Count(got, "\x07") != 1 {
		t.Errorf("rang %q", got)
	}
	if got := look(); got != "" {
		t.Errorf("rang again: %q", got)
	}
	b.quiet = []quietTime{{14 * time.Hour, 16 * time.Hour}}
	arrive(t, f, "A", "B")
	if got := look(); got != "" {
		t.Errorf("rang in a quiet hour: %q", got)
	}
	b.quiet, b.term = nil, "foot"
	if got := look(); !strings.HasPrefix(got, "\x1b]777;notify;State v. Marlow: 2 alerts;A (") || len(rung) != 1 {
		t.Errorf("after the quiet hour: %q", got)
	}
	b.term = "linux"
	arrive(t, f, "C")
	if got := look(); got != "" {
		t.Errorf("a console that prints it: %q", got)
	}
}

// desktop is a notification service on a bus of its own.
type desktop struct{ got chan []string }

func (d *desktop) GetCapabilities() ([]string, *dbus.Error) { return []string{"body-markup"}, nil }

func (d *desktop) Notify(app string, _ uint32, _, title, body string, _ []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	d.got <- []string{app, title, body}
	return 1, nil
}

func TestNotify(t *testing.T) {
	address := sessionBus(t)
	bus, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	service := &desktop{make(chan []string, 1)}
	if err := bus.Export(service, "/org/freedesktop/Notifications", "org.freedesktop.Notifications"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.freedesktop.Notifications", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	h := quietHerald(t)
	if err := h.notify(t.Context(), text.Own("State v. Marlow: verdicts"), text.Own(`<b>Guilty</b> & "free"`)); err != nil {
		t.Fatal(err)
	}
	want := []string{"casewire", "State v. Marlow: verdicts", "&lt;b&gt;Guilty&lt;/b&gt; &amp; &#34;free&#34;"}
	if got := <-service.got; !slices.Equal(got, want) {
		t.Errorf("notified %q", got)
	}
}

// TestNotifyIsBounded has a bus that never answers.
func TestNotifyIsBounded(t *testing.T) {
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "bus"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var open atomic.Bool
	go func() {
		if c, err := l.Accept(); err == nil {
			open.Store(true)
			defer c.Close()
			<-t.Context().Done()
		}
	}()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+l.Addr().String())
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := quietHerald(t).notify(ctx, text.Own("a"), text.Own("b")); err == nil || !open.Load() {
		t.Errorf("error %v, connected %v", err, open.Load())
	}
}

func quietHerald(t *testing.T) *herald {
	t.Helper()
	p := newProgram(os.Stdin, os.Stdout, os.Stderr)
	p.openLog()
	return &herald{program: p}
}

// sessionBus starts a bus, where the machine has one.
func sessionBus(t *testing.T) string {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("no dbus-daemon")
	}
	path := filepath.Join(t.TempDir(), "bus")
	cmd := exec.CommandContext(t.Context(), daemon, "--session", "--nofork", "--nopidfile", "--address=unix:path="+path)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); !exists(path); <-time.After(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the bus does not come up")
		}
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return "unix:path=" + path
}
