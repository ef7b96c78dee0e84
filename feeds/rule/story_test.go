package rule

import (
	"slices"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// bakery is a small story with a rule of each kind.
func bakery() *news.Story {
	return &news.Story{
		Zone: time.UTC,
		Sets: []news.Set{{Name: "case", Query: "trial OR jury OR arson"}},
		Persons: []news.Person{
			{Name: text.Own("Dana Marlow"), Aliases: []text.Clean{text.Own("Marlow")}},
		},
		Rules: []news.Rule{
			{Kind: news.KeepRule, Name: text.Own("people"), Match: `@people NEAR/40 @case`},
			{Kind: news.KeepRule, Name: text.Own("fire"), Match: `bakery (fire OR arson) -recipe`},
			{Kind: news.DropRule, Name: text.Own("rugby"), Match: `rugby`},
			{Kind: news.TagRule, Name: text.Own("court"), Match: `jury OR judge`},
			{Kind: news.AlertRule, Name: text.Own("verdict"), Match: `title:(verdict OR guilty) is:first`},
		},
		Feeds: []news.FeedSpec{{URL: "https://a.example/rss"}},
	}
}

func compiled(t *testing.T, story *news.Story) *Rules {
	t.Helper()
	rules, faults := Compile(story)
	if rules == nil {
		t.Fatal(faults)
	}
	return rules
}

func joined(list []text.Clean) string { return text.Join("; ", list...).String() }

func TestJudge(t *testing.T) {
	rules := compiled(t, bakery())
	first := func(word, value string) bool { return word == "is" && value == "first" }
	for name, test := range map[string]struct {
		doc      Doc
		decision news.Decision
		rules    string
		tags     string
		alerts   string
		over     string
	}{
		"keep":               {doc: Doc{Title: "Jury hears Marlow"}, decision: news.Keep, rules: "people", tags: "court"},
		"two rules":          {doc: Doc{Title: "Arson at the bakery: Marlow guilty", State: first}, decision: news.Keep, rules: "people; fire", alerts: "verdict"},
		"alert needs state":  {doc: Doc{Title: "Arson at the bakery: guilty"}, decision: news.Keep, rules: "fire"},
		"drop wins":          {doc: Doc{Title: "Rugby: Marlow on trial", KeepAll: true}, decision: news.Drop, rules: "rugby", over: "people"},
		"mark beats drop":    {doc: Doc{Title: "Rugby: Marlow on trial", Mark: news.OnStory}, decision: news.Keep, rules: "people"},
		"mark beats nothing": {doc: Doc{Title: "Weather and a judge", Mark: news.OnStory}, decision: news.Keep, tags: "court"},
		"mark beats keep":    {doc: Doc{Title: "Jury hears Marlow", Mark: news.OffStory, KeepAll: true}, decision: news.Drop},
		"whole feed":         {doc: Doc{Title: "Weather", KeepAll: true}, decision: news.Keep},
		"unrelated":          {doc: Doc{Title: "Weather and a judge"}, decision: news.Drop},
	} {
		v := rules.Judge(&test.doc)
		if v.Decision != test.decision || joined(v.Rules) != test.rules || joined(v.Tags) != test.tags ||
			joined(v.Alerts) != test.alerts || joined(v.Overridden) != test.over {
			t.Errorf("%s: got %v %v, tags %v, alerts %v, overridden %v", name, v.Decision, v.Rules, v.Tags, v.Alerts, v.Overridden)
		}
	}
}

func TestNearMiss(t *testing.T) {
	far := func(n int) []text.Body {
		return []text.Body{body("Marlow " + strings.Repeat("x ", n) + "jury.")}
	}
	for name, test := range map[string]struct {
		match    string
		doc      Doc
		missing  string // empty: no near miss
		distance int
	}{
		"one operand is absent":    {`@people NEAR/40 @case`, Doc{Title: "Marlow goes home"}, "nothing of @case (trial OR jury OR arson) within 40 words", absent},
		"the other is absent":      {`@people NEAR/40 @case`, Doc{Title: "A trial"}, "nothing of @people (\"Dana Marlow\" OR \"Marlow\") within 40 words", absent},
		"too far":                  {`Marlow NEAR/40 (trial OR jury OR arson)`, Doc{Bodies: far(44)}, "nothing of (trial OR jury OR arson) within 40 words (nearest: jury, 44)", 4},
		"near enough":              {`Marlow NEAR/44 (trial OR jury)`, Doc{Bodies: far(44)}, "", 0},
		"other paragraph":          {`Marlow NEAR/40 (trial OR jury)`, Doc{Title: "Marlow", Bodies: []text.Body{body(sixty("x"), "A jury.")}}, "nothing of (trial OR jury) within 40 words (in no paragraph together)", farApart},
		"wrong order":              {`jury ONEAR/4 Marlow`, Doc{Title: "Marlow hears jury"}, "no Marlow within 4 words (Marlow is there, but not in this order)", 1},
		"nothing in title or lead": {`Marlow NEAR/4 jury`, Doc{Bodies: []text.Body{body(sixty("x"), "Marlow")}}, "", 0},
		"the second leads":         {`jury NEAR/4 Marlow`, Doc{Title: "Marlow", Bodies: []text.Body{body(sixty("x"), "A jury.")}}, "no jury within 4 words (in no paragraph together)", farApart},
		"not side by side":         {`Marlow NEAR/0 jury`, Doc{Title: "Marlow hears jury"}, "no jury right beside (nearest: jury, 1)", 1},
		"AND":                      {`bakery AND (fire OR arson)`, Doc{Title: "Bakery opens"}, "nothing of (fire OR arson)", absent},
		"AND lacks two":            {`bakery fire trial`, Doc{Title: "Bakery opens"}, "", 0},
		"AND with NEAR":            {`bakery AND (fire NEAR/2 night)`, Doc{Title: "Bakery fire on a long, long night"}, "no night within 2 words (nearest: night, 4)", 2},
		"NOT":                      {`bakery fire -recipe`, Doc{Title: "Bakery fire recipe"}, "recipe is there, and should not be", excluded},
		"a term alone":             {`bakery`, Doc{Title: "Baker"}, "", 0},
		"OR takes the nearest":     {`(bakery AND title:fire) OR (bakery NEAR/1 trial)`, Doc{Title: "Bakery x y trial"}, "no trial within 1 word (nearest: trial, 2)", 1},
		"in a field":               {`bakery AND title:fire`, Doc{Title: "Bakery", Bodies: []text.Body{body("fire")}}, "no fire in the title", absent},
		"chain, one absent":        {`bakery NEAR/3 fire NEAR/3 night`, Doc{Title: "Bakery fire"}, "no night within 3 words", absent},
		"chain, two absent":        {`bakery NEAR/3 fire NEAR/3 night`, Doc{Title: "Bakery"}, "", 0},
		"chain, middle far":        {`bakery NEAR/1 fire NEAR/1 night`, Doc{Title: "Bakery x x x fire x x night"}, "no fire within 1 word (nearest: fire, 3)", 2},
		"many":                     {`bakery (a1 OR a2 OR a3 OR a4 OR a5 OR a6 OR a7 OR a8)`, Doc{Title: "Bakery"}, "nothing of (a1 OR a2 OR a3 OR a4 OR a5 OR a6 OR 2 more)", absent},
		"NOT in a group":           {`bakery fire -(recipe OR cake)`, Doc{Title: "Bakery fire cake"}, "cake is there, and should not be", excluded},
		"OR of fields":             {`bakery AND (title:fire OR body:arson)`, Doc{Title: "Bakery"}, "nothing of (title:fire OR body:arson)", absent},
		"ATLEAST":                  {`bakery ATLEAST/2 fire`, Doc{Title: "Bakery fire"}, "nothing for ATLEAST/2 fire", absent},
		"date":                     {`bakery before:2020`, Doc{Title: "Bakery"}, "nothing for before:2020", absent},
		"regex":                    {`bakery /fi+re/`, Doc{Title: "Bakery"}, "nothing for /fi+re/", absent},
		"no word of it":            {`bakery AND site:a.example`, Doc{Title: "x", URL: "https://a.example/1"}, "", 0},
	} {
		story := bakery()
		story.Rules = []news.Rule{{Kind: news.KeepRule, Name: text.Own("r"), Match: test.match}}
		v := compiled(t, story).Judge(&test.doc)
		want := news.NearMiss
		if test.missing == "" {
			want = news.Drop
			if v.Decision == news.Keep {
				want = news.Keep
			}
		}
		if v.Decision != want || joined(v.Missing) != test.missing || v.Distance != test.distance {
			t.Errorf("%s: got %v, %q, %d; want %q, %d", name, v.Decision, joined(v.Missing), v.Distance, test.missing, test.distance)
		}
		if v.Decision == news.NearMiss && len(v.Hits) == 0 {
			t.Errorf("%s: nothing says what is there", name)
		}
	}
}

// What is asked of several rules is decided as it is of each alone.
func TestRulesTogetherAndAlone(t *testing.T) {
	queries := []string{
		`rust`, `cs("Rust")`, `"film set"`, `film*`, `title:rust OR set`, `rust NEAR/2 set`, `ATLEAST/2 rust`, `f?lm`, `-rust film`,
	}
	story := &news.Story{}
	for _, q := range queries {
		story.Rules = append(story.Rules, news.Rule{Kind: news.KeepRule, Name: text.Sprintf("%s", q), Match: q})
	}
	rules := compiled(t, story)
	for _, d := range []*Doc{
		{Title: "Rust on the film set"},
		{Title: "rust, Rust", Bodies: []text.Body{body("A film.", "The set; films.")}},
		{Title: "Film", Bodies: []text.Body{body("old film set"), body("new")}},
	} {
		var want []string
		for _, src := range queries {
			q, _ := Parse(src, InKeep, nil)
			if ok, _ := q.Matches(d); ok {
				want = append(want, src)
			}
		}
		var got []string
		for _, name := range rules.Judge(d).Rules {
			got = append(got, name.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", d.Title, got, want)
		}
	}
}

func TestDaysAreTheStorys(t *testing.T) {
	story := bakery()
	story.Zone = time.FixedZone("", -7*3600)
	story.Rules = []news.Rule{{Kind: news.KeepRule, Name: text.Own("r"), Match: `fire before:2022-06-30`}}
	d := &Doc{Title: "Fire", Published: time.Date(2022, 6, 30, 3, 0, 0, 0, time.UTC)}
	if v := compiled(t, story).Judge(d); v.Decision != news.Keep {
		t.Error("the day of the story's zone does not count")
	}
}

func TestHash(t *testing.T) {
	base := compiled(t, bakery()).Hash()
	if again := compiled(t, bakery()).Hash(); again != base {
		t.Error("the hash of one story differs")
	}
	for name, change := range map[string]func(*news.Story){
		"set":      func(s *news.Story) { s.Sets[0].Query += " OR court" },
		"person":   func(s *news.Story) { s.Persons[0].Name = text.Own("D. Marlow") },
		"rule":     func(s *news.Story) { s.Rules[0].Match += " x" },
		"kind":     func(s *news.Story) { s.Rules[0].Kind = news.DropRule },
		"name":     func(s *news.Story) { s.Rules[0].Name = text.Own("persons") },
		"keep all": func(s *news.Story) { s.Feeds[0].KeepAll = true },
		"language": func(s *news.Story) { s.Languages = []string{"tr"} },
	} {
		story := bakery()
		change(story)
		if compiled(t, story).Hash() == base {
			t.Errorf("%s does not change the hash", name)
		}
	}
	story := bakery()
	story.Title, story.Feeds[0].Outlet = text.Own("New title"), text.Own("Outlet")
	if compiled(t, story).Hash() != base {
		t.Error("a title changes the hash")
	}
}

func TestCompileTellsAllFaults(t *testing.T) {
	story := bakery()
	story.Sets = append(story.Sets, news.Set{Name: "bad", Terms: []string{"fine", "a*"}})
	story.Rules[0].Match = `a OR b c`
	story.Rules[1].Match = `bakery and @bad`
	story.Rules[3].Match = `is:unread`
	rules, faults := Compile(story)
	if rules != nil {
		t.Error("rules in spite of faults")
	}
	var got []string
	for _, f := range faults {
		got = append(got, text.Sprintf("%s %d %d %v", f.Set, f.Rule, f.Term, f.Warning).String())
	}
	want := []string{"bad -1 1 false", "0 -1 false", "1 -1 true", "3 -1 false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: %v", got, want, faults)
	}
}
