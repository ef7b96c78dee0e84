package text

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// What isPlain takes for plain has to be what the gate leaves as it is.
func TestPlainIsLeftAsItIs(t *testing.T) {
	plain := 0
	for r := rune(0x80); r < 0x3000; r++ {
		s := "a" + strings.Repeat(string(r), maxGrapheme) + "b " + string(r)
		if !isPlain(s, false) {
			continue
		}
		plain++
		if got := pass(s, false); got != s || !norm.NFC.IsNormalString(s) || cutGraphemes(s) != s {
			t.Errorf("U+%04X is not plain: %q becomes %q", r, s, got)
		}
	}
	if want := 0x100 - 0xc0 + 0x28 - 0x10; plain != want {
		t.Errorf("%d characters beyond ASCII are plain, want %d", plain, want)
	}
}
