package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"casewire/feeds/archive"
	"casewire/feeds/demo"
	"casewire/feeds/news"
)

// littleRoom is how much of a disk is little.
const littleRoom = 100 << 20

// archive looks at the archive of the chosen story, and at its feeds.
func (d *doctor) archive(ctx context.Context) {
	name, path, err := d.place()
	if err != nil {
		d.say("story", ill, plainError(err), "casewire stories lists all stories")
		return
	}
	if !exists(path) {
		d.say("archive", well, name+" has none yet", "casewire poll begins one")
		return
	}
	o := archive.Options{Story: name, Clock: d.now}
	if st, err := d.loadStory(); err == nil {
		o.StoryPath = d.foreignPath(st)
		if st.Name == demoStory && st.Path == "" && d.getenv("CASEWIRE_NOW") == "" {
			o.Clock = demo.Ends
		}
	}
	a, err := archive.Open(ctx, path, o)
	var damaged *archive.DamagedError
	switch {
	case errors.As(err, &damaged):
		d.damaged = true
		d.say("archive", ill, plainError(err), d.backupHint(name, "put a copy in its place, or move it away to begin a new one"))
		return
	case err != nil:
		d.say("archive", ill, plainError(err), "")
		return
	}
	defer func() { _ = a.Close() }()
	d.pages(ctx, a, name)
	d.texts(ctx, a)
	if name != demoStory {
		d.backup(name)
	}
	d.lock(strings.TrimSuffix(path, ".db") + ".lock")
	d.feeds(ctx, a, o.Clock())
}

func (d *doctor) backupHint(name, other string) string {
	if at := d.backedUp(name); !at.IsZero() {
		return other + "; the newest backup, of " + dayWords(at) + ", is " + d.backupPath(name)
	}
	return other
}

// pages tells whether the archive is whole.
func (d *doctor) pages(ctx context.Context, a *archive.Archive, name string) {
	damage, err := a.Check(ctx)
	if err != nil {
		d.say("archive", ill, plainError(err), "")
		return
	}
	if damage != nil {
		d.damaged = true
		what := "all of its articles can be read"
		if n := damage.Lost(); n > 0 {
			what = fmt.Sprintf("%s of %s cannot be read", grouped(n), count(damage.Known, "article"))
		}
		d.say("archive", ill, fmt.Sprintf("%s is damaged: %s", a.Path(), what),
			d.backupHint(name, "casewire doctor --recover makes a new one of what can be read, beside it"))
		return
	}
	counts, err := a.Counts(ctx)
	if err != nil {
		d.say("archive", ill, plainError(err), "")
		return
	}
	state, words := well, ""
	if shut, why := a.ReadOnly(); shut {
		state, words = odd, ", read-only: "+why.String()
	}
	var bytes uint64
	if info, err := os.Stat(a.Path()); err == nil {
		bytes = uint64(info.Size()) //nolint:gosec // a size is positive
	}
	d.say("archive", state, fmt.Sprintf("%s: %s kept of %s, %s, no page is damaged%s", a.Path(),
		grouped(counts.Kept), count(counts.Kept+counts.NearMiss+counts.Dropped, "article"), size(bytes), words), "")
	if now := d.now(); counts.LastPoll.After(now.Add(time.Minute)) {
		d.say("clock", odd, fmt.Sprintf("it is behind: the last poll was at %s", dayWords(counts.LastPoll)), "set the clock; nothing is lost by it")
	}
}

// texts compares every text with its hash.
func (d *doctor) texts(ctx context.Context, a *archive.Archive) {
	altered, n, err := a.Verify(ctx, nil)
	if damage := a.Damage(); damage != nil {
		altered = append(altered, damage.Altered...)
	}
	switch {
	case err != nil:
		d.say("texts", ill, plainError(err), "")
	case len(altered) > 0:
		d.damaged = true
		d.say("texts", ill, fmt.Sprintf("%s of %s are not what was saved, of articles %s", grouped(len(altered)), count(n, "text"), strings.Trim(fmt.Sprint(altered), "[]")),
			"casewire doctor --recover makes a new archive, in which a note says so")
	default:
		d.say("texts", well, count(n, "text")+", each as it was saved", "")
	}
}

func (d *doctor) backup(name string) {
	if at := d.backedUp(name); !at.IsZero() {
		d.say("backup", well, fmt.Sprintf("%s, of %s", d.backupPath(name), dayWords(at)), "")
		return
	}
	d.say("backup", odd, "none yet", "the first poll of a day writes one, if the disk has room for two; or: casewire backup FILE")
}

// lock tells who polls now.
func (d *doctor) lock(path string) {
	if !exists(path) {
		d.say("lock", well, "nobody polls", "")
		return
	}
	l := flock.New(path, flock.SetPermissions(0o600))
	free, err := l.TryLock()
	switch {
	case err != nil:
		d.say("lock", ill, plainError(err), "give the file back to yourself: chmod 600 "+path)
	case free:
		_ = l.Unlock()
		d.say("lock", well, "nobody polls", "")
	default:
		who, _ := os.ReadFile(path) //nolint:gosec // the user's own
		d.say("lock", well, "polling now: "+string(who), "")
	}
}

// feeds counts the feeds by how they are.
func (d *doctor) feeds(ctx context.Context, a *archive.Archive, now time.Time) {
	all, err := a.Health(ctx, now)
	if err != nil {
		d.say("feeds", ill, plainError(err), "")
		return
	}
	n := map[news.FeedState]int{}
	for i := range all {
		n[all[i].State]++
	}
	line := fmt.Sprintf("%s: %d alive, %d quiet, %d failing, %d gone, %d never asked", count(len(all), "feed"),
		n[news.Alive], n[news.Quiet], n[news.Failing], n[news.Gone], n[news.Never])
	if n[news.Failing]+n[news.Gone] > 0 {
		d.say("feeds", odd, line, "casewire feeds list says which and why")
		return
	}
	d.say("feeds", well, line, "")
}

func (d *doctor) disk() {
	free, err := archive.Free(d.dirs.data)
	switch {
	case err != nil:
		d.say("disk", ill, plainError(err), "")
	case free < littleRoom:
		d.say("disk", odd, fmt.Sprintf("%s free for %s", size(free), d.dirs.data), "make room: when it is full nothing can be saved; reading goes on")
	default:
		d.say("disk", well, fmt.Sprintf("%s free for %s", size(free), d.dirs.data), "")
	}
	if exists(d.dirs.data) && unix.Access(d.dirs.data, unix.W_OK) != nil {
		d.say("disk", ill, d.dirs.data+" cannot be written: nothing can be saved", "chmod 700 "+d.dirs.data)
	}
}

// built is a time that no clock can be before.
var built = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) //nolint:gochecknoglobals // table

func (d *doctor) clock() {
	now := d.now()
	switch {
	case d.getenv("CASEWIRE_NOW") != "":
		d.say("clock", odd, "it stands still at "+dayWords(now), "CASEWIRE_NOW is set; unset it to have the real time")
	case now.Before(built):
		d.say("clock", ill, "it says "+dayWords(now), "set the clock: feeds are asked by it")
	default:
		d.say("clock", well, dayWords(now)+now.Local().Format(" MST"), "") //nolint:gosmopolitan // times are shown where the reader is
	}
}

// screen looks at the terminal: what it is, how large, what it can show.
func (d *doctor) screen() {
	if d.terminal == nil {
		d.say("terminal", well, "none here: output is plain", "")
		return
	}
	name := d.getenv("TERM")
	w, h, _ := term.GetSize(int(d.terminal.Fd()))
	colors := "colours"
	if !d.colored() {
		colors = "no colours"
	}
	line := fmt.Sprintf("TERM=%s, %dx%d, %s", name, w, h, colors)
	switch {
	case name == "" || name == "dumb":
		d.say("terminal", odd, line, "the reader is plain lines here; set TERM to what the terminal is")
	case w < 40 || h < 12:
		d.say("terminal", odd, line, "make it 40x12 at least")
	case !d.speaksUTF8():
		d.say("terminal", odd, line+", no UTF-8", `set LANG to a locale of UTF-8, or glyphs = "ascii" in config.toml`)
	default:
		d.say("terminal", well, line+", UTF-8", "")
	}
}

// speaksUTF8 reports whether the locale says that the terminal does.
func (d *doctor) speaksUTF8() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(d.getenv(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return false
}
