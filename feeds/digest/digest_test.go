package digest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// told makes a report of one article.
func told(id int64, outlets int, headline string, paragraphs ...string) Report {
	a := report(id, 16, paragraphs...)
	a.Headline, a.Outlet = text.Line(headline), text.Own("Harbor Post")
	a.Dates.Sort, a.Dates.Poll = a.Dates.FirstSeen, id
	return Report{Tellings: []Telling{{Article: a}}, Outlets: outlets, Own: outlets}
}

func lineTexts(d news.Digest) []string {
	var out []string
	for _, l := range d.Lines {
		out = append(out, string(l.Kind)+": "+l.Text.String())
	}
	return out
}

// known makes a report in which only some sentences are new to the reader.
func known(r Report, fresh ...int) Report {
	t := &r.Tellings[0]
	t.Sentences = t.sentences()
	for i := range t.Sentences {
		t.Sentences[i].ToYou = slices.Contains(fresh, i)
	}
	return r
}

func week() News {
	return News{
		Items: 31, Clusters: 4, Outlets: 14, Today: news.Date{Year: 2026, Month: 11, Day: 17},
		Reports: []Report{
			told(1, 1, "A choir sings for the baker", "A choir sang in the square for new ovens.", "It was cold."),
			told(2, 12, "Judge moves closing arguments after late filing",
				"“We were never asked,” the lawyer said, and “nobody ever told us a thing about it.”",
				"Judge Lena Okafor on Tuesday moved closing arguments to Thursday after the state filed 214 pages of lab notes.",
				"He was not there."),
			known(told(3, 5, "Chemist corrects herself", "The chemist studied in Leeds and has worked for the state since 2009.",
				"The chemist told the jury that her first report named a different solvent."), 1),
			told(4, 3, "Closings moved to Thursday", "Closing arguments were moved to Thursday by Judge Lena Okafor after the state filed lab notes of 214 pages."),
		},
	}
}

func TestTell(t *testing.T) {
	want := []string{
		"development: Judge Lena Okafor on Tuesday moved closing arguments to Thursday after the state filed 214 pages of lab notes.",
		"development: The chemist told the jury that her first report named a different solvent.",
		"development: A choir sang in the square for new ovens.",
	}
	d := Tell(week(), 20)
	if got := lineTexts(d); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if d.Items != 31 || d.Clusters != 4 || d.Outlets != 14 {
		t.Errorf("counts %+v", d)
	}
	first := d.Lines[0]
	if first.Article != 2 || first.Sentence != 1 || first.Paragraph != 1 || first.Outlets != 12 || first.Outlet.String() != "Harbor Post" {
		t.Errorf("cited as %+v", first)
	}
}

func TestWeight(t *testing.T) {
	plain := func() []Report {
		return []Report{
			told(1, 3, "One", "The first witness described the van at the gate."),
			told(2, 3, "Two", "A juror was excused because of a broken ankle."),
		}
	}
	for name, row := range map[string]struct {
		change func([]Report)
		first  int64
	}{
		"the latest": {func([]Report) {}, 2},
		"outlets":    {func(r []Report) { r[0].Outlets = 9 }, 1},
		"own texts":  {func(r []Report) { r[0].Own = 9 }, 1},
		"a date":     {func(r []Report) { r[0].Weight = 7 }, 1},
		"an alert": {func(r []Report) {
			r[0].Tellings[0].Article.Verdict.Alerts = []text.Clean{text.Own("x")}
			r[1].Outlets = 5
		}, 1},
		"new to you": {func(r []Report) { r[1] = known(r[1]) }, 1},
	} {
		reports := plain()
		row.change(reports)
		if d := Tell(News{Reports: reports}, 9); d.Lines[0].Article != row.first {
			t.Errorf("%s: first is %d", name, d.Lines[0].Article)
		}
	}
}

func TestSentence(t *testing.T) {
	for name, row := range map[string]struct {
		headline string
		said     []string
		want     string
	}{
		"the first":   {"Van seen", []string{"A neighbour saw a grey van at the gate.", "A neighbour heard a loud noise at the gate."}, "A neighbour saw a grey van at the gate."},
		"headline":    {"Noise heard at gate of bakery", []string{"A neighbour saw a grey van there.", "A neighbour heard a noise at the gate of the bakery."}, "A neighbour heard a noise at the gate of the bakery."},
		"the day":     {"", []string{"The retired pilot has sat at this window for years.", "The retired pilot told jurors Wednesday of a van."}, "The retired pilot told jurors Wednesday of a van."},
		"no question": {"", []string{"Who saw the grey van at the gate of the bakery?", "A neighbour says that he did."}, "A neighbour says that he did."},
		"no fragment": {"", []string{"“I saw a grey van at the gate of the bakery on Monday.", "A neighbour spoke of a grey van."}, "A neighbour spoke of a grey van."},
		"no quote":    {"", []string{"“I saw a grey van at the gate of the bakery,” he said.", "Police look for the driver of a grey van."}, "Police look for the driver of a grey van."},
		"not leaning": {"", []string{"They were seen at the gate of the bakery.", "Two men were seen at the gate of the bakery."}, "Two men were seen at the gate of the bakery."},
		"not on this": {"", []string{"On this the witnesses of the first week agree.", "The witnesses of the first week agree on the hour."}, "The witnesses of the first week agree on the hour."},
		"numbers":     {"", []string{"The fire did a lot of harm to the old bakery.", "The fire did harm of 214,000 euros in 12 hours."}, "The fire did harm of 214,000 euros in 12 hours."},
		"too long":    {"", []string{strings.Repeat("The fire did harm of 214,000 euros, ", 20) + "and more.", "The fire did much harm to the bakery."}, "The fire did much harm to the bakery."},
		"the title":   {"Fire at the bakery", []string{"Yes."}, "Fire at the bakery"},
		"no text":     {"Fire at the bakery", nil, "Fire at the bakery"},
	} {
		d := Tell(News{Reports: []Report{told(1, 1, row.headline, row.said...)}}, 9)
		if len(d.Lines) != 1 || d.Lines[0].Text.String() != row.want {
			t.Errorf("%s: got %v", name, lineTexts(d))
		}
	}
}

// What several outlets tell comes before what one has for itself.
func TestSharedSentence(t *testing.T) {
	r := told(1, 3, "‘I saw a coat’: a day at court", "Edwin Pell, 71, brought opera glasses of 1974 and 12 mints to the stand.")
	for i, said := range []string{
		"A pilot told the jury that he saw a grey van stop beside the bakery.",
		"The jury heard a pilot who saw a van stop beside the bakery before the fire.",
	} {
		r.Tellings = append(r.Tellings, told(int64(2+i), 1, "Pilot saw van stop beside bakery, jury hears", said).Tellings...)
	}
	if d := Tell(News{Reports: []Report{r}}, 1); d.Lines[0].Article == 1 {
		t.Errorf("got %v", lineTexts(d))
	}
}

func TestRoom(t *testing.T) {
	in := week()
	for i := range 5 {
		a := report(int64(10+i), 17, fmt.Sprintf("%d pages were filed.", i))
		in.Corrections = append(in.Corrections, Correction{news.Diff{Kind: news.Correction}, a.Text.Body, a})
		in.Dates = append(in.Dates, Dated{Event: news.Event{Date: news.Date{Year: 2026, Month: 12, Day: i + 1}, Text: text.Own("A hearing."), Clock: -1}})
	}
	for lines, want := range map[int][3]int{0: {}, 1: {1, 0, 0}, 3: {3, 0, 0}, 4: {2, 1, 1}, 8: {3, 3, 2}, 13: {3, 5, 3}, 100: {3, 5, 5}, -3: {}} {
		var got [3]int
		for _, l := range Tell(in, lines).Lines {
			got[slices.Index([]news.LineKind{news.Development, news.CorrectionLine, news.ScheduledLine}, l.Kind)]++
		}
		if got != want {
			t.Errorf("%d lines: %v, want %v", lines, got, want)
		}
	}
}

func TestLatestCorrectionFirst(t *testing.T) {
	var in News
	for i := range 5 {
		a := report(int64(i), 17, fmt.Sprintf("%d pages were filed.", i))
		in.Corrections = append(in.Corrections, Correction{news.Diff{Kind: news.Correction}, a.Text.Body, a})
	}
	if d := Tell(in, 3); len(d.Lines) != 3 || d.Lines[0].Article != 4 || d.Lines[2].Article != 2 {
		t.Errorf("got %+v", d.Lines)
	}
}

// The outlet's own words are told once, though the feed was put right without
// them.
func TestNoteOfCorrection(t *testing.T) {
	words := text.Line
	a := report(7, 17, "It is white and holds 214 pages.", "Correction: The binder holds 214 pages. We said 241.")
	change := news.Hunk{
		Old: words("It is white and holds 241 pages."), New: words("It is white and holds 214 pages."),
		Out: []text.Span{{Start: 22, End: 25}}, In: []text.Span{{Start: 22, End: 25}},
	}
	page := news.Diff{Kind: news.Correction, Hunks: []news.Hunk{change, {Paragraph: 1, New: a.Text.Body.Paragraph(1)}}}
	feed := news.Diff{Kind: news.Correction, Hunks: []news.Hunk{change}}
	d := Tell(News{Corrections: []Correction{{feed, a.Text.Body, a}, {page, a.Text.Body, a}}}, 9)
	if got, want := lineTexts(d), []string{"correction: The binder holds 214 pages. We said 241."}; !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	if l := d.Lines[0]; l.Was.Len() > 0 || l.Sentence != 2 {
		t.Errorf("sentence %d, before: %q", l.Sentence, l.Was)
	}
	page.Hunks[1].Old = words("Correction: The binder is white.")
	d = Tell(News{Corrections: []Correction{{page, a.Text.Body, a}}}, 9)
	if l := d.Lines[0]; l.Was.String() != "241" || l.Sentence != 0 {
		t.Errorf("an older note is told: %+v", l)
	}
}

func TestCorrections(t *testing.T) {
	a := report(7, 17, "The court met on Monday.", "The state filed 214 pages at nine. They were late.")
	a.Headline = text.Own("214 pages filed")
	words := text.Line
	filed := news.Hunk{
		Paragraph: 1, Old: words("The state filed 241 pages at nine."), New: words("The state filed 214 pages at nine. They were late."),
		Out: []text.Span{{Start: 16, End: 19}}, In: []text.Span{{Start: 16, End: 19}},
	}
	added := news.Hunk{Paragraph: 0, New: words("The court met on Monday."), In: []text.Span{{End: 24}}}
	for name, row := range map[string]struct {
		diff      news.Diff
		want, was string
		sentence  int
	}{
		"a number":     {news.Diff{Kind: news.Correction, Hunks: []news.Hunk{added, filed}}, "The state filed 214 pages at nine.", "241", 1},
		"an addition":  {news.Diff{Kind: news.Correction, Hunks: []news.Hunk{added}}, "The court met on Monday.", "", 0},
		"the headline": {news.Diff{Kind: news.Correction, Headline: &news.Hunk{Paragraph: -1, Old: words("241 pages filed"), New: a.Headline, Out: []text.Span{{End: 3}}, In: []text.Span{{End: 3}}}}, "214 pages filed", "241", -1},
		"nothing left": {news.Diff{Kind: news.Correction, Hunks: []news.Hunk{{Paragraph: 1, Old: words("He lied.")}}}, "214 pages filed", "", -1},
		"out of reach": {news.Diff{Kind: news.Correction, Hunks: []news.Hunk{{Paragraph: 9, New: words("Out")}}}, "214 pages filed", "", -1},
	} {
		d := Tell(News{Corrections: []Correction{{row.diff, a.Text.Body, a}}}, 9)
		if len(d.Lines) != 1 || d.Lines[0].Text.String() != row.want || d.Lines[0].Was.String() != row.was || d.Lines[0].Sentence != row.sentence {
			t.Errorf("%s: got %+v", name, d.Lines)
		}
	}
	if d := Tell(News{Corrections: []Correction{{news.Diff{Kind: news.Update}, a.Text.Body, a}}}, 9); len(d.Lines) > 0 {
		t.Error("an update is told as a correction")
	}
}

// TestNothingTwiceElsewhere is about what is told as corrected or to come.
func TestNothingTwiceElsewhere(t *testing.T) {
	in := week()
	a := in.Reports[1].Tellings[0].Article
	whole := a.Text.Body.Paragraph(1)
	hunk := news.Hunk{Paragraph: 1, Old: text.Line("moved closing arguments to Friday"), New: whole, Out: []text.Span{{Start: 27, End: 33}}, In: []text.Span{{Start: 57, End: 65}}}
	in.Corrections = []Correction{{news.Diff{Kind: news.Correction, Hunks: []news.Hunk{hunk}}, a.Text.Body, a}}
	if got := lineTexts(Tell(in, 20)); got[0] == "development: "+whole.String() || !slices.Contains(got, "correction: "+whole.String()) {
		t.Errorf("told twice: %q", got)
	}
	b := report(9, 17, "The white binder lay on the desk. It has 214 pages. It was closed.")
	hunk = news.Hunk{Paragraph: 0, Old: text.Line("241"), New: b.Text.Body.Paragraph(0), Out: []text.Span{{End: 3}}, In: []text.Span{{Start: 41, End: 44}}}
	in.Corrections = []Correction{{news.Diff{Kind: news.Correction, Hunks: []news.Hunk{hunk}}, b.Text.Body, b}}
	d := Tell(in, 20)
	if l := d.Lines[len(d.Lines)-1]; l.Text.String() != "The white binder lay on the desk. It has 214 pages." || l.Sentence != 1 || len(d.Lines) != 4 {
		t.Errorf("got %q, %+v", lineTexts(d), l)
	}
}

func TestDates(t *testing.T) {
	a := report(7, 17, "Lawyers met.", "The judge will hear closing arguments on Thursday.")
	day := func(m, d int, what string) Dated {
		return Dated{Event: news.Event{Date: news.Date{Year: 2026, Month: time.Month(m), Day: d}, Text: text.Line(what), Clock: -1}}
	}
	closing := day(11, 19, "The judge will hear closing arguments on Thursday.")
	closing.Article, closing.Set, closing.Event.Paragraph, closing.Event.Span = a, true, 1, text.Span{End: 50}
	closing.Event.Clock, closing.Event.Outlets = 9*time.Hour, 12
	d := Tell(News{Today: news.Date{Year: 2026, Month: 11, Day: 17}, Dates: []Dated{
		day(12, 0, "A verdict"), day(11, 16, "Too late"), closing, day(11, 17, "Today"), day(11, 0, "This month"), day(10, 0, "Last month"),
		{Event: news.Event{Date: news.Date{Year: 2027, Month: 1}, Text: text.Own("The judge will sit in January.")}, Article: a},
		{Event: news.Event{Date: news.Date{Year: 2026, Month: 12, Day: 1}, Text: text.Own("Lawyers met."), Span: text.Span{End: 12}}, Article: a},
		{Event: news.Event{Date: news.Date{Year: 2026, Month: 12, Day: 2}, Text: text.Own("The judge will rest."), Span: text.Span{End: 20}}, Article: a},
	}}, 20)
	want := []string{"scheduled: This month", "scheduled: Today", "scheduled: The judge will hear closing arguments on Thursday.", "scheduled: A verdict"}
	if got := lineTexts(d); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if l := d.Lines[2]; l.Article != 7 || l.Sentence != 1 || l.Outlets != 12 || !l.Set || l.Clock != 9*time.Hour {
		t.Errorf("cited as %+v", l)
	}
}

func TestSoFar(t *testing.T) {
	began := news.Date{Year: 2026, Month: 2, Day: 21}
	in := News{Today: news.Date{Year: 2026, Month: 11, Day: 11}, Dates: []Dated{{Event: news.Event{Date: news.Date{Year: 2027}, Text: text.Own("The appeal")}}}}
	facts := []news.Fact{{Date: news.Date{Year: 1998}, Text: text.Own("The bakery opens."), Clock: -1}, {Date: began, Text: text.Own("The bakery burns."), Clock: -1, URL: "https://a.example/"}}
	for _, a := range story() {
		in.Reports = append(in.Reports, Report{Tellings: []Telling{{Article: a}}})
	}
	d := SoFar(in, began, facts, 50, 20)
	got := lineTexts(d)
	if len(got) < 3 || got[0] != "background: The bakery burns." || !strings.HasPrefix(got[1], "background: A fire destroyed") || got[len(got)-1] != "scheduled: The appeal" {
		t.Errorf("got %q", got)
	}
	if l := d.Lines[1]; l.Article != 1 || l.Sentence != 0 {
		t.Errorf("cited as %+v", l)
	}
	if n := len(SoFar(in, began, facts, 50, 2).Lines); n != 2 {
		t.Errorf("%d lines of 2", n)
	}
	in.Reports = nil
	d = SoFar(in, began, facts, 50, 20)
	if len(d.Lines) != 3 || d.Lines[1].Article != 0 || d.Lines[1].URL != "https://a.example/" || d.Lines[1].Date != began {
		t.Errorf("of the story file: %+v", d.Lines)
	}
}

func TestTellSameBytes(t *testing.T) {
	want := fmt.Sprint(Tell(week(), 9))
	for range 20 {
		if got := fmt.Sprint(Tell(week(), 9)); got != want {
			t.Fatalf("%s and then %s", want, got)
		}
	}
}

func FuzzTell(f *testing.F) {
	f.Add("Fire at the bakery", "A fire destroyed the bakery, which was old. Nobody was hurt.", "Nobody said “a word.", 3)
	f.Add("", "ア ア ア ア ア. Ünder der Brücke, with", "", 1)
	f.Add("\x1b[31m", "\u202e\n\n\x00 1 2 3 4 5 6.", "1 2 3 4 5 7.", 9)
	f.Fuzz(func(t *testing.T, headline, a, b string, lines int) {
		lines %= 100
		in := News{Reports: []Report{told(1, 2, headline, a), told(2, 2, b, b), told(3, 1, a, a+" "+b)}}
		in.Reports[0].Tellings = append(in.Reports[0].Tellings, in.Reports[2].Tellings...)
		d := Tell(in, lines)
		if len(d.Lines) > max(lines, 0) {
			t.Fatalf("%d lines of %d", len(d.Lines), lines)
		}
		for _, l := range d.Lines {
			art := in.Reports[l.Article-1].Tellings[0].Article
			said := art.Headline
			if l.Paragraph >= 0 {
				said = art.Text.Body.Paragraph(l.Paragraph).Cut(l.Span)
			}
			if said != l.Text {
				t.Fatalf("%q is cited as %q", said, l.Text)
			}
		}
	})
}

// What is known of an article may be of another revision than its text.
func TestSentencesOfAnotherRevision(t *testing.T) {
	in := week()
	for i := range in.Reports {
		known(in.Reports[i], 0, 1)
		list := in.Reports[i].Tellings[0].Sentences
		list[len(list)-1].Paragraph = 99
		list[0].Span.End = 9999
	}
	if d := Tell(in, 20); len(d.Lines) == 0 {
		t.Error("nothing is told")
	}
}
