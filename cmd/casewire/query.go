package main

import (
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/settings"
	"casewire/feeds/text"
	"casewire/tui/input"
)

// queryError words the faults of a query of the command line like those of a
// story file.
func queryError(query string, faults []rule.Fault) error {
	var all settings.Faults
	for _, f := range faults {
		all = append(all, settings.Fault{
			File: "query", Line: 1, Column: column(query, f.Span.Start),
			Width:  max(utf8.RuneCountInString(query[clamp(query, f.Span.Start):clamp(query, f.Span.End)]), 1),
			Source: query, Text: f.Text, Hint: f.Hint, Warning: f.Warning,
		})
	}
	return all
}

// column is the character, from 1, at a byte offset.
func column(s string, offset int) int { return utf8.RuneCountInString(s[:clamp(s, offset)]) + 1 }

func clamp(s string, offset int) int { return min(max(offset, 0), len(s)) }

// readsAs is what a query means, in words.
func readsAs(q *rule.Query) text.Clean { return text.Line(q.ReadsAs()) }

// scopeOf is the scope of a rule of the story.
func scopeOf(k news.RuleKind) rule.Scope {
	if k == news.TagRule || k == news.AlertRule {
		return rule.InLabel
	}
	return rule.InKeep
}

// readQuery is how a query was read, as screens show it.
func readQuery(q *rule.Query, faults []rule.Fault) (as text.Clean, list []input.Fault) {
	for _, f := range faults {
		list = append(list, input.Fault{Span: f.Span, Text: text.Line(f.Text), Hint: text.Lines(f.Hint), Warning: f.Warning})
	}
	if q != nil {
		as = readsAs(q)
	}
	return as, list
}
