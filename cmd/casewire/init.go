package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"casewire/feeds/opml"
	"casewire/feeds/settings"
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
		Use:   "init NAME",
		Short: "Write a story file of your own",
		Long: "Write a story file of your own, checked before it is written; a file that is there is never overwritten.\n" +
			"The new story is the one that opens next.\n\n" + exitStatuses,
		Example: "casewire init marlow --title 'State v. Marlow' --match 'Marlow NEAR/40 (trial OR bakery)' --feed https://harborpost.example/rss",
		Args:    exactly(1, "a name for the story"),
		RunE:    func(_ *cobra.Command, args []string) error { return p.init(args[0], fl) },
	}
	cmd.Flags().StringVar(&fl.title, "title", "", "title of the story; else its name")
	cmd.Flags().StringArrayVar(&fl.match, "match", nil, "rule that keeps an item; may be given several times")
	cmd.Flags().StringVar(&fl.opml, "opml", "", "file of feeds to take: OPML, or newsboat's urls")
	cmd.Flags().StringArrayVar(&fl.feeds, "feed", nil, "address of a feed; may be given several times")
	return cmd
}

// init writes a story file and makes it the one that opens next.
func (p *program) init(name string, fl initFlags) error {
	if err := story.CheckName(name); err != nil {
		return usageError{err, ""}
	}
	path := filepath.Join(p.storiesDir(), name+".toml")
	if fl.title == "" {
		fl.title = name
	}
	var list opml.List
	if fl.opml != "" {
		doc, err := p.readList(fl.opml)
		if err == nil {
			list, err = opml.Read(doc)
		}
		if err != nil {
			return fmt.Errorf("take feeds of %s: %w", filepath.Base(fl.opml), err)
		}
	}
	doc := storyDoc(fl)
	if st, _ := story.Parse(name, path, doc); st != nil {
		doc, _, _ = importInto(&storyFile{doc: doc, story: st}, list.Feeds)
	}
	st, faults := story.Parse(name, path, doc)
	if st == nil {
		return faults
	}
	if err := os.MkdirAll(p.storiesDir(), 0o700); err != nil {
		return fmt.Errorf("write story %s: %w", st.Name, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return usageError{fmt.Errorf("the story %s is there already: %s", text.Line(name), text.Line(path)), "take another name; casewire never overwrites a story"}
	}
	if err == nil {
		_, err = f.Write(doc)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return fmt.Errorf("write story %s: %w", st.Name, err)
	}
	p.say(text.Sprintf("wrote %s; casewire opens it next", path))
	if len(fl.match) == 0 || len(st.Feeds) == 0 {
		p.hint(text.Own("a story wants feeds and a [[keep]] rule: the file says how to write them"))
	}
	return p.remember(st)
}

// storyDoc is the file, with words on what may be added.
func storyDoc(fl initFlags) []byte {
	doc := []byte("title = " + settings.Quote(fl.title) + "\n" +
		"# feeds = [\"https://paper.example/rss\"]   or one [[feed]] each, with url and outlet\n" +
		"# casewire stories show rust-shooting prints a complete story file.\n")
	if len(fl.match) == 0 {
		doc = append(doc, "\n# [[keep]]\n# name  = \"people near the case\"\n# match = '\"Jane Doe\" NEAR/40 (trial OR jury)'\n"...)
	}
	for _, m := range fl.match {
		doc = settings.Append(doc, "keep", settings.Pair{Key: "match", Value: settings.Quote(m)})
	}
	for _, f := range fl.feeds {
		doc = settings.Append(doc, "feed", settings.Pair{Key: "url", Value: settings.Quote(f)})
	}
	return doc
}
