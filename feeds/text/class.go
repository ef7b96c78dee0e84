package text

import "unicode"

// A class is what the gate does with a character.
type class uint8

const (
	visible   class = iota
	space           // becomes a space
	lineBreak       // becomes \n or a space
	mark            // combines with the character before it
	joiner          // ZWJ, ZWNJ: stays between characters that use it
	selector        // variation selector: stays behind characters that use it
	hyphen          // soft hyphen: goes between letters
	invisible       // becomes a space where nothing parts its neighbours
	forbidden       // becomes U+FFFD
)

const (
	zwnj          = '\u200c'
	zwj           = '\u200d'
	emojiSelector = '\ufe0f'
	keycap        = '\u20e3'
)

// classOf returns the class of r.
func classOf(r rune) class {
	switch {
	case r < 0x300:
		return latinClass(r)
	case r >= 0x2010 && r < 0x2028, r >= 0x3400 && r < 0xa000, r >= 0xac00 && r < 0xd7a4:
		return visible
	case r == zwj || r == zwnj:
		return joiner
	case r == '\u2028' || r == '\u2029':
		return lineBreak
	case unicode.Is(unicode.Variation_Selector, r):
		return selector
	case isBlank(r):
		return space
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return invisible
	case unicode.IsMark(r):
		return mark
	case unicode.Is(unicode.Noncharacter_Code_Point, r), r >= 0xf0000:
		return forbidden
	}
	return visible
}

// latinClass is classOf for characters below U+0300.
func latinClass(r rune) class {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085':
		return lineBreak
	case ' ', '\t', '\u00a0':
		return space
	case '\u00ad':
		return hyphen
	}
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return forbidden
	}
	return visible
}

// isBlank reports whether r is a space, or a letter that shows as one.
func isBlank(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u2800', '\u3164', '\uffa0':
		return true
	}
	return unicode.Is(unicode.Zs, r)
}

func isLetter(r rune) bool {
	return r < 0x80 && (r|0x20 >= 'a' && r|0x20 <= 'z') || r >= 0x80 && unicode.IsLetter(r) && !isBlank(r)
}

// selects reports whether the selector r has its place behind last and before
// next.
func selects(last, r, next rune) bool {
	switch {
	case r == emojiSelector && next == keycap:
		return last >= '0' && last <= '9' || last == '#' || last == '*'
	case r == emojiSelector || r == '\ufe0e':
		return isEmoji(last)
	case r < 0x2000:
		return unicode.Is(unicode.Mongolian, last) && unicode.IsLetter(last)
	}
	return unicode.Is(unicode.Han, last) || r < 0xfe03 && unicode.Is(unicode.Sm, last)
}

// usesJoiners reports whether r is of a script in which joiners choose between
// forms: Arabic and its kin, the Indic scripts, Mongolian.
func usesJoiners(r rune) bool {
	return r >= 0x600 && classOf(r) <= mark && unicode.Is(joining, r)
}

func isEmoji(r rune) bool { return r >= 0xa9 && unicode.Is(emoji, r) }

var joining = &unicode.RangeTable{ //nolint:gochecknoglobals // table
	R16: []unicode.Range16{
		{0x0620, 0x065f, 1}, // Arabic
		{0x066e, 0x08ff, 1}, // and Syriac, Thaana, N'Ko, Mandaic
		{0x0900, 0x0dff, 1}, // Devanagari to Sinhala
		{0x1000, 0x109f, 1}, // Myanmar
		{0x1780, 0x17ff, 1}, // Khmer
		{0x1820, 0x18aa, 1}, // Mongolian
		{0xa8e0, 0xa8ff, 1}, // Devanagari
	},
}

// emoji are the characters that sequences of emoji are made of.
var emoji = &unicode.RangeTable{ //nolint:gochecknoglobals // table
	R16: []unicode.Range16{
		{0x00a9, 0x00ae, 5},
		{0x203c, 0x203c, 1},
		{0x2049, 0x2049, 1},
		{0x2122, 0x2122, 1},
		{0x2139, 0x2139, 1},
		{0x2194, 0x21aa, 1},
		{0x231a, 0x23ff, 1},
		{0x24c2, 0x24c2, 1},
		{0x25aa, 0x25fe, 1},
		{0x2600, 0x27bf, 1},
		{0x2934, 0x2935, 1},
		{0x2b05, 0x2b55, 1},
		{0x3030, 0x3030, 1},
		{0x303d, 0x303d, 1},
		{0x3297, 0x3299, 2},
	},
	R32: []unicode.Range32{
		{0x1f000, 0x1f1e5, 1},
		{0x1f200, 0x1faff, 1},
	},
	LatinOffset: 1,
}
