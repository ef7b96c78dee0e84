package demo

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

// What the story is made of, and how much of it there is.
func TestCounts(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	for _, count := range []struct {
		what        string
		least, most int
		of          func(*press) int
	}{
		{"outlets", 12, 12, func(p *press) int { return len(p.outlets) }},
		{"polls", 60, 60, func(*press) int { return len(Days()) }},
		{"items", 240, 280, func(p *press) int { return len(p.byID) }},
		{"reports about the story", 85, 100, items(isReport)},
		{"copies of them", 45, 60, items(isCopy)},
		{"reports of other things", 100, 140, items(func(it *item) bool { return !it.onStory })},
		{"reports under 200 words", 0, 0, items(func(it *item) bool { return isReport(it) && shortest(it) < 200 })},
		{"copies under 150 words", 0, 0, items(func(it *item) bool { return isCopy(it) && shortest(it) < 150 })},
		{"texts over 700 words", 0, 0, items(func(it *item) bool { return longest(it) > 700 })},
		{"copies that are cut", 25, 60, items(func(it *item) bool { return isCopy(it) && kept(it) < len(source(it).paragraphs) })},
		{"copies with words of their own", 12, 60, items(func(it *item) bool { return isCopy(it) && kept(it) < len(it.versions[0].paragraphs) })},
		{"reports with a quote and its speaker", 75, 100, items(func(it *item) bool { return isReport(it) && it.says(spoken) })},
		{"reports with a day that must be worked out", 70, 100, items(func(it *item) bool { return isReport(it) && it.says(relative) })},
		{"paragraphs that stand in three reports word for word", 3, 20, repeated},
		{"corrections that are owned to", 3, 6, edits(func(_, now *version) bool { return now.correction != "" })},
		{"silent edits of words", 4, 20, edits(func(was, now *version) bool {
			return now.correction == "" && len(was.paragraphs) == len(now.paragraphs)
		})},
		{"silent additions", 4, 20, edits(func(was, now *version) bool { return len(was.paragraphs) < len(now.paragraphs) })},
		{"headlines that were changed", 3, 10, edits(func(was, now *version) bool { return was.headline != now.headline })},
		{"edits that come before the first poll sees the text", 0, 2, items(unseen)},
		{"feeds that move", 1, 1, troubled(301)},
		{"feeds that refuse", 1, 1, troubled(403)},
		{"feeds that end", 1, 1, troubled(410)},
		{"addresses of the real world", 0, 0, items(func(it *item) bool { return !strings.HasSuffix(it.outlet.host, ".example") || it.says(address) })},
	} {
		if got := count.of(p); got < count.least || got > count.most {
			t.Errorf("%d %s, want %d to %d", got, count.what, count.least, count.most)
		}
	}
}

// items returns what counts the items that fit.
func items(fits func(*item) bool) func(*press) int {
	return func(p *press) int {
		n := 0
		for _, it := range p.byID {
			if fits(it) {
				n++
			}
		}
		return n
	}
}

// edits counts the versions about the story that fit, with those before them.
func edits(fits func(was, now *version) bool) func(*press) int {
	return func(p *press) int {
		n := 0
		for _, it := range p.byID {
			for i := 1; it.onStory && i < len(it.versions); i++ {
				was, now := it.versions[i-1], it.versions[i]
				if was.correction == now.correction {
					now.correction = "" // said before
				}
				if fits(&was, &now) {
					n++
				}
			}
		}
		return n
	}
}

func troubled(status int) func(*press) int {
	return func(p *press) int {
		n := 0
		for i := range p.outlets {
			for _, tr := range p.outlets[i].troubles {
				if tr.status == status {
					n++
				}
			}
		}
		return n
	}
}

func isReport(it *item) bool { return it.onStory && it.copyOf == "" }
func isCopy(it *item) bool   { return it.onStory && it.copyOf != "" }

func shortest(it *item) int {
	n := words(it.versions[0].paragraphs)
	for _, v := range it.versions {
		n = min(n, words(v.paragraphs))
	}
	return n
}

func longest(it *item) int {
	n := 0
	for _, v := range it.versions {
		n = max(n, words(v.paragraphs))
	}
	return n
}

// source is the text that a copy has its words from.
func source(it *item) *version {
	p, _ := thePress()
	return p.byID[it.copyOf].at(it.published())
}

// kept is how many of a copy's paragraphs are the source's.
func kept(it *item) int {
	told, n := strings.Join(source(it).paragraphs, "\n"), 0
	for _, paragraph := range it.versions[0].paragraphs {
		if strings.Contains(told, paragraph) {
			n++
		}
	}
	return n
}

var (
	address  = regexp.MustCompile(`https?://|www\.|\.(com|org|net)\b|@[a-z]`)
	spoken   = regexp.MustCompile(`[”"][,.]? (.{0,60} )?(said|says|told|asked|replied|wrote|tells|added|agreed|spelled|admitted|snapped)\b|\b(said|says|told|asked|wrote|replied|tells|called)\b.{0,60}[“"]`)
	relative = regexp.MustCompile(`(?i)\b(today|yesterday|tomorrow|tonight|this (morning|afternoon|evening|week)|(last|next) (week|month|year|autumn|fall|summer|january|february|march|april|june|july|october|friday|monday)|(mon|tues|wednes|thurs|fri|satur|sun)day|(a year|two weeks|six weeks|nine months|five weeks|two months|a week) (ago|later|before))\b`)
)

func (it *item) says(what *regexp.Regexp) bool {
	return what.MatchString(strings.Join(it.versions[0].paragraphs, "\n"))
}

// repeated counts the long paragraphs that stand in three reports or more.
func repeated(p *press) int {
	in := make(map[string]int)
	for _, it := range p.byID {
		for _, paragraph := range it.versions[0].paragraphs {
			if isReport(it) && len(strings.Fields(paragraph)) >= 25 {
				in[paragraph]++
			}
		}
	}
	n := 0
	for _, reports := range in {
		if reports >= 3 {
			n++
		}
	}
	return n
}

// firstSeen is the number of the poll that lists an item first, -1 for none.
func firstSeen(it *item) int {
	for day, at := range Days() {
		for _, listed := range it.outlet.asked(at) {
			if listed == it {
				return day
			}
		}
	}
	return -1
}

// unseen reports whether an item was edited before a poll could see it.
func unseen(it *item) bool {
	if !it.onStory || len(it.versions) == 1 {
		return false
	}
	day := firstSeen(it)
	return day < 0 || !it.versions[1].at.After(Days()[day])
}

// A page is looked at again for three days after it was saved: its edits must
// be there by then, or nobody ever sees them.
func TestEditsAreSeen(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	polls, inFeeds, onPages := Days(), 0, 0
	for _, it := range p.byID {
		day := firstSeen(it)
		for i := 1; it.onStory && i < len(it.versions); i++ {
			now := it.versions[i]
			last := polls[min(day+3, len(polls)-1)]
			if day < 0 || now.at.After(last) {
				t.Errorf("%s is edited at %v, after the last look at it", it.id, now.at)
			}
			if it.outlet.full {
				inFeeds++
			} else {
				onPages++
			}
		}
	}
	if inFeeds < 4 || onPages < 4 {
		t.Errorf("%d edits in feeds of whole texts, %d on pages alone", inFeeds, onPages)
	}
}

// Numbers and dates that were told change in the course of the story: each is
// told first one way and then the other.
func TestNumbersChange(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"Nine people", "Eight people escaped, Strand said, not nine"},
		{"$1.1 million", "$870,000"},
		{"61 pages", "214 pages"},
		{"seven women and five men", "eight women and four men"},
		{"pleaded not guilty to second-degree arson and two counts", "remains charged with second-degree arson"},
		{"put 25 people on the stand", "put 26 people on the stand"},
		{"had cut nine over the years", "had cut seven over the years"},
		{"holds 241 pages", "holds 214 pages"},
		{"Closing arguments were set for 9:30 a.m. Friday", "from Friday to Wednesday"},
		{"from Friday to Wednesday", "from Friday to Thursday of next week"},
	} {
		was, is := p.firstTold(change[0]), p.firstTold(change[1])
		if was.IsZero() || is.IsZero() || !was.Before(is) {
			t.Errorf("%q at %v, then %q at %v", change[0], was, change[1], is)
		}
	}
}

// firstTold is when words stood in a text about the story first; zero for
// never.
func (p *press) firstTold(words string) time.Time {
	var first time.Time
	for _, it := range p.byID {
		for _, v := range it.versions {
			if it.onStory && strings.Contains(v.summary+strings.Join(v.paragraphs, "\n"), words) && (first.IsZero() || v.at.Before(first)) {
				first = v.at
			}
		}
	}
	return first
}

// What is scheduled is told before its day, and held or moved on it.
func TestHearings(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	for _, hearing := range []struct {
		held            time.Time
		scheduled, told string // words before the day, and from it on; empty: it is still ahead
	}{
		{on(time.January, 30, 0), "hearing on 30 January", "a two-hour hearing this morning"},
		{on(time.February, 10, 0), "She will rule on Tuesday", "declined Tuesday to move the trial"},
		{on(time.February, 17, 0), "Jury selection begins Feb. 17", "First day of jury selection"},
		{on(time.February, 23, 0), "opening statements Feb. 23", "The trial of Dana Marlow, 41, opened"},
		{on(time.March, 4, 0), "On Wednesday the jury is to tour the site", "Jurors in a bakery arson trial stood Wednesday"},
		{on(time.March, 13, 0), "in her courtroom on Friday at 10", "told Judge Lena Okafor on Friday how it got there"},
		{on(time.March, 17, 0), "on Tuesday, March 17, at 10 a.m.", ""},
		{on(time.March, 19, 0), "Thursday, March 19, at 9:30 a.m.", ""},
	} {
		if at := p.firstTold(hearing.scheduled); at.IsZero() || !at.Before(hearing.held) {
			t.Errorf("%q is told at %v", hearing.scheduled, at)
		}
		if hearing.told == "" {
			if !hearing.held.After(Ends()) {
				t.Errorf("%v is past", hearing.held)
			}
			continue
		}
		if at := p.firstTold(hearing.told); at.Before(hearing.held) {
			t.Errorf("%q is told at %v", hearing.told, at)
		}
	}
}

// On the day on which the demonstration opens there is something new, a
// correction among it, and something is left unread from before.
func TestLastDay(t *testing.T) {
	p, err := thePress()
	if err != nil {
		t.Fatal(err)
	}
	polls := Days()
	before := polls[len(polls)-2]
	reports, copies, corrected, left := 0, 0, 0, 0
	for _, it := range p.byID {
		switch fresh := it.published().After(before); {
		case fresh && isReport(it):
			reports++
		case fresh && isCopy(it):
			copies++
		}
		for i := range it.versions {
			if it.versions[i].correction != "" && it.versions[i].at.After(before) {
				corrected++
			}
		}
		if it.onStory && it.unread {
			left++
		}
	}
	if reports < 5 || copies < 2 || corrected != 1 || left < 2 {
		t.Errorf("%d reports, %d copies, %d corrections are new, %d are left over", reports, copies, corrected, left)
	}
	for _, development := range []string{"opening a review of 19 convictions", "the director of the state fire lab", "asked by the state fire commissioner"} {
		if at := p.firstTold(development); at.IsZero() {
			t.Errorf("nobody tells %q", development)
		}
	}
}
