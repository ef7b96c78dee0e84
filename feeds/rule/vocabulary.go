package rule

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"casewire/feeds/text"
)

// A vocabulary is all words that a set of queries asks for, so that one step
// through a text finds the terms of all of them.
type vocabulary struct {
	exact    map[string]int32    // folded word to entry
	filter   wordFilter          // of exact
	prefixes map[[3]byte][]int32 // by their first bytes: a prefix has three at least
	begins   wordFilter          // of the keys of prefixes
	wilds    []int32
	entries  []entry
	terms    []*term
	termIDs  map[string]int32
	groupIDs map[string]int32
	groups   int
}

// An entry is a word of the vocabulary, or a pattern of words.
type entry struct {
	piece  piece
	single []int32 // terms that are this word alone
	last   []int32 // phrases that end with it
}

// A term is a word, phrase or cs term, and the groups that hold it.
type term struct {
	x       *termExpr
	name    text.Clean // as hits call it
	entries []int32
	groups  []int32
}

func newVocabulary() *vocabulary {
	return &vocabulary{
		exact: map[string]int32{}, prefixes: map[[3]byte][]int32{},
		termIDs: map[string]int32{}, groupIDs: map[string]int32{},
	}
}

// term returns the number of a term, which it adds if it is new.
func (v *vocabulary) term(x *termExpr) int32 {
	key := x.key()
	if id, ok := v.termIDs[key]; ok {
		return id
	}
	id := int32(len(v.terms))
	t := &term{x: x, name: text.Line(x.String())}
	for _, p := range x.words {
		t.entries = append(t.entries, v.entry(p))
	}
	last := &v.entries[t.entries[len(t.entries)-1]]
	if len(x.words) == 1 {
		last.single = append(last.single, id)
	} else {
		last.last = append(last.last, id)
	}
	v.terms, v.termIDs[key] = append(v.terms, t), id
	return id
}

// entry returns the number of the entry for a piece.
func (v *vocabulary) entry(p piece) int32 {
	if p.solid() {
		if id, ok := v.exact[p.fold]; ok {
			return id
		}
	}
	id := int32(len(v.entries))
	v.entries = append(v.entries, entry{piece: p})
	switch {
	case p.wild:
		v.wilds = append(v.wilds, id)
	case p.prefix:
		key := [3]byte([]byte(p.fold))
		v.prefixes[key] = append(v.prefixes[key], id)
		v.begins.add(key[:])
	default:
		v.exact[p.fold] = id
		v.filter.add([]byte(p.fold))
	}
	return id
}

// group returns the number of the group of these terms.
func (v *vocabulary) group(terms []*termExpr) int32 {
	ids := make([]int32, len(terms))
	for i, x := range terms {
		ids[i] = v.term(x)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var key strings.Builder
	for _, id := range ids {
		key.WriteString(strconv.Itoa(int(id)) + " ")
	}
	if g, ok := v.groupIDs[key.String()]; ok {
		return g
	}
	g := int32(v.groups)
	v.groups++
	v.groupIDs[key.String()] = g
	for _, id := range ids {
		v.terms[id].groups = append(v.terms[id].groups, g)
	}
	return g
}

// find appends to out the entries that a folded word is of.
func (v *vocabulary) find(word []byte, out []int32) []int32 {
	if v.filter.has(word) {
		if id, ok := v.exact[string(word)]; ok {
			out = append(out, id)
		}
	}
	if len(word) >= 3 && len(v.prefixes) > 0 && v.begins.has(word[:3]) {
		for _, id := range v.prefixes[[3]byte(word)] {
			if v.entries[id].piece.fits(word) {
				out = append(out, id)
			}
		}
	}
	for _, id := range v.wilds {
		if v.entries[id].piece.fits(word) {
			out = append(out, id)
		}
	}
	return out
}

// A wordFilter says of most words that are not in it that they are not, faster
// than a map.
type wordFilter [1 << 10]uint64

func (f *wordFilter) add(word []byte) {
	h := hashWord(word)
	f[h>>6] |= 1 << (h & 63)
}

func (f *wordFilter) has(word []byte) bool {
	h := hashWord(word)
	return f[h>>6]>>(h&63)&1 != 0
}

// hashWord makes 16 bits of the length, the beginning and the end of a word.
func hashWord(word []byte) uint64 {
	n := len(word)
	var a, b uint64
	switch {
	case n >= 8:
		a, b = binary.LittleEndian.Uint64(word), binary.LittleEndian.Uint64(word[n-8:])
	case n >= 4:
		a, b = uint64(binary.LittleEndian.Uint32(word)), uint64(binary.LittleEndian.Uint32(word[n-4:]))
	case n > 0:
		a, b = uint64(word[0])|uint64(word[n/2])<<8, uint64(word[n-1])
	}
	const odd1, odd2 = 0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f
	return (a*odd1 ^ b*odd2 ^ uint64(n)*odd1) * odd2 >> 48
}
