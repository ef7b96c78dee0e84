// Command casewire is a terminal reader for one running news story.
package main

import (
	"context"
	"math"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) //nolint:forbidigo // main's own
}

// memoryLimit makes the collector work harder before a poll of hostile feeds
// grows far: 100 of them took 280 MB without it, 160 MB with it. So it does
// before the engines do that read thousands of articles.
const memoryLimit = 120 << 20

// limitMemory sets the limit until the returned function is called. Commands
// that read what is stored need none: to gather all quotations of 99,000
// articles took twice the time under it.
func (p *program) limitMemory() (end func()) {
	if p.getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	debug.SetMemoryLimit(memoryLimit)
	return func() { debug.SetMemoryLimit(math.MaxInt64) }
}

// run is main with its streams given; it returns the exit status.
func run(args []string, stdin, stdout, stderr *os.File) int {
	p := newProgram(stdin, stdout, stderr)
	defer p.crashed()
	ctx, stop := p.untilSignal()
	defer stop()
	err := p.execute(ctx, args)
	if cause := interruption(ctx); cause != nil {
		err = cause
	}
	p.report(err)
	return status(err)
}

// untilSignal returns a context that ends when the system wants us to end.
func (p *program) untilSignal() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	p.spawn(func() {
		if sig, ok := <-signals; ok {
			cancel(signalError{sig.(syscall.Signal)})
		}
	})
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
	}
}

// clock returns the time of day: CASEWIRE_NOW, standing still, or the real one.
func clock(getenv func(string) string) (func() time.Time, error) {
	set := getenv("CASEWIRE_NOW")
	if set == "" {
		return time.Now, nil //nolint:forbidigo // the one clock
	}
	at, err := time.Parse(time.RFC3339, set)
	if err != nil {
		return nil, usageError{err: errNow, hint: `write it like 2026-03-14T09:00:00Z`}
	}
	return func() time.Time { return at }, nil
}
