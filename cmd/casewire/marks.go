package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// markLine bounds a line of a file of marks, in bytes.
const markLine = 1 << 20

func (p *program) marksCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "marks", Short: "Carry what you read and marked to another computer", Args: noArgs,
		Long: "Carry what you read, starred, marked and noted to another computer, or to somebody who follows the story too.\n" +
			"A file of marks has one JSON object a line, by the canonical link of the article.\n\n" + exitStatuses,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.SuggestionsMinimumDistance = 2
	cmd.AddCommand(
		&cobra.Command{
			Use: "export FILE", Short: "Write your marks; - is standard output", Args: exactly(1, "the FILE to write, or - for standard output"),
			Long:    "Write what you read, starred, marked and noted, and when. With - it goes to standard output.\n\n" + exitStatuses,
			Example: "casewire marks export ~/marks.jsonl\ncasewire marks export - | ssh desk casewire marks import -",
			RunE: func(cmd *cobra.Command, args []string) error {
				return p.withStory(cmd.Context(), func(f *following) error { return p.exportMarks(cmd.Context(), f, args[0]) })
			},
		},
		&cobra.Command{
			Use: "import FILE", Short: "Take over marks; - is standard input", Args: exactly(1, "a FILE of marks, or - for standard input"),
			Long: "Take over marks that marks export wrote. What is newer wins; what was read in both places is read as far as it was\n" +
				"in either. Importing twice changes nothing. What your last 1,000 marks were and when is known; older ones give way.\n" +
				"Articles that are not in this archive are counted: poll, and import again.\n\n" + exitStatuses,
			Example: "casewire marks import ~/marks.jsonl",
			RunE: func(cmd *cobra.Command, args []string) error {
				list, err := p.readMarks(args[0])
				if err != nil {
					return err
				}
				return p.withWritten(cmd.Context(), func(f *following) error { return p.importMarks(cmd.Context(), f, args[0], list) })
			},
		},
	)
	return cmd
}

// markedJSON is a line of a file of marks; what is missing was never said.
type markedJSON struct {
	Link     string                 `json:"link"`
	Headline text.Clean             `json:"headline"`
	Read     *saidJSON[bool]        `json:"read,omitempty"`
	ReadTo   int                    `json:"read_to,omitempty"`
	Starred  *saidJSON[bool]        `json:"starred,omitempty"`
	Mark     *saidJSON[*string]     `json:"mark,omitempty"`
	Note     *saidJSON[*text.Clean] `json:"note,omitempty"`
}

// saidJSON is something said, and when; null is longer ago than is known.
type saidJSON[T any] struct {
	Value T          `json:"value"`
	At    *time.Time `json:"at"`
}

func saidOf[T any](value T, at time.Time) *saidJSON[T] {
	if at.IsZero() {
		return &saidJSON[T]{Value: value}
	}
	at = at.UTC()
	return &saidJSON[T]{value, &at}
}

func markedOf(m *archive.Marked) markedJSON {
	j := markedJSON{Link: m.Name, Headline: m.Headline}
	if m.Read != nil {
		j.Read, j.ReadTo = saidOf(m.Read.Value.Read, m.Read.At), m.Read.Value.To
	}
	if m.Starred != nil {
		j.Starred = saidOf(m.Starred.Value, m.Starred.At)
	}
	if m.Mark != nil {
		j.Mark = saidOf(export.OrNull(m.Mark.Value.String()), m.Mark.At)
	}
	if m.Note != nil {
		j.Note = saidOf[*text.Clean](nil, m.Note.At)
		if m.Note.Value.Len() > 0 {
			j.Note.Value = &m.Note.Value
		}
	}
	return j
}

// exportMarks writes the file in one step.
func (p *program) exportMarks(ctx context.Context, f *following, file string) error {
	return p.writeOut(file, func(w io.Writer) (text.Clean, error) {
		out := bufio.NewWriter(w)
		enc, n := lines(out), 0
		err := f.archive.Marks(ctx, func(m archive.Marked) error {
			n++
			return enc.Encode(markedOf(&m))
		})
		return text.Sprintf("marks of %s", count(n, "article")), errors.Join(err, out.Flush())
	})
}

// readMarks reads a file of marks.
func (p *program) readMarks(file string) ([]archive.Marked, error) {
	in := io.Reader(p.stdin)
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("read marks: %w", err)
		}
		defer func() { _ = opened.Close() }()
		in = opened
	}
	list, err := parseMarks(in)
	if err != nil {
		return nil, withHint(fmt.Errorf("%s%w", text.Line(file), err), "nothing was changed; casewire marks export writes such files")
	}
	return list, nil
}

// parseMarks reads marks, one a line. An error begins with the line.
func parseMarks(in io.Reader) ([]archive.Marked, error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, markLine)
	var list []archive.Marked
	n := 0
	for lines.Scan() {
		n++
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		m, err := parseMark(lines.Bytes())
		if err != nil {
			return nil, fmt.Errorf(":%d: %w", n, err)
		}
		list = append(list, m)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, fmt.Errorf(":%d: the line is longer than %s", n+1, size(markLine))
	case err != nil:
		return nil, fmt.Errorf(": %w", err)
	}
	return list, nil
}

func parseMark(line []byte) (m archive.Marked, err error) {
	var j markedJSON
	if err := json.Unmarshal(line, &j); err != nil {
		return m, errors.New("the line is no object of marks")
	}
	if j.Link == "" {
		return m, errors.New("the line names no link")
	}
	m.Name, m.Headline = j.Link, j.Headline
	if j.Read != nil {
		m.Read = dated(archive.Reading{Read: j.Read.Value, To: max(j.ReadTo, 0)}, j.Read.At)
	}
	if j.Starred != nil {
		m.Starred = dated(j.Starred.Value, j.Starred.At)
	}
	if j.Mark != nil {
		mark, ok := map[string]news.Mark{"": news.NoMark, "on-story": news.OnStory, "off-story": news.OffStory}[value(j.Mark.Value)]
		if !ok {
			return m, errors.New("a mark is on-story, off-story or null")
		}
		m.Mark = dated(mark, j.Mark.At)
	}
	if j.Note != nil {
		m.Note = dated(text.Line(value(j.Note.Value).String()), j.Note.At)
	}
	return m, nil
}

// value is what p points to, the zero value for nil.
func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

func dated[T any](v T, at *time.Time) *archive.Dated[T] {
	return &archive.Dated[T]{Value: v, At: value(at)}
}

func (p *program) importMarks(ctx context.Context, f *following, file string, list []archive.Marked) error {
	taken, marked, err := f.archive.TakeMarks(ctx, f.now(), list)
	if err == nil && len(marked) > 0 {
		err = f.archive.Judge(ctx, f.judgement(), marked...)
	}
	if err != nil {
		return fmt.Errorf("import marks: %w", err)
	}
	if p.flags.json {
		return lines(p.stdout).Encode(struct {
			Done    bool `json:"done"`
			Changed int  `json:"changed"`
			Same    int  `json:"same"`
			Unknown int  `json:"unknown"`
		}{true, taken.Changed, taken.Same, taken.Unknown})
	}
	pr := p.printer()
	pr.line(text.Sprintf("%s: %s changed, %s as they were.", text.Line(file), count(taken.Changed, "article"), grouped(taken.Same)))
	if taken.Unknown > 0 {
		p.hint(text.Sprintf("%s not in this archive: casewire poll, and import again", areWords(taken.Unknown)))
	}
	return pr.err
}

func areWords(n int) string {
	if n == 1 {
		return "1 article is"
	}
	return count(n, "article") + " are"
}
