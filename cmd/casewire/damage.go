package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casewire/feeds/archive"
	"casewire/feeds/text"
)

// checkWait is how long a command waits for the check of its archive, if it is
// not larger than quick, in bytes: then it is checked by then.
const (
	checkWait = 50 * time.Millisecond
	quick     = 16 << 20
)

// commandPause is how long a command is left alone before a larger archive is
// checked behind it: most are done by then, and would have ended the check.
const commandPause = 500 * time.Millisecond

// writeWait is how long a command waits that is going to write. It checks the
// tables of the archive, which it adds to: the word index can be made again of
// them, and is checked once a day, before the backup.
const writeWait = time.Second

// readerPause is how long the reader, which waits for nothing, is left alone
// before its archive is checked: the check takes a processor while it lasts.
const readerPause = 30 * time.Second

// check looks for damage to the archive, behind what else is done. The returned
// function ends it, and tells damage that was found in the place of err.
func (p *program) check(ctx context.Context, f *following, wait time.Duration) (end func(err error) error) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	look := f.archive.Check
	var pause time.Duration
	switch {
	case wait == writeWait:
		look = f.archive.CheckTables
	case wait == 0:
		pause = readerPause
	case wait == checkWait && isLarge(f.archive.Path()):
		pause, wait = commandPause, 0
	}
	p.spawn(func() {
		defer close(done)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
		if _, err := look(ctx); err != nil && ctx.Err() == nil {
			p.log.Warn("check the archive", "error", err)
		}
	})
	select {
	case <-done:
	case <-time.After(wait):
	}
	return func(err error) error {
		cancel()
		<-done
		d := f.archive.Damage()
		if d == nil || err != nil && !errors.Is(err, archive.ErrReadOnly) && !isDamage(err) {
			return err
		}
		said := errors.New("the archive is damaged: " + p.damageWords(f, d).String())
		return damagedError{hintError{said, "casewire doctor --recover makes a new archive of what can be read, beside this one"}}
	}
}

// isLarge reports whether an archive is larger than quick.
func isLarge(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > quick
}

func isDamage(err error) bool {
	var damaged *archive.DamagedError
	return errors.As(err, &damaged)
}

// withDamage runs a command again that came across damage, unless it has said
// something already: from then on what can be read is read from a copy.
func (p *program) withDamage(f *following, work func(*following) error) error {
	out := &counter{Writer: p.stdout}
	p.stdout = out
	defer func() { p.stdout = out.Writer }()
	err := work(f)
	if isDamage(err) && f.archive.Damage() != nil && out.n == 0 {
		return work(f)
	}
	return err
}

// A counter counts what is written.
type counter struct {
	io.Writer
	n int
}

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return c.Writer.Write(b)
}

// damageWords say what is lost, and what there is instead.
func (p *program) damageWords(f *following, d *archive.Damage) text.Clean {
	lost := text.Sprintf("all %s can still be read", count(d.Articles, "article"))
	switch n := d.Lost(); {
	case d.Known == 0:
		lost = text.Own("what can be read is being looked for")
	case n > 0:
		lost = text.Sprintf("%s of %s cannot be read", grouped(n), count(d.Known, "article"))
	}
	words := text.Sprintf("%s (found at %s). Nothing is written to it any more. Reading goes on.", lost, d.Found.In(f.zone).Format("15:04"))
	if at := p.backedUp(archiveName(f)); !at.IsZero() {
		words = text.Sprintf("%s Newest backup: %s.", words, at.In(f.zone).Format("2 January 2006 15:04"))
	}
	return words
}

// notice is what the reader should know of the archive; empty for nothing.
func (p *program) notice(f *following) text.Clean {
	d := f.archive.Damage()
	if d == nil {
		return f.memory
	}
	return text.Sprintf("The archive is damaged: %s Quit and run: casewire doctor --recover (writes a new file beside this one).", p.damageWords(f, d))
}

// archiveName is the story's name, which an edit does not change.
func archiveName(f *following) string {
	return strings.TrimSuffix(filepath.Base(f.archive.Path()), ".db")
}

// backupPath is where the daily backup of a story is.
func (p *program) backupPath(name string) string {
	return filepath.Join(p.dirs.data, "backup", name+".db")
}

// backedUp is when the daily backup was written; the zero time if there is
// none.
func (p *program) backedUp(name string) time.Time {
	info, err := os.Stat(p.backupPath(name))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// backUpDaily writes the backup of the day after a poll. That there is none is
// no reason to fail: doctor tells.
func (p *program) backUpDaily(ctx context.Context, f *following) {
	if f.transport != nil {
		return // the demonstration can be played again
	}
	if _, err := f.archive.Daily(ctx, p.backupPath(archiveName(f)), f.now()); err != nil {
		p.log.Warn("write the daily backup", "error", err)
	}
}
