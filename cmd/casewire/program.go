package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/fang/v2"
	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"casewire/feeds/text"
)

// program is what every command needs: its streams, its folders, the clock,
// the flags that stand before all others.
type program struct {
	stdin  *os.File
	stdout io.Writer
	stderr io.Writer
	// terminal is standard output if it is one.
	terminal *os.File
	getenv   func(string) string
	exit     func(int)
	now      func() time.Time
	dirs     dirs
	flags    flags
	prefs    preferences
	log      *slog.Logger
	// restoreTerminal gives the terminal back before words of ours go to it.
	restoreTerminal func()
}

// flags are those that every command takes.
type flags struct {
	story          string
	offline        bool
	json, plain    bool
	color          string
	quiet, verbose bool
}

// dirs are the folders of the user.
type dirs struct{ config, data, state, cache string }

// findHome finds the folders of a user without HOME, as services of the system
// are run.
func findHome() {
	if os.Getenv("HOME") != "" {
		return
	}
	if u, err := user.Current(); err == nil && os.Setenv("HOME", u.HomeDir) == nil {
		xdg.Reload()
	}
}

func newProgram(stdin, stdout, stderr *os.File) *program {
	findHome()
	p := &program{
		stdin: stdin, stdout: stdout, stderr: stderr,
		getenv: os.Getenv, exit: os.Exit, //nolint:forbidigo // main's own
		restoreTerminal: func() {},
		dirs: dirs{
			config: filepath.Join(xdg.ConfigHome, "casewire"),
			data:   filepath.Join(xdg.DataHome, "casewire"),
			state:  filepath.Join(xdg.StateHome, "casewire"),
			cache:  filepath.Join(xdg.CacheHome, "casewire"),
		},
	}
	if term.IsTerminal(int(stdout.Fd())) {
		p.terminal = stdout
	}
	return p
}

// execute runs the command that args name.
func (p *program) execute(ctx context.Context, args []string) error {
	root := p.root()
	root.SetArgs(args)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	refuseUnknown(root)
	root.SilenceErrors, root.SilenceUsage = true, true
	if p.terminal == nil || p.getenv("TERM") == "dumb" || !wantsHelp(args) {
		return root.ExecuteContext(ctx)
	}
	// fang asks the terminal for its ground before it draws help or an error;
	// nothing else is to wait for that.
	return fang.Execute(ctx, root,
		fang.WithoutManpage(),
		fang.WithoutVersion(),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}),
	)
}

// wantsHelp reports whether args ask for help, and do not ask for it plain.
func wantsHelp(args []string) bool {
	plain := func(arg string) bool { return arg == "--plain" || arg == "never" || arg == "--color=never" }
	help := func(arg string) bool { return arg == "-h" || arg == "--help" }
	return (slices.ContainsFunc(args, help) || len(args) > 0 && args[0] == "help") && !slices.ContainsFunc(args, plain)
}

// root is the command tree. It is the reader itself where no command is named.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "casewire",
		Short: "A terminal reader for one running news story",
		Long: "casewire follows one running news story: it asks its feeds, keeps what is about the case,\n" +
			"and stores all of it for reading without a network.",
		Example: "casewire demo\ncasewire\ncasewire list --unread\ncasewire --story ~/marlow.toml poll",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.read(cmd.Context()) },
	}
	f := root.PersistentFlags()
	f.SortFlags = false
	f.StringVarP(&p.flags.story, "story", "s", "", "story to follow: a name, or the path of a story file")
	_ = root.RegisterFlagCompletionFunc("story", p.completeStory) // it fails for unknown flags only
	f.BoolVar(&p.flags.offline, "offline", false, "ask nobody: no network at all")
	f.BoolVar(&p.flags.json, "json", false, "one JSON object a line")
	f.BoolVar(&p.flags.plain, "plain", false, "no colour, no box drawing, no animation")
	f.StringVar(&p.flags.color, "color", "auto", "colour: auto, always or never")
	f.BoolVarP(&p.flags.quiet, "quiet", "q", false, "say nothing but results and errors")
	f.BoolVarP(&p.flags.verbose, "verbose", "v", false, "say more")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		err := p.prepare()
		if p.now != nil && tellsOfProgram(cmd) {
			return nil // whatever is wrong with the preferences
		}
		return err
	}
	root.SetFlagErrorFunc(flagError)
	root.Version = version()
	root.SetVersionTemplate("casewire {{.Version}}\n")
	root.AddCommand(
		p.demoCommand(), p.initCommand(), p.pollCommand(), p.watchCommand(), p.listCommand(), p.showCommand(), p.searchCommand(), p.digestCommand(),
		p.timelineCommand(), p.peopleCommand(), p.quotesCommand(), p.revisionsCommand(), p.diffCommand(),
		p.addCommand(), p.markCommand(), p.noteCommand(), p.rulesCommand(), p.feedsCommand(), p.storiesCommand(),
		p.marksCommand(), p.exportStoryCommand(), p.backupCommand(), p.doctorCommand(),
		p.manCommand(root), p.versionCommand(),
	)
	root.SuggestionsMinimumDistance = 2
	return root
}

// commands lists the commands. It makes them of a copy: flags that are defined
// again forget what they were set to.
func (p *program) commands() []*cobra.Command {
	q := *p
	return q.root().Commands()
}

// tellsOfProgram reports whether a command has nothing to do with a story.
func tellsOfProgram(cmd *cobra.Command) bool {
	return cmd.Name() == "version" || cmd.Name() == "man" || cmd.Parent() != nil && cmd.Parent().Name() == "completion"
}

// prepare reads the clock and the preferences, and checks the common flags.
func (p *program) prepare() error {
	var err error
	if p.now, err = clock(p.getenv); err != nil {
		return err
	}
	switch p.flags.color {
	case "auto", "always", "never":
	default:
		return usageError{fmt.Errorf("--color %s: it is auto, always or never", text.Line(p.flags.color)), ""}
	}
	prefs, faults, err := loadPreferences(filepath.Join(p.dirs.config, "config.toml"))
	switch {
	case err != nil:
		return fmt.Errorf("read preferences: %w", err)
	case faults.Fatal():
		return faults
	}
	p.prefs = prefs
	p.openLog()
	return nil
}

// openLog begins the log in the state folder. A log that cannot be written is
// no reason to stop.
func (p *program) openLog() {
	p.log = slog.New(slog.DiscardHandler)
	if !p.flags.verbose {
		return
	}
	if err := os.MkdirAll(p.dirs.state, 0o700); err != nil {
		return
	}
	f, err := os.OpenFile(filepath.Join(p.dirs.state, "log.txt"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	p.log = slog.New(slog.NewTextHandler(f, nil))
}

// plain reports whether output is to be without colour and drawing.
func (p *program) plain() bool {
	return p.flags.plain || p.prefs.plain || p.getenv("TERM") == "dumb"
}

// colored reports whether text for standard output may have colour.
func (p *program) colored() bool {
	force := p.getenv("CLICOLOR_FORCE")
	switch {
	case p.flags.plain, p.flags.color == "never":
		return false
	case p.flags.color == "always":
		return true
	case p.plain(), p.getenv("NO_COLOR") != "":
		return false
	}
	return p.terminal != nil || force != "" && force != "0"
}

// refuseUnknown has the commands that cobra adds refuse what they do not know.
func refuseUnknown(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Run, cmd.RunE = nil, help
		case "completion":
			cmd.Args = noArgs
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, shell := range cmd.Commands() {
				shell.Args = noArgs
			}
		}
	}
}

// help shows the help of the command that args name.
func help(cmd *cobra.Command, args []string) error {
	about, rest, err := cmd.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return noArgs(about, args[len(args)-max(1, len(rest)):])
	}
	about.InitDefaultHelpFlag()
	return about.Help()
}

// noArgs is cobra.NoArgs as a fault of usage, with the nearest command.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !cmd.HasSubCommands() {
		return usageError{fmt.Errorf("%s takes no argument %q", commandName(cmd), text.Line(args[0])), cmd.CommandPath() + " --help"}
	}
	hint := cmd.CommandPath() + " --help shows all commands"
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return usageError{fmt.Errorf("unknown command %q", text.Line(args[0])), hint}
}

// flagError words a fault of a flag, without the words of a Go library.
func flagError(cmd *cobra.Command, err error) error {
	var number *strconv.NumError
	if errors.As(err, &number) {
		err = errors.New(strings.TrimSuffix(err.Error(), ": "+number.Error()))
		return usageError{err, "it wants a whole number, such as 20"}
	}
	if strings.Contains(cmd.Use, "QUERY") && strings.HasPrefix(err.Error(), "unknown shorthand") {
		return usageError{err, "a QUERY that begins with - comes after --: " + cmd.CommandPath() + " -- …"}
	}
	return usageError{err, cmd.CommandPath() + " --help shows its flags"}
}

// commandName is what a command is called behind the program's name.
func commandName(cmd *cobra.Command) string {
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
}

// atLeast asks for n arguments or more; what they are is in the message.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return usageError{errors.New(commandName(cmd) + " wants " + what), cmd.CommandPath() + " --help"}
		}
		return nil
	}
}

// exactly asks for n arguments.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usageError{errors.New(commandName(cmd) + " wants " + what), cmd.CommandPath() + " --help"}
		}
		return nil
	}
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	return "0.1.0"
}

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if p.flags.json {
				return lines(p.stdout).Encode(map[string]string{"version": version()})
			}
			_, err := fmt.Fprintln(p.stdout, "casewire", version())
			return err
		},
	}
}
