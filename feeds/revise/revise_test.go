package revise

import (
	"slices"
	"strings"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func revision(headline, body string) news.Revision {
	return news.Revision{Headline: text.Line(headline), Body: text.Plain(body)}
}

const bakery = "The trial goes on, said Judge Lena Okafor on Monday.\n\n" +
	"Prosecutors put 25 people on the stand against Dana Marlow, who was charged with arson.\n\n" +
	"It was about ten past two when the neighbour looked at the clock."

func TestKinds(t *testing.T) {
	replace := func(before, after string) string {
		s := strings.Replace(bakery, before, after, 1)
		if s == bakery {
			t.Fatalf("%q is not there", before)
		}
		return s
	}
	for _, test := range []struct {
		name, headline, body string
		kind                 news.EditKind
		noise                bool
	}{
		{"nothing", "Trial goes on", bakery, news.Minor, true},
		{"white space", "Trial  goes on", replace("goes on, said", "goes  on, said"), news.Minor, true},
		{"quotes", "Trial goes on", replace("It was about", "It was – about"), news.Minor, false},
		{"a stamp", "Trial goes on", "Updated 5 minutes ago\n\n" + bakery, news.Minor, true},
		{"a date of update", "Trial goes on", "Last updated: 14 March 2026, 10:33 GMT\n\n" + bakery, news.Minor, true},
		{"an ad", "Trial goes on", replace("\n\nProsecutors", "\n\nAdvertisement\n\nProsecutors"), news.Minor, true},
		{"shares", "Trial goes on", bakery + "\n\n1.2K shares | 14 comments", news.Minor, true},
		{"a running time in the text", "Trial goes on", replace("It was about ten past two", "5 minutes ago, it was about ten past two"), news.Minor, false},
		{"says so", "Trial goes on", bakery + "\n\nCorrection: The binder holds 214 pages, not 241.", news.Correction, false},
		{"says so at the end", "Trial goes on", bakery + "\n\nAn earlier version of this article misstated the number of pages.", news.Correction, false},
		{"says so in the headline", "Corrected: Trial goes on", bakery, news.Correction, false},
		{"a number", "Trial goes on", replace("25 people", "26 people"), news.Correction, false},
		{"the same number in a word", "Trial goes on", replace("ten past", "10 past"), news.Minor, false},
		{"a name", "Trial goes on", replace("Dana Marlow", "Diana Marlow"), news.Correction, false},
		{"a charge", "Trial goes on", replace("charged with arson", "charged with fraud"), news.Correction, false},
		{"a denial", "Trial goes on", replace("goes on, said", "does not go on, said"), news.Correction, false},
		{"corrections officer", "Trial goes on", bakery + "\n\nA corrections officer brought water.", news.Update, false},
		{"a paragraph more", "Trial goes on", bakery + "\n\nThe jury left at noon.", news.Update, false},
		{"a paragraph less", "Trial goes on", replace("\n\nIt was about ten past two when the neighbour looked at the clock.", ""), news.Update, false},
		{"of a place", "Trial goes on", replace("against Dana Marlow", "against the Canadian Dana Marlow"), news.Minor, false},
		{"a typo", "Trial goes on", replace("neighbour looked", "neighbor looked"), news.Minor, false},
		{"a toll", "At least three killed in fire", bakery, news.Update, false},
		{"moved", "Trial goes on", "It was about ten past two when the neighbour looked at the clock.\n\n" + replace("\n\nIt was about ten past two when the neighbour looked at the clock.", ""), news.Minor, false},
		{"another headline", "Neighbour unsure of the hour in bakery fire trial", bakery, news.Update, false},
	} {
		before, after := revision("Trial goes on", bakery), revision(test.headline, test.body)
		if test.name == "a toll" {
			before.Headline = text.Own("At least two killed in fire")
		}
		d := Compare(before, after)
		if d.Kind != test.kind || d.Noise() != test.noise {
			t.Errorf("%s: %s, noise %v; want %s, %v: %+v", test.name, d.Kind, d.Noise(), test.kind, test.noise, d.Hunks)
		}
		checkRoundTrip(t, before, after, d)
		checkRoundTrip(t, after, before, Compare(after, before))
	}
}

func TestNamesAndNumbersThatAreTheSame(t *testing.T) {
	for _, test := range []struct {
		before, after string
		kind          news.EditKind
	}{
		{"The court in Halifax sees Canada charge the two men with war crimes again.", "The court in Halifax sees Canadian charge the two men with war crimes again.", news.Minor},
		{"Reporters say that Marlow of Halifax will be back at the bakery by noon.", "Reporters say that Marlowe of Halifax will be back at the bakery by noon.", news.Correction},
		{"The firm is to pay $438.5 m in the case of the bakery fire this year.", "The firm is to pay $438.5m in the case of the bakery fire this year.", news.Minor},
		{"The firm is to pay $50 million in the case of the bakery fire.", "The firm is to pay $49 million in the case of the bakery fire.", news.Correction},
		{"A blast in the north of the country kills 40 on Monday.", "A blast in the north of the country kills 41 on Monday.", news.Update},
		{"A blast in the north of the country kills 41 on Monday.", "A blast in the north of the country kills 40 on Monday.", news.Correction},
		{"Captain Doe was charged with second-degree arson on Tuesday.", "Captain Doe was charged with first-degree arson on Tuesday.", news.Correction},
		{"It was the second fire of the week on the pier of the harbor.", "It was the first fire of the week on the pier of the harbor.", news.Minor},
		{"The hearing on Tues. is to begin in the court at nine.", "The hearing on Tuesday is to begin in the court at nine.", news.Minor},
		{"The hearing on Wednesday is to begin in the court at nine.", "The hearing on Tuesday is to begin in the court at nine.", news.Correction},
	} {
		if d := Compare(revision("A", test.before), revision("A", test.after)); d.Kind != test.kind {
			t.Errorf("%q: %s, want %s", test.after, d.Kind, test.kind)
		}
	}
}

func TestLinksAndPictures(t *testing.T) {
	before := news.Revision{Body: text.HTML(`<p>The jury left.</p><p><a href="https://a.example/1">Six questions about the trial</a></p>`, nil)}
	after := news.Revision{Body: text.HTML(`<p>The jury left.</p><img src="https://a.example/p.jpg" alt="The court"><p><a href="https://a.example/2">What the neighbours saw</a></p>`, nil)}
	if d := Compare(before, after); !d.Noise() || len(d.Hunks) == 0 {
		t.Errorf("got %+v", d)
	}
}

func TestHunks(t *testing.T) {
	d := Compare(revision("A", "One stays.\n\nThe binder holds 241 pages.\n\nThis goes."), revision("A", "New here.\n\nOne stays.\n\nThe binder holds 214 pages."))
	want := []struct {
		paragraph int
		out, in   string
	}{{0, "", "New here."}, {2, "241", "214"}, {3, "This goes.", ""}}
	if len(d.Hunks) != len(want) {
		t.Fatalf("got %+v", d.Hunks)
	}
	for i, w := range want {
		h := d.Hunks[i]
		if h.Paragraph != w.paragraph || cutAll(h.Old, h.Out) != w.out || cutAll(h.New, h.In) != w.in {
			t.Errorf("hunk %d: %+v", i, h)
		}
	}
	if d.Headline != nil {
		t.Errorf("headline: %+v", d.Headline)
	}
}

func TestNewSentences(t *testing.T) {
	before, after := revision("A", "One. Two. Three."), revision("A", "One. Two and a half. Three.\n\nFour is here. So is five.")
	d := Compare(before, after)
	if first, n := NewSentences(&after.Body, &d); first != 1 || n != 3 {
		t.Errorf("got %d from %d", n, first)
	}
}

func TestApplyRefuses(t *testing.T) {
	d := Compare(revision("A", "One. Two."), revision("A", "One. Three."))
	if _, ok := Apply([]text.Clean{text.Own("Something else.")}, &d); ok {
		t.Error("applied to another text")
	}
	if _, ok := Apply(nil, &news.Diff{Hunks: []news.Hunk{{Paragraph: 4}}}); ok {
		t.Error("applied beyond the end")
	}
}

func TestLargeTexts(t *testing.T) {
	var a, b strings.Builder
	for i := range 60_000 {
		a.WriteString("a" + string(rune('a'+i%26)) + " ")
		b.WriteString("b" + string(rune('a'+i%26)) + " ")
		if i%999 == 0 {
			a.WriteString("\n\n")
		}
	}
	before, after := revision("", a.String()), revision("", b.String())
	checkRoundTrip(t, before, after, Compare(before, after))
}

// checkRoundTrip checks that the old text and the diff make the new one, and
// that outside of the changed words the two sides of a hunk are the same.
func checkRoundTrip(t *testing.T, before, after news.Revision, d news.Diff) {
	t.Helper()
	got, ok := Apply(cleanLines(&before.Body), &d)
	if !ok || !slices.Equal(got, cleanLines(&after.Body)) {
		t.Fatalf("old and diff do not make new: %q + %+v = %q, not %q", before.Body.Text, d, got, after.Body.Text)
	}
	hunks := d.Hunks
	if d.Headline != nil {
		hunks = append(slices.Clone(hunks), *d.Headline)
	}
	for _, h := range hunks {
		if leave(t, h.Old, h.Out) != leave(t, h.New, h.In) {
			t.Fatalf("spans do not hold all that changed: %+v", h)
		}
	}
}

func cleanLines(b *text.Body) []text.Clean {
	var list []text.Clean
	for i := range b.Blocks {
		list = append(list, b.Paragraph(i))
	}
	return list
}

// leave is a text without spans.
func leave(t *testing.T, c text.Clean, spans []text.Span) string {
	t.Helper()
	var b strings.Builder
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > c.Len() {
			t.Fatalf("span %v of %q", s, c)
		}
		b.WriteString(c.String()[at:s.Start])
		at = s.End
	}
	b.WriteString(c.String()[at:])
	return b.String()
}

func cutAll(c text.Clean, spans []text.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, c.Cut(s).String())
	}
	return strings.Join(parts, "|")
}

func FuzzCompare(f *testing.F) {
	f.Add("A", bakery, "B", strings.ReplaceAll(bakery, "25", "26"))
	f.Add("", "a b c\n\nd e f", "", "d e f\n\na c b")
	f.Add("x", "é 👩‍👩‍👧 家族\n\n👍🏽 ok", "y", "e 👩‍👧 家\n\n👍 ok")
	f.Add("", "1,000.5 don't\n\nUpdated 5 minutes ago", "", "1,000,5 do n't\n\nUpdated 6 minutes ago")
	f.Fuzz(func(t *testing.T, h1, b1, h2, b2 string) {
		before, after := revision(h1, b1), revision(h2, b2)
		d := Compare(before, after)
		checkRoundTrip(t, before, after, d)
		if same := Compare(before, before); len(same.Hunks) != 0 || same.Headline != nil || !same.Noise() {
			t.Fatal("a text differs from itself")
		}
		if first, n := NewSentences(&after.Body, &d); first < 0 || n < 0 || first+n > after.Body.Sentences() {
			t.Fatalf("%d sentences from %d", n, first)
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	body := strings.Repeat(bakery+"\n\n", 40)
	before := revision("A", body)
	after := revision("A", strings.Replace(strings.Replace(body, "25 people", "26 people", 3), "about ten", "nearly ten", 9))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		Compare(before, after)
	}
}
