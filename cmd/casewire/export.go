package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/desk"
	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// exportFormats write the story as one document.
var exportFormats = map[string]func(io.Writer, *export.Story) error{ //nolint:gochecknoglobals // table
	"md": export.Markdown, "html": export.HTML, "json": export.JSON, "atom": export.Atom,
}

// endings are those of files whose name says what is in them.
var endings = map[string]string{ //nolint:gochecknoglobals // table
	".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json", ".atom": "atom", ".xml": "atom",
}

type exportFlags struct {
	format, out string
	evidence    bool
}

func (p *program) exportStoryCommand() *cobra.Command {
	var e exportFlags
	cmd := &cobra.Command{
		Use:   "export --format md|html|json|atom [-o FILE] | --evidence -o DIR [ID...]",
		Short: "Write the story as one document, or articles as evidence",
		Long: "Write the story as one document: the story so far, timeline, people, quotes, and all articles with their sources.\n" +
			"The page of HTML asks nobody for anything and can be printed. Atom has the articles alone. What you read, starred or\n" +
			"noted is not in it.\n\n" +
			"With --evidence, write articles with all that was received of them into a new folder: pages as received, headers\n" +
			"without cookies and secrets, texts, what changed, manifest.json, and SHA256SUMS that sha256sum -c checks. README.html\n" +
			"there says what that proves and what not. Without an ID, all articles on the story.\n\n" + exitStatuses,
		Example: "casewire export --format html -o ~/marlow.html\ncasewire export --format md | less\n" +
			"casewire export --evidence -o ~/evidence 17 18",
		RunE: func(cmd *cobra.Command, args []string) error {
			if e.evidence {
				return p.exportEvidence(cmd.Context(), e, args)
			}
			return p.exportStory(cmd.Context(), e, args)
		},
	}
	cmd.Flags().StringVar(&e.format, "format", "", "md, html, json or atom; else what the name of the file says")
	cmd.Flags().StringVarP(&e.out, "out", "o", "", "file to write; - is standard output, and so is none")
	cmd.Flags().BoolVar(&e.evidence, "evidence", false, "write articles with all that was received of them into the folder -o")
	return cmd
}

func (p *program) exportStory(ctx context.Context, e exportFlags, args []string) error {
	if len(args) > 0 {
		return usageError{errors.New("export takes IDs with --evidence only"), "casewire export --help"}
	}
	if e.format == "" {
		e.format = endings[strings.ToLower(filepath.Ext(e.out))]
	}
	write := exportFormats[e.format]
	switch {
	case write == nil && e.format == "":
		return usageError{errors.New("export wants a format"), "--format md, html, json or atom"}
	case write == nil:
		return usageError{fmt.Errorf("--format %s: it is md, html, json or atom", text.Line(e.format)), ""}
	case e.out == "":
		e.out = "-"
	}
	return p.withStory(ctx, func(f *following) error {
		n := 0
		s, err := p.exported(ctx, f, e.format == "json" || e.format == "atom", &n)
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		return p.writeOut(e.out, func(w io.Writer) (text.Clean, error) {
			out := bufio.NewWriterSize(w, 1<<16)
			err := write(out, s)
			return text.Sprintf("%s with %s", s.Title, count(n, "article")), errors.Join(err, out.Flush())
		})
	})
}

// exported is the story as it is written; n counts the articles as they are.
// whole gives copies their texts too.
func (p *program) exported(ctx context.Context, f *following, whole bool, n *int) (*export.Story, error) {
	counts, err := f.archive.Counts(ctx)
	if err != nil {
		return nil, err
	}
	s := f.exportStory(counts.LastPoll)
	if err := understood(ctx, f, s); err != nil {
		return nil, err
	}
	copies, err := copiesOf(ctx, f, whole)
	if err != nil {
		return nil, err
	}
	s.Reports = func(fn func(export.Report) error) error {
		return eachArticle(ctx, f, news.Filter{}, nil, 0, func(row *news.Article) error {
			*n++
			if slices.ContainsFunc(copies[row.Report.CopyOf], func(c news.Article) bool { return c.ID == row.ID }) {
				return nil
			}
			a, err := f.archive.Article(ctx, row.ID)
			if err != nil {
				return err
			}
			return fn(export.Report{Article: &a, Copies: copies[a.ID]})
		})
	}
	return s, nil
}

// exportStory is the story with the zone that its times are written in: its own,
// else the reader's.
func (f *following) exportStory(until time.Time) *export.Story {
	st := *f.story
	if st.Zone == nil {
		st.Zone = f.zone
	}
	return &export.Story{Story: &st, Until: until}
}

// understood puts in what the engines found, the timeline from its first day.
func understood(ctx context.Context, f *following, s *export.Story) (err error) {
	day := today(f.story, f.now(), f.zone)
	if s.Digest, err = desk.Digest(ctx, f.archive, f.story, desk.Since{Today: day, Lines: digestLines}); err != nil {
		return err
	}
	if s.Timeline, err = desk.Timeline(ctx, f.archive, f.story, day); err != nil {
		return err
	}
	slices.SortStableFunc(s.Timeline, byDay)
	if s.People, err = desk.People(ctx, f.archive, f.story); err != nil {
		return err
	}
	s.Quotes, err = desk.Quotes(ctx, f.archive)
	return err
}

// copiesOf are the copies of articles that are on the story themselves, by the
// article; none where all articles are to be whole.
func copiesOf(ctx context.Context, f *following, whole bool) (map[int64][]news.Article, error) {
	copies := map[int64][]news.Article{}
	if whole {
		return copies, nil
	}
	here := map[int64]bool{}
	err := eachArticle(ctx, f, news.Filter{}, nil, 0, func(a *news.Article) error {
		if here[a.ID] = a.Report.CopyOf == 0; a.Report.CopyOf != 0 {
			copies[a.Report.CopyOf] = append(copies[a.Report.CopyOf], *a)
		}
		return nil
	})
	for id := range copies {
		if !here[id] {
			delete(copies, id) // of what left the story, or was a copy itself
		}
	}
	return copies, err
}
