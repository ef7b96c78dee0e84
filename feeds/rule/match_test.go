package rule

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// body makes a body of paragraphs.
func body(paragraphs ...string) text.Body {
	b := text.Body{Text: text.Lines(strings.Join(paragraphs, "\n"))}
	b.Blocks = lines(b.Text.String())
	return b
}

func sixty(word string) string { return strings.TrimSpace(strings.Repeat(word+" ", 60)) }

// caseDoc is an item of the real story, in our own words.
func caseDoc() *Doc {
	return &Doc{
		Title: "Baldwin’s trial opens in Santa Fe",
		Bodies: []text.Body{body(
			"The actor Alec Baldwin came to court. A jury will hear about the film “Rust”.",
			sixty("filler")+" later words: an armorer spoke of Gutiérrez-Reed and the U.S. film set.",
			"Rust never sleeps; rust and more rust.",
		)},
		Author:     "Jane Smith-Doe",
		Outlet:     "The Example Times",
		Feed:       "https://example.org/film/rss",
		URL:        "https://www.news.example.org/film/2024/baldwin-trial?x=1",
		Categories: []string{"Film", "US news"},
		Tags:       []string{"court"},
		Language:   "en-US",
		Published:  time.Date(2024, 7, 10, 12, 0, 0, 0, time.UTC),
		Now:        time.Date(2024, 7, 12, 12, 0, 0, 0, time.UTC),
		State:      func(word, value string) bool { return word == "is" && value == "unread" },
	}
}

func TestMatches(t *testing.T) {
	for _, test := range []struct {
		query string
		want  bool
	}{
		{`baldwin`, true},
		{`BALDWIN`, true},
		{`baldwin's`, true},
		{`baldwins`, false},
		{`bald`, false},
		{`bal*`, true},
		{`bald?in`, true},
		{`bald?n`, false},
		{`b?ld*`, true},
		{`gutierrez`, true},
		{`Gutiérrez-Reed`, true},
		{`gutierrez-ree*`, true},
		{"gutierrez\u2010reed", true}, // hyphens as books have them
		{"gutierrez\u2011reed", true},
		{`US`, false},
		{`U.S.`, true},
		{`"alec baldwin"`, true},
		{`"baldwin alec"`, false},
		{`"baldwin trial"`, true},
		{`“came to court”`, true},
		{`"the film rust later"`, false},
		{`"rust the actor"`, false},
		{`"santa fe the actor"`, false}, // no phrase from title to text
		{`"film rust"`, true},
		{`"will hear abou*"`, true},
		{`"wi?l hear"`, true},
		{`"came to court?"`, true},
		{`baldwin trial`, true},
		{`baldwin AND nobody`, false},
		{`baldwin OR nobody`, true},
		{`baldwin | nobody`, true},
		{`baldwin -nobody`, true},
		{`baldwin NOT jury`, false},
		{`baldwin !jury`, false},
		{`baldwin AND NOT (jury OR nobody)`, false},
		{`NOT NOT baldwin`, true},
		{`cs("Rust")`, true},
		{`cs(Rust)`, true},
		{`cs("RUST")`, false},
		{`caps("Alec Baldwin")`, true},
		{`cs("alec Baldwin")`, false},
		// NEAR
		{`alec NEAR/1 baldwin`, true},
		{`actor NEAR/1 baldwin`, true},
		{`actor NEAR/0 baldwin`, false},
		{`baldwin NEAR/0 alec`, true},
		{`baldwin ONEAR/0 alec`, false},
		{`alec w/0 baldwin`, true},
		{`actor NEAR/2 came`, true},
		{`actor NEAR/1 came`, false},
		{`came NEAR/2 actor`, true},
		{`came ONEAR/2 actor`, false},
		{`actor ONEAR/2 came`, true},
		{`actor W/2 came`, true},
		{`actor w/2 came`, true},
		{`actor PRE/2 came`, true},
		{`actor NEAR came`, true},
		{`armorer NEAR/50 never`, false}, // another paragraph
		{`trial NEAR/5 actor`, true},     // the lead run
		{`title:(trial NEAR/5 actor)`, false},
		{`body:(trial NEAR/5 actor)`, false},
		{`lead:(trial NEAR/5 actor)`, true},
		{`"alec baldwin" NEAR/3 court`, true},
		{`alec NEAR/4 baldwin NEAR/3 court`, true},
		{`alec NEAR/1 baldwin NEAR/1 jury`, false},
		{`(nobody OR alec) NEAR/1 (somebody OR baldwin)`, true},
		{`rust NEAR/2 rust`, true},
		{`armorer NEAR/3 armorer`, false},
		{`cs("Rust") NEAR/1 never`, true},
		{`cs("rust") ONEAR/1 never`, false},
		// fields
		{`title:trial`, true},
		{`intitle:jury`, false},
		{`headline:"santa fe"`, true},
		{`lead:jury`, true},
		{`lead:armorer`, false},
		{`ingress:trial`, true},
		{`body:armorer`, true},
		{`intext:opens`, false},
		{`title:(trial OR nobody)`, true},
		{`title:(trial AND jury)`, false},
		{`title:/tri[ao]l/`, true},
		{`author:smith`, true},
		{`author:"jane smith"`, true},
		{`author:sm`, false},
		{`site:example.org`, true},
		{`site:news.example.org`, true},
		{`site:ample.org`, false},
		{`site:*.example.org`, true},
		{`site:https://www.news.example.org/`, true},
		{`feed:times`, true},
		{`source:"example times"`, true},
		{`feed:example.org/film`, true},
		{`feed:guardian`, false},
		{`url:/film/`, true},
		{`url:/news`, false},
		{`url:news`, true},
		{`inurl:BALDWIN-trial`, true},
		{`tag:film`, true},
		{`#court`, true},
		{`tag:"us news"`, true},
		{`tag:us`, true},
		{`tag:sport`, false},
		{`lang:en`, true},
		{`lang:en-US`, true},
		{`lang:e`, false},
		{`before:2024-07-11`, true},
		{`before:2024-07-10`, false},
		{`after:2024-07-09`, true},
		{`after:2024-07-10`, false},
		{`after:2024-06`, true},
		{`after:2024`, false},
		{`on:2024-07-10`, true},
		{`on:2024-07`, true},
		{`on:2024-08`, false},
		{`within:2d`, true},
		{`within:47h`, false},
		{`within:1m`, true},
		{`words>80`, true},
		{`words<80`, false},
		{`words>=10 words<=200`, true},
		{`is:unread`, true},
		{`is:starred`, false},
		// counts and patterns
		{`ATLEAST/4 rust`, true},
		{`ATLEAST/5 rust`, false},
		{`ATLEAST/5 (rust OR armorer)`, true},
		{`title:(ATLEAST/1 rust)`, false},
		{`/rust(y)? never/i`, true},
		{`/rust never/`, false},
		{`/Rust never/`, true},
		{`/more rust\.$/`, true},
		{`/rust.*armorer/`, false}, // in one paragraph
		{`lead:/armorer/`, false},
	} {
		q, faults := Parse(test.query, InSearch, nil)
		if q == nil {
			t.Errorf("%s: %v %s", test.query, faults[0].Text, faults[0].Hint)
			continue
		}
		if got, _ := q.Matches(caseDoc()); got != test.want {
			t.Errorf("%s: got %v, want %v", test.query, got, test.want)
		}
		if again, _ := Parse(q.String(), InSearch, nil); again == nil || again.String() != q.String() {
			t.Errorf("%s: normal form %s does not read again", test.query, q)
		}
	}
}

func TestCaseSaysNothingWithoutCase(t *testing.T) {
	for _, test := range []struct {
		title string
		want  bool
	}{
		{"alec baldwins rust trial", true},
		{"ALEC BALDWIN: RUST TRIAL", true},
		{"Alec Baldwin and rust", false},
		{"Alec Baldwin and Rust", true},
	} {
		q, _ := Parse(`cs("Rust")`, InKeep, nil)
		if got, _ := q.Matches(&Doc{Title: test.title}); got != test.want {
			t.Errorf("%s: got %v, want %v", test.title, got, test.want)
		}
	}
}

func TestHanAndKanaByCharacter(t *testing.T) {
	d := &Doc{Title: "東京地方裁判所の判決", Bodies: []text.Body{body("キヤノンが勝訴")}}
	for query, want := range map[string]bool{
		`裁判`: true, `東京`: true, `京東`: false, `地*`: true, `判?`: true, `ヤノン`: true, `東京 NEAR/10 判決`: true,
	} {
		q, faults := Parse(query, InKeep, nil)
		if q == nil {
			t.Errorf("%s: %v", query, faults)
			continue
		}
		if got, _ := q.Matches(d); got != want {
			t.Errorf("%s: got %v, want %v", query, got, want)
		}
	}
}

func TestHitsAreOfTheLastBody(t *testing.T) {
	d := &Doc{Title: "About rust", Bodies: []text.Body{body("old rust"), body("One.", "Two rust, three film set.")}}
	q, _ := Parse(`rust OR "film set" OR old`, InKeep, nil)
	ok, hits := q.Matches(d)
	if !ok {
		t.Fatal("no match")
	}
	want := []struct {
		field     news.Field
		paragraph int
		text      string
		term      string
	}{
		{news.InTitle, -1, "rust", "rust"},
		{news.InBody, 1, "rust", "rust"},
		{news.InBody, 1, "film set", `"film set"`},
	}
	if len(hits) != len(want) {
		t.Fatalf("got %d hits, want %d: %v", len(hits), len(want), hits)
	}
	for i, h := range hits {
		in := d.Title
		if h.Field == news.InBody {
			in = d.Bodies[1].Paragraph(h.Paragraph).String()
		}
		if w := want[i]; h.Field != w.field || h.Paragraph != w.paragraph || in[h.Span.Start:h.Span.End] != w.text || h.Term.String() != w.term {
			t.Errorf("hit %d: got %v %d %q %s, want %v", i, h.Field, h.Paragraph, in[h.Span.Start:h.Span.End], h.Term, w)
		}
	}
}

func TestNearHitsOnlyWhatIsNear(t *testing.T) {
	d := &Doc{Bodies: []text.Body{body("jury a b c d e f g h jury film. " + sixty("x") + " jury")}}
	q, _ := Parse(`jury NEAR/2 film`, InKeep, nil)
	ok, hits := q.Matches(d)
	if !ok || len(hits) != 2 {
		t.Errorf("got %v with %d hits, want 2", ok, len(hits))
	}
}

func TestOneOccurrenceJoinsTwoPairs(t *testing.T) {
	q, _ := Parse(`a1 NEAR/2 b1 NEAR/2 c1`, InKeep, nil)
	for title, want := range map[string]bool{
		"a1 x b1 x c1":                      true,
		"a1 x b1 x x x x x x x x x b1 x c1": false,
		"c1 b1 a1":                          true,
	} {
		if got, _ := q.Matches(&Doc{Title: title}); got != want {
			t.Errorf("%s: got %v, want %v", title, got, want)
		}
	}
}

// A text of nothing but two words near each other must not take long.
func TestNearInATextOfItsOwnWords(t *testing.T) {
	d := &Doc{Bodies: []text.Body{body(strings.Repeat("a1 x x x x x b1 ", 40000))}}
	q, faults := Parse(`a1 NEAR/2 b1 NEAR/50 c1`, InKeep, nil)
	if q == nil {
		t.Fatal(faults)
	}
	if ok, _ := q.Matches(d); ok {
		t.Error("matched")
	}
}

// Chains hold as they do for one who tries all places.
func TestNearAgainstAllPlaces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []string{"aa", "bb", "cc", "xx", "yy"}
	for range 3000 {
		var words []string
		for range 4 + r.IntN(14) {
			words = append(words, letters[r.IntN(len(letters))])
		}
		var ops [2]nearOp
		for i := range ops {
			ops[i] = nearOp{n: 1 + r.IntN(3), ordered: r.IntN(2) == 0}
		}
		query := "(aa OR \"xx yy\") " + ops[0].String() + " bb " + ops[1].String() + " (cc OR xx)"
		q, faults := Parse(query, InKeep, nil)
		if q == nil {
			t.Fatal(faults)
		}
		title := strings.Join(words, " ")
		if got, want := matches(q, title), naive(words, ops); got != want {
			t.Fatalf("%s in %q: got %v, want %v", query, title, got, want)
		}
	}
}

func matches(q *Query, title string) bool {
	ok, _ := q.Matches(&Doc{Title: title})
	return ok
}

func naive(words []string, ops [2]nearOp) bool {
	var a, b, c []point
	for i, w := range words {
		one := point{first: int32(i), last: int32(i)}
		switch {
		case w == "aa":
			a = append(a, one)
		case w == "bb":
			b = append(b, one)
		case w == "cc" || w == "xx":
			c = append(c, one)
		case w == "yy" && i > 0 && words[i-1] == "xx":
			a = append(a, point{first: int32(i - 1), last: int32(i)})
		}
	}
	for _, p := range a {
		for _, q := range b {
			for _, r := range c {
				if ops[0].fits(p, q) && ops[1].fits(q, r) {
					return true
				}
			}
		}
	}
	return false
}

func TestSiteOfANumber(t *testing.T) {
	for url, want := range map[string]bool{
		"http://127.0.0.1:80/a": false, "http://0.0.1/a": true, "https://[::1]/": false, "https://0.0.1.example/": false,
	} {
		q, _ := Parse(`site:0.0.1`, InKeep, nil)
		if got, _ := q.Matches(&Doc{URL: url}); got != want {
			t.Errorf("%s: got %v, want %v", url, got, want)
		}
	}
	q, _ := Parse(`site:127.0.0.1`, InKeep, nil)
	if got, _ := q.Matches(&Doc{URL: "http://127.0.0.1:80/a"}); !got {
		t.Error("a number is not found by itself")
	}
}
