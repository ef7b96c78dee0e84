package events_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"casewire/feeds/events"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// An archive keeps facts and counts as a real one does.
type archive struct {
	facts map[events.Key][]events.Fact
	stats events.Stats
}

func newArchive() *archive {
	return &archive{facts: map[events.Key][]events.Fact{}, stats: events.Stats{Having: map[events.Word]int{}}}
}

func (k *archive) add(a *news.Article) {
	r := events.Read(a)
	var candidates []events.Fact
	for _, key := range r.Keys() {
		candidates = append(candidates, k.facts[key]...)
	}
	for _, f := range r.Judge(candidates, k.stats) {
		k.put(f)
	}
	k.stats.Articles++
	for _, w := range r.Words() {
		k.stats.Having[w]++
	}
}

func (k *archive) put(f events.Fact) {
	key := events.KeyOf(f.Event.Date)
	for i := range k.facts[key] {
		if k.facts[key][i].Event.Date == f.Event.Date {
			k.facts[key][i] = f
			return
		}
	}
	k.facts[key] = append(k.facts[key], f)
}

func (k *archive) all() []events.Fact {
	var out []events.Fact
	for _, facts := range k.facts {
		out = append(out, facts...)
	}
	return out
}

var ids int64

// article makes an article of an outlet, published at ten in the morning.
func article(outlet string, day news.Date, body string) *news.Article {
	ids++
	a := &news.Article{ID: ids, Outlet: text.Line(outlet)}
	a.Dates.Published = news.Time{Time: time.Date(day.Year, day.Month, day.Day, 10, 0, 0, 0, time.UTC), From: news.FromFeed}
	a.Text.Body = text.Plain(body)
	return a
}

func date(s string) news.Date {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return news.Date{}
	}
	return news.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// lines writes events, one a line, by date.
func lines(list []news.Event) []string {
	var out []string
	for _, e := range list {
		out = append(out, fmt.Sprintf("%d-%d-%d %v %d/%d %s", e.Date.Year, e.Date.Month, e.Date.Day, e.Kind, e.Outlets, e.Mentions, e.Text))
	}
	return out
}

// TestTimelineOfOneArticle is what a careful reader would write down.
func TestTimelineOfOneArticle(t *testing.T) {
	k := newArchive()
	k.add(article("Harbor Post", date("2026-11-17"), `HARBOR CITY — Judge Lena Okafor on Tuesday moved closing arguments in the Marlow trial to Thursday.

The state rested on Friday after calling 26 witnesses in the trial of Ada Marlow.

Marlow was arrested one year ago today, and her husband, Ben Marlow, three days later.

A fire destroyed the bakery on Quay Street on October 21st last year.

Judge Okafor ruled earlier this month that the lab notes may be shown to the Marlow jury.

In January, an appeals court will hear the case of Ben Marlow. He won a first appeal in January 2025.

Ada Marlow has owned the bakery for 12 years.`))
	got := map[string]string{}
	for _, e := range events.Timeline(k.all(), &news.Story{}, date("2026-11-17")) {
		got[fmt.Sprintf("%d-%d-%d", e.Date.Year, e.Date.Month, e.Date.Day)] = string(e.Kind) + " " + strings.Join(strings.Fields(e.Text.String())[:3], " ")
	}
	want := map[string]string{
		"2026-11-17": "reported Judge Lena Okafor",
		"2026-11-19": "scheduled Judge Lena Okafor",
		"2026-11-13": "reported The state rested",
		"2025-11-17": "reported Marlow was arrested",
		"2025-11-20": "reported Marlow was arrested",
		"2025-10-21": "reported A fire destroyed",
		"2026-11-0":  "reported Judge Okafor ruled",
		"2027-1-0":   "scheduled In January, an",
		"2025-1-0":   "reported He won a",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

// TestDatesAbove is about days that stand above what they tell, and say the year
// once; and about what an article says of itself.
func TestDatesAbove(t *testing.T) {
	k := newArchive()
	k.add(article("Harbor Post", date("2026-11-17"), `How the Marlow case came to trial in Fenwick County:

October 21, 2021

A fire destroys the bakery of Ada Marlow on Quay Street.

December 3

Ada Marlow is charged with arson in Fenwick County.

This article was amended on 19 November 2026. A cable follows.

Friday, 2 October 2026, 15:04 UNCLAS FENWICK`))
	got := map[string]string{}
	for _, e := range events.Timeline(k.all(), &news.Story{}, date("2026-11-17")) {
		got[e.Date.String()] = strings.Join(strings.Fields(e.Text.String())[:3], " ")
	}
	want := map[string]string{"2021-10-21": "A fire destroys", "2021-12-03": "Ada Marlow is", "2026-11-17": "How the Marlow"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func story() *archive {
	k := newArchive()
	k.add(article("The Ledger", date("2025-10-22"), "A fire destroyed the Marlow bakery on Quay Street on Tuesday night, police said."))
	k.add(article("Channel 6", date("2025-10-22"), "“It was all gone by Tuesday midnight,” a neighbour of the Marlow bakery said.\n\nPolice will question Ada Marlow on Friday."))
	k.add(article("Harbor Post", date("2026-03-03"), "The Marlow bakery on Quay Street was destroyed by fire in October, police said.\n\nThe judge set the Marlow trial for Nov. 9."))
	k.add(article("Harbor Post", date("2026-06-01"), "Ada Marlow was charged on Oct. 21, 2025, the day of the fire."))
	return k
}

func TestFactsGather(t *testing.T) {
	got := events.Timeline(story().all(), &news.Story{}, date("2026-06-02"))
	first := got[0]
	if first.Date != date("2025-10-21") || first.Outlets != 3 || first.Mentions != 3 {
		t.Errorf("heaviest is %v", lines(got[:1]))
	}
	if s := first.Text.String(); !strings.HasPrefix(s, "A fire destroyed") || first.By.String() != "The Ledger" {
		t.Errorf("told by %q as %q", first.By, s)
	}
	if first.First.Format(time.DateOnly) != "2025-10-22" {
		t.Errorf("first told %v", first.First)
	}
	scheduled := 0
	for _, e := range got {
		if e.Kind == news.Scheduled {
			scheduled++
			if e.Date != date("2026-11-09") {
				t.Errorf("scheduled: %v", lines([]news.Event{e}))
			}
		}
	}
	if scheduled != 1 {
		t.Errorf("%d scheduled events", scheduled)
	}
}

// TestMonthSpeaksForDay: a sentence on the month adds to the day it tells of.
func TestMonthSpeaksForDay(t *testing.T) {
	weigh := func(later string) float64 {
		k := newArchive()
		k.add(article("The Ledger", date("2025-10-22"), "A fire destroyed the Marlow bakery on Quay Street on Tuesday."))
		k.add(article("Channel 6", date("2025-10-10"), "A parade passed City Hall on Thursday with music."))
		k.add(article("Channel 6", date("2026-03-03"), later))
		for _, e := range events.Timeline(k.all(), &news.Story{}, date("2026-06-02")) {
			if e.Date == date("2025-10-21") {
				return e.Weight
			}
		}
		return 0
	}
	with, without := weigh("The fire destroyed the bakery on Quay Street in October."), weigh("Taxes rose for sailors in October.")
	if with <= without {
		t.Errorf("weight %v with the later sentence, %v without", with, without)
	}
}

func TestCopiesWeighLess(t *testing.T) {
	weigh := func(copyOf int64) float64 {
		k := newArchive()
		k.add(article("The Ledger", date("2025-10-22"), "A fire destroyed the Marlow bakery on Quay Street on Tuesday."))
		a := article("Channel 6", date("2025-10-22"), "A fire destroyed the Marlow bakery on Quay Street on Tuesday.")
		a.Report.CopyOf = copyOf
		k.add(a)
		return events.Timeline(k.all(), &news.Story{}, date("2026-06-02"))[0].Weight
	}
	if own, copied := weigh(0), weigh(1); copied >= own {
		t.Errorf("own report %v, copy %v", own, copied)
	}
}

func TestStoryLines(t *testing.T) {
	st := &news.Story{
		Background: []news.Fact{{Date: date("2025-10-21"), Clock: -1, Text: text.Own("The bakery burned down."), URL: "https://a.example/"}},
		Scheduled: []news.Fact{
			{Date: date("2026-11-09"), Clock: 9 * time.Hour, Text: text.Own("The trial begins.")},
			{Date: date("2026-05-04"), Clock: -1, Text: text.Own("A hearing.")},
		},
	}
	got := lines(events.Timeline(story().all(), st, date("2026-06-02")))[:3]
	want := []string{
		"2025-10-21 background 3/3 The bakery burned down.",
		"2026-11-9 scheduled 1/1 The trial begins.",
		"2026-5-4 background 0/0 A hearing.",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

// TestJudgeLeavesCandidates: what the archive handed over is not changed, and
// judging again gives the same.
func TestJudgeLeavesCandidates(t *testing.T) {
	k := story()
	a := article("Harbor Post", date("2026-06-03"), "The fire of Oct. 21 destroyed the Marlow bakery; it was in October, in 2025.")
	before := fmt.Sprintf("%+v", k.facts[events.KeyOf(date("2025-10-21"))])
	one := events.Read(a).Judge(k.all(), k.stats)
	two := events.Read(a).Judge(k.all(), k.stats)
	if after := fmt.Sprintf("%+v", k.facts[events.KeyOf(date("2025-10-21"))]); after != before {
		t.Errorf("candidates changed from %s to %s", before, after)
	}
	if !reflect.DeepEqual(one, two) {
		t.Error("two judgements differ")
	}
}

// TestDayOfTheOutlet: late in the evening it is tomorrow elsewhere.
func TestDayOfTheOutlet(t *testing.T) {
	a := article("Harbor Post", date("2026-11-17"), "A fire destroyed the bakery today.")
	a.Dates.Published.Time = time.Date(2026, 11, 17, 23, 30, 0, 0, time.FixedZone("", -8*3600))
	if got := events.Read(a).Judge(nil, events.Stats{}); len(got) != 1 || got[0].Event.Date != tuesday {
		t.Errorf("got %v", got)
	}
}

func TestNoDateNoFacts(t *testing.T) {
	a := &news.Article{}
	a.Text.Body = text.Plain("It happened on Friday.")
	if r := events.Read(a); len(r.Keys()) != 0 || len(r.Judge(nil, events.Stats{})) != 0 {
		t.Error("an article without a day tells of one")
	}
}

func BenchmarkArticle(b *testing.B) {
	k := newArchive()
	day := date("2024-01-01")
	for i := range 720 {
		at := midnight(day).AddDate(0, 0, i)
		d := news.Date{Year: at.Year(), Month: at.Month(), Day: at.Day()}
		k.add(article("The Ledger", d, fmt.Sprintf("Witness %d of the Marlow trial spoke on Friday of street%d and lamp%d.", i, i%50, i%70)))
	}
	body := strings.Repeat("Ada Marlow was charged on Oct. 21, 2025, in the Quay Street fire, and in May and June 2024 she met the witness.\n\n", 40)
	a := article("Harbor Post", date("2025-11-17"), body)
	b.ReportAllocs()
	for b.Loop() {
		r := events.Read(a)
		var candidates []events.Fact
		for _, key := range r.Keys() {
			candidates = append(candidates, k.facts[key]...)
		}
		r.Judge(candidates, k.stats)
	}
}

func midnight(d news.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// TestDayOfTheNews is about what an article says without a date: it goes to the
// day that its opening names, and the stamp of an agency is no such day.
func TestDayOfTheNews(t *testing.T) {
	for _, row := range []struct{ body, want string }{
		{"Jurors heard a chemist. The trial in Harbor City went on as planned.", "2026-11-17"},
		{"The defence of Ada Marlow rested on Monday. Jurors in Harbor City saw 26 witnesses.", "2026-11-16"},
		{"HARBOR CITY | Tue Nov 17, 2026 8:44 am GMT Jurors heard a chemist in the Marlow trial on Monday.", "2026-11-16"},
		{"HARBOR CITY, Nov 17 (AP) - Jurors heard a chemist in the Marlow trial on Monday.", "2026-11-16"},
	} {
		k := newArchive()
		k.add(article("Harbor Post", date("2026-11-17"), row.body))
		list := events.Timeline(k.all(), &news.Story{}, date("2026-11-17"))
		if best := list[0].Date; best != date(row.want) {
			t.Errorf("%s\n got %v, want %s", row.body, best, row.want)
		}
	}
}

// TestClearSentence is about which of a day's sentences tells it.
func TestClearSentence(t *testing.T) {
	for _, row := range []struct{ first, then string }{
		{"Nobody on Quay Street had planned anything for this Monday.", "The jury of Fenwick County visited Quay Street on Monday."},
		{"It was on Monday that the jurors of Fenwick saw Quay Street.", "The jury of Fenwick County visited Quay Street on Monday."},
		{"On Monday Lena Okafor had parts of it played to Paul Brandt.", "The jury of Fenwick County visited Quay Street on Monday."},
		{"What did the jurors of Fenwick County see on Quay Street on Monday?", "The jury of Fenwick County visited Quay Street on Monday."},
	} {
		k := newArchive()
		k.add(article("Harbor Post", date("2026-11-17"), row.first))
		k.add(article("Bay News", date("2026-11-17"), row.then))
		if got := events.Timeline(k.all(), &news.Story{}, date("2026-11-17"))[0].Text.String(); got != row.then {
			t.Errorf("the day is told by %q", got)
		}
	}
}

// TestSentenceStandsOnce is about a sentence on two days together, or apart.
func TestSentenceStandsOnce(t *testing.T) {
	for body, want := range map[string]int{
		"The state searched its laboratory on Saturday and Sunday.": 1,
		"The state searched its laboratory on Friday and Sunday.":   2,
	} {
		k := newArchive()
		k.add(article("Harbor Post", date("2026-11-17"), "What the jury knows of Ada Marlow. Nothing new. Nothing at all. "+body))
		got := 0
		for _, e := range events.Timeline(k.all(), &news.Story{}, date("2026-11-17")) {
			got += strings.Count(e.Text.String(), "laboratory")
		}
		if got != want {
			t.Errorf("%q stands %d times, want %d", body, got, want)
		}
	}
}

// TestPassingMention is about an article that has the story's name once, after
// six on the story.
func TestPassingMention(t *testing.T) {
	const background = "Prosecutors accuse Ada Marlow, the former owner of the Quay Street Bakery, of arson in the first degree. " +
		"Her partner, Greta Sorley, had bought the shop. No one was hurt; a fire crew found lacquer thinner under the flour store. "
	k := newArchive()
	for i := range 6 {
		k.add(article("Harbor Post", date(fmt.Sprintf("2026-11-%02d", 2+i)), "The jury heard Ada Marlow. Her lawyer asked for a day more. The court rose. "+background))
	}
	k.add(article("Harbor Post", date("2026-11-10"), "The court let Ada Marlow go on October 20. A lawyer for Marlow left. "+background))
	k.add(article("Harbor Post", date("2026-11-11"), "The market fell on October 21. "+strings.Repeat("Shares of Northern Rail fell. ", 8)+"A lawyer in the court case of Ada Marlow bought some."))
	weight := map[news.Date]float64{}
	for _, e := range events.Timeline(k.all(), &news.Story{}, date("2026-11-17")) {
		weight[e.Date] = e.Weight
	}
	if a, b := weight[date("2026-10-20")], weight[date("2026-10-21")]; b > a/2 {
		t.Errorf("told by an article on the story %v, by another one %v", a, b)
	}
}

// TestRefusedIsNotToCome is about what was asked for and not given.
func TestRefusedIsNotToCome(t *testing.T) {
	for body, want := range map[string]int{
		"The judge of Fenwick County on Tuesday refused a request to put the trial off until January.": 0,
		"The judge of Fenwick County on Tuesday refused to let it come to trial in January.":           0,
		"The judge of Fenwick County on Tuesday put the trial off until January.":                      1,
	} {
		k, got := newArchive(), 0
		k.add(article("Harbor Post", tuesday, body))
		for _, e := range events.Timeline(k.all(), &news.Story{}, tuesday) {
			if e.Kind == news.Scheduled {
				got++
			}
		}
		if got != want {
			t.Errorf("%s: %d to come", body, got)
		}
	}
}

// TestYearUnsaid is about a day whose year the article leaves out and the story
// knows.
func TestYearUnsaid(t *testing.T) {
	k := newArchive()
	k.add(article("Harbor Post", date("2026-02-03"), "The laboratory of Fenwick County wrote a second report on June 12, 2025."))
	k.add(article("Bay News", date("2026-03-03"), "The second report of the laboratory is dated June 12. The laboratory of Fenwick County opens on June 20."))
	var got []news.Date
	for _, e := range events.Timeline(k.all(), &news.Story{}, date("2026-03-03")) {
		if e.Date.Month == time.June {
			got = append(got, e.Date)
		}
	}
	if want := []news.Date{date("2025-06-12"), date("2026-06-20")}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestPrecision is about how exactly a text gives a day: what it gives with its
// year counts for more, what it gives by weeks or guesses at for less.
func TestPrecision(t *testing.T) {
	weigh := func(body string) float64 {
		k := newArchive()
		k.add(article("Harbor Post", date("2026-11-17"), "The jury heard Ada Marlow. "+body))
		for _, e := range events.Timeline(k.all(), &news.Story{}, date("2026-11-17")) {
			if e.Date != tuesday && e.Date.Day != 0 {
				return e.Weight
			}
		}
		return 0
	}
	for _, row := range [][3]string{
		{"The state tested the oil on Nov. 3, 2026.", "The state tested the oil on Nov. 3.", "The state tested the oil two weeks ago."},
		{"The state tested the oil on Feb. 3, 2026.", "The state tested the oil on Oct. 3.", "The state tested the oil on Feb. 3."},
	} {
		full, plain, rough := weigh(row[0]), weigh(row[1]), weigh(row[2])
		if full <= plain || plain <= 2*rough || rough == 0 {
			t.Errorf("%q: weights %v, %v and %v", row, full, plain, rough)
		}
	}
}

// TestChronicle is about an article that goes through the days of the story,
// and of another one.
func TestChronicle(t *testing.T) {
	weigh := func(order func([]string), who string) float64 {
		k := newArchive()
		for i := range 12 {
			k.add(article("Harbor Post", date(fmt.Sprintf("2026-10-%02d", 16+i)), strings.Repeat("The jury heard Ada Marlow. Her lawyer asked for a day more. ", 3)+
				"Prosecutors accuse Marlow, the former owner of the Quay Street Bakery, of arson in the first degree. Her partner, Greta Sorley, had bought the shop. "+
				"No one was hurt; a fire crew found lacquer thinner under the flour store."))
		}
		var days []string
		for day := range 12 {
			days = append(days, fmt.Sprintf("Witness %d in the case of %s left on Oct. %d.", day, who, 2+day))
		}
		order(days)
		k.add(article("Harbor Post", date("2026-11-17"), strings.Join(days, "\n\n")))
		for _, e := range events.Timeline(k.all(), &news.Story{}, date("2026-11-17")) {
			if e.Date == date("2026-10-08") {
				return e.Weight
			}
		}
		return 0
	}
	asIs := func([]string) {}
	chronicle := weigh(asIs, "Ada Marlow")
	if backwards := weigh(slices.Reverse, "Ada Marlow"); chronicle < 2*backwards || backwards == 0 {
		t.Errorf("weight %v in order, %v backwards", chronicle, backwards)
	}
	if other := weigh(asIs, "Ben Nevill"); chronicle < 2*other || other == 0 {
		t.Errorf("weight %v on the story, %v on another", chronicle, other)
	}
}

// TestStampsOfPosts is about days that only say when something was posted.
func TestStampsOfPosts(t *testing.T) {
	lead := strings.Repeat("The jury heard Ada Marlow.\n\n", 4)
	for line, want := range map[string]int{
		"Posted by harbor_fan | November 9, 2026 7:15 PM":                    0,
		"9th November 2026-17:42 This comment was removed.":                  0,
		"Monday, 9 November 2026, 04:28 SECTION 01":                          0,
		"Ada Marlow was arrested on November 9, 2026, at 7:15 in the court.": 1,
		"Ada Marlow was arrested on November 9, 2026. 26 jurors heard it.":   1,
	} {
		k, got := newArchive(), 0
		k.add(article("Harbor Post", tuesday, lead+line))
		for _, e := range events.Timeline(k.all(), &news.Story{}, tuesday) {
			if e.Date == date("2026-11-09") {
				got++
			}
		}
		if got != want {
			t.Errorf("%s: %d events", line, got)
		}
	}
}
