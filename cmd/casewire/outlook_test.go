package main

import (
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func TestNextDateThatIsTold(t *testing.T) {
	told := func(day, outlets int) news.Event {
		return news.Event{
			Kind: news.Scheduled, Date: news.Date{Year: 2026, Month: 3, Day: day}, Clock: -1, Article: int64(day),
			Outlets: outlets, Text: text.Sprintf("On the %dth.", day),
		}
	}
	written := func(day int) news.Event {
		e := told(day, 9)
		e.Article = 0
		return e
	}
	past, month := told(2, 9), told(0, 9)
	past.Kind = news.Reported
	for name, tt := range map[string]struct {
		events []news.Event
		want   int // day; 0: none
	}{
		"none":                     {nil, 0},
		"past":                     {[]news.Event{past}, 0},
		"no day":                   {[]news.Event{month}, 0},
		"first":                    {[]news.Event{told(20, 3), told(16, 2), told(24, 5)}, 16},
		"one outlet":               {[]news.Event{told(12, 1), told(20, 3)}, 20},
		"the story file":           {[]news.Event{written(17)}, 0},
		"the story file knows":     {[]news.Event{written(17), told(16, 5)}, 0},
		"the story file has later": {[]news.Event{written(30), told(16, 5)}, 16},
	} {
		if got := nextTold(tt.events); got.Date.Day != tt.want || (tt.want > 0) != (got.Text.Len() > 0) {
			t.Errorf("%s: %+v, want the %d", name, got, tt.want)
		}
	}
}

func TestNextDateOfTheStoryFile(t *testing.T) {
	st := &news.Story{Zone: time.FixedZone("", -7*60*60), Scheduled: []news.Fact{
		{Date: news.Date{Year: 2027}, Clock: -1, Text: text.Own("sentencing")},
		{Date: news.Date{Year: 2027, Month: 1}, Clock: -1, Text: text.Own("appeal")},
		{Date: news.Date{Year: 2026, Month: 11, Day: 19}, Clock: 14 * time.Hour, Text: text.Own("verdict")},
		{Date: news.Date{Year: 2026, Month: 11, Day: 19}, Clock: 9 * time.Hour, Text: text.Own("arguments")},
		{Date: news.Date{Year: 2026, Month: 11, Day: 18}, Clock: -1, Text: text.Own("rest")},
	}}
	for now, want := range map[string]string{
		"2026-11-10T08:00:00Z": "18 November 2026, rest",
		"2026-11-19T06:00:00Z": "Wednesday, rest", // it is the evening before where the story is
		"2026-11-19T08:00:00Z": "Thursday 09:00, arguments",
		"2026-11-19T17:00:00Z": "Thursday 14:00, verdict",
		"2026-11-20T08:00:00Z": "January 2027, appeal",
		"2027-01-31T12:00:00Z": "January 2027, appeal",
		"2027-02-01T12:00:00Z": "2027, sentencing",
		"2028-01-01T12:00:00Z": "",
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := nextWords(append(st.Scheduled[:0:0], news.Fact{}), at).String(); got != "" {
			t.Errorf("%s: got %q of nothing", now, got)
		}
		if got := nextWords(st.Scheduled, at.In(st.Zone)).String(); got != want {
			t.Errorf("%s: got %q, want %q", now, got, want)
		}
	}
}
