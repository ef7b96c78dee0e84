package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"

	"casewire/feeds/text"
)

func TestLine(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"plain", "Trial opens", "Trial opens"},
		{"white space", "  a \t b\r\nc\u00a0\u3000d  ", "a b c d"},
		{"breaks", "a\vb\fc\u0085d\u2028e\u2029f\rg", "a b c d e f g"},
		{"escape", "\x1b[31mred\x1b[0m", "\uFFFD[31mred\uFFFD[0m"},
		{"C1", "a\u009b31mb\u0090c", "a\uFFFD31mb\uFFFDc"},
		{"DEL and NUL", "a\x7fb\x00c", "a\uFFFDb\uFFFDc"},
		{"invalid", "a\xffb\xed\xa0\x80", "a\uFFFDb\uFFFD\uFFFD\uFFFD"},
		{"bidi", "abc\u202edef\u2066g\u200fh", "abc def g h"},
		{"zero width", "\ufeffa\u200bb\u2060c \u200bd\u200b", "a b c d"},
		{"tag", "a\U000e0041b\U000e007f", "a b"},
		{"nonchar", "a\ufdd0b\U0001ffffc", "a\uFFFDb\uFFFDc"},
		{"high private use", "a\U0010eeeeb", "a\uFFFDb"},
		{"soft hyphen", "Zeugen\u00adaussage", "Zeugenaussage"},
		{"soft hyphen beside a sign", "a\u00ad<", "a <"},
		{"composes", "e\u0301", "é"},
		{"removed mark joins no letters", "\u1100\u200b\u1161", "\u1100 \u1161"},
		{"emoji family", "👨‍👩‍👧 ❤️‍🔥 1️⃣ 🏳️‍🌈", "👨‍👩‍👧 ❤️‍🔥 1️⃣ 🏳️‍🌈"},
		{"joiner of letters", "a\u200db\u200cc", "a b c"},
		{"selector of letters", "a\ufe0fb", "a b"},
		{"Persian", "کتاب\u200cها", "کتاب\u200cها"},
		{"Sinhala", "ක්\u200dෂ", "ක්\u200dෂ"},
		{"Han variation", "葛\U000e0100飾", "葛\U000e0100飾"},
		{"marks", "a" + strings.Repeat("\u0316", 20) + "b", "a" + strings.Repeat("\u0316", 8) + "b"},
		{"mark on nothing", "\u0301a b\u00a0\u0301", "\uFFFDa b \uFFFD"},
		{"fillers", "a\u3164b\u2800", "a b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.Line(tt.in).String(); got != tt.want {
				t.Errorf("Line(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	in := "a\r\nb\rc\u2028d\u2029e\vf\fg\u0085h\ti  j\n\nk\x1bl\n\u200bm"
	want := "a\nb\nc\nd\ne\nf\ng\nh i  j\n\nk\uFFFDl\nm"
	if got := text.Lines(in).String(); got != want {
		t.Errorf("Lines = %q, want %q", got, want)
	}
}

func TestLongGraphemes(t *testing.T) {
	for name, s := range map[string]string{
		"emoji chain": strings.Repeat("👩🏽\u200d", 30) + "👩",
		"jamo":        strings.Repeat("\u1100", 40),
		"conjunct":    strings.Repeat("\u0915\u094d", 40),
	} {
		got := text.Line(s).String()
		checkGate(t, name, got)
		if !strings.Contains(got, "\uFFFD") && len(got) == len(s) {
			t.Errorf("%s: nothing was cut", name)
		}
	}
}

func TestLineAllocatesNothing(t *testing.T) {
	s := strings.Repeat("A plain headline of no more than ASCII", 3)
	if n := testing.AllocsPerRun(10, func() { _ = text.Line(s) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// checkGate fails if s holds what the gate must not let through.
func checkGate(t *testing.T, name, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%s: invalid UTF-8: %q", name, s)
	}
	if !norm.NFC.IsNormalString(s) {
		t.Errorf("%s: not NFC: %+q", name, s)
	}
	marks := 0
	for _, r := range s {
		switch {
		case unicode.IsControl(r) && r != '\n', unicode.Is(unicode.Bidi_Control, r),
			unicode.Is(unicode.Noncharacter_Code_Point, r), r == '\u2028', r == '\u2029',
			unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d':
			t.Errorf("%s: %U in %+q", name, r, s)
		}
		if !unicode.IsMark(r) {
			marks = 0
		} else if marks++; marks > 9 { // a selector may stand among eight
			t.Errorf("%s: %d marks in %+q", name, marks, s)
		}
	}
	for it := graphemes.FromString(s); it.Next(); {
		if len(it.Value()) > 64 {
			t.Errorf("%s: a grapheme of %d bytes in %+q", name, len(it.Value()), s)
		}
	}
}

func FuzzGate(f *testing.F) {
	for _, s := range []string{
		"\x1b]8;;http://x\x07a\x1b\\", "a\u202eb\u200b\u0301", "\u1100\u00ad\u1161\u11a8",
		strings.Repeat("👩🏽\u200d", 30), "e" + strings.Repeat("\u0344", 20), "\r\n\u0085\v ",
		"1\ufe0f\u20e3\u200d❤\ufe0f\u200d🔥", "\u0915\u094d\u200d\u0937\u200c", "\ufdd0\U000e0041\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line, lines := text.Line(s).String(), text.Lines(s).String()
		checkGate(t, "line", line)
		checkGate(t, "lines", lines)
		if strings.ContainsRune(line, '\n') || strings.Contains(line, "  ") || strings.TrimSpace(line) != line {
			t.Errorf("not one trimmed line: %q", line)
		}
		if again := text.Line(line).String(); again != line {
			t.Errorf("Line: %+q, again %+q", line, again)
		}
		if again := text.Lines(lines).String(); again != lines {
			t.Errorf("Lines: %+q, again %+q", lines, again)
		}
	})
}

func BenchmarkGate(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":  strings.Repeat("The inquiry heard that nobody asked why. ", 100) + "End.",
		"curly":  strings.Repeat("The inquiry heard that nobody’s asked “why”. ", 100) + "End.",
		"german": strings.Repeat("Der Ausschuß hörte, daß die Prüfer fünfmal gewarnt hätten. ", 100) + "End.",
		"han":    strings.Repeat("调查委员会周五听取了证词。", 200),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				_ = text.Line(s)
			}
		})
	}
}
