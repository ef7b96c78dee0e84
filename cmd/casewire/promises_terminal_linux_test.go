package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A seat is a terminal with a program at it.
type seat struct {
	t      *testing.T
	master *os.File
	slave  *os.File
	before unix.Termios
	cmd    *exec.Cmd
	ended  chan struct{}
	mu     sync.Mutex
	out    bytes.Buffer
}

// sit opens a terminal and starts casewire at it.
func (s *shop) sit(width, height uint16, args ...string) *seat {
	s.t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		s.t.Skip("no terminal can be made here:", err)
	}
	st := &seat{t: s.t, master: master, ended: make(chan struct{})}
	s.t.Cleanup(func() { _ = master.Close() })
	var n int
	st.control(func(fd int) error {
		err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
		number, err2 := unix.IoctlGetInt(fd, unix.TIOCGPTN)
		n = number
		return errors.Join(err, err2)
	})
	st.resize(width, height)
	if st.slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = st.slave.Close() })
	st.before = st.state()
	st.cmd = s.command("casewire", args...)
	st.cmd.Stdin, st.cmd.Stdout, st.cmd.Stderr = st.slave, st.slave, st.slave
	st.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := st.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	go st.listen()
	go func() {
		_ = st.cmd.Wait()
		close(st.ended)
	}()
	return st
}

// listen takes what the program writes.
func (st *seat) listen() {
	chunk := make([]byte, 32<<10)
	for {
		n, err := st.master.Read(chunk)
		st.mu.Lock()
		st.out.Write(chunk[:n])
		st.mu.Unlock()
		if err != nil && !errors.Is(err, syscall.EIO) { // EIO: nobody has the terminal open just now
			return
		}
		if err != nil {
			<-time.After(5 * time.Millisecond)
		}
	}
}

// control does something with the terminal.
func (st *seat) control(do func(fd int) error) {
	st.t.Helper()
	raw, err := st.master.SyscallConn()
	if err == nil {
		err = errors.Join(raw.Control(func(fd uintptr) { err = do(int(fd)) }), err)
	}
	if err != nil {
		st.t.Fatal(err)
	}
}

func (st *seat) resize(width, height uint16) {
	st.t.Helper()
	st.control(func(fd int) error {
		return unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: height, Col: width})
	})
}

// state is how the terminal treats what is typed.
func (st *seat) state() unix.Termios {
	st.t.Helper()
	var state unix.Termios
	st.control(func(fd int) error {
		got, err := unix.IoctlGetTermios(fd, unix.TCGETS)
		if err == nil {
			state = *got
		}
		return err
	})
	return state
}

func (st *seat) typed(keys string) { _, _ = io.WriteString(st.master, keys) }

// written is what the program has written so far.
func (st *seat) written() string {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.out.String()
}

// until waits for the program to write something, and reports whether it did.
func (st *seat) until(want string) bool {
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		if strings.Contains(st.written(), want) {
			return true
		}
		select {
		case <-st.ended:
			return strings.Contains(st.written(), want)
		case <-time.After(5 * time.Millisecond):
		}
	}
	return false
}

// settle waits until the program writes no more.
func (st *seat) settle() {
	for last := -1; last != len(st.written()); <-time.After(60 * time.Millisecond) {
		last = len(st.written())
	}
}

// end waits for the program's end and returns its exit status, -1 for none.
func (st *seat) end() int {
	select {
	case <-st.ended:
		return st.cmd.ProcessState.ExitCode()
	case <-time.After(20 * time.Second):
		_ = st.cmd.Process.Kill()
		return -1
	}
}

// resume checks that the terminal is given back while the program is stopped,
// lets it go on and ends it.
func (st *seat) resume() {
	st.t.Helper()
	if what := st.changed(); what != "" {
		st.t.Errorf("while it is stopped: %s", what)
	}
	_ = st.cmd.Process.Signal(syscall.SIGCONT)
	st.settle()
	if st.changed() == "" {
		st.t.Error("it does not go on")
	}
	_ = st.cmd.Process.Signal(syscall.SIGTERM)
}

var privateModes = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)

// changed says what is not as it was before the program; nothing if all is.
func (st *seat) changed() string {
	st.t.Helper()
	st.settle()
	var faults []string
	if st.state() != st.before {
		faults = append(faults, "what is typed is treated otherwise")
	}
	last := map[string]string{}
	for _, m := range privateModes.FindAllStringSubmatch(st.written(), -1) {
		for mode := range strings.SplitSeq(m[1], ";") {
			last[mode] = m[2]
		}
	}
	for mode, state := range last {
		if usual := map[string]string{"25": "h", "7": "h"}[mode]; state != "l" && state != usual || mode == "25" && state != "h" {
			faults = append(faults, "mode "+mode+" is left "+state)
		}
	}
	out := st.written()
	if strings.Count(out, "\x1b[>")-strings.Count(out, "\x1b[>4;")-strings.Count(out, "\x1b[>4m")-strings.Count(out, "\x1b[>q")-strings.Count(out, "\x1b[>0q")-strings.Count(out, "\x1b[>c") > strings.Count(out, "\x1b[<") {
		faults = append(faults, "the keyboard is left as it was asked for")
	}
	slices.Sort(faults)
	return strings.Join(faults, ", ")
}

// filledShop makes a shop with a story in which something has come in.
func filledShop(t *testing.T) (s *shop, story string) {
	t.Helper()
	g := goodSource(1)
	s = newShop(t)
	story = s.story(fmt.Sprintf("title = \"Harbor\"\nfeeds = [%q]\n[[keep]]\nmatch = 'harbor'\n", g.listen(t)))
	s.casewire("poll", "--no-articles", "-s", story)
	return s, story
}

// terminalsLost counts the ways to end that leave the terminal changed, or end
// with another status than they should.
func terminalsLost(t *testing.T) int {
	t.Helper()
	patient(t)
	lost := 0
	signal := func(sig syscall.Signal) func(*seat) {
		return func(st *seat) { _ = st.cmd.Process.Signal(sig) }
	}
	for _, way := range []struct {
		name   string
		do     func(*seat)
		status []int
	}{
		{"Q", func(st *seat) { st.typed("Q") }, []int{0}},
		{"q", func(st *seat) { st.typed("qqqq") }, []int{0}},
		{"^C", func(st *seat) { st.typed("\x03") }, []int{0, 130}},
		{"INT", signal(syscall.SIGINT), []int{130}},
		{"TERM", signal(syscall.SIGTERM), []int{143}},
		{"HUP", signal(syscall.SIGHUP), []int{129}},
		{"QUIT", signal(syscall.SIGQUIT), []int{131}},
		{"^Z, then TERM", func(st *seat) { st.typed("\x1a"); st.resume() }, []int{143}},
		{"TSTP, then TERM", func(st *seat) { signal(syscall.SIGTSTP)(st); st.resume() }, []int{143}},
		{"an archive that goes away", func(st *seat) { _ = os.RemoveAll(st.cmd.Dir + "/data"); st.typed("jjGgQ") }, []int{0, 1, 3}},
	} {
		s, story := filledShop(t)
		st := s.sit(80, 24, "--offline", "-s", story)
		if !st.until("Headlines") {
			t.Fatalf("%s: nothing is shown: %q", way.name, st.written())
		}
		st.settle()
		way.do(st)
		status := st.end()
		if what := st.changed(); what != "" || !slices.Contains(way.status, status) {
			t.Logf("%s: status %d; %s", way.name, status, what)
			lost++
		}
	}
	return lost
}

// sizesThatBreak counts the sizes of the terminal at which the window does not
// go on.
func sizesThatBreak(t *testing.T) int {
	t.Helper()
	patient(t)
	s, story := filledShop(t)
	broken := 0
	for _, first := range [][2]uint16{{80, 24}, {0, 0}, {1, 1}, {1000, 1000}} {
		st := s.sit(first[0], first[1], "--offline", "-s", story)
		st.until("\x1b[?1049h")
		for _, size := range [][2]uint16{{0, 0}, {1, 1}, {1000, 1}, {1, 1000}, {2, 2}, {40, 12}, {39, 11}, {1000, 1000}, {140, 50}, {0, 24}, {80, 0}} {
			st.resize(size[0], size[1])
			st.typed("j")
			st.settle()
			select {
			case <-st.ended:
				t.Logf("from %v to %v: it ends", first, size)
				broken++
			default:
			}
		}
		st.typed("\rQ")
		if status := st.end(); status != 0 || st.changed() != "" {
			t.Logf("begun at %v: status %d, %s", first, status, st.changed())
			broken++
		}
	}
	return broken
}

// terminalsThatBreak counts the terminals, and the things that are none, at
// which it hangs or crashes.
func terminalsThatBreak(t *testing.T) int {
	t.Helper()
	patient(t)
	s, story := filledShop(t)
	env := s.env
	broken := 0
	for _, term := range []string{"dumb", "", "unheard-of", "linux", "vt52", "\x1b]0;x"} {
		s.env = append(slices.Clone(env), "TERM="+term)
		st := s.sit(80, 24, "--offline", "-s", story)
		st.until("Harbor")
		st.typed("Q\r\x04")
		if status := st.end(); status != 0 || st.changed() != "" {
			t.Logf("TERM=%q: status %d, %s: %q", term, status, st.changed(), st.written())
			broken++
		}
	}
	s.env = env
	for _, args := range [][]string{{}, {"list"}, {"list", "--json"}, {"show", "1"}} {
		for name, full := range badOutputs(t) {
			cmd := s.command("casewire", append(args, "--offline", "-s", story)...)
			var said bytes.Buffer
			cmd.Stdout, cmd.Stderr = full, &said
			err := cmd.Run()
			status, signal := cmd.ProcessState.ExitCode(), cmd.ProcessState.Sys().(syscall.WaitStatus).Signal()
			if fine := name == "nothing" && err == nil || status == exitError || name == "a closed pipe" && signal == syscall.SIGPIPE; !fine {
				t.Logf("%v into %s: %v: %s", args, name, err, &said)
				broken++
			}
		}
	}
	return broken
}

// badOutputs are standard outputs that take little.
func badOutputs(t *testing.T) map[string]*os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = errors.Join(w.Close(), full.Close()) })
	return map[string]*os.File{"a closed pipe": w, "a full disk": full, "nothing": nil}
}

// leaksOfReader counts the payloads that get into the frames of the reader as
// they are.
func leaksOfReader(t *testing.T) int {
	t.Helper()
	patient(t)
	press := &hostilePress{}
	s := newShop(t)
	path := s.story(press.story(t))
	s.casewire("poll", "-s", path)
	st := s.sit(110, 45, "--offline", "-s", path)
	if !st.until("Headlines") {
		t.Fatalf("nothing is shown: %q", st.written())
	}
	st.walk("1", "A", "z")
	for range 12 {
		st.walk("j", "\r", "t", "w", "q", "u", "q", "e", "q", "v", "q", "J", " ", "q", "\x06")
	}
	st.walk("2", "q", "3", "j\r", "q", "q", "4", "j\r", "q", "q", "5", "\r", "q", "E", "q", "6", "q", "x", "\r", "q", "q", "/harbor\r", "q", "Q")
	st.end()
	out, n := st.written(), 0
	if what := st.changed(); what != "" {
		t.Error(what)
	}
	for _, p := range payloads {
		if len(p) < 4 || strings.Trim(p, "\b") == "" {
			continue // the reader itself writes these
		}
		if got := strings.Count(out, p); got > 0 {
			t.Logf("%q", p)
			n += got
		}
	}
	if !strings.Contains(out, "PWNED") {
		t.Error("no payload was shown at all")
	}
	return n
}

// walk types keys, one after the other.
func (st *seat) walk(keys ...string) {
	for _, key := range keys {
		st.typed(key)
		<-time.After(15 * time.Millisecond)
	}
	st.settle()
}
