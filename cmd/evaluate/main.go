// Command evaluate runs one engine of casewire over a data file, with the code
// that the reader uses, to score it. It reads standard input and writes
// standard output, a JSON object a line.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// A task is one way to run an engine. A task is a row of the table below and a
// file of its own.
type task struct {
	name  string
	args  string // as the usage shows them
	about string
	run   func(c *call) error
}

// tasks are in the order of the way that an item travels.
var tasks = []task{ //nolint:gochecknoglobals // table
	{"parse", "FILE [TYPE [URL]]", "read a feed document into the neutral form", parseFile},
	{"feeddates", "", "read the dates of feeds", feedDates},
	{"extract", "", "take articles out of web pages", extractPages},
	{"filter", "--story X", "decide on items by the rules of a story", filter},
}

// A call is one run of a task.
type call struct {
	args   []string // what follows the task's name
	in     io.Reader
	out    io.Writer
	errs   io.Writer
	failed int // lines
}

// errUsage asks for the usage text and exit status 2.
var errUsage = errors.New("wrong usage")

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its streams given; it returns the exit status: 0 done, 1 a
// line or the task failed, 2 wrong usage.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	if len(args) == 0 {
		usage(errs)
		return 2
	}
	for _, t := range tasks {
		if t.name == args[0] {
			return perform(t, &call{args: args[1:], in: in, out: out, errs: errs})
		}
	}
	usage(errs)
	return 2
}

func perform(t task, c *call) int {
	err := t.run(c)
	switch {
	case errors.Is(err, errUsage):
		fmt.Fprintf(c.errs, "evaluate: %v\nusage: evaluate %s %s\n", err, t.name, t.args)
		return 2
	case err != nil:
		fmt.Fprintf(c.errs, "evaluate: %s: %v\n", t.name, err)
		return 1
	case c.failed > 0:
		fmt.Fprintf(c.errs, "evaluate: %s: %d lines failed\n", t.name, c.failed)
		return 1
	}
	return 0
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "usage: evaluate TASK [flags] < in.jsonl > out.jsonl")
	for _, t := range tasks {
		fmt.Fprintf(w, "  %-28s %s\n", t.name+" "+t.args, t.about)
	}
}
