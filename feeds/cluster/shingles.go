package cluster

import (
	"slices"

	"casewire/feeds/text"
)

// minShingles is how many a text has at least that can be a copy: less is a
// sentence, and sentences are quoted.
const minShingles = 40

// shingles returns the hashes of each three words in a row of the paragraphs
// that are read, ascending, each once.
func shingles(b *text.Body) []uint64 {
	var out []uint64
	var first, second uint64
	var words text.Words
	n := 0
	for s := range sentences(b) {
		for words.Reset(s); words.Next(); n++ {
			third := sum(words.Fold())
			if n > 1 {
				out = append(out, mix(mix(mix(first)^second)^third))
			}
			first, second = second, third
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// contained is how much of the shorter of two copies stands in the longer, at
// least.
const contained = 0.49

// copied reports whether texts of so many shingles that share n are copies.
func copied(n, one, other int) bool {
	shorter := min(one, other)
	return shorter >= minShingles && float64(n) >= contained*float64(shorter)
}

// shared counts what two ascending lists have in common.
func shared(a, b []uint64) int {
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] < b[k]:
			i++
		case a[i] > b[k]:
			k++
		default:
			n, i, k = n+1, i+1, k+1
		}
	}
	return n
}

// hash returns the hash of a word as a key.
func hash(w string) uint64 { return mix(^sum([]byte(w))) }

// sum is FNV-1a.
func sum(w []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range w {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// mix spreads the bits of a hash, as the finalizer of MurmurHash3 does.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
