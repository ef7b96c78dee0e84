package text_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"casewire/feeds/text"
)

// Each row is one paragraph, a bar where a sentence ends.
var sentenceRows = []string{
	// Hard sentences of legal news.
	"Judge Ellen K. Marsh ruled on Oct. 21 that State v. Marlow may go on.| The defence objected.",
	"“He was told twice. Nobody listened. I was there,” Dr. Ana Ruiz told the court.| She left at once.",
	"Gov. Peter Holt, Sen. J. T. Ames and Rep. Lou Vance met Lt. Col. Brandt at St. Mary’s.| No one spoke.",
	"The U.S. District Court in Dunmore City, N.M., set bail at $3.5 million.| It was paid at 9 a.m. Friday.",
	"Marlow Marine Inc. v. County of Dunmore, No. 21-1047, was filed on Jan. 5.| The county has 30 days.",
	"Closing arguments begin at 9:30 a.m. Mountain Time on Nov. 19, a clerk said.| Jurors will hear both sides.",
	"“Did you check the valve?” Ms. Lindqvist asked.| “I did not.”| He looked away.",
	"He was charged under Sec. 30-2-3 (involuntary manslaughter. See Art. 2.) and pleaded not guilty.| Trial is in May.",
	"“Why?” she asked.| “Because nobody said no!” he shouted.| The room fell silent.",
	"Robert Hale Jr. of Hale & Sons Ltd. said the U.S. Coast Guard knew.| The Guard denies it.",
	"The firm, based in the U.S., paid nothing.| It moved to the U.K.| In 2021 it was dissolved.",
	"Prosecutors said … that the log was false.| “I signed it . . . I had no choice,” Mr. Orr testified.",
	"The hearing ended at 4 p.m.| Marlow left by a side door.| His lawyer, Mary C. Smith, stayed.",
	"D.A. Joan Pell said: “We will appeal. We will not rest. We owe it to them.”| She took no questions.",
	"Count 2 carries 18 months, i.e. a year and a half, vs. Count 1's five years.| Both run together.",

	// Plain ones.
	"One sentence without an end",
	"It ended.| Did it?| Yes!| So it did.",
	"It cost $3.5.| Marlow paid.",
	"The log is at paper.example.| Orr keeps it.",
	"The N.D. Senate met in Wilmington, Del. Governor Hale came.",
	"Version 2.5 was used.| See example.com for more.",
	"J. K. Rowling was quoted.| So was George R. R. Martin.",
	"1. The court finds as follows.| 2. The claim is dismissed.",
	"It was a plain vitamin C.| The doctor agreed.",
	"“I told them. I told them again.”| He wept.",
	"“They never closed the quotation.| It went on.| And on.",
	"Wait... what was that?| Well...| The end.",
	"He fell 6' 2\" down.| The ladder broke.| “It was old,” he said.",
	"Am 21. Oktober begann der Prozess.| Er dauerte „lange. Sehr lange“, sagte er.",
	"他说：“我不知道。”| 法庭休庭。",
	"She said no.| He said yes.",
	"It happened in 2021.| March was cold.",
	"He works at Acme Corp.| The firm is large.",
	"(It was late. Nobody came.)| They left.",
}

func TestSentences(t *testing.T) {
	for _, row := range sentenceRows {
		want := strings.Split(row, "| ")
		s := strings.ReplaceAll(row, "| ", " ")
		var got []string
		for _, span := range text.Sentences(s) {
			got = append(got, s[span.Start:span.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %s", row, strings.Join(got, "| "))
		}
	}
}

func TestSentencesOfNothing(t *testing.T) {
	for _, s := range []string{"", " ", "\n"} {
		if got := text.Sentences(s); len(got) > 0 {
			t.Errorf("Sentences(%q) = %v", s, got)
		}
	}
}

func FuzzSentences(f *testing.F) {
	for _, row := range sentenceRows {
		f.Add(row)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = text.Lines(s).String()
		checkSpans(t, s, text.Sentences(s))
	})
}

// checkSpans fails if the spans are not ascending, within s and on characters.
func checkSpans(t *testing.T, s string, spans []text.Span) {
	t.Helper()
	end := 0
	for _, span := range spans {
		if span.Start < end || span.End <= span.Start || span.End > len(s) {
			t.Fatalf("span %v after %d in %q", span, end, s)
		}
		end = span.End
		if !utf8.ValidString(s[span.Start:span.End]) {
			t.Fatalf("span %v cuts a character of %q", span, s)
		}
	}
}

func BenchmarkSentences(b *testing.B) {
	s := strings.ReplaceAll(strings.Join(sentenceRows[:6], " "), "| ", " ")
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		_ = text.Sentences(s)
	}
}
