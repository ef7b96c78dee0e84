package events_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casewire/feeds/events"
	"casewire/feeds/news"
)

// tuesday is the day on which the texts below were published.
var tuesday = news.Date{Year: 2026, Month: time.November, Day: 17}

func TestFind(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		// absolute
		{"The shooting was on October 21, 2021.", "2021-10-21"},
		{"It began on 21 October 2021.", "2021-10-21"},
		{"It began on the 21st of October, 2021.", "2021-10-21"},
		{"She was there on 14 May, and on the 3rd Dec.", "2026-05-14 2025-12-03"},
		{"It was her birthday on 2 Mar at Mar-a-Lago, from Jan-Mar.", "2026-03-02 2026-01 2026-03"},
		{"Filed 2021-10-21, stamped 10/22/2021.", "2021-10-21 2021-10-22"},
		{"He was charged in October 2021.", "2021-10"},
		{"She retired in 1998.", "1998"},
		{"It was nineteen ninety-six.", "1996"},
		{"Wednesday, Nov. 11, was quiet.", "2026-11-11"},
		// the year is not said: tense decides
		{"He was shot on Oct. 21.", "2026-10-21"},
		{"He died on Dec. 3.", "2025-12-03"},
		{"The trial will begin Jan. 12.", "2027-01-12"},
		{"In January, the jury was dismissed.", "2026-01"},
		{"In January, the jury will return.", "2027-01"},
		{"On October 21st last year she was at home.", "2025-10-21"},
		{"In October last year she was at home.", "2025-10"},
		{"In 2004, he was indicted on April 21.", "2004 2004-04-21"},
		{"The dates are Oct. 21-23.", "2026-10-21 2026-10-23"},
		{"He was away from 3 to 5 November.", "2026-11-03 2026-11-05"},
		{"She died on Feb. 3, 2003. He had called a car on Feb. 3.", "2003-02-03 2003-02-03"},
		{"She died on Dec. 3, 2003. They will meet there on Dec. 3.", "2003-12-03 2026-12-03"},
		{"The building burned, and in December Ms. Marlow was charged with it.", "2025-12"},
		{"It burned on Oct. 21. On Dec. 3, the judge will hear her.", "2026-10-21 2026-12-03"},
		{"October 21, 2021: The bakery burns. December 3: Ada Marlow is charged. January 5: She goes home.", "2021-10-21 2021-12-03 2022-01-05"},
		// nothing foretells: it was a year ago, unless it is close by
		{"What is left is the search of 3 December.", "2025-12-03"},
		{"On 3 December a plumber is called.", "2025-12-03"},
		{"The inspector took her through the search of 3 December. On the same morning she left.", "2025-12-03 2025-12-03"},
		{"The second note, dated December 12, names another oil.", "2025-12-12"},
		{"In January she saw hills, in February summits.", "2026-01 2026-02"},
		{"Strike the January result, or hear the plumber.", "2026-01"},
		{"The hearing of 25 November is short.", "2026-11-25"},
		{"Also listed: jury selection from Tuesday 12 January.", "2027-01-12"},
		{"There is a way: strike the January result, or say that it may be false.", "2026-01"},
		{"The January hearing will be short.", "2027-01"},
		{"“There is the one of January. I would like you to meet it.”", "2026-01"},
		{"The judge agreed to move the trial to January.", "2027-01"},
		{"The permit expires on December 31.", "2026-12-31"},
		{"The ban takes effect on January 1.", "2027-01-01"},
		{"The ban is on until January.", "2027-01"},
		{"The hearing is on December 3.", "2026-12-03"},
		{"A visit was planned for early January.", "2027-01"},
		// weekdays
		{"On Friday, her lawyers agreed to come back.", "2026-11-13"},
		{"The council agreed to the plan on Friday.", "2026-11-13"},
		{"His announcement Friday that he will go was short.", "2026-11-13"},
		{"The curfew is to be extended to 8 a.m. on Monday, which closed the shops.", "2026-11-23"},
		{"The judge ruled on Friday.", "2026-11-13"},
		{"The judge will rule on Friday.", "2026-11-20"},
		{"The hearing is set for Monday.", "2026-11-23"},
		{"The judge on Tuesday moved closing arguments to Thursday.", "2026-11-17 2026-11-19"},
		{"He was arrested last Friday.", "2026-11-13"},
		{"They were arrested on Friday night.", "2026-11-13"},
		{"It was Friday last week.", "2026-11-13"},
		{"Jurors return next Monday.", "2026-11-23"},
		{"A ruling was delayed until Wednesday.", "2026-11-18"},
		{"They meet every Friday.", "XXXX-WXX-5"},
		{"He told the Sunday Times on Friday of the post.", "2026-11-13"},
		{"The Sunday Times's report and Sunday times of prayer differ.", "2026-11-15"},
		// relative to publication
		{"The state rested yesterday; the defence begins tomorrow.", "2026-11-16 2026-11-18"},
		{"Police came last night.", "2026-11-16"},
		{"It was filed earlier this month.", "2026-11"},
		{"He lost the case last month and last year.", "2026-10 2025"},
		{"The fire was one year ago today.", "2025-11-17"},
		{"The fire was a year ago.", "2025"},
		{"Two days ago he confessed.", "2026-11-15"},
		{"It was three months ago.", "2026-08"},
		{"It happened last week.", "2026-W46"},
		{"He spoke last summer.", "2026-SU"},
		{"The trial opens next spring.", "2027-SP"},
		{"Profit fell in the third quarter of 2025.", "2025-Q3"},
		{"It closed at the end of 2024.", "2024"},
		{"Crime fell in the 1990s.", "199"},
		{"Families met on Thanksgiving Day.", "2025-11-27"},
		{"Families will meet on Thanksgiving.", "2026-11-26"},
		{"A Christmas tree burned.", ""},
		// relative to what was said before
		{"He was arrested on Oct. 3. Three days later he was released.", "2026-10-03 2026-10-06"},
		{"He was arrested on Oct. 3. The following day he was released.", "2026-10-03 2026-10-04"},
		{"The jury met on March 3, 2025. That year it met often; on the 21st it rested.", "2025-03-03 2025 "},
		{"The trial is in November. It will begin on the 23rd.", "2026-11 2026-11-23"},
		{"She left two days before Christmas in 2024.", "2024-12-23"},
		{"He fled a week after the Oct. 21 shooting.", "2026-10-28"},
		{"He fled a week after Oct. 21.", "2026-10-28"},
		// no dates
		{"He may march on, said a 41-year-old of Flat 1998B.", ""},
		{"It cost $1,998 for 1998 people and lasted three weeks.", ""},
		{"The 6-year-old sat with May Jordan for the second time.", ""},
		{"Call 555-2021-334 or 1.2021.", ""},
	} {
		var got []string
		for _, m := range events.Find(tt.text, tuesday) {
			got = append(got, m.Value)
		}
		if s := strings.Join(got, " "); s != strings.TrimSpace(tt.want) {
			t.Errorf("%s\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

func TestFindSpans(t *testing.T) {
	s := "“Gone.”\nThe dates — early Friday, Oct. 30, and the ’90s — are wrong."
	var got []string
	for _, m := range events.Find(s, tuesday) {
		got = append(got, s[m.Span.Start:m.Span.End])
	}
	if want := "early Friday, Oct. 30|the ’90s"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
	if got := events.Find("On Friday.", news.Date{}); got != nil {
		t.Errorf("without a day: %v", got)
	}
}

// TestToldAsPast is about days that cannot be: what is past does not lie ahead.
func TestToldAsPast(t *testing.T) {
	for s, want := range map[string]bool{
		"It was tested on Friday. Seven days later it was tested again.":   false,
		"It is due on Friday. A day earlier they had tested it.":           false,
		"It burned on Friday, and the van stood there for ten days after.": false,
		"It was tested on Friday. Two days later it was tested again.":     true,
		"It was tested on Friday. Seven days later it will be tested.":     true,
	} {
		found := events.Find(s, tuesday)
		if last := found[len(found)-1]; (last.Date.Day != 0) != want || last.Value == "" {
			t.Errorf("%s: %+v", s, last)
		}
	}
}

func TestMonthOfMay(t *testing.T) {
	found := events.Find("It was old. In May, we received a new one.", date("2026-03-12"))
	if len(found) != 1 || found[0].Value != "2025-05" {
		t.Errorf("%+v", found)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"On the 21st, Oct. 21-23, 10/22/2021", "early ’90s, the year-end of nineteen ninety-six", "a year ago today",
		"last Thanksgiving the two days before yesterday", "May", "to 31 Feb. 31", "99999999 years ago", "mid-\u00a0İ Fri.",
	} {
		f.Add(s, 2026, 11, 17)
	}
	f.Fuzz(func(t *testing.T, s string, y, m, d int) {
		last := 0
		for _, got := range events.Find(s, news.Date{Year: y, Month: time.Month(m), Day: d}) {
			span := got.Span
			if span.Start < last || span.End <= span.Start || span.End > len(s) {
				t.Fatalf("span %v of %d bytes after %d", span, len(s), last)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[span.Start:span.End]) {
				t.Fatalf("span %v cuts a character", span)
			}
			if got.Value == "" {
				t.Fatalf("%q has no value", s[span.Start:span.End])
			}
			last = span.End
		}
	})
}
