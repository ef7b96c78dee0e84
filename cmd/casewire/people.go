package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

func (p *program) peopleCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "people [NAME]",
		Short: "List the people of the story, the most named first",
		Long: "List the people of the story, the most named first, with their roles; with NAME those of that name,\n" +
			"and why each of them is taken for one person.\n\n" + exitStatuses,
		Example: "casewire people\ncasewire people Marlow",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStory(cmd.Context(), func(f *following) error { return p.people(cmd.Context(), f, strings.Join(args, " ")) })
		},
	}
}

func (p *program) people(ctx context.Context, f *following, name string) error {
	cast, err := castOf(ctx, f.archive, f.story)
	if err != nil {
		return fmt.Errorf("read the people: %w", err)
	}
	named := slices.DeleteFunc(slices.Clone(cast.all), func(n news.Named) bool { return !isNamed(&n, name) })
	switch {
	case len(named) == 0 && name != "":
		return hintError{fmt.Errorf("nobody in the story is named %q", text.Line(name)), "casewire people lists all"}
	case p.flags.json:
		return printJSON(p.stdout, named, export.PersonOf)
	}
	pr := p.printer()
	for i := range named {
		pr.named(&named[i], f)
		if name == "" {
			continue
		}
		for _, w := range cast.register.Explain(named[i].Name) {
			pr.wrapped(min(pr.width, measure), "    ", "    ", w)
		}
	}
	if len(named) == 0 {
		p.say(text.Own("nobody yet; names come from articles, and [[person]] lines of the story file help"))
	}
	return pr.err
}

// isNamed reports whether all words of a name are words of one form of a
// person's names. No name is everybody's.
func isNamed(n *news.Named, name string) bool {
	want := strings.Fields(text.Fold(name))
	for _, form := range append([]text.Clean{n.Name}, n.Aliases...) {
		have := strings.Fields(text.Fold(form.String()))
		if !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(have, w) }) {
			return true
		}
	}
	return false
}

// named writes a person as one line of a list.
func (pr *printer) named(n *news.Named, f *following) {
	said := []string{count(n.Articles, "article")}
	if n.Speaks > 0 {
		said = append(said, count(n.Speaks, "quote"))
	}
	if len(n.Aliases) > 0 {
		said = append(said, "also "+text.Join(", ", n.Aliases...).String())
	}
	line := text.Join("  ", pad(n.Name, 24), pad(n.Role, 24), text.Line(n.First.In(f.zone).Format("2006-01-02")),
		text.Line(n.Last.In(f.zone).Format("2006-01-02")), text.Sprintf("[%s]", strings.Join(said, ", ")))
	if pr.terminal {
		line = cut(line, pr.width)
	}
	pr.line(line)
}
