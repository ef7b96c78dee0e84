package desk

import (
	"context"
	"fmt"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/novelty"
	"casewire/feeds/rule"
)

// Judgement is what decides by the rules of a story.
func Judgement(rules *rule.Rules) archive.Judge {
	return archive.Judge{Hash: rules.Hash(), Decide: rules.Judge, Numbers: numbers}
}

// numbers are the keys of the numbers of a text, as the engines have them
// counted.
func numbers(r *news.Revision) []int64 {
	return signed(novelty.Numbers(&news.Article{Text: *r}), ofNovelty)
}

// CatchUp lets the engines read what waits for them, as Understand does, and
// then judges by the tag and alert rules that ask what they found, unless that
// is being renewed.
func CatchUp(ctx context.Context, a *archive.Archive, st *news.Story, rules *rule.Rules, spawn func(func()), progress func(done, total int)) error {
	if err := Understand(ctx, a, st, spawn, progress); err != nil {
		return err
	}
	b, err := a.Backlog(ctx)
	if shut, _ := a.ReadOnly(); err != nil || shut || b.Replaying {
		return err
	}
	if err := a.JudgeWaiting(ctx, Judgement(rules)); err != nil {
		return fmt.Errorf("label the story: %w", err)
	}
	return nil
}
