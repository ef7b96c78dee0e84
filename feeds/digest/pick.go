package digest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// What a sentence says is measured by its words, from 0 to about 1. These are
// added or taken.
const (
	topBonus     = 0.25 // at the top of the text; half at the second sentence, a third at the third
	dayBonus     = 0.15 // on which day it happened is said
	otherLoss    = 0.05 // not in the article that speaks for the report
	quotedLoss   = 0.30 // all of it is quoted
	leaningLoss  = 0.20 // it leans on the sentence before
	longLoss     = 0.01 // a word more than comfortable
	comfortable  = 40   // words
	shortest     = 6    // words of a sentence that says something
	longest      = 500  // bytes; what is longer is no line
	brevity      = 25.0 // words that a sentence may be shorter than others and say as much
	numberWeight = 2.0  // of a word
	nameWeight   = 1.5
	headWeight   = 2.0 // of one that headlines have
	most         = 0.6 // of what a sentence says: if a line has it, it was said
	worth        = 0.5 // of the best sentence: less is not told in its stead
	maxSentences = 60  // of an article that are looked at
	beginning    = 8   // sentences of an article
)

// A rarity knows in how many reports a word stands.
type rarity struct {
	reports int
	with    map[string]int
}

func newRarity(reports []Report) *rarity {
	r := &rarity{reports: len(reports), with: map[string]int{}}
	for i := range reports {
		seen := map[string]bool{}
		for j := range reports[i].Tellings {
			t := &reports[i].Tellings[j]
			count := 0
			for _, s := range t.sentences() {
				if count++; count > maxSentences {
					break
				}
				r.add(t.passage(s), seen)
			}
		}
	}
	return r
}

// add counts the words of a sentence, each once for a report.
func (r *rarity) add(s text.Clean, seen map[string]bool) {
	for w := text.Scan(s.String()); w.Next(); {
		k := string(firstLetters(w.Fold()))
		if !seen[k] {
			seen[k] = true
			r.with[k]++
		}
	}
}

// of says how rare a word is, from 0 to 1.
func (r *rarity) of(key string) float64 {
	n := float64(max(r.reports, 1))
	return math.Log(1+n/float64(max(r.with[key], 1))) / math.Log(1+n)
}

// passage is the text of a sentence; empty where the article has no such place,
// as it may be another revision by now.
func (t *Telling) passage(s news.Sentence) text.Clean {
	if s.Paragraph < 0 || s.Paragraph >= len(t.Article.Text.Body.Blocks) {
		return text.Clean{}
	}
	return t.Article.Text.Body.Paragraph(s.Paragraph).Cut(s.Span)
}

// A saying is what a sentence says: its telling words, ascending, and what
// each weighs.
type saying struct {
	words  []word
	length int // of all words
	sum    float64
}

type word struct {
	key    string
	weight float64
}

// read weighs the words of a sentence.
func (r *rarity) read(s string) saying {
	var out saying
	for w := text.Scan(s); w.Next(); {
		fold := w.Fold()
		first := out.length == 0
		out.length++
		number := isDigit(fold[0])
		if stopWords[string(fold)] || len(fold) < minContent && !number {
			continue
		}
		k := string(firstLetters(fold))
		weight := r.of(k)
		switch c, _ := utf8.DecodeRuneInString(s[w.Span().Start:]); {
		case number:
			weight *= numberWeight
		case unicode.IsUpper(c) && !first:
			weight *= nameWeight
		}
		out.words = append(out.words, word{k, weight})
	}
	slices.SortFunc(out.words, func(a, b word) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(b.weight, a.weight))
	})
	out.words = slices.CompactFunc(out.words, func(a, b word) bool { return a.key == b.key })
	for _, w := range out.words {
		out.sum += w.weight
	}
	return out
}

// has says how much of other a saying has, from 0 to 1.
func (s *saying) has(other *saying) float64 {
	if other.sum == 0 {
		return 0
	}
	sum := 0.0
	for _, w := range other.words {
		if _, ok := slices.BinarySearchFunc(s.words, w, func(a, b word) int { return strings.Compare(a.key, b.key) }); ok {
			sum += w.weight
		}
	}
	return sum / other.sum
}

// A choice is a sentence that may be told.
type choice struct {
	saying
	article *news.Article
	at      news.Passage
	score   float64
}

func (c *choice) line() news.DigestLine { return cite(c.article, c.at, news.Development) }

// choose returns the sentence of a report that says most and that no line said
// before, nor one of elsewhere all of. Where no sentence can stand alone, that
// is the headline.
func (r *rarity) choose(report *Report, said, elsewhere []saying) (choice, bool) {
	begins, headlines := make([]saying, len(report.Tellings)), make([]saying, len(report.Tellings))
	for i := range report.Tellings {
		begins[i] = r.begin(&report.Tellings[i])
		headlines[i] = r.read(report.Tellings[i].Article.Headline.String())
	}
	var choices []choice
	for i := range report.Tellings {
		from := len(choices)
		choices = r.weigh(choices, &report.Tellings[i], i > 0)
		others := slices.Delete(slices.Clone(begins), i, i+1)
		for j := range choices[from:] {
			c := &choices[from+j]
			c.score += (c.shared(others) + headWeight*c.shared(headlines)) / (brevity + float64(c.length))
		}
	}
	slices.SortStableFunc(choices, func(a, b choice) int { return cmp.Compare(b.score, a.score) })
	for i := range choices {
		if choices[i].score < worth*choices[0].score {
			break
		}
		if s := &choices[i].saying; !repeated(s, said) && !slices.ContainsFunc(elsewhere, func(line saying) bool { return line.has(s) > most }) {
			return choices[i], true
		}
	}
	if len(choices) > 0 {
		return choice{}, false
	}
	a := report.Tellings[0].Article
	head := choice{r.read(a.Headline.String()), a, news.Passage{Paragraph: -1}, 0}
	return head, a.Headline.Len() > 0 && !repeated(&head.saying, said)
}

// begin is what the first sentences of an article say.
func (r *rarity) begin(t *Telling) saying {
	var parts []text.Clean
	for _, s := range t.sentences() {
		if len(parts) == beginning {
			break
		}
		parts = append(parts, t.passage(s))
	}
	return r.read(text.Join(" ", parts...).String())
}

// shared is what the words of a saying weigh that others have too, on average.
func (s *saying) shared(others []saying) float64 {
	sum := 0.0
	for i := range others {
		sum += others[i].has(s) * s.sum
	}
	return sum / float64(max(len(others), 1))
}

// repeated reports whether one of the lines says most of a sentence, or the
// sentence says most of the line.
func repeated(s *saying, said []saying) bool {
	return slices.ContainsFunc(said, func(before saying) bool { return before.has(s) > most || s.has(&before) > most })
}

// weigh adds the sentences of an article that are new to the reader.
func (r *rarity) weigh(to []choice, t *Telling, other bool) []choice {
	for place, s := range t.sentences() {
		if place == maxSentences {
			break
		}
		passage := t.passage(s)
		if !s.ToYou || passage.Len() == 0 || passage.Len() > longest || !standsAlone(t.Article, s, passage.String()) {
			continue
		}
		c := choice{saying: r.read(passage.String()), article: t.Article, at: news.Passage{Paragraph: s.Paragraph, Span: s.Span}}
		if c.length < shortest {
			continue
		}
		c.score = c.sum/(brevity+float64(c.length)) - longLoss*float64(max(c.length-comfortable, 0)) +
			topBonus/float64(1+place) - quotedLoss*quoted(passage.String())
		if other {
			c.score -= otherLoss
		}
		if leans(passage.String()) {
			c.score -= leaningLoss
		}
		if says(passage.String(), days) {
			c.score += dayBonus
		}
		to = append(to, c)
	}
	return to
}

// standsAlone reports whether a sentence is a whole one: no heading, no part of
// a quotation or bracket, no question, nothing that only leads to what follows.
func standsAlone(a *news.Article, at news.Sentence, s string) bool {
	return a.Text.Body.Blocks[at.Paragraph].Kind != text.Heading && closed(s) &&
		!strings.HasSuffix(s, "?") && !strings.HasSuffix(s, ":")
}

// quoted says how much of a sentence stands in quotation marks, from 0 to 1.
func quoted(s string) float64 {
	inside, open := 0, false
	for i, c := range s {
		switch c {
		case '“', '«':
			open = true
		case '”', '»':
			open = false
		case '"':
			open = !open
		default:
			if open {
				_, size := utf8.DecodeRuneInString(s[i:])
				inside += size
			}
		}
	}
	return float64(inside) / float64(max(len(s), 1))
}

// leans reports whether a sentence begins with a word for something that the
// one before has named, as the first or behind a preposition, or with a time of
// day, as live reports do.
func leans(s string) bool {
	w := text.Scan(s)
	if !w.Next() {
		return false
	}
	if isDigit(w.Fold()[0]) && strings.HasPrefix(s[w.Span().End:], ":") {
		return true
	}
	if prepositions[string(w.Fold())] {
		return w.Next() && pronouns[string(w.Fold())]
	}
	return pronouns[string(w.Fold())] || linking[string(w.Fold())]
}

// pronouns stand for something that was named before.
var pronouns = wordSet("he she it they his her its their him them this that these those such both neither") //nolint:gochecknoglobals // table

// linking are other words with which a sentence leans on the one before.
var linking = wordSet("but and or so then there however meanwhile still also instead later earlier nobody nothing none") //nolint:gochecknoglobals // table

var prepositions = wordSet("about after against among at before behind beside between by for from in into of on over to under with without") //nolint:gochecknoglobals // table

// days are words that say on which day something happened, as news does.
var days = wordSet("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight") //nolint:gochecknoglobals // table
