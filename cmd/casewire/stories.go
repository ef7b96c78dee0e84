package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casewire/feeds/story"
	"casewire/feeds/text"
)

func (p *program) storiesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "stories", Short: "List the story files and built-in stories", Args: noArgs,
		Long: "List the story files and built-in stories.\n\n" + exitStatuses,
		RunE: func(*cobra.Command, []string) error { return p.stories() },
	}
	cmd.AddCommand(&cobra.Command{
		Use: "show NAME", Short: "Print one story as TOML, to copy and change", Args: exactly(1, "the name of a story"),
		Long:    "Print one story as TOML, to copy and change. Addresses are printed as written, secrets and all.\n\n" + exitStatuses,
		Example: "casewire stories show rust-shooting > ~/.config/casewire/stories/mine.toml",
		RunE:    func(_ *cobra.Command, args []string) error { return p.showStory(args[0]) },
	})
	return cmd
}

// storyJSON is a story as stories prints it.
type storyJSON struct {
	Name    string     `json:"name"`
	Title   text.Clean `json:"title"`
	Path    *string    `json:"path"`
	BuiltIn bool       `json:"built_in"`
	Errors  int        `json:"errors"`
}

// stories lists the story files and the built-in stories.
func (p *program) stories() error {
	all, err := p.allStories()
	if err != nil {
		return err
	}
	pr, broken := p.printer(), ""
	for _, s := range all {
		if p.flags.json {
			if err := lines(p.stdout).Encode(s); err != nil {
				return err
			}
			continue
		}
		where := "built in"
		if s.Path != nil {
			where = *s.Path
		}
		title := s.Title
		if s.Errors > 0 {
			title, broken = text.Sprintf("(%s)", count(s.Errors, "error")), s.Name
		}
		pr.line(text.Join("  ", pad(text.Line(s.Name), 18), pad(title, 36), text.Line(where)))
	}
	if broken != "" {
		p.hint(text.Sprintf("casewire rules check -s %s says what is wrong", broken))
	}
	return pr.err
}

// completeStory gives a shell the names of the stories; a path is its own doing.
func (p *program) completeStory(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	all, _ := p.allStories()
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.Name
	}
	return names, cobra.ShellCompDirectiveDefault
}

// allStories lists the stories by name. A file stands in for a built-in story
// of its name.
func (p *program) allStories() ([]storyJSON, error) {
	var all []storyJSON
	entries, err := os.ReadDir(p.storiesDir())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".toml")
		if !ok || e.IsDir() {
			continue
		}
		path := filepath.Join(p.storiesDir(), e.Name())
		s := storyJSON{Name: text.Line(name).String(), Path: &path}
		st, faults, err := story.Load(path)
		switch {
		case err != nil || st == nil:
			s.Errors = max(len(faults), 1)
		default:
			s.Title = st.Title
		}
		all = append(all, s)
	}
	for _, name := range story.BuiltInNames() {
		st, ok := story.BuiltIn(name)
		if ok && !slices.ContainsFunc(all, func(s storyJSON) bool { return s.Name == name }) {
			all = append(all, storyJSON{Name: name, Title: st.Title, BuiltIn: true})
		}
	}
	slices.SortFunc(all, func(x, y storyJSON) int { return strings.Compare(x.Name, y.Name) })
	return all, nil
}

// showStory prints the TOML of a story.
func (p *program) showStory(x string) error {
	path, builtIn, err := story.Find(x, p.storiesDir())
	if err != nil {
		return usageError{err, "casewire stories lists all stories"}
	}
	doc, ok := story.Source(x)
	if !builtIn {
		doc, err = os.ReadFile(path)
		ok = err == nil
	}
	if !ok {
		return usageError{fmt.Errorf("no story %s", text.Line(x)), "casewire stories lists all stories"}
	}
	_, err = p.stdout.Write(doc)
	return err
}
