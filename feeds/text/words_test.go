package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"casewire/feeds/text"
)

func TestFold(t *testing.T) {
	long := strings.Repeat("Donau", 30)
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"no word", " .,;—… ’s", ""},
		{"case", "The RUST set", "the rust set"},
		{"initials part", "U.S. v. Marlow", "u s v marlow"},
		{"hyphen parts", "Gutierrez-Reed", "gutierrez reed"},
		{"digits", "COVID-19, 3.5m", "covid 19 3 5m"},
		{"possessive", "Baldwin's gun", "baldwin gun"},
		{"curly possessive", "Baldwin’s gun", "baldwin gun"},
		{"modifier possessive", "Baldwinʼs gun", "baldwin gun"},
		{"capital possessive", "BALDWIN'S GUN", "baldwin gun"},
		{"bare apostrophe", "the Hutchins' lawyer", "the hutchins lawyer"},
		{"possessive of a quote", "“Rust”’s end", "rust end"},
		{"contraction", "don't say it’ll", "don t say it ll"},
		{"possessive at the end", "Baldwin's", "baldwin"},
		{"no possessive", "it'sx 'six s", "it sx six s"},
		{"accents", "Élysée naïve Übung señor", "elysee naive ubung senor"},
		{"decomposed accents", "E\u0301lyse\u0301e", "elysee"},
		{"two marks", "Việt Nam", "viet nam"},
		{"Turkish", "İstanbul", "istanbul"},
		{"Greek", "ΑΘΉΝΑ Αθήνας", "αθηνα αθηνασ"},
		{"Cyrillic", "Ёлка МОСКВА", "елка москва"},
		{"full width", "ＮＨＫ２", "nhk2"},
		{"half width Kana", "ﾊﾞｽ", "ハ\u3099 ス"},
		{"Han", "北京Reuters新闻", "北 京 reuters 新 闻"},
		{"Kana", "トランプ大統領", "ト ラ ン フ\u309a 大 統 領"},
		{"Han with a variation", "葛\U000e0100飾", "葛 飾"},
		{"Hangul", "문재인 대통령은", "문재인 대통령은"},
		{"Hindi", "हिन्दी समाचार", "हिन्दी समाचार"},
		{"Hebrew points", "שָׁלוֹם", "שלום"},
		{"Arabic marks", "مُحَمَّد", "محمد"},
		{"lone mark", "a \u0301 b", "a b"},
		{"invalid", "a\xffb\xe2\x80", "a b"},
		{"long", long, strings.ToLower(long)},
		{"long accent", long + "é", strings.ToLower(long) + "e"},
		{"long ascii word", strings.Repeat("a", 40), strings.Repeat("a", 40)},
		{"emoji", "fire🔥 ❤\ufe0f here 1\ufe0f\u20e3", "fire here 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := text.Fold(tt.in); got != tt.want {
				t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestWordSpans(t *testing.T) {
	s := "“Ms. Gutierrez-Reed’s” é北x"
	want := []string{"Ms", "Gutierrez", "Reed", "é", "北", "x"}
	var got []string
	for w := text.Scan(s); w.Next(); {
		got = append(got, s[w.Span().Start:w.Span().End])
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("words %q, want %q", got, want)
	}
}

func TestScanAllocatesNothing(t *testing.T) {
	var w text.Words
	w.Reset("Wörter größer als sonst")
	for w.Next() {
		_ = w.Fold()
	}
	if n := testing.AllocsPerRun(10, func() {
		for w := text.Scan(sample); w.Next(); {
			_ = w.Fold()
		}
		for w.Reset("Ünïcode für Fußgänger"); w.Next(); {
			_ = w.Fold()
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{sample, "Baldwin’s 北京 e\u0301 ﾊﾞ", "\xff's\u0301s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for w := text.Scan(s); w.Next(); {
			span := w.Span()
			if span.Start < end || span.End <= span.Start || span.End > len(s) {
				t.Fatalf("span %v after %d of %d", span, end, len(s))
			}
			end = span.End
			if !utf8.ValidString(s[span.Start:end]) || !utf8.Valid(w.Fold()) || len(w.Fold()) == 0 {
				t.Fatalf("word %q folds to %q", s[span.Start:end], w.Fold())
			}
		}
		once := text.Fold(s)
		if twice := text.Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, Fold of it %q", s, once, twice)
		}
	})
}

const sample = "The county’s fire inspectors told the inquiry on Friday that Marlow's crew had " +
	"signed off the valves twice in 2019, and that nobody at the port office asked why. "

func BenchmarkScan(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":  strings.Repeat(strings.ReplaceAll(sample, "’", "'"), 100),
		"curly":  strings.Repeat(sample, 100),
		"german": strings.Repeat("Der Ausschuß hörte am Freitag, daß die Prüfer fünfmal gewarnt hätten. ", 200),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				for w := text.Scan(s); w.Next(); {
					_ = w.Fold()
				}
			}
		})
	}
}
