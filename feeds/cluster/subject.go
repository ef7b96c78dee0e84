package cluster

import (
	"math"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// A known article is one that others are compared with, with what is the same
// in each comparison.
type known struct {
	Member
	words    int      // keys that are words
	sample   int      // keys that are shingles
	length   float64  // of the words' weights as a vector
	tags     []uint16 // of the keys: what they are told apart by at first sight
	shingles []uint64 // all of the text, once they were looked at
}

func newKnown(m Member) *known {
	k := &known{Member: m, tags: make([]uint16, len(m.Keys))}
	squares := 0
	for i, key := range m.Keys {
		k.tags[i] = tag(key.Hash)
		if key.Weight == 0 {
			k.sample++
			continue
		}
		k.words++
		squares += int(key.Weight) * int(key.Weight)
	}
	k.length = math.Sqrt(float64(squares))
	return k
}

func tag(hash uint64) uint16 { return uint16(hash >> 16) } //nolint:gosec // any bits will do

// mostKept is how many shingles of an article are kept: eight bytes each.
const mostKept = 4000

// A subject is the article that is judged.
type subject struct {
	*known
	stats *Stats
	rare  []float64 // of each key, how rare it is
	// slots find a key by its hash: each has the key's number and one, or 0.
	slots []int32
	// tagged has a bit for each tag that a key has: most keys of another article
	// are known by it to be none of these.
	tagged [1 << 16 / 64]uint64
	whole  func(*news.Article) (*text.Body, error)
}

// A candidate is a known article with what it shares with the subject.
type candidate struct {
	*known
	overlap
}

// An overlap is what two articles share.
type overlap struct {
	words    int     // that are common to them
	product  float64 // of the weights of these, as vectors
	shingles int     // of the samples
	rarest   int     // how many articles have the rarest key, where that was asked
}

func newSubject(m Member, stats *Stats, whole func(*news.Article) (*text.Body, error)) *subject {
	s := &subject{known: newKnown(m), stats: stats, whole: whole}
	size := 64
	for size < 4*len(m.Keys) {
		size *= 2
	}
	s.slots = make([]int32, size)
	for i, k := range m.Keys {
		s.tagged[s.tags[i]/64] |= 1 << (s.tags[i] % 64)
		at := s.slot(k.Hash)
		for s.slots[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		s.slots[at] = int32(i) + 1 //nolint:gosec // an article has not so many keys
	}
	s.rare = s.rarities(stats)
	return s
}

func (s *subject) slot(hash uint64) int { return int(hash>>32) & (len(s.slots) - 1) } //nolint:gosec // any bits will do

// find returns the number of the key with a hash, -1 if there is none.
func (s *subject) find(hash uint64) int {
	for at := s.slot(hash); ; at = (at + 1) & (len(s.slots) - 1) {
		i := int(s.slots[at]) - 1
		if i < 0 || s.Keys[i].Hash == hash {
			return i
		}
	}
}

// share adds up what a known article shares with the subject. Having, where it
// is not nil, counts the articles that have each of the subject's keys.
func (s *subject) share(k *known, having []int) (o overlap) {
	for at, tag := range k.tags {
		if s.tagged[tag/64]&(1<<(tag%64)) == 0 {
			continue
		}
		key := k.Keys[at]
		i := s.find(key.Hash)
		if i < 0 {
			continue
		}
		if having != nil && (o.rarest == 0 || having[i] < o.rarest) {
			o.rarest = having[i]
		}
		if s.Keys[i].Weight == 0 {
			o.shingles++
		}
		if w := float64(s.Keys[i].Weight) * float64(key.Weight); w > 0 {
			o.product += w * s.rare[i]
			o.words++
		}
	}
	return o
}

// run returns the shingles of a candidate's text.
func (s *subject) run(k *known) ([]uint64, error) {
	if k.shingles != nil {
		return k.shingles, nil
	}
	body, err := s.whole(k.Article)
	if err != nil || body == nil {
		return nil, err
	}
	list := shingles(body)
	if len(list) <= mostKept {
		k.shingles = list
	}
	return list, nil
}
