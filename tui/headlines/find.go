package headlines

import (
	"strings"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// needle is what is searched for in the list, as typed and folded.
type needle struct{ typed, folded string }

func newNeedle(s string) needle { return needle{s, text.Fold(s)} }

func (n needle) empty() bool { return n.folded == "" }

// in reports whether the row has it, in headline, outlet or tags.
func (n needle) in(a *news.Article) bool {
	if strings.Contains(text.Fold(a.Headline.String()), n.folded) || strings.Contains(text.Fold(a.Outlet.String()), n.folded) {
		return true
	}
	for _, t := range a.Verdict.Tags {
		if strings.Contains(text.Fold(t.String()), n.folded) {
			return true
		}
	}
	return false
}

// spans are the places in s where it stands, as whole words, ascending,
// none overlapping.
func (n needle) spans(s string) []text.Span {
	if n.empty() {
		return nil
	}
	var folded strings.Builder
	var words, at []text.Span // of s, and of the folded text
	for w := text.Scan(s); w.Next(); {
		if len(words) > 0 {
			folded.WriteByte(' ')
		}
		begin := folded.Len()
		folded.Write(w.Fold())
		words = append(words, w.Span())
		at = append(at, text.Span{Start: begin, End: folded.Len()})
	}
	var out []text.Span
	end := 0
	for f := folded.String(); ; {
		i := strings.Index(f[end:], n.folded)
		if i < 0 {
			return out
		}
		begin := end + i
		end = begin + len(n.folded)
		s := covering(words, at, text.Span{Start: begin, End: end})
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = s.End
			continue
		}
		out = append(out, s)
	}
}

// covering is the stretch of the words that a stretch of the folded text
// touches.
func covering(words, at []text.Span, f text.Span) text.Span {
	var out text.Span
	for i := range at {
		if at[i].End > f.Start && at[i].Start < f.End {
			if out.End == 0 {
				out.Start = words[i].Start
			}
			out.End = words[i].End
		}
	}
	return out
}
