package main

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casewire/tui/keymap"
)

// manual is what the page says in prose; {{commands}}, {{flags}} and {{keys}}
// stand for what is generated.
//
//go:embed casewire.1.in
var manual string

func (p *program) manCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "Print the manual page", Args: noArgs,
		Long:    "Print the manual page, as man reads it.\n\n" + exitStatuses,
		Example: "casewire man | man -l -",
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(p.stdout, manPage(root))
			return err
		},
	}
}

// manPage is the manual page: prose, and what the commands and the key table
// say of themselves.
func manPage(root *cobra.Command) string {
	return strings.NewReplacer(
		"{{commands}}\n", manCommands(root, ""),
		"{{flags}}\n", manFlags(root.PersistentFlags()),
		"{{keys}}\n", keymap.Default().Roff(),
	).Replace(manual)
}

func manCommands(cmd *cobra.Command, path string) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if c.Hidden || c.Name() == "help" || c.Name() == "completion" {
			continue
		}
		name := strings.TrimSpace(path + " " + c.Use)
		fmt.Fprintf(&b, ".TP\n.B %s\n%s.\n", roff(name), roff(c.Short))
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" {
				fmt.Fprintf(&b, ".br\n.B \\-\\-%s\n%s.\n", roff(f.Name), roff(f.Usage))
			}
		})
		b.WriteString(manCommands(c, strings.TrimSpace(path+" "+c.Name())))
	}
	return b.String()
}

func manFlags(flags *pflag.FlagSet) string {
	var b strings.Builder
	flags.VisitAll(func(f *pflag.Flag) {
		name := "\\-\\-" + roff(f.Name)
		if f.Shorthand != "" {
			name = "\\-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(&b, ".TP\n.B %s\n%s.\n", name, roff(f.Usage))
	})
	return b.String()
}

// roff escapes what troff would take for its own.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
