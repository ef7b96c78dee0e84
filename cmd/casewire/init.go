package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"casewire/feeds/opml"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

type initFlags struct {
	title        string
	match, feeds []string
	opml         string
}

func (p *program) initCommand() *cobra.Command {
	var fl initFlags
	cmd := &cobra.Command{
		Use:   "init [NAME]",
		Short: "Write a story file of your own",
		Long: "Write a story file of your own, checked before it is written; a file that is there is never overwritten.\n" +
			"The new story is the one that opens next. On a terminal, and without flags, it asks: for names, words and outlets,\n" +
			"and shows what the rules keep before it writes.\n\n" + exitStatuses,
		Example: "casewire init\ncasewire init marlow --title 'State v. Marlow' --match 'Marlow NEAR/40 (trial OR bakery)' --feed https://harborpost.example/rss",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{errors.New("init wants one NAME"), cmd.CommandPath() + " --help"}
			}
			name := strings.TrimSuffix(strings.Join(args, ""), ".toml") // as the file is called
			asks := fl.title == "" && fl.opml == "" && len(fl.match)+len(fl.feeds) == 0 && p.guided()
			switch {
			case asks:
				return p.guide(cmd.Context(), name)
			case name == "":
				return usageError{errors.New("a name for the story is missing"), "casewire init NAME; on a terminal, casewire init asks for all of it"}
			}
			return p.init(name, fl)
		},
	}
	cmd.Flags().StringVar(&fl.title, "title", "", "title of the story; else its name")
	cmd.Flags().StringArrayVar(&fl.match, "match", nil, "rule that keeps an item; may be given several times")
	cmd.Flags().StringVar(&fl.opml, "opml", "", "file of feeds to take: OPML, or newsboat's urls")
	cmd.Flags().StringArrayVar(&fl.feeds, "feed", nil, "address of a feed; may be given several times")
	return cmd
}

// init writes a story file and makes it the one that opens next.
func (p *program) init(name string, fl initFlags) error {
	if err := checkNew(name); err != nil {
		return usageError{err, ""}
	}
	d := draft{name: name, title: fl.title, match: fl.match}
	if d.title == "" {
		d.title = name
	}
	for _, f := range fl.feeds {
		d.feed(draftFeed{url: f})
	}
	if fl.opml != "" {
		doc, err := p.readList(fl.opml)
		var list opml.List
		if err == nil {
			list, err = opml.Read(doc)
		}
		if err != nil {
			return fmt.Errorf("take feeds of %s: %w", filepath.Base(fl.opml), err)
		}
		p.tellFaults(filepath.Base(fl.opml), &list)
		for _, f := range list.Feeds {
			d.feed(draftFeed{f.URL, f.Title.String()})
		}
	}
	return p.writeDraft(&d)
}

// checkNew says what is wrong with the name of a story that is to be written.
func checkNew(name string) error {
	if name == demoStory {
		return errors.New("demo is the demonstration: take another name")
	}
	return story.CheckName(name)
}

// writeDraft checks and writes a new story file.
func (p *program) writeDraft(d *draft) error {
	path, doc := p.storyPath(d.name), d.doc()
	st, faults := story.Parse(d.name, path, doc)
	if st == nil {
		return faults
	}
	switch err := writeNew(path, doc); {
	case errors.Is(err, fs.ErrExist):
		return usageError{fmt.Errorf("the story %s is there already: %s", text.Line(d.name), text.Line(path)), "take another name; casewire never overwrites a story"}
	case err != nil:
		return fmt.Errorf("write story %s: %w", st.Name, err)
	}
	p.say(text.Sprintf("wrote %s; casewire opens it next", path))
	switch {
	case len(st.Rules) == 0:
		p.hint(text.Own("it has no [[keep]] rule yet, so nothing is kept: the file says how to write one"))
	case len(st.Feeds) == 0:
		p.hint(text.Own("it has no feeds yet: casewire feeds add URL finds the feed of a site"))
	}
	return p.remember(st)
}
