package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A promise is one of the eleven that casewire makes about reliability and
// safety, with what is measured to hold it to that.
type promise struct {
	words   string
	tallies []tally
}

// A tally counts something; the count is at most as much as was promised.
type tally struct {
	what string
	most int
	take func(*testing.T) int
}

// promises are P1 to P11, in order.
func promises() []promise {
	return []promise{
		{"nothing from outside acts on the terminal", []tally{
			{"sequences that act, in what commands print, log and report", 0, leaksOfCommands},
			{"sequences that act, in the reader’s frames", 0, leaksOfReader},
			{"sequences that act, in a crash report", 0, elsewhere("cmd/casewire", "TestCrashGivesTheTerminalBackAndReports")},
			{"scripts of hostile pages and lists that act", 0, elsewhere("cmd/casewire", "TestScripts")},
			{"texts that leave the gate unclean", 0, elsewhere("feeds/text", "FuzzGate")},
		}},
		{"one bad source costs nothing else", append(hostileTallies(), crowdTallies()...)},
		{"what was listed is never lost or doubled", []tally{
			{"items lost or doubled by 100 kills of who stores them", 0, elsewhere("feeds/archive", "TestKill")},
			{"polls half seen by a reader beside the poller", 0, elsewhere("feeds/archive", "TestPollerAndReader")},
			{"items lost or doubled by two pollers, a reader and a kill", 0, lostByProcesses},
			{"commits that a power loss could take", 0, elsewhere("feeds/archive", "TestPragmas")},
		}},
		{"a full or read-only disk never harms the archive", []tally{
			{"articles lost on a disk that fills up", 0, elsewhere("feeds/archive", "TestRealFullDisk")},
			{"articles lost where the archive can grow no more", 0, elsewhere("feeds/archive", "TestFullDisk")},
			{"articles that cannot be read on a read-only disk", 0, elsewhere("feeds/archive", "TestRealReadOnlyDisk")},
			{"messages without the path or the room that is left", 0, wordlessDisks},
		}},
		{"damage is told, never hidden, never overwritten", []tally{
			{"damages that are not told, or harm more", 0, elsewhere("feeds/archive", "TestDamageIsToldAndHarmsNothingElse")},
			{"damaged files that are written to", 0, elsewhere("feeds/archive", "TestDamagedFilesAreNotTouched")},
			{"altered texts that go unnoticed", 0, elsewhere("feeds/archive", "TestAlteredText")},
			{"days without a backup, good ones overwritten by bad", 0, elsewhere("feeds/archive", "TestDailyKeepsTheGoodOne")},
			{"newer archives that are written to", 0, elsewhere("feeds/archive", "TestNewerSchemaIsReadOnly")},
		}},
		{"the terminal comes back", []tally{
			{"ways to end that leave the terminal changed", 0, terminalsLost},
			{"sizes at which the window ends or panics", 0, sizesThatBreak},
			{"terminals and pipes at which it hangs or crashes", 0, terminalsThatBreak},
			{"panics that leave the terminal changed", 0, elsewhere("cmd/casewire", "TestPanicsOfTheWindowEndInOrder")},
		}},
		{"secrets are never shown, logged or sent elsewhere", []tally{
			{"secrets in what is printed, logged and kept open to others", 0, secretsShown},
			{"secrets sent to another host", 0, secretsSent},
			{"addresses whose secrets are not hidden", 0, elsewhere("feeds/link", "TestHide")},
			{"headers whose addresses tell a secret", 0, elsewhere("feeds/link", "TestHideAll")},
			{"secrets in the files of evidence", 0, elsewhere("feeds/export", "TestEvidence")},
		}},
		{"no shell", []tally{
			{"shells that the sources start", 0, shellsStarted},
			{"links that could be anything but links", 0, elsewhere("feeds/link", "TestSafe")},
			{"links that reach the browser as options or scripts", 0, linksThatRun},
		}},
		{"it talks to nobody but the feeds and pages followed", []tally{
			{"requests for anything else", 0, requestsTooMany},
			{"ways from a public host to a private one", 0, elsewhere("feeds/fetch", "TestGetKeepsOutOfPrivateNetworks")},
			{"private addresses that are not known as such", 0, elsewhere("feeds/fetch", "TestPrivate")},
		}},
		{"private", []tally{
			{"files and folders that others can read, whatever the umask", 0, readableByOthers},
			{"archives that others can read while they are open", 0, elsewhere("feeds/archive", "TestFilesAreTheOwnersAlone")},
		}},
		{"every released schema opens in every later build", []tally{
			{"released schemas without their file in testdata", 0, schemasNotKept},
			{"released schemas that do not open", 0, elsewhere("feeds/archive", "TestOldSchemasOpen")},
			{"schemas that changed under their number", 0, elsewhere("feeds/archive", "TestSchemaStays")},
		}},
	}
}

func TestPromise1(t *testing.T)  { keepPromise(t, 1) }
func TestPromise2(t *testing.T)  { keepPromise(t, 2) }
func TestPromise3(t *testing.T)  { keepPromise(t, 3) }
func TestPromise4(t *testing.T)  { keepPromise(t, 4) }
func TestPromise5(t *testing.T)  { keepPromise(t, 5) }
func TestPromise6(t *testing.T)  { keepPromise(t, 6) }
func TestPromise7(t *testing.T)  { keepPromise(t, 7) }
func TestPromise8(t *testing.T)  { keepPromise(t, 8) }
func TestPromise9(t *testing.T)  { keepPromise(t, 9) }
func TestPromise10(t *testing.T) { keepPromise(t, 10) }
func TestPromise11(t *testing.T) { keepPromise(t, 11) }

// keepPromise takes all measures of a promise.
func keepPromise(t *testing.T, n int) {
	t.Helper()
	p := promises()[n-1]
	for _, m := range p.tallies {
		t.Run(m.what, func(t *testing.T) {
			if got := m.take(t); got > m.most {
				t.Errorf("P%d, %s: %d %s, and %d at most were promised", n, p.words, got, m.what, m.most)
			}
		})
	}
}

// patient skips a tally that takes long where tests are to be short; the race
// detector slows processes down so far that limits of time are met for nothing.
func patient(t *testing.T) {
	t.Helper()
	if testing.Short() || raced {
		t.Skip("this takes long")
	}
}

// elsewhere is a tally that a test of another package takes: it fails when
// that test is there no more.
func elsewhere(dir, test string) func(*testing.T) int {
	return func(t *testing.T) int {
		t.Helper()
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(dir), "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(src, []byte("\nfunc "+test+"(")) {
				return 0
			}
		}
		t.Errorf("%s has no %s", dir, test)
		return 1
	}
}

// A shop is a home of its own, in which casewire runs as a process.
type shop struct {
	t   *testing.T
	dir string
	env []string
}

func newShop(t *testing.T) *shop {
	t.Helper()
	dir := t.TempDir()
	return &shop{t: t, dir: dir, env: append(os.Environ(), "HOME="+dir,
		"XDG_CONFIG_HOME="+dir+"/config", "XDG_DATA_HOME="+dir+"/data", "XDG_STATE_HOME="+dir+"/state", "XDG_CACHE_HOME="+dir+"/cache",
		"CASEWIRE_NOW=2026-03-14T12:00:00Z", "CASEWIRE_STORY=", "TZ=UTC", "TERM=xterm-256color", "NO_COLOR=", "http_proxy=", "HTTP_PROXY=")}
}

// story writes a story file and returns its path.
func (s *shop) story(doc string) string {
	s.t.Helper()
	path := filepath.Join(s.dir, "promise.toml")
	if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// command makes a process of a program of this binary that is ended with the
// test.
func (s *shop) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(s.t.Context(), name, args...)
	cmd.Env, cmd.Dir, cmd.WaitDelay = s.env, s.dir, 5*time.Second
	return cmd
}

// casewire runs it and returns what it printed and what it said. How it ends
// is for the caller's eyes in what it printed.
func (s *shop) casewire(args ...string) (out, said string) {
	var stdout, stderr bytes.Buffer
	cmd := s.command("casewire", args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	_ = cmd.Run()
	return stdout.String(), stderr.String()
}

// A weight is what a process took, measured from inside: the numbers that its
// parent sees are partly the parent's own.
type weight struct {
	Peak        int   // megabytes of memory, at the most
	Goroutines  []int // before, and after each run
	Descriptors []int
}

// openUmask, in the environment of a process that is weighed, makes it one that
// would keep nothing from others.
const openUmask = "CASEWIRE_TEST_UMASK"

// weighed runs casewire several times in one process and writes its weight to
// the file that its first argument names; runs are parted by ";".
func weighed() {
	file, rest := os.Args[1], os.Args[2:]
	if os.Getenv(openUmask) != "" {
		syscall.Umask(0)
	}
	// What stays for good, the watch for signals and that of the network, is
	// there from here on.
	run([]string{"version"}, os.Stdin, os.Stderr, os.Stderr)
	if l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0"); err == nil {
		_ = l.Close()
	}
	w := weight{}
	w.look(0)
	for len(rest) > 0 {
		args := rest
		if i := slices.Index(rest, ";"); i >= 0 {
			args, rest = rest[:i], rest[i+1:]
		} else {
			rest = nil
		}
		run(args, os.Stdin, os.Stdout, os.Stderr)
		w.look(w.Goroutines[0])
	}
	w.Peak = peakMemory()
	data, err := json.Marshal(w)
	if err == nil {
		err = os.WriteFile(file, data, 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// look counts goroutines and descriptors. Goroutines that are ending get a
// moment to do so.
func (w *weight) look(goal int) {
	deadline := time.Now().Add(5 * time.Second)
	for goal > 0 && runtime.NumGoroutine() > goal && time.Now().Before(deadline) {
		<-time.After(5 * time.Millisecond)
	}
	open, _ := os.ReadDir("/proc/self/fd")
	w.Goroutines = append(w.Goroutines, runtime.NumGoroutine())
	w.Descriptors = append(w.Descriptors, len(open))
}

// peakMemory is the most memory that the process ever had, in megabytes; 0 where the
// system does not say.
func peakMemory() int {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes := 0
	_, _ = fmt.Sscan(rest, &kilobytes)
	return kilobytes / 1000
}

// weigh runs casewire in a process that is weighed, and returns what it printed.
func (s *shop) weigh(runs ...[]string) (weight, string) {
	s.t.Helper()
	file := filepath.Join(s.t.TempDir(), "weight")
	args := []string{file}
	for i, run := range runs {
		if i > 0 {
			args = append(args, ";")
		}
		args = append(args, run...)
	}
	var out bytes.Buffer
	cmd := s.command("weighed", args...)
	cmd.Stdout, cmd.Stderr = &out, io.Discard
	if err := cmd.Run(); err != nil {
		s.t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	var w weight
	if err := json.Unmarshal(data, &w); err != nil {
		s.t.Fatal(err)
	}
	return w, out.String()
}
