package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casewire/feeds/archive"
	"casewire/feeds/export"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

func (p *program) rulesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "rules", SuggestFor: []string{"why", "test", "score"},
		Short: "Count what each rule keeps, or try one",
		Long: "Without a command: each rule with what it keeps, alone and in all. With --json, the last match of a rule that\n" +
			"never matched is in year 1.\n\n" + exitStatuses,
		Example: "casewire rules\ncasewire rules check -s ./marlow.toml\ncasewire rules why 17\ncasewire rules test 'Marlow NEAR/20 jury'",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withStory(cmd.Context(), func(f *following) error { return p.ruleCounts(cmd.Context(), f) })
		},
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "check", Short: "Check the story file and its rules; nothing is asked or changed", Args: noArgs,
			Long: "Check the story file and its rules: every fault with its place and a hint, and how each rule is read.\n\n" + exitStatuses,
			RunE: func(*cobra.Command, []string) error { return p.checkRules() },
		},
		&cobra.Command{
			Use: "why ID", Short: "Why an article was kept or not", Args: exactly(1, "the ID of one article"),
			Long: "Why an article was kept or not: the rules that match, the words they found, and what a near miss lacks.\n\n" + exitStatuses,
			RunE: func(cmd *cobra.Command, args []string) error {
				id, err := articleID(args[0])
				if err != nil {
					return err
				}
				return p.withStory(cmd.Context(), func(f *following) error { return p.why(cmd.Context(), f, id) })
			},
		},
		&cobra.Command{
			Use: "test QUERY", Short: "What QUERY would keep, and how that differs from now", Args: atLeast(1, "a query"),
			Long: "What QUERY would keep of all that is stored if it were the only keep rule, and how that differs from now.\n\n" + exitStatuses,
			RunE: func(cmd *cobra.Command, args []string) error {
				return p.withStory(cmd.Context(), func(f *following) error {
					return p.testRule(cmd.Context(), f, strings.Join(args, " "))
				})
			},
		},
		p.rulesScoreCommand(),
	)
	return cmd
}

type ruleJSON struct {
	Kind      string     `json:"kind"`
	Rule      text.Clean `json:"rule"`
	Kept      int        `json:"kept"`
	Only      int        `json:"only"`
	Overrides int        `json:"overrides"`
	Last      string     `json:"last"`
}

func (p *program) ruleCounts(ctx context.Context, f *following) error {
	counts, err := ruleCounts(ctx, f.archive, f.story)
	if err != nil {
		return err
	}
	if p.flags.json {
		return printJSON(p.stdout, counts, func(c *archive.RuleCount) ruleJSON {
			return ruleJSON{c.Kind.String(), c.Rule, c.Kept, c.Only, c.Overrides, export.Moment(c.Last)}
		})
	}
	pr := p.printer()
	if len(counts) == 0 {
		p.say(text.Own("no rules yet; casewire stories show rust-shooting prints a story file that has some"))
		return nil
	}
	pr.line(ruleRow(text.Clean{}, text.Own("RULE"), text.Own("MATCHES"), text.Own("ONLY IT"), text.Own("LAST"), text.Clean{}))
	for _, c := range counts {
		last := "never"
		if !c.Last.IsZero() {
			last = c.Last.In(f.zone).Format("2 Jan 2006")
		}
		var note text.Clean
		if c.Overrides > 0 {
			note = text.Sprintf("%d of these match a keep rule", c.Overrides)
		}
		pr.line(ruleRow(text.Line(c.Kind.String()), c.Rule, text.Sprintf("%d", c.Kept), text.Sprintf("%d", c.Only), text.Line(last), note))
	}
	return pr.err
}

// ruleCounts counts for each rule of the story, in its order, what it found.
func ruleCounts(ctx context.Context, arch *archive.Archive, st *news.Story) ([]archive.RuleCount, error) {
	found, err := arch.RuleCounts(ctx)
	if err != nil {
		return nil, fmt.Errorf("count by rule: %w", err)
	}
	counts := make([]archive.RuleCount, len(st.Rules))
	for i, r := range st.Rules {
		counts[i] = archive.RuleCount{Kind: r.Kind, Rule: r.Name}
		at := slices.IndexFunc(found, func(c archive.RuleCount) bool { return c.Kind == r.Kind && c.Rule == r.Name })
		if at >= 0 {
			counts[i] = found[at]
		}
	}
	return counts, nil
}

// ruleRow is a row of the table of rules.
func ruleRow(kind, name, kept, only, last, note text.Clean) text.Clean {
	return text.Join("  ", pad(kind, 5), pad(name, 40), padLeft(kept, 7), padLeft(only, 7), pad(last, 11), note)
}

// checkRules loads the story and says how each rule is read.
func (p *program) checkRules() error {
	st, err := p.loadStory()
	if err != nil {
		return err
	}
	sets, _ := rule.NewSets(st)
	pr := p.printer()
	for _, r := range st.Rules {
		q, faults := rule.Parse(r.Match, scopeOf(r.Kind), sets)
		if q == nil {
			return queryError(r.Match, faults)
		}
		if p.flags.json {
			row := map[string]any{"kind": r.Kind.String(), "rule": r.Name, "reads_as": readsAs(q)}
			if err := lines(p.stdout).Encode(row); err != nil {
				return err
			}
			continue
		}
		pr.line(text.Join("  ", pad(text.Line(r.Kind.String()), 5), r.Name))
		pr.wrapped(min(pr.width, measure), "       reads as: ", "       ", readsAs(q))
	}
	if !p.flags.json {
		pr.line(text.Sprintf("%s: %s and %s, no fault.", st.Name, count(len(st.Rules), "rule"), count(len(st.Feeds), "feed")))
	}
	return pr.err
}

type whyJSON struct {
	ID       int64        `json:"id"`
	Decision string       `json:"decision"`
	Matches  []matchJSON  `json:"matches"`
	Missing  []text.Clean `json:"missing"`

	mark news.Mark
}

type matchJSON struct {
	Rule      text.Clean `json:"rule"`
	Field     string     `json:"field"`
	Paragraph int        `json:"paragraph"`
	Span      span       `json:"span"`
	Term      text.Clean `json:"term"`
	Text      text.Clean `json:"text"`
}

func (p *program) why(ctx context.Context, f *following, id int64) error {
	w, err := f.whyOf(ctx, id)
	if err != nil {
		return noArticle(id, err)
	}
	if p.flags.json {
		return lines(p.stdout).Encode(w)
	}
	pr := p.printer()
	pr.line(text.Line(decisionWords(&w)))
	for _, m := range w.Matches {
		pr.line(text.Own("  "), text.Sprintf("%s (%s)", m.Rule, m.Field))
		pr.wrapped(min(pr.width, measure), "    ", "    ", m.Text)
	}
	for _, m := range w.Missing {
		pr.wrapped(min(pr.width, measure), "  missing: ", "           ", m)
	}
	return pr.err
}

func decisionWords(w *whyJSON) string {
	switch w.mark {
	case news.OnStory:
		return "Kept by your word, whatever the rules say."
	case news.OffStory:
		return "Not kept, by your word, whatever the rules say."
	case news.NoMark:
	}
	switch {
	case w.Decision == news.Keep.String():
		return "Kept: it is about the story."
	case w.Decision == news.NearMiss.String():
		return "Not kept, but nearly."
	case len(w.Matches) > 0:
		return "Not kept: a drop rule matches."
	}
	return "Not kept: no keep rule comes near it."
}

type testedJSON struct {
	itemJSON
	Change change `json:"change"`
}

// testRule judges everything stored with QUERY as the only keep rule.
func (p *program) testRule(ctx context.Context, f *following, words string) error {
	t, faults := newTrial(f.story, f.sets, words)
	if t == nil {
		return queryError(words, faults)
	}
	p.warn(words, faults)
	out := &trialPrinter{trial: t, p: p, pr: p.printer(), zone: f.zone}
	if err := out.begin(); err != nil {
		return err
	}
	if err := f.archive.Docs(ctx, out.judge); err != nil {
		return fmt.Errorf("test rule: %w", err)
	}
	marks, err := scoreOf(ctx, f.archive, t.rules, nil)
	if err != nil {
		return fmt.Errorf("test rule: %w", err)
	}
	return out.end(&marks)
}

// A trialPrinter prints what a rule on trial would change.
type trialPrinter struct {
	*trial
	p    *program
	pr   *printer
	zone *time.Location
}

func (t *trialPrinter) begin() error {
	if t.p.flags.json {
		return lines(t.p.stdout).Encode(map[string]text.Clean{"reads_as": readsAs(t.query)})
	}
	t.pr.wrapped(min(t.pr.width, measure), "reads as: ", "          ", readsAs(t.query))
	return t.pr.err
}

func (t *trialPrinter) judge(a news.Article, d *rule.Doc) error {
	c, _ := t.trial.judge(&a, d)
	switch {
	case c == unchanged:
		return nil
	case t.p.flags.json:
		return lines(t.p.stdout).Encode(testedJSON{itemOf(&a), c})
	case c != same:
		t.pr.raw(map[change]string{gained: "+", lost: "-"}[c])
		t.pr.row(&a, t.zone)
	}
	return t.pr.err
}

func (t *trialPrinter) end(marks *score) error {
	if t.p.flags.json {
		return lines(t.p.stdout).Encode(map[string]any{"done": true, "gained": t.gained, "lost": t.lost, "same": t.same})
	}
	t.pr.line(text.Sprintf("%d kept: +%d gained, -%d lost.", t.same+t.gained, t.gained, t.lost))
	if marks.marked > 0 {
		t.pr.line(text.Sprintf("Your marks: %s.", marks.words()))
	}
	return t.pr.err
}
