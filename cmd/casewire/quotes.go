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

func (p *program) quotesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "quotes [NAME]",
		Short: "List who said what, newest first",
		Long: "List who said what, newest first: each quotation once, with the ID of the article that had it first,\n" +
			"and below it (~) the words as others altered them. With NAME what people of that name said.\n\n" + exitStatuses,
		Example: "casewire quotes Okafor\ncasewire quotes --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withStory(cmd.Context(), func(f *following) error { return p.quotes(cmd.Context(), f, strings.Join(args, " ")) })
		},
	}
}

func (p *program) quotes(ctx context.Context, f *following, name string) error {
	cast, err := castOf(ctx, f.archive, f.story)
	if err == nil && cast.quotes == nil {
		err = cast.hear(ctx, f.archive)
	}
	if err != nil {
		return fmt.Errorf("read the quotations: %w", err)
	}
	var said []news.Quote
	for _, q := range cast.quotes {
		if cast.spokenBy(&q, name) {
			said = append(said, q)
		}
	}
	slices.SortStableFunc(said, func(a, b news.Quote) int { return b.Time.Compare(a.Time) })
	if p.flags.json {
		return printJSON(p.stdout, said, export.QuoteOf)
	}
	pr := p.printer()
	for i := range said {
		pr.quote(&said[i], f, text.Own("  "))
		for j := range said[i].Variants {
			pr.quote(&said[i].Variants[j], f, text.Own(" ~"))
		}
	}
	if len(said) == 0 && name == "" {
		p.say(text.Own("no quotations yet; they come with articles"))
	} else if len(said) == 0 {
		p.say(text.Sprintf("nobody named %q is quoted", text.Line(name)))
	}
	return pr.err
}

// spokenBy gives a quotation its speaker's full name, and reports whether that
// person has the name that is asked for.
func (k *cast) spokenBy(q *news.Quote, name string) bool {
	who := k.speaker(q)
	if who < 0 {
		return name == "" || isNamed(&news.Named{Name: q.Speaker}, name)
	}
	q.Speaker = k.all[who].Name
	return isNamed(&k.all[who], name)
}

// quote writes a quotation as one line of a list.
func (pr *printer) quote(q *news.Quote, f *following, sign text.Clean) {
	speaker := q.Speaker
	if speaker.Len() == 0 {
		speaker = text.Own("(nobody named)")
	}
	where := text.Sprintf("[%s]", q.Outlet)
	if q.Outlets > 1 {
		where = text.Sprintf("[%s, %s]", q.Outlet, count(q.Outlets, "outlet"))
	}
	words := text.Join("  ", text.Sprintf("“%s”", q.Text), where)
	line := text.Join("", padLeft(text.Sprintf("%d", q.Article), 6), sign, text.Own(" "),
		text.Line(q.Time.In(f.zone).Format("2006-01-02")), text.Own("  "), pad(speaker, 20), text.Own("  "), words)
	if pr.terminal {
		line = cut(line, pr.width)
	}
	pr.line(line)
}
