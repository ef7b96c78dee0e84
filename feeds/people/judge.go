package people

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A Key is a hash of something that another article must share for its people
// or quotations to be candidates: a surname or a word of a quotation.
type Key uint64

// Keys returns the keys of the article, ascending, each once.
func (r *Reading) Keys() []Key {
	var out []Key
	for k := range r.people {
		if fold := strings.Fields(text.Fold(r.people[k].display())); len(fold) > 0 {
			out = append(out, keyOf("name", fold[len(fold)-1]))
		}
	}
	for i := range r.speeches {
		q := news.Quote{}
		out = append(out, quoteKeys(r.said(&r.speeches[i], &q))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// quoteKeys are the keys of a quotation: its words of more than three letters,
// or all of one that has none.
func quoteKeys(words text.Clean) []Key {
	var out []Key
	fold := text.Fold(words.String())
	for w := range strings.FieldsSeq(fold) {
		if len(w) > 3 {
			out = append(out, keyOf("word", w))
		}
	}
	if len(out) == 0 && fold != "" {
		out = append(out, keyOf("word", fold))
	}
	return out
}

func keyOf(kind, s string) Key {
	h := fnv.New64a()
	_, _ = h.Write([]byte(kind + " " + s))
	return Key(h.Sum64())
}

// Candidates are what earlier articles have that share keys with an article.
// The fewer there are of either, the faster it is judged.
type Candidates struct {
	People []news.Named // of articles, as Reading.People gave them
	Quotes []news.Quote // of articles, as Reading.Quotes gave them
}

// A Result is what an article's people and quotations are in its story.
type Result struct {
	// People are those of the article; each has the name that the story knows
	// the person by.
	People []news.Named
	Quotes []Heard
}

// Heard is a quotation of the article and what it is a repetition of.
type Heard struct {
	news.Quote
	// Of is the index of the earliest candidate with the same words, or the
	// same words altered; -1 if the quotation is new.
	Of      int
	Variant bool
}

// Judge finds an article's people and quotations among the candidates, which
// may come in any order.
func Judge(r *Reading, c Candidates, persons []news.Person) Result {
	own := r.People()
	all := newRoll(slices.Concat(c.People, own), persons)
	res := Result{People: own}
	for i := range own {
		if e := all.byName[text.Fold(own[i].Name.String())]; e != nil {
			own[i].Name = e.root().named.Name
		}
	}
	earlier := make([]*said, len(c.Quotes))
	for i := range c.Quotes {
		earlier[i] = ready(&c.Quotes[i])
	}
	for _, q := range r.Quotes() {
		h := Heard{Quote: q}
		h.Of, h.Variant = ready(&q).find(earlier)
		res.Quotes = append(res.Quotes, h)
	}
	return res
}

// find returns the earliest of the quotations that has the same words, else
// the earliest that has them altered, else -1.
func (s *said) find(among []*said) (of int, isVariant bool) {
	of, best := -1, other
	for i := range among {
		l := s.like(among[i])
		if l > best || l == best && l != other && among[i].before(among[of]) {
			of, best = i, l
		}
	}
	return of, best == variant
}

// before reports whether s was told before t.
func (s *said) before(t *said) bool {
	return cmp.Or(s.quote.Time.Compare(t.quote.Time), cmp.Compare(s.quote.Article, t.quote.Article)) < 0
}

// Sayings makes one list of the quotations of a story: each once, as its
// earliest source has it, with the outlets that have it and the variants of
// its words, in order of time. Words that are quoted as such, and what nobody
// or no speaker says, are none, as listed tells.
func Sayings(quotes []news.Quote) []news.Quote {
	quotes = slices.Clone(quotes)
	slices.SortStableFunc(quotes, func(a, b news.Quote) int {
		return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.Article, b.Article))
	})
	s := sayings{keys: map[Key][]int{}, variants: map[variantOf]bool{}}
	for i := range quotes {
		if listed(&quotes[i]) {
			s.add(&quotes[i])
		}
	}
	for i := range s.list {
		s.list[i].Outlets = len(s.outlets[i])
	}
	return s.list
}

// The least words of a quotation that is listed: of one that begins within a
// sentence, of a sentence of a person with a name, of one that nobody says.
const (
	fewOfPart   = 3
	fewOfNamed  = 2
	fewOfNobody = fewWords
)

// listed reports whether a quotation says something by itself. A speaker who is
// neither a person with a name nor called by a role or a name is taken from it.
func listed(q *news.Quote) bool {
	if !q.Person && !speaks(q.Speaker.String()) {
		q.Speaker = text.Clean{}
	}
	first, _ := utf8.DecodeRuneInString(q.Text.String())
	whole, n := !unicode.IsLower(first), len(strings.Fields(q.Text.String()))
	switch {
	case q.Speaker.Len() == 0:
		return whole && n >= fewOfNobody
	case q.Person && whole:
		return n >= fewOfNamed
	}
	return n >= fewOfPart
}

// speaks reports whether words may call somebody who speaks: a role, or an
// institution by its name.
func speaks(speaker string) bool {
	all := strings.Fields(speaker)
	if first, _ := utf8.DecodeRuneInString(speaker); len(all) == 1 && unicode.IsUpper(first) && !lone[strings.ToLower(speaker)] {
		return true // a surname
	}
	for i, w := range all {
		fold := lastPart(strings.Trim(strings.ToLower(w), ",."))
		if roles[fold] || roles[strings.TrimSuffix(fold, "s")] || officials[fold] {
			return true
		}
		if first, _ := utf8.DecodeRuneInString(w); i > 0 && unicode.IsUpper(first) && institutions[fold] {
			return true
		}
	}
	return false
}

// officials speak without a name.
var officials = words("police authorities officials prosecutors jurors family neighbours neighbors residents man woman men women people boy girl") //nolint:gochecknoglobals // table

// sayings is a list of quotations being made.
type sayings struct {
	list    []news.Quote
	readied []*said
	outlets []map[text.Clean]bool
	keys    map[Key][]int
	// variants are those in the list, by their words.
	variants map[variantOf]bool
}

type variantOf struct {
	quote int
	words string
}

// mostCandidates is how many quotations one is compared with.
const mostCandidates = 200

func (s *sayings) add(q *news.Quote) {
	keys := quoteKeys(q.Text)
	near := s.candidates(keys)
	among, mine := make([]*said, len(near)), ready(q)
	for i, k := range near {
		among[i] = s.readied[k]
	}
	of, isVariant := mine.find(among)
	if of < 0 {
		s.put(mine, keys)
		return
	}
	k := near[of]
	s.outlets[k][q.Outlet] = true
	if form := (variantOf{k, text.Fold(q.Text.String())}); isVariant && !s.variants[form] {
		s.variants[form] = true
		s.list[k].Variants = append(s.list[k].Variants, *q)
	}
}

func (s *sayings) put(q *said, keys []Key) {
	s.list = append(s.list, *q.quote)
	s.readied = append(s.readied, q)
	s.outlets = append(s.outlets, map[text.Clean]bool{q.quote.Outlet: true})
	for _, key := range keys {
		s.keys[key] = append(s.keys[key], len(s.list)-1)
	}
}

// candidates are the first quotations that share the rarest keys, ascending.
func (s *sayings) candidates(keys []Key) []int {
	keys = slices.Clone(keys)
	slices.SortStableFunc(keys, func(a, b Key) int { return cmp.Compare(len(s.keys[a]), len(s.keys[b])) })
	var out []int
	seen := 0
	for _, key := range keys {
		if seen > mostCandidates {
			break
		}
		all := s.keys[key]
		seen += len(all)
		out = append(out, all[:min(len(all), mostCandidates)]...)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), mostCandidates)]
}
