package main

import (
	"context"

	"casewire/feeds/archive"
	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
)

// A trial judges articles by a query that stands in for all keep rules of a
// story. Its drop rules, whole feeds and the reader's marks stay in force.
type trial struct {
	query *rule.Query
	rules *rule.Rules
	// The counts so far.
	gained, lost, same int
}

// newTrial reads a query. The trial is nil if one of the faults is more than a
// warning.
func newTrial(st *news.Story, sets *rule.Sets, words string) (*trial, []rule.Fault) {
	q, faults := rule.Parse(words, rule.InKeep, sets)
	if q == nil {
		return nil, faults
	}
	tried := *st
	tried.Rules = []news.Rule{{Kind: news.KeepRule, Name: text.Own("trial"), Match: words}}
	for _, r := range st.Rules {
		if r.Kind == news.DropRule {
			tried.Rules = append(tried.Rules, r)
		}
	}
	rules, bad := rule.Compile(&tried)
	if rules == nil {
		return nil, []rule.Fault{bad[0].Fault}
	}
	return &trial{query: q, rules: rules}, faults
}

// A change is what a trial makes of an article.
type change string

const (
	unchanged change = "" // not kept, before and after
	gained    change = "gained"
	lost      change = "lost"
	same      change = "same" // kept, before and after
)

// judge counts what becomes of an article.
func (t *trial) judge(a *news.Article, d *rule.Doc) (change, rule.Verdict) {
	v := t.rules.Judge(d)
	kept, keeps := a.Verdict.Decision == news.Keep, v.Decision == news.Keep
	switch {
	case keeps && kept:
		t.same++
		return same, v
	case keeps:
		t.gained++
		return gained, v
	case kept:
		t.lost++
		return lost, v
	}
	return unchanged, v
}

// A score compares rules with the reader's marks.
type score struct {
	marked int // articles with a mark
	on     int // of them, those on the story
	kept   int // marked ones that the rules keep
	right  int // of them, those on the story
}

// add judges a marked article as if it had no mark, and reports whether the
// rules agree with it.
func (s *score) add(rules *rule.Rules, d *rule.Doc) (v rule.Verdict, agree bool) {
	on := d.Mark == news.OnStory
	doc := *d
	doc.Mark = news.NoMark
	v = rules.Judge(&doc)
	keeps := v.Decision == news.Keep
	s.marked++
	if on {
		s.on++
	}
	if keeps {
		s.kept++
	}
	if on && keeps {
		s.right++
	}
	return v, on == keeps
}

// missed counts those on the story that the rules do not keep.
func (s *score) missed() int { return s.on - s.right }

// wrong counts those off the story that the rules keep.
func (s *score) wrong() int { return s.kept - s.right }

// agreed counts the marks that the rules agree with.
func (s *score) agreed() int { return s.marked - s.missed() - s.wrong() }

// words says how rules and marks agree: "38 of 40 right (1 wrongly kept, 1
// missed)".
func (s *score) words() text.Clean {
	return text.Sprintf("%s of %s right (%s wrongly kept, %s missed)",
		grouped(s.agreed()), grouped(s.marked), grouped(s.wrong()), grouped(s.missed()))
}

// scoreOf judges all marked articles; those that the rules disagree with go to
// differs, which may be nil.
func scoreOf(ctx context.Context, arch *archive.Archive, rules *rule.Rules, differs func(*news.Article, *rule.Verdict) error) (score, error) {
	var s score
	err := arch.Marked(ctx, func(a news.Article, d *rule.Doc) error {
		v, agree := s.add(rules, d)
		if agree || differs == nil {
			return nil
		}
		return differs(&a, &v)
	})
	return s, err
}
