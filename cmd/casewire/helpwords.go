package main

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/text"
	"casewire/tui/rules"
)

// With fewer marks on a side, what is kept and what is not is counted as well.
const (
	enoughMarks = 4
	alsoCounted = 2000 // of the newest articles
)

// Help says which words tell what is on the story from what is not.
func (l laboratory) Help(ctx context.Context, query string) (rules.Help, error) {
	var w wordCount
	err := l.archive.Marked(ctx, func(a news.Article, d *rule.Doc) error {
		w.add(d, d.Mark == news.OnStory)
		return nil
	})
	if err != nil {
		return rules.Help{}, err
	}
	on, off := w.on, w.off
	from := text.Sprintf("Counted in %s that you marked as on the story and %d off it.", count(on, "article"), off)
	if min(on, off) < enoughMarks {
		if err := l.countOthers(ctx, &w); err != nil {
			return rules.Help{}, err
		}
		from = text.Sprintf("You marked few articles (%d on the story, %d off it): with %d more that are kept and %d that are not.", on, off, w.on-on, w.off-off)
	}
	from = text.Join(" ", from, text.Own("Words of headline and beginning; those first that part the two most surely."))
	return rules.Help{From: from, On: w.on, Off: w.off, Words: w.telling(query, 60)}, nil
}

var errEnough = errors.New("enough")

// countOthers counts words of articles without a mark, by what was decided.
func (l laboratory) countOthers(ctx context.Context, w *wordCount) error {
	n := 0
	err := l.archive.Docs(ctx, func(a news.Article, d *rule.Doc) error {
		if d.Mark == news.NoMark {
			w.add(d, a.Verdict.Decision == news.Keep)
		}
		if n++; n == alsoCounted {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// A wordCount counts in how many articles of two sides words are.
type wordCount struct {
	on, off int               // articles
	words   map[string][2]int // on, off
}

// add counts the words of the headline and of the beginning of an article,
// each once.
func (w *wordCount) add(d *rule.Doc, on bool) {
	side := 1
	if on {
		side = 0
		w.on++
	} else {
		w.off++
	}
	if w.words == nil {
		w.words = map[string][2]int{}
	}
	seen := map[string]bool{}
	w.scan(d.Title, side, seen)
	for i := range d.Bodies {
		if s := d.Bodies[i].Text.String(); s != "" {
			w.scan(s, side, seen)
			break
		}
	}
}

// countedWords is how many words of a text are looked at: of what is not kept
// there are no more than a feed gives, and long texts have every word.
const countedWords = 60

func (w *wordCount) scan(s string, side int, seen map[string]bool) {
	words := text.Scan(s)
	for n := 0; n < countedWords && words.Next(); n++ {
		if seen[string(words.Fold())] {
			continue
		}
		word := string(words.Fold())
		seen[word] = true
		n := w.words[word]
		n[side]++
		w.words[word] = n
	}
}

// surely is how many standard errors a word's log odds must be from none.
const surely = 1.64

// telling returns the words that tell the sides apart, the surest first, and
// leaves out those of a query. What counts is the log odds ratio with half an
// article added everywhere, over its standard error.
func (w *wordCount) telling(query string, most int) []rules.Word {
	asked := map[string]bool{}
	for words := text.Scan(query); words.Next(); {
		asked[string(words.Fold())] = true
	}
	type scored struct {
		rules.Word
		word string
		z    float64
	}
	var list []scored
	for word, n := range w.words {
		if asked[word] || !tells(word) || n[0]+n[1] < 2 {
			continue
		}
		if z := surety(n[0], w.on, n[1], w.off); math.Abs(z) >= surely {
			list = append(list, scored{rules.Word{On: n[0], Off: n[1]}, word, z})
		}
	}
	slices.SortFunc(list, func(a, b scored) int {
		return cmp.Or(cmp.Compare(math.Abs(b.z), math.Abs(a.z)), strings.Compare(a.word, b.word))
	})
	var words []rules.Word
	for _, s := range list[:min(len(list), most)] {
		s.Text = text.Line(s.word)
		words = append(words, s.Word)
	}
	return words
}

// tells reports whether a word can tell anything: no number, and no letters so
// few that they are an ending or an initial.
func tells(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	short := utf8.RuneCountInString(word) < 3 && first < 0x2e80
	return !short && strings.ContainsFunc(word, unicode.IsLetter)
}

// surety is the log odds ratio of a word in a of n and b of m articles, over
// its standard error.
func surety(a, n, b, m int) float64 {
	in, out := float64(a)+.5, float64(n-a)+.5
	in2, out2 := float64(b)+.5, float64(m-b)+.5
	return (math.Log(in/out) - math.Log(in2/out2)) / math.Sqrt(1/in+1/out+1/in2+1/out2)
}
