package rule

import (
	"strings"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

func testSets(t *testing.T) *Sets {
	t.Helper()
	sets, faults := NewSets(&news.Story{
		Sets: []news.Set{
			{Name: "places", Terms: []string{"Santa Fe", "Bonanza Creek"}},
			{Name: "court", Query: `trial OR jury OR "court case"`},
			{Name: "both", Query: `@places AND @court`},
			{Name: "without", Query: `NOT trial`},
			{Name: "sites", Query: `site:example.org OR site:example.com`},
		},
		Persons: []news.Person{
			{Name: text.Own("Ruth Amadi"), Aliases: []text.Clean{text.Own("Judge Amadi")}},
			{Name: text.Own("Marlow")},
		},
	})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return sets
}

// Each fault has the words of the query that it is about, and what it says.
func TestFaults(t *testing.T) {
	for _, test := range []struct {
		scope       Scope
		query       string
		place, text string
		hint        string
	}{
		{InKeep, ``, ``, "empty", ""},
		{InKeep, `  `, `  `, "empty", ""},
		{InKeep, `A OR b AND c`, `AND`, "OR and AND are mixed", "write  (A OR b) AND c   or   A OR (b AND c)"},
		{InKeep, `a b OR c`, `OR`, "OR and AND are mixed", "write  a AND (b OR c)   or   (a AND b) OR c"},
		{InKeep, `x (a b | c)`, `|`, "OR and AND are mixed", ""},
		{InKeep, `a and b`, `and`, "lower-case and", "did you mean AND?"},
		{InKeep, `a or b`, `or`, "lower-case or", "did you mean OR?"},
		{InKeep, `a not b`, `not`, "lower-case not", "did you mean NOT?"},
		{InKeep, `a Or b`, `Or`, "lower-case or", "did you mean OR?"},
		{InKeep, `a near b`, `near`, "lower-case near", "did you mean NEAR?"},
		{InKeep, `a cs(and) b`, ``, "", ""},
		{InKeep, `before: x`, `before:`, "word to look for", "before:x"},
		{InKeep, `a && b`, `&&`, "no operator", "write AND"},
		{InKeep, `'film set'`, `'film`, "makes no phrase", `"…"`},
		{InKeep, `rock 'n' roll`, ``, "", ""},
		{InKeep, `NOT a`, `NOT a`, "only excludes", ""},
		{InKeep, `-a -b`, `-a -b`, "only excludes", ""},
		{InKeep, `a OR -b`, `-b`, "only excludes", ""},
		{InKeep, `a (b OR (NOT c))`, ``, "", ""}, // a seeks, so the branch narrows only
		{InKeep, `a OR @without`, `@without`, "only excludes", ""},
		{InKeep, `a "b c`, `"`, "quote is never closed", ""},
		{InKeep, `a (b OR c`, `(`, "parenthesis is never closed", ""},
		{InKeep, `a b) c`, `)`, "closes nothing", ""},
		{InKeep, `a ()`, `)`, "nothing stands between", ""},
		{InKeep, `/rust`, `/`, "expression is never closed", ""},
		{InKeep, `/ru(st/`, `/ru(st/`, "no RE2", ""},
		{InKeep, `/rust/x`, `x`, "only flag", "/rust/i"},
		{InKeep, `/r*/`, `/r*/`, "matches everything", ""},
		{InKeep, `//`, `//`, "needs something", ""},
		{InKeep, `/` + strings.Repeat("r", 1025) + `/`, `/` + strings.Repeat("r", 1025) + `/`, "at most 1024 bytes", ""},
		{InKeep, `a NEAR/51 b`, `NEAR/51`, "at most 50", "NEAR/50"},
		{InKeep, `a NEAR/ b`, `NEAR/`, "has no number", "NEAR/4"},
		{InKeep, `a NEAR/4`, ``, "nothing follows NEAR", ""},
		{InKeep, `NEAR/4 a`, `NEAR/4`, "nothing stands before", ""},
		{InKeep, `a near/4 b`, `near`, "operators are upper case", "write NEAR/"},
		{InKeep, `a NEAR/4 title:b`, `title:b`, "field cannot stand inside NEAR", "title:(a NEAR/4 b)"},
		{InKeep, `a NEAR/4 (b AND c)`, `b AND c`, "NEAR and ATLEAST take", ""},
		{InKeep, `a NEAR/4 -b`, `-b`, "beside a negation", "a AND NOT (a NEAR/4 b)"},
		{InKeep, `a NEAR/4 /b/`, `/b/`, "NEAR and ATLEAST take", ""},
		{InKeep, `a NEAR/4 @both`, `@both`, "NEAR and ATLEAST take", ""},
		{InKeep, `ATLEAST/3`, `ATLEAST/3`, "nothing follows ATLEAST", ""},
		{InKeep, `ATLEAST/0 a`, `ATLEAST/0`, "asks for nothing", ""},
		{InKeep, `ATLEAST/2a`, `a`, "a space is missing", "ATLEAST/2"},
		{InKeep, `a NEAR/2b`, `b`, "a space is missing", "NEAR/2"},
		{InKeep, `atleast/2 a`, `atleast`, "operators are upper case", ""},
		{InKeep, `tittle:x`, `tittle:`, "no field tittle:", "did you mean title:?"},
		{InKeep, `xyzzy:x`, `xyzzy:`, "no field xyzzy:", "the fields are"},
		{InKeep, `https://a.example`, `https://a.example`, "colon cannot stand", `site:`},
		{InKeep, `title:(a body:b)`, `body:`, "body: stands inside title:", ""},
		{InKeep, `title:@sites`, `title:@sites`, "cannot stand inside title:", ""},
		{InKeep, `site:(a NEAR/4 b)`, `site:(a NEAR/4 b)`, "cannot stand inside site:", ""},
		{InKeep, `author:(a NEAR/4 b)`, `author:(a NEAR/4 b)`, "cannot stand inside author:", ""},
		{InKeep, `author:cs("x")`, `cs("x")`, "cs works in", ""},
		{InKeep, `title: x`, `title:`, "word to look for", "title:x"},
		{InKeep, `before:2022-13`, `before:2022-13`, "2022-13 is no date", "before:2022-10-21"},
		{InKeep, `after:2022-02-30`, `after:2022-02-30`, "is no date", ""},
		{InKeep, `on:2022`, `on:2022`, "searches only", ""},
		{InSearch, `within:7y`, `within:7y`, "no length of time", "within:7d"},
		{InKeep, `is:unread`, `is:unread`, "searches only", ""},
		{InLabel, `is:unread`, `is:unread`, "searches only", ""},
		{InKeep, `is:first`, `is:first`, "tag and alert rules only", ""},
		{InSearch, `is:unraed`, `is:unraed`, "there is no is:unraed", "did you mean is:unread?"},
		{InSearch, `is:"`, `"`, "never closed", ""},
		{InKeep, `words>x`, `words>x`, "compared with a number", "words>300"},
		{InKeep, `ab*`, `ab*`, "star comes too early", ""},
		{InKeep, `*ab`, `*ab`, "a star stands at the end", ""},
		{InKeep, `wom*n`, `wom*n`, "a star stands at the end", "use ? for one letter"},
		{InKeep, `"..."`, `"..."`, "needs a letter", ""},
		{InKeep, `a ... b`, `...`, "needs a letter", ""},
		{InKeep, `???`, `???`, "needs a letter", ""},
		{InKeep, `cs(a b)`, `cs(a `, "takes one word or phrase", ""},
		{InKeep, `cs()`, `cs(`, "takes a word or a phrase", ""},
		{InKeep, `@plaecs`, `@plaecs`, "no set @plaecs", "did you mean @places?"},
		{InKeep, `@`, `@`, "no name behind", ""},
		{InKeep, `#`, `#`, "no name behind", ""},
		{InKeep, `a AND`, `AND`, "nothing follows AND", ""},
		{InKeep, `AND a`, `AND`, "nothing stands before AND", ""},
		{InKeep, `a OR OR b`, `OR`, "nothing stands before OR", ""},
		{InKeep, `a |`, `|`, "nothing follows |", ""},
		{InKeep, `| a`, `|`, "nothing stands before |", ""},
		{InKeep, `a NOT`, `NOT`, "nothing follows NOT", ""},
		{InKeep, `a - b`, `-`, "nothing follows -", ""},
		{InKeep, `title:-b a`, `-`, "- cannot stand here", "NOT title:x"},
		{InKeep, `title:NOT b`, `NOT`, "NOT cannot stand here", ""},
		{InKeep, strings.Repeat("title:", 9999) + "a", `t`, "more than 64 levels", ""},
		{InKeep, strings.Repeat("ATLEAST/1 ", 9999) + "a", `A`, "more than 64 levels", ""},
		{InKeep, strings.Repeat("x:", 9999) + "a", `x`, "more than 64 levels", ""},
		{InKeep, `#-b`, `#-b`, "no name behind", ""},
		{InKeep, `a , b`, `,`, "has no meaning here", "take it out"},
		{InKeep, `a 3,500 b`, `3,500`, "',' cannot stand in a word", `"3,500"`},
		{InKeep, `$870,000`, `$870,000`, "'$' cannot stand in a word", `"$870,000"`},
		{InKeep, `title:50%`, `50%`, "'%' cannot stand in a word", `"50%"`},
		{InKeep, `"a",b`, `,b`, "',' cannot stand in a word", ""},
		{InKeep, `(a [b] c)`, `[b]`, "'[' cannot stand in a word", ""},
		{InKeep, `"a""b"`, `"`, "space is missing", ""},
		{InKeep, `24/7`, `24/7`, "'/' cannot stand in a word", `"24/7"`},
		{InKeep, strings.Repeat("(", 70) + "a" + strings.Repeat(")", 70), `(`, "more than 64 levels", "[sets]"},
		{InKeep, strings.Repeat("a OR ", 2000) + "a", ``, "more than 2000 terms", "two rules"},
	} {
		_, faults := Parse(test.query, test.scope, testSets(t))
		if test.text == "" {
			if len(faults) > 0 {
				t.Errorf("%s: unexpected %v", test.query, faults)
			}
			continue
		}
		if strings.Contains(test.text, "in a word") && len(faults) != 1 {
			t.Errorf("%s: got %v, want one fault", test.query, faults)
		}
		found := false
		for _, f := range faults {
			place := test.query[f.Span.Start:f.Span.End]
			found = found || strings.Contains(f.Text, test.text) && strings.Contains(f.Hint, test.hint) && place == test.place
		}
		if !found {
			t.Errorf("%.80s: got %v, want %q at %q, hint %q", test.query, faults, test.text, test.place, test.hint)
		}
	}
}

func TestAllFaultsAreFound(t *testing.T) {
	_, faults := Parse(`tittle:x AND @nobody AND (a OR b c) AND ab* AND before:x`, InKeep, nil)
	if len(faults) != 5 {
		t.Errorf("got %d faults, want 5: %v", len(faults), faults)
	}
}

func TestReadsAs(t *testing.T) {
	for query, want := range map[string]string{
		`@people NEAR/40 (trial OR jury OR arson OR bakery)`: "one of 3 names, at most 40 words from trial, jury, arson or bakery, in one paragraph",
		`@places -rugby`:                   "one of 2 @places, but not rugby",
		`title:(verdict OR "not guilty")`:  "verdict or “not guilty” in the title",
		`a ONEAR/1 b`:                      "a, at most 1 word before b, in one paragraph",
		`a NEAR/0 b`:                       "a, right beside b, in one paragraph",
		`a pre/0 b`:                        "a, right before b, in one paragraph",
		`cs("Rust") AND (a OR title:b)`:    "“Rust” written just so, and (a or b in the title)",
		`ATLEAST/3 x site:example.org`:     "at least 3 times x, and on the site example.org",
		`x before:2022-10 words>300`:       "x, and before 2022-10, and more than 300 words long",
		`x within:1w is:unread`:            "x, and in the last week, and unread",
		`x within:3m is:near-miss`:         "x, and in the last 3 months, and a near miss",
		`/rust(y|ing)/i has:quote`:         "what fits /rust(y|ing)/i, and with a quote",
		`x person:"Ruth Amadi" lang:en #y`: "x, and with the person Ruth Amadi, and in the language en, and tagged y",
	} {
		q, faults := Parse(query, InSearch, testSets(t))
		if q == nil {
			t.Errorf("%s: %v", query, faults)
		} else if got := q.ReadsAs(); got != want {
			t.Errorf("%s\n got %s\nwant %s", query, got, want)
		}
	}
}

func TestNormalForm(t *testing.T) {
	for query, want := range map[string]string{
		`a  b`:                    `a AND b`,
		`a|b`:                     `a OR b`,
		`-a b`:                    `NOT a AND b`,
		`!(a OR b) c`:             `NOT (a OR b) AND c`,
		`a W/3 b`:                 `a NEAR/3 b`,
		`a pre/3 b`:               `a ONEAR/3 b`,
		`a NEAR (b)`:              `a NEAR/4 b`,
		`caps("X")`:               `cs("X")`,
		`hlead:(x)`:               `lead:x`,
		`#x`:                      `tag:x`,
		`“x y”`:                   `"x y"`,
		`( ( a b ) ) OR c`:        `(a AND b) OR c`,
		`url:/a/b(c OR d)`:        ``,
		`url:( /a/b OR /c )`:      `url:(/a/b OR /c)`,
		`a NEAR/4 b NEAR/6 c`:     `a NEAR/4 b NEAR/6 c`,
		`NOT(a NEAR b) x`:         `NOT (a NEAR/4 b) AND x`,
		`source:https://a.b/c x`:  `feed:https://a.b/c AND x`,
		`ATLEAST/3 (a|b)`:         `ATLEAST/3 (a OR b)`,
		`/a\/b/i`:                 `/a\/b/i`,
		`title:@places`:           `title:@places`,
		`words>=3 x before:2022 `: `words>=3 AND x AND before:2022`,
	} {
		q, faults := Parse(query, InSearch, testSets(t))
		switch {
		case q == nil && want != "":
			t.Errorf("%s: %v", query, faults)
		case q != nil && q.String() != want:
			t.Errorf("%s: got %s, want %s", query, q, want)
		}
	}
}

func TestBadSets(t *testing.T) {
	_, faults := NewSets(&news.Story{Sets: []news.Set{
		{Name: "a", Query: "@b OR x"},
		{Name: "b", Query: "@c"},
		{Name: "c", Terms: []string{"y", "@a"}},
		{Name: "empty"},
		{Name: "d", Terms: []string{"fine", "  ...", "x*"}},
		{Name: "e", Query: "@nobody"},
		{Name: "two words", Terms: []string{"x"}},
		{Name: "odd", Terms: []string{"Film (short)", "7\" single", "me@odd", "/r/film", "x AND y"}},
	}})
	want := []struct {
		set  string
		term int
		text string
	}{
		{"two words", -1, "letters, digits"},
		{"a", -1, "circle: @a → @b → @c → @a"},
		{"empty", -1, "is empty"},
		{"d", 1, "needs a letter"},
		{"d", 2, "star comes too early"},
		{"e", -1, "no set @nobody"},
		{"odd", 4, "AND is a word here"},
	}
	if len(faults) != len(want) {
		t.Fatalf("got %d faults, want %d: %v", len(faults), len(want), faults)
	}
	for i, w := range want {
		if f := faults[i]; f.Set != w.set || f.Term != w.term || f.Rule != -1 || !strings.Contains(f.Text, w.text) {
			t.Errorf("fault %d: got %v, want %v", i, f, w)
		}
	}
}

func TestCircleOfSetsEnds(t *testing.T) {
	sets, faults := NewSets(&news.Story{Sets: []news.Set{
		{Name: "a", Terms: []string{"x", "@b"}}, {Name: "b", Terms: []string{"y", "@a"}}, {Name: "c", Query: "@a OR z"},
	}})
	if len(faults) != 1 {
		t.Errorf("got %v, want one fault", faults)
	}
	for _, query := range []string{"@a", "@b x", "@c", "@c NEAR/3 x"} {
		if q, _ := Parse(query, InSearch, sets); q != nil {
			q.Matches(&Doc{Title: "x y z"})
			q.Plan()
			q.ReadsAs()
		}
	}
}

func TestSetWithFaults(t *testing.T) {
	sets, _ := NewSets(&news.Story{Sets: []news.Set{{Name: "bad", Query: "a*"}}})
	q, faults := Parse("x OR @bad", InSearch, sets)
	if q != nil || len(faults) != 1 || !strings.Contains(faults[0].Text, "faults of its own") {
		t.Errorf("got %v, %v", q, faults)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`@people NEAR/40 (armorer OR "film set" OR cs("Rust"))`, `title:(a OR b*) -c d?e`, `/re(x)?/i url:/a/b`,
		`a NEAR/4 b NEAR/6 c`, `ATLEAST/3 (x | y) words>300 before:2022-10`, `NOT NOT x`, `“quoted” #tag @places`,
		`((((`, `a)b`, "東京* OR キ?", `-`, `cs(`, `is:unread within:7d person:"x y"`, "\xff:\xfe", `a OR b AND NOT`,
	} {
		f.Add(seed)
	}
	story := news.Story{Sets: []news.Set{{Name: "places", Terms: []string{"Santa Fe", "x"}}}, Persons: []news.Person{{Name: text.Own("Ann Lee")}}}
	sets, _ := NewSets(&story)
	d := &Doc{Title: "Ann Lee in Santa Fe", Bodies: []text.Body{body("The x and the y.", "東京 A B c re")}, URL: "https://a.example/a/b"}
	f.Fuzz(func(t *testing.T, query string) {
		q, faults := Parse(query, InSearch, sets)
		for _, f := range faults {
			if f.Span.Start < 0 || f.Span.End < f.Span.Start || f.Span.End > len(query) || f.Text == "" {
				t.Fatalf("%q: bad fault %+v", query, f)
			}
		}
		if q == nil {
			if !hasErrors(faults) {
				t.Fatalf("%q: neither query nor error", query)
			}
			return
		}
		again, faults := Parse(q.String(), InSearch, sets)
		if again == nil || again.String() != q.String() {
			t.Fatalf("%q: normal form %q reads as %v, %v", query, q, again, faults)
		}
		q.Plan()
		q.ReadsAs()
		ok, _ := q.Matches(d)
		if twice, _ := again.Matches(d); twice != ok {
			t.Fatalf("%q: matches %v, its normal form %v", query, ok, twice)
		}
		story := story
		story.Rules = []news.Rule{{Name: text.Own("r"), Match: query}}
		if rules, _ := Compile(&story); rules != nil && (rules.Judge(d).Decision == news.Keep) != ok {
			t.Fatalf("%q: the query matches %v, the rule does not agree", query, ok)
		}
	})
}
