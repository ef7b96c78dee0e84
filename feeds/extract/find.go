package extract

import (
	"math/bits"
	"strings"
)

// A finder looks for many phrases in one pass over a text. It remembers which
// of them have a byte as their first, second or third: bit n stands for the
// phrases n, n+64, n+128 and so on.
type finder struct {
	phrases []string
	have    [3][256]uint64
}

// find makes a finder of phrases of three bytes or more.
func find(phrases ...string) *finder {
	f := &finder{phrases: phrases}
	for n, phrase := range phrases {
		for i := range f.have {
			f.have[i][phrase[i]] |= 1 << (n % 64)
		}
	}
	return f
}

// in reports whether any of the phrases stands in s.
func (f *finder) in(s string) bool {
	for i := 2; i < len(s); i++ {
		if may := f.have[0][s[i-2]] & f.have[1][s[i-1]] & f.have[2][s[i]]; may != 0 && f.begins(s[i-2:], may) {
			return true
		}
	}
	return false
}

// begins reports whether s begins with one of the phrases that it may be.
func (f *finder) begins(s string, may uint64) bool {
	for ; may != 0; may &= may - 1 {
		for n := bits.TrailingZeros64(may); n < len(f.phrases); n += 64 {
			if strings.HasPrefix(s, f.phrases[n]) {
				return true
			}
		}
	}
	return false
}
