// Command evaluate runs one engine of casewire over a data file, with the code
// that the reader uses, to score it. It reads standard input and writes
// standard output, a JSON object a line.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
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
	{"canonical", "", "tidy links", canonical},
	{"discover", "FILE PAGE_URL", "find the feeds that a page names", discoverFeeds},
	{"opml", "FILE", "read a list of feeds", readList},
	{"extract", "", "take articles out of web pages", extractPages},
	{"dates", "", "find the dates of texts", dates},
	{"timeline", "", "rank the dates of one topic's articles", timeline},
	{"filter", "--story X", "decide on items by the rules of a story", filter},
	{"quotes", "", "find quotations and who says them", quotes},
	{"people", "[--why NAME]", "find the people and quotations of one story", peopleOf},
	{"copies", "", "find articles that share their text", copies},
	{"cluster", "", "find articles that tell the same report", reports},
	{"novelty", "", "say which sentences are new to a history", novelties},
	{"revise", "", "say what kind each change of a headline is", revisions},
	{"diff", "", "compare the texts of an article with one another", diffs},
	{"background", "", "tell the story so far", backgrounds},
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
	c := &call{in: in, out: out, errs: errs}
	for _, t := range tasks {
		if len(args) > 0 && t.name == args[0] {
			c.args = args[1:]
			return c.perform(t)
		}
	}
	c.tell("%v\n%s", errUsage, usage())
	return 2
}

func (c *call) perform(t task) int {
	err := t.run(c)
	switch {
	case errors.Is(err, errUsage):
		c.tell("%v\nusage: evaluate %s %s", err, t.name, t.args)
		return 2
	case err != nil:
		c.tell("%s: %v", t.name, err)
		return 1
	case c.failed > 0:
		c.tell("%s: %d lines failed", t.name, c.failed)
		return 1
	}
	return 0
}

// tell writes a line to standard error.
func (c *call) tell(format string, args ...any) {
	_, _ = fmt.Fprintf(c.errs, "evaluate: "+format+"\n", args...)
}

func usage() string {
	var b strings.Builder
	b.WriteString("usage: evaluate TASK [flags] < in.jsonl > out.jsonl")
	for _, t := range tasks {
		fmt.Fprintf(&b, "\n  %-28s %s", t.name+" "+t.args, t.about)
	}
	return b.String()
}
