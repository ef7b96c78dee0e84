package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"casewire/feeds/archive"
	"casewire/feeds/settings"
	"casewire/feeds/text"
)

// The exit statuses.
const (
	exitError   = 1
	exitUsage   = 2
	exitPartial = 3
	exitCrash   = 70
)

// exitStatuses end the help of every command.
const exitStatuses = "Exit status: 0 done, 1 error, 2 wrong usage or a bad story file or rule,\n" +
	"3 the archive is damaged or some feeds could not be polled, 70 crash, 130 interrupted, 143 terminated."

var (
	errNow     = errors.New("CASEWIRE_NOW is no time of RFC 3339")
	errPartial = errors.New("some feeds could not be polled")
)

// A usageError is a fault of the command line or of a file that the user wrote.
type usageError struct {
	err  error
	hint string
}

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// A hintError is an error for which we know what to do.
type hintError struct {
	err  error
	hint string
}

func (e hintError) Error() string { return e.err.Error() }
func (e hintError) Unwrap() error { return e.err }

// withHint gives err a hint, and nothing to no error.
func withHint(err error, hint string) error {
	if err == nil {
		return nil
	}
	return hintError{err, hint}
}

// A damagedError is about an archive that cannot be read.
type damagedError struct{ error }

func (e damagedError) Unwrap() error { return e.error }

// A saidError is an error whose words are on standard error already; code is the
// exit status.
type saidError struct{ code int }

func (e saidError) Error() string { return fmt.Sprintf("exit %d", e.code) }

// A signalError ends the program the way that the signal says.
type signalError struct{ sig syscall.Signal }

func (e signalError) Error() string {
	if e.sig == syscall.SIGINT {
		return "interrupted"
	}
	return "terminated"
}

// interruption returns the signal that ended the context, if one did.
func interruption(ctx context.Context) error {
	var sig signalError
	if errors.As(context.Cause(ctx), &sig) {
		return sig
	}
	return nil
}

// status is the exit status for an error.
func status(err error) int {
	var (
		usage   usageError
		faults  settings.Faults
		said    saidError
		sig     signalError
		damaged damagedError
	)
	switch {
	case err == nil:
		return 0
	case errors.As(err, &sig):
		return 128 + int(sig.sig)
	case errors.As(err, &said):
		return said.code
	case errors.As(err, &usage), errors.As(err, &faults):
		return exitUsage
	case errors.Is(err, errPartial), errors.As(err, &damaged):
		return exitPartial
	}
	return exitError
}

// report writes the error and its hint to standard error.
func (p *program) report(err error) {
	var (
		faults settings.Faults
		said   saidError
		sig    signalError
	)
	switch {
	case err == nil, errors.As(err, &said), errors.As(err, &sig):
		return
	case errors.As(err, &faults):
		_, _ = fmt.Fprint(p.stderr, faults.Report())
		return
	}
	p.complain(text.Sprintf("casewire: %s", plainError(err)))
	if hint := hintOf(err); hint != "" {
		p.complain(text.Sprintf("casewire: hint: %s", hint))
	}
}

// hintOf is what can be done about an error; empty if nobody knows.
func hintOf(err error) string {
	var usage usageError
	var hinted hintError
	switch {
	case errors.As(err, &hinted) && hinted.hint != "":
		return hinted.hint
	case errors.As(err, &usage):
		return usage.hint
	}
	return ""
}

// say writes a line of comment to standard error, unless -q was given.
func (p *program) say(line text.Clean) {
	if !p.flags.quiet {
		p.complain(text.Join("", text.Own("casewire: "), line))
	}
}

// hint writes a hint to standard error, unless -q was given.
func (p *program) hint(line text.Clean) {
	if !p.flags.quiet {
		p.complain(text.Join("", text.Own("casewire: hint: "), line))
	}
}

// complain writes clean lines to standard error. If that cannot be written
// there is nobody left to tell.
func (p *program) complain(lines text.Clean) { _, _ = fmt.Fprintln(p.stderr, lines) }

// plainError words errors of the system the way a person would.
func plainError(err error) string {
	var path *fs.PathError
	var full *archive.FullError
	var shut *archive.ReadOnlyError
	switch {
	case errors.As(err, &full):
		return noRoom(full.Path)
	case errors.As(err, &shut):
		return shut.Error()
	case errors.Is(err, syscall.ENOSPC) && errors.As(err, &path):
		return noRoom(path.Path)
	case errors.Is(err, syscall.EROFS) && errors.As(err, &path):
		return fmt.Sprintf("%s cannot be written: the disk is read-only", path.Path)
	}
	return err.Error()
}

// noRoom says that a file cannot be written, and how much room there is.
func noRoom(path string) string {
	if path == os.Stdout.Name() {
		return "no room to write to standard output"
	}
	dir := filepath.Dir(path)
	free, err := archive.Free(dir)
	if err != nil {
		return fmt.Sprintf("no room to write %s", path)
	}
	return fmt.Sprintf("no room to write %s: %s free in %s; reading goes on", path, size(free), dir)
}

// spawn starts a goroutine; a panic in it ends the program as one in main does.
func (p *program) spawn(fn func()) {
	go func() {
		defer p.crashed()
		fn()
	}()
}

// crashed, deferred, turns a panic into a crash report and exit status 70. The
// terminal is given back first.
func (p *program) crashed() {
	if r := recover(); r != nil {
		p.restoreTerminal()
		p.tellCrash(r, debug.Stack())
		p.exit(exitCrash)
	}
}

// tellCrash writes the crash report and says where it is.
func (p *program) tellCrash(value any, stack []byte) {
	report := text.Lines(fmt.Sprintf("casewire %s\n\n%v\n\n%s", version(), value, stack))
	p.complain(text.Own("casewire: casewire has crashed; nothing that was saved is lost"))
	if path, err := p.writeCrash(report); err == nil {
		p.complain(text.Sprintf("casewire: hint: the report is in %s", path))
	} else {
		p.complain(report)
	}
}

func (p *program) writeCrash(report text.Clean) (string, error) {
	dir := p.dirs.state
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, "crash-*.txt")
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(report.String() + "\n")
	return filepath.ToSlash(f.Name()), errors.Join(err, f.Close())
}
