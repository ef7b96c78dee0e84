package cluster

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Key is something that two articles may share: a word, name or number, or
// three words in a row.
type Key struct {
	Hash uint64
	// Weight is how much a word says, in twentieths; 0 for three words in a row.
	Weight uint8
}

const (
	leadWords = 60   // from the start of the text, as telling as the headline
	maxWords  = 2000 // of the text that are looked at as words
	// sampled is one in how many shingles is a key, and maxShingles how many
	// are at most. Only the prefilter is so: copies are counted exactly.
	sampled     = 4
	maxShingles = 1000
	restWeight  = 0.15 // of a word behind the lead
	nameWeight  = 2    // of a word with a capital inside a sentence
	twentieths  = 20
)

// Keys returns the keys of an article by hash, each once: its words, stemmed
// where the language is English or not known, without the commonest ones, and
// a sample of the shingles of its text. The headline's words and those of the
// lead weigh most, names twice as much; a word that comes again adds little. An
// article without words has no keys.
func Keys(a *news.Article) []Key {
	r := reader{weights: map[string]float64{}, stems: a.Language == "" || strings.HasPrefix(a.Language, "en")}
	r.sentence(a.Headline.String(), 0)
	body := &a.Text.Body
	n := 0
	for s := range sentences(body) {
		if n >= maxWords {
			break
		}
		n += r.sentence(s, n)
	}
	var keys []Key
	for w, weight := range r.weights {
		keys = append(keys, Key{hash(w), quantize(weight)})
	}
	for i, h := range slices.DeleteFunc(shingles(body), func(h uint64) bool { return h%sampled != 0 }) {
		if i == maxShingles {
			break
		}
		keys = append(keys, Key{Hash: h})
	}
	slices.SortFunc(keys, func(a, b Key) int {
		return cmp.Or(cmp.Compare(a.Hash, b.Hash), cmp.Compare(a.Weight, b.Weight))
	})
	return slices.CompactFunc(keys, func(a, b Key) bool { return a.Hash == b.Hash })
}

// quantize makes a weight small: what a word adds falls with each time.
func quantize(w float64) uint8 {
	if w > 1 {
		w = 1 + math.Log(w)
	}
	return uint8(min(math.Round(w*twentieths), math.MaxUint8))
}

// sentences steps through the sentences of the paragraphs that are read.
func sentences(b *text.Body) func(func(string) bool) {
	return func(yield func(string) bool) {
		for i := range b.Blocks {
			par := b.Paragraph(i)
			for _, span := range b.Blocks[i].Sentences {
				if !yield(par.Cut(span).String()) {
					return
				}
			}
		}
	}
}

// A reader gathers the words of an article.
type reader struct {
	weights map[string]float64
	stems   bool
	words   text.Words
}

// sentence adds the words of a sentence that begins behind n words of the text
// and returns how many there are.
func (r *reader) sentence(s string, n int) int {
	telling := tellingCapitals(s)
	count := 0
	for r.words.Reset(s); r.words.Next(); count++ {
		w := string(r.words.Fold())
		if common[w] {
			continue
		}
		weight := 1.0
		if n+count >= leadWords {
			weight = restWeight
		}
		if c := s[r.words.Span().Start]; telling && count > 0 && 'A' <= c && c <= 'Z' {
			weight *= nameWeight
		}
		r.weights[r.stem(w)] += weight
	}
	return count
}

// tellingCapitals reports whether a capital in s is a sign of a name: less
// than half of its words have one.
func tellingCapitals(s string) bool {
	words, capitals := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		if 'A' <= w[0] && w[0] <= 'Z' {
			capitals++
		}
	}
	return 2*capitals < words
}

func (r *reader) stem(w string) string {
	if !r.stems || len(w) > maxStemmed {
		return w
	}
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

// maxStemmed is how many bytes a word has at most that has a stem.
const maxStemmed = 40

// common are words that say nothing of a report.
var common = set("a about after again all also am an and any are as at be because been before being but by can " + //nolint:gochecknoglobals // table
	"could d did do does doing down during each few for from further had has have having he her here hers him his " +
	"how i if in into is it its itself just ll m me more most my new no nor not now of off on once only or other our " +
	"ours out over own re s said same say says she should so some such t than that the their them then there these " +
	"they this those through to too under until up ve very was we were what when where which while who whom why " +
	"will with would you your")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
