package rule

import (
	"reflect"
	"testing"
	"time"

	"casewire/feeds/news"
)

func TestPlan(t *testing.T) {
	word := func(words ...string) Words { return Words{Words: words} }
	day := func(y int, m time.Month, d int) news.Date { return news.Date{Year: y, Month: m, Day: d} }
	for query, want := range map[string]Condition{
		`Baldwin's`:                 word("baldwin"),
		`arm*`:                      Words{Words: []string{"arm"}, Prefix: true},
		`"Gutiérrez-Reed"`:          word("gutierrez", "reed"),
		`"film s?t" x`:              AllOf{word("film"), word("x")},
		`"one two* three"`:          AllOf{Words{Words: []string{"one", "two"}, Prefix: true}, word("three")},
		`a b`:                       AllOf{word("a"), word("b")},
		`a -b`:                      word("a"),
		`a OR b OR c`:               AnyOf{word("a"), word("b"), word("c")},
		`a OR /b/`:                  Always{},
		`a AND /b/`:                 word("a"),
		`a NEAR/4 (b OR c)`:         AllOf{word("a"), AnyOf{word("b"), word("c")}},
		`ATLEAST/3 cs("Rust")`:      word("rust"),
		`title:(a OR b)`:            AnyOf{Words{Words: []string{"a"}, Title: true}, Words{Words: []string{"b"}, Title: true}},
		`lead:a`:                    word("a"),
		`author:a`:                  Always{},
		`site:www.BBC.co.uk`:        Site{"www.bbc.co.uk"},
		`source:"The Times"`:        Feed{"The Times"},
		`feed:tim?`:                 Always{},
		`before:2022-10`:            Before{day(2022, 10, 1)},
		`after:2022-10`:             Since{day(2022, 11, 1)},
		`on:2022-12-31`:             AllOf{Since{day(2022, 12, 31)}, Before{day(2023, 1, 1)}},
		`within:1w a`:               AllOf{Within{7 * 24 * time.Hour}, word("a")},
		`is:unread person:"A B"`:    AllOf{State{"is", "unread"}, State{"person", "A B"}},
		`@places AND (東京 OR cs(x))`: AnyOf{word("santa", "fe"), word("bonanza", "creek")},
		`words>300 a`:               word("a"),
	} {
		q, faults := Parse(query, InSearch, testSets(t))
		if q == nil {
			t.Errorf("%s: %v", query, faults)
			continue
		}
		if got := q.Plan(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %#v, want %#v", query, got, want)
		}
	}
}

func TestFeedCondition(t *testing.T) {
	f := Feed{"the times"}
	for outlet, want := range map[string]bool{"The Times": true, "Sunday Times": false, "Over the Times Square": true} {
		if f.Matches(outlet, "https://a.example/") != want {
			t.Errorf("%s: want %v", outlet, want)
		}
	}
	if !(Feed{"a.example/R"}).Matches("X", "https://A.example/rss") {
		t.Error("the address does not count")
	}
}

func TestNeededLiteral(t *testing.T) {
	for src, want := range map[string]string{
		`Rust(y|ing)?`: "Rust", `(abc|abd)x`: "ab", `(?i)rust`: "", `a+bcd`: "bcd", `(foo)+ba`: "foo", `x*`: "", `(foo)?`: "",
	} {
		if got := neededLiteral(src); got != want {
			t.Errorf("%s: got %q, want %q", src, got, want)
		}
	}
}
