package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casewire/feeds/export"
	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/settings"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// A storyFile is the file of the followed story, read to be changed.
type storyFile struct {
	story *news.Story
	path  string // where it is, or for a built-in story will be
	doc   []byte
}

// storyFile reads the file of the followed story. The demonstration has none,
// and gets none.
func (p *program) storyFile() (*storyFile, error) {
	st, err := p.loadStory()
	if err != nil {
		return nil, err
	}
	f := &storyFile{story: st, path: st.Path}
	switch {
	case st.Path != "":
		if f.doc, err = os.ReadFile(f.path); err != nil {
			return nil, fmt.Errorf("read story: %w", err)
		}
	case st.Name == demoStory:
		return nil, usageError{errors.New("the feeds of the demonstration cannot be changed"), "--story names the story to change; casewire stories lists all stories"}
	default:
		f.path = p.storyPath(st.Name)
		f.doc, _ = story.Source(st.Name)
	}
	return f, nil
}

// follows reports whether the story has a feed.
func (f *storyFile) follows(url string) bool {
	return slices.ContainsFunc(f.story.Feeds, func(s news.FeedSpec) bool { return s.URL == url })
}

// rewrite puts a changed document in the place of the file, in one step: at
// any moment there is the whole old one or the whole new one. A document that
// could not be read again is not written.
func (p *program) rewrite(f *storyFile, doc []byte) error {
	if _, faults := story.Parse(f.story.Name, f.path, doc); faults.Fatal() {
		return withHint(fmt.Errorf("%s is written in a way that cannot be changed from here", filepath.Base(f.path)), "open it in an editor: [[feed]] is how feeds are best listed")
	}
	if err := writeWhole(f.path, doc); err != nil {
		return fmt.Errorf("write story: %w", err)
	}
	if f.story.Path == "" {
		p.say(text.Sprintf("%s is built in: it was copied to %s, which stands in for it from now on", f.story.Name, f.path))
	}
	return nil
}

// webAddress completes an address as people type them.
func webAddress(typed string) (string, error) {
	s := strings.TrimSpace(typed)
	if s != "" && !strings.Contains(s, "://") {
		s = "https://" + s
	}
	if !link.IsWeb(s) {
		return "", usageError{fmt.Errorf("%q is no address of the web (http or https)", shown(typed)), "write it in full, as a browser shows it"}
	}
	return s, nil
}

// quoteAddress writes an address as TOML, without a character in it that does
// something to a terminal.
func quoteAddress(s string) string {
	if text.Line(s).String() == s {
		return settings.Quote(s)
	}
	return strconv.QuoteToASCII(s) // the escapes are those of TOML, as there are no control characters in it
}

// feedPairs are the keys of a [[feed]]. Without an outlet it is called as it
// calls itself.
func feedPairs(url, outlet string) []settings.Pair {
	pairs := []settings.Pair{{Key: "url", Value: quoteAddress(url)}}
	if outlet != "" {
		pairs = append(pairs, settings.Pair{Key: "outlet", Value: settings.Quote(outlet)})
	}
	return pairs
}

// online refuses what cannot be done without a network.
func (p *program) online(command string) error {
	if p.flags.offline {
		return withHint(fmt.Errorf("%s asks the web, which --offline forbids", command), "leave --offline out")
	}
	return nil
}

// changedJSON is what became of a feed of the story file.
type changedJSON struct {
	URL    string     `json:"url"`
	Outlet text.Clean `json:"outlet"`
	Status string     `json:"status"`
	Items  *int       `json:"items"`
	Page   *string    `json:"page"`
	File   string     `json:"file"`
}

func (p *program) addFeedCommand() *cobra.Command {
	return &cobra.Command{
		Use: "add URL", Short: "Follow a feed, or the feed of a page", Args: exactly(1, "the address of a feed or of a page"),
		Long: "Follow a feed. Of a page the feeds that it names are tried, those of comments last, then the usual places; one\n" +
			"request at a time, until there is a feed. It is added to the story file, at its end.\n\n" + exitStatuses,
		Example: "casewire feeds add https://harborpost.example/\ncasewire feeds add ledger.example -s marlow",
		RunE:    func(cmd *cobra.Command, args []string) error { return p.addFeed(cmd.Context(), args[0]) },
	}
}

func (p *program) addFeed(ctx context.Context, typed string) error {
	if err := p.online("feeds add"); err != nil {
		return err
	}
	address, err := webAddress(typed)
	if err != nil {
		return err
	}
	f, err := p.storyFile()
	if err != nil {
		return err
	}
	if f.follows(address) {
		return p.tellFeed(f, changedJSON{URL: shown(address), Status: "present"})
	}
	find := p.finder()
	defer find.client.Close()
	found, err := find.feed(ctx, typed)
	if err != nil {
		return err
	}
	// The file may have been edited meanwhile.
	if f, err = p.storyFile(); err != nil {
		return err
	}
	j := changedJSON{URL: shown(found.url), Outlet: found.feed.Title, Status: "added", Items: &found.feed.Listed, Page: export.OrNull(shown(found.page))}
	if f.follows(found.url) {
		j.Status = "present"
	} else if err := p.rewrite(f, settings.Append(f.doc, "feed", feedPairs(found.url, "")...)); err != nil {
		return err
	}
	if found.more > 0 {
		p.say(text.Sprintf("the page names %s more: casewire feeds discover lists them", count(found.more, "feed")))
	}
	return p.tellFeed(f, j)
}

// tellFeed says what became of a feed.
func (p *program) tellFeed(f *storyFile, j changedJSON) error {
	if j.File = text.Line(f.path).String(); p.flags.json {
		return lines(p.stdout).Encode(j)
	}
	name := text.Line(j.URL)
	if j.Outlet.Len() > 0 {
		name = text.Sprintf("%s (%s)", j.Outlet, j.URL)
	}
	pr := p.printer()
	switch j.Status {
	case "present":
		pr.line(text.Sprintf("Already followed: %s.", name))
	case "removed":
		pr.line(text.Sprintf("Removed: %s. What it brought stays.", name))
	default:
		pr.line(text.Sprintf("Added: %s, %s. The next poll asks it.", name, count(*j.Items, "item")))
	}
	return pr.err
}

func (p *program) removeFeedCommand() *cobra.Command {
	return &cobra.Command{
		Use: "remove URL", Short: "Follow a feed no more; its articles stay", Args: exactly(1, "the address of a feed, as the story file has it"),
		Long:    "Take a feed out of the story file. Its articles stay.\n\n" + exitStatuses,
		Example: "casewire feeds remove https://harborpost.example/rss",
		RunE:    func(_ *cobra.Command, args []string) error { return p.removeFeed(args[0]) },
	}
}

func (p *program) removeFeed(typed string) error {
	f, err := p.storyFile()
	if err != nil {
		return err
	}
	url := strings.TrimSpace(typed)
	for _, completed := range []string{"https://" + url, "http://" + url} {
		if !f.follows(url) && f.follows(completed) {
			url = completed
		}
	}
	if !f.follows(url) {
		return withHint(fmt.Errorf("no feed %s in the story %s", shown(url), f.story.Name), "casewire feeds list --json shows the addresses, casewire feeds export those with secrets")
	}
	doc, _ := settings.RemoveTable(f.doc, "feed", "url", url)
	doc, _ = settings.RemoveElement(doc, "feeds", url)
	if st, _ := story.Parse(f.story.Name, f.path, doc); st != nil && (&storyFile{story: st}).follows(url) {
		return withHint(fmt.Errorf("%s lists the feed in a way that cannot be changed from here", filepath.Base(f.path)), "open it in an editor")
	}
	if err := p.rewrite(f, doc); err != nil {
		return err
	}
	return p.tellFeed(f, changedJSON{URL: shown(url), Status: "removed"})
}
