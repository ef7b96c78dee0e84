package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"casewire/feeds/export"
	"casewire/feeds/link"
	"casewire/feeds/opml"
	"casewire/feeds/settings"
	"casewire/feeds/text"
)

// maxList is how long a list of feeds may be, in bytes.
const maxList = 32 << 20

// importedJSON is an entry of a list that was imported.
type importedJSON struct {
	URL    *string    `json:"url"`
	Outlet text.Clean `json:"outlet"`
	Status string     `json:"status"` // added, present or bad
	Line   *int       `json:"line"`
	Error  *string    `json:"error"`
}

func (p *program) importCommand() *cobra.Command {
	return &cobra.Command{
		Use: "import FILE", Short: "Follow the feeds of an OPML file or of newsboat's urls", Args: exactly(1, "a file, or - for standard input"),
		Long: "Follow the feeds of a list: OPML 1.0 or 2.0, or the urls file of newsboat. They are added to the story file, at its\n" +
			"end, and not asked yet. Entries that are no feeds are told, and the others taken.\n\n" + exitStatuses,
		Example: "casewire feeds import subscriptions.opml\ncasewire feeds import ~/.newsboat/urls && casewire feeds check",
		RunE:    func(_ *cobra.Command, args []string) error { return p.importList(args[0]) },
	}
}

func (p *program) importList(name string) error {
	f, err := p.storyFile()
	if err != nil {
		return err
	}
	doc, err := p.readList(name)
	if err != nil {
		return fmt.Errorf("import feeds: %w", err)
	}
	list, err := opml.Read(doc)
	if err == nil && len(list.Feeds) == 0 && list.Bad == 0 {
		err = errors.New("there is no feed in it")
	}
	if err != nil {
		return withHint(fmt.Errorf("import %s: %w", filepath.Base(name), err), "an OPML file or the urls file of newsboat is wanted")
	}
	doc, rows, added := importInto(f, list.Feeds)
	if added > 0 {
		if err := p.rewrite(f, doc); err != nil {
			return err
		}
	}
	if p.flags.json {
		return p.tellRows(rows, &list, added)
	}
	return p.tellImport(f, filepath.Base(name), &list, added)
}

// importInto returns the story file with the feeds of a list that it does not
// have, and what became of each.
func importInto(f *storyFile, feeds []opml.Feed) (doc []byte, rows []importedJSON, added int) {
	doc = f.doc
	has := map[string]bool{}
	for i := range f.story.Feeds {
		has[f.story.Feeds[i].URL] = true
	}
	for i := range feeds {
		url := shown(feeds[i].URL)
		row := importedJSON{URL: &url, Outlet: feeds[i].Title, Status: "present"}
		if !has[feeds[i].URL] {
			has[feeds[i].URL] = true
			row.Status = "added"
			pairs := feedPairs(feeds[i].URL, feeds[i].Title.String())
			// Appending each to all that stands before would take its square.
			if added == 0 {
				doc = settings.Append(doc, "feed", pairs...)
			} else {
				doc = append(append(doc, '\n'), settings.Append(nil, "feed", pairs...)...)
			}
			added++
		}
		rows = append(rows, row)
	}
	return doc, rows, added
}

// tellRows prints what became of each entry, then one object that sums up.
func (p *program) tellRows(rows []importedJSON, list *opml.List, added int) error {
	for i := range list.Faults {
		fault := &list.Faults[i]
		rows = append(rows, importedJSON{Status: "bad", Line: &fault.Line, Error: export.OrNull(fault.Text.String())})
	}
	enc := lines(p.stdout)
	for i := range rows {
		if err := enc.Encode(rows[i]); err != nil {
			return err
		}
	}
	return enc.Encode(struct {
		Done    bool `json:"done"`
		Added   int  `json:"added"`
		Present int  `json:"present"`
		Bad     int  `json:"bad"`
	}{true, added, len(list.Feeds) - added, list.Bad})
}

// tellFaults says which entries of a list were left out.
func (p *program) tellFaults(name string, list *opml.List) {
	for _, fault := range list.Faults {
		p.say(text.Sprintf("%s:%d: %s", name, fault.Line, fault.Text))
	}
	if more := list.Bad - len(list.Faults); more > 0 {
		p.say(text.Sprintf("%s: and %s more", name, count(more, "fault")))
	}
}

// tellImport says what became of a list: bad entries on standard error.
func (p *program) tellImport(f *storyFile, name string, list *opml.List, added int) error {
	p.tellFaults(name, list)
	line := fmt.Sprintf("Added %s to %s", count(added, "feed"), f.path)
	if present := len(list.Feeds) - added; present > 0 {
		line += fmt.Sprintf("; %s there already", grouped(present))
	}
	if list.Bad > 0 {
		line += fmt.Sprintf("; %s left out", grouped(list.Bad))
	}
	pr := p.printer()
	pr.line(text.Line(line + "."))
	return pr.err
}

// readList reads a file, or standard input for a hyphen.
func (p *program) readList(name string) ([]byte, error) {
	in := p.stdin
	if name != "-" {
		var err error
		if in, err = os.Open(name); err != nil {
			return nil, err
		}
		defer in.Close() //nolint:errcheck // nothing was written
	}
	doc, err := io.ReadAll(io.LimitReader(in, maxList+1))
	if err == nil && len(doc) > maxList {
		err = fmt.Errorf("it is longer than %d MiB", maxList>>20)
	}
	return doc, err
}

// exportedJSON is a feed as feeds export prints it: its address as written.
type exportedJSON struct {
	URL    text.Clean `json:"url"`
	Outlet text.Clean `json:"outlet"`
}

func (p *program) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "export", Short: "Write the feeds as OPML 2.0", Args: noArgs,
		Long: "Write the feeds of the story to standard output, as OPML 2.0. Addresses stand in it as the story file has them; if\n" +
			"one holds a password or key, standard error says so.\n\n" + exitStatuses,
		Example: "casewire feeds export > feeds.opml",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withStory(cmd.Context(), func(f *following) error { return p.exportFeeds(cmd.Context(), f) })
		},
	}
}

func (p *program) exportFeeds(ctx context.Context, f *following) error {
	known, err := f.archive.Feeds(ctx)
	if err != nil {
		return fmt.Errorf("export feeds: %w", err)
	}
	names := map[string]text.Clean{}
	for i := range known {
		names[known[i].URL] = known[i].Outlet
	}
	feeds := make([]opml.Feed, 0, len(f.story.Feeds))
	secrets := 0
	for i := range f.story.Feeds {
		s := &f.story.Feeds[i]
		feed := opml.Feed{URL: s.URL, Title: s.Outlet}
		if feed.Title.Len() == 0 {
			feed.Title = names[s.URL]
		}
		feeds = append(feeds, feed)
		if link.Hide(s.URL) != text.Line(s.URL) {
			secrets++
		}
	}
	if err := p.writeFeeds(f.story.Title, feeds); err != nil {
		return err
	}
	if secrets > 0 {
		p.say(text.Sprintf("%s of %d: a password or key stands in the address; do not give the list away", count(secrets, "feed"), len(feeds)))
	}
	return nil
}

func (p *program) writeFeeds(title text.Clean, feeds []opml.Feed) error {
	if !p.flags.json {
		return opml.Write(p.stdout, title, feeds)
	}
	return printJSON(p.stdout, feeds, func(f *opml.Feed) exportedJSON { return exportedJSON{text.Line(f.URL), f.Title} })
}
