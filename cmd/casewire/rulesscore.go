package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

func (p *program) rulesScoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "score", Short: "How well the rules agree with your marks", Args: noArgs,
		Long: "Precision and recall of the rules against your marks: of the marked articles that the rules would keep by\n" +
			"themselves, the share that is on the story; and of those on the story, the share that they would keep.\n" +
			"The articles on which rules and marks differ are named.\n\n" + exitStatuses,
		Example: "casewire mark on-story 17 19\ncasewire mark off-story 23\ncasewire rules score",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withStory(cmd.Context(), func(f *following) error { return p.scoreRules(cmd.Context(), f) })
		},
	}
}

type scoreJSON struct {
	Marked    int     `json:"marked"`
	Kept      int     `json:"kept"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
}

func (p *program) scoreRules(ctx context.Context, f *following) error {
	var wrong, missed []news.Article
	s, err := scoreOf(ctx, f.archive, f.rules, func(a *news.Article, v *rule.Verdict) error {
		a.Verdict.Missing = v.Missing
		if v.Decision == news.Keep {
			a.Verdict.Rules = v.Rules
			wrong = append(wrong, *a)
		} else {
			missed = append(missed, *a)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("score the rules: %w", err)
	}
	if p.flags.json {
		return lines(p.stdout).Encode(scoreJSON{s.marked, s.kept, share(s.right, s.kept), share(s.right, s.on)})
	}
	pr := p.printer()
	if s.marked == 0 {
		pr.wrapped(min(pr.width, measure), "", "", text.Own("No marks yet: casewire mark on-story ID and casewire mark off-story ID say what is about the story and what is not."))
		return pr.err
	}
	pr.line(text.Sprintf("%s: %d on the story, %d off it. The rules alone keep %d of them.", count(s.marked, "mark"), s.on, s.marked-s.on, s.kept))
	pr.line(text.Join("   ", percent("Precision", s.right, s.kept, "kept are on the story"), percent("Recall", s.right, s.on, "on the story are kept")))
	f.differing(pr, "Kept, but off the story by your mark:", wrong)
	f.differing(pr, "Not kept, but on the story by your mark:", missed)
	return pr.err
}

// differing lists articles on which rules and marks differ, and why the rules
// say so.
func (f *following) differing(pr *printer, what string, articles []news.Article) {
	if len(articles) == 0 {
		return
	}
	pr.line(text.Clean{})
	pr.line(text.Line(what))
	for i := range articles {
		a := &articles[i]
		pr.row(a, f.zone)
		why := text.Join(", ", a.Verdict.Rules...)
		if a.State.Mark == news.OnStory {
			why = missing(a.Verdict.Missing)
		}
		pr.wrapped(min(pr.width, measure), "         ", "         ", why)
	}
}

// missing says what a rule lacked in an article that it does not keep.
func missing(what []text.Clean) text.Clean {
	if len(what) == 0 {
		return text.Own("no keep rule comes near it, or a drop rule matches")
	}
	return text.Sprintf("missing: %s", what[0])
}

// share is a part of a whole to two places; 0 where there is no whole.
func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(int(100*float64(part)/float64(whole)+0.5)) / 100
}

// percent words a share: "Precision 97 %: 34 of 35 kept are on the story."
func percent(name string, part, whole int, what string) text.Clean {
	if whole == 0 {
		return text.Sprintf("%s: 0 %s.", name, what)
	}
	return text.Sprintf("%s %d %%: %d of %d %s.", name, (200*part+whole)/(2*whole), part, whole, what)
}
