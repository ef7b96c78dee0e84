package cluster

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// tell returns an article of a headline and paragraphs, told hours after noon.
func tell(id int64, hours int, headline string, paragraphs ...string) *news.Article {
	a := &news.Article{ID: id, Headline: text.Line(headline)}
	a.Dates.Sort = noon.Add(time.Duration(hours) * time.Hour)
	a.Text.Headline, a.Text.Body = a.Headline, text.Plain(strings.Join(paragraphs, "\n\n"))
	return a
}

var wire = []string{
	"The ferry that ran aground off Tern Point on Sunday had passed its yearly survey nine days earlier, the harbor " +
		"authority told the inquiry, and nobody had reported a fault in the steering gear since the spring.",
	"Captain Ines Rowan, 52, said the wheel answered late twice in the minute before the hull touched. She had called " +
		"the engine room by telephone because the line beside her was dead.",
	"All 184 passengers and 11 crew were taken off by lifeboats from Merrow and Saltby. Six people were treated for " +
		"cuts and one for a broken wrist, the coast guard said in a statement on Monday evening.",
}

const top = "A second survey ship joined the search for the missing rudder pin on Wednesday as divers waited for the " +
	"tide, and the owners of the vessel said that they would pay for it."

func TestCopies(t *testing.T) {
	source := tell(1, 0, "Ferry passed survey days before grounding", wire...)
	source.Report.Cluster = 1
	other := []string{
		"Growers in the upper valley expect a third fewer pears this autumn after the hail of May, their union said, and " +
			"asked the county for help with the nets that most of them have put off buying for years.",
		"Prices at the Saturday market have risen already, from two crowns a pound to nearly three.",
	}
	for _, test := range []struct {
		name string
		copy *news.Article
		want bool
	}{
		{"as it was", tell(2, 1, "Ferry passed survey days before grounding", wire...), true},
		{"retitled", tell(2, 1, "‘The wheel answered late’", wire...), true},
		{"cut", tell(2, 1, "Ferry", wire[0], wire[1]), true},
		{"topped", tell(2, 40, "Search for pin", top, wire[0], wire[1], wire[2]), true},
		{"within a long text", tell(2, 1, "Ferry", slices.Concat(other, wire, []string{top})...), true},
		{"four days later", tell(2, 96, "Ferry", wire...), false},
		{"one paragraph of many", tell(2, 1, "Pears", slices.Concat(other, []string{top, wire[1]})...), false},
		{"too short to say", tell(2, 1, "Ferry", wire[1][:60]), false},
		{"another text", tell(2, 1, "Ferry passed survey days before grounding", other...), false},
		{"no text", tell(2, 1, "Ferry passed survey days before grounding"), false},
	} {
		r := judge(Member{test.copy, Keys(test.copy)}, []*known{newKnown(Member{source, Keys(source)})}, Stats{})
		if got := len(r.Copies) == 1; got != test.want {
			t.Errorf("%s: copy %v, want %v", test.name, got, test.want)
		}
		if test.want && r.Cluster != 1 {
			t.Errorf("%s: cluster %d, want that of the original", test.name, r.Cluster)
		}
	}
}

func TestCopyOfTheNearest(t *testing.T) {
	x := NewIndex()
	x.Add(tell(1, 0, "Ferry", wire[0], wire[1]), tell(2, 0, "Ferry", wire...))
	r := x.Add(tell(3, 2, "Ferry", wire...))[0]
	if !slices.Equal(r.Copies, []int64{2, 1}) {
		t.Errorf("copies %v, want the nearest first", r.Copies)
	}
}

// hearings are headlines of two hearings a week apart, and of other things of
// the same story.
func hearings() []*news.Article {
	return []*news.Article{
		tell(1, 0, "Judge hears ferry captain on steering fault"),
		tell(2, 1, "Ferry captain tells judge of steering fault"),
		tell(3, 3, "Tern Point inquiry: captain blames steering"),
		tell(4, 5, "Owners sell second ship to rival line"),
		tell(5, 168, "Judge hears ferry captain on steering fault again"),
		tell(6, 169, "Ferry captain tells judge of steering once more"),
	}
}

func TestHearingsAWeekApart(t *testing.T) {
	x := NewIndex()
	var got []int64
	for _, a := range hearings() {
		got = append(got, x.Add(a)[0].Cluster)
	}
	if want := []int64{1, 1, 1, 4, 5, 5}; !slices.Equal(got, want) {
		t.Errorf("clusters %v, want %v", got, want)
	}
}

// evidence is what a wire told of the captain's two days of evidence.
var evidence = [][]string{{
	"The captain of the ferry that ran aground off Tern Point told the inquiry on Monday that the wheel answered late twice in " +
		"the minute before the hull touched, and that nobody had ever shown her how to steer from the engine room.",
	"Ines Rowan, 52, said that she called the engineer by telephone because the line beside her was dead. “I asked him what he " +
		"saw,” she said. “He said that he saw me.”",
	"All 184 passengers and 11 crew were taken off by lifeboats when the steering failed. The judge, Alma Lowe, is to sit until June.",
	"The owners’ lawyer, Bram Stell, is to question Captain Rowan on Tuesday.",
}, {
	"The captain of the ferry that ran aground off Tern Point had slept for three hours in the two nights before, she told the " +
		"inquiry on Tuesday, when the owners’ lawyer put the log of her cabin door to her.",
	"Ines Rowan, 52, said that the owners had called off her relief. The lawyer, Bram Stell, had not known of it. The judge, Alma " +
		"Lowe, sent for the roster and asked why nobody had brought it.",
	"All 184 passengers and 11 crew were taken off by lifeboats when the steering failed.",
}}

// Copies are no witnesses: many outlets that print one text of the first day do
// not draw the second day to it.
func TestHearingsADayApart(t *testing.T) {
	for _, copies := range []int{0, 1, 4, 24} {
		x := NewIndex()
		x.Add(tell(1, 0, "Captain: wheel answered late twice", evidence[0]...))
		for i := range copies {
			id := int64(i + 2)
			r := x.Add(tell(id, 1+i%8, "Ferry captain gives evidence", evidence[0][:3]...))[0]
			if r.Cluster != 1 || r.Original != 1 {
				t.Fatalf("copy %d: %+v", id, r)
			}
		}
		if got := x.Add(tell(30, 24, "Captain had slept three hours, inquiry hears", evidence[1]...))[0].Cluster; got != 30 {
			t.Errorf("%d copies: the second day came to %d", copies, got)
		}
	}
}

// Of a headline of two words one is not enough: who was acquitted differs.
func TestHeadlinesOfTwoWords(t *testing.T) {
	x := NewIndex()
	x.Add(tell(1, 0, "Clerk convicted"), tell(2, 0, "Jury finds the harbor master guilty"))
	x.Add(tell(3, 1, "Owner acquitted"))
	if got := x.Add(tell(4, 2, "Watchman acquitted"))[0].Cluster; got != 4 {
		t.Errorf("the watchman's acquittal came to %d", got)
	}
	if got := x.Add(tell(5, 2, "The watchman acquitted"))[0].Cluster; got != 4 {
		t.Errorf("the same in other words came to %d, want 4", got)
	}
}

func TestLateItem(t *testing.T) {
	x := NewIndex()
	x.Add(hearings()...)
	late := tell(7, 2, "Captain tells judge about ferry’s steering fault")
	if got := x.Add(late)[0].Cluster; got != 1 {
		t.Errorf("a late item came to %d, want the report of its day", got)
	}
}

func TestOrderWithinAPoll(t *testing.T) {
	place := func(seed uint64) map[int64]int64 {
		list := hearings()
		for i := range 40 {
			list = append(list, tell(int64(10+i), i%30, fmt.Sprintf("Ferry %s %s %s", words[i%7], words[i%11], words[i%13]), wire[i%3]))
		}
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
		got := map[int64]int64{}
		for i, r := range NewIndex().Add(list...) {
			got[list[i].ID] = r.Cluster
		}
		return got
	}
	want := place(1)
	for seed := range uint64(5) {
		if got := place(seed); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("order changed the clusters: %v, then %v", want, got)
		}
	}
}

// judge finds the report of an article among candidates.
func judge(m Member, candidates []*known, stats Stats) Result {
	if stats.Having == nil {
		stats.Having = func(Key) int { return 0 }
	}
	s := newSubject(m, &stats, whole)
	list := make([]candidate, len(candidates))
	for i, c := range candidates {
		list[i] = candidate{c, s.share(c, nil)}
	}
	r, _ := s.judge(list)
	return r
}

func TestCandidatesInAnyOrder(t *testing.T) {
	x := NewIndex()
	list := hearings()
	x.Add(list...)
	a := tell(9, 4, "Steering fault: what captain told judge")
	m := Member{a, Keys(a)}
	candidates := x.candidates(&m)
	want := x.judge(&m, candidates).Cluster
	slices.Reverse(candidates)
	if got := x.judge(&m, candidates).Cluster; got != want || got != 1 {
		t.Errorf("clusters %d and %d by order, want 1", want, got)
	}
}

func TestNothingJudged(t *testing.T) {
	same := tell(2, 0, "Ferry", wire...)
	m := Member{same, Keys(same)}
	r := judge(m, []*known{newKnown(m), newKnown(Member{tell(3, 0, "Ferry", wire...), m.Keys})}, Stats{})
	if r.Cluster != 2 || len(r.Copies) > 0 {
		t.Errorf("%+v: neither itself nor what is not judged yet is a candidate", r)
	}
}

func TestHostile(t *testing.T) {
	hostile := []*news.Article{
		{},
		tell(2, 0, strings.Repeat("ferry ", 5000)),
		tell(3, 0, strings.Repeat("x", 100_000), strings.Repeat("y", 100_000)),
		tell(4, 0, "\x1b[31m\xff\xfe", "\u202e\u0000"),
		tell(5, 0, "ー。、", "渡し船が座礁した。"),
		tell(6, 0, "a the of", "and or but"),
		tell(7, 1<<20, "Ferry"),
		tell(8, 0, "Ferry", strings.Repeat(wire[0]+" ", 500)),
	}
	x := NewIndex()
	for i, a := range hostile {
		a.ID = int64(i + 1)
		r := x.Add(a)[0]
		if r.Cluster < 1 || r.Cluster > a.ID {
			t.Errorf("article %d: cluster %d", a.ID, r.Cluster)
		}
		if n := len(Keys(a)); n > maxWords+maxShingles+1000 {
			t.Errorf("article %d has %d keys", a.ID, n)
		}
	}
}

func TestKeys(t *testing.T) {
	weight := func(a *news.Article, w string) uint8 {
		for _, k := range Keys(a) {
			if k.Hash == hash(w) {
				return k.Weight
			}
		}
		return 0
	}
	a := tell(1, 0, "Captain blames the steering", "She was asked by Judge Lowe in the old hall about lifeboats.")
	if weight(a, "steer") == 0 || weight(a, "the") != 0 {
		t.Error("words are stemmed, the commonest left out")
	}
	if weight(a, "low") <= weight(a, "hall") {
		t.Error("names weigh more")
	}
	a.Language = "de"
	if weight(a, "steering") == 0 {
		t.Error("only English is stemmed as English")
	}
}

func TestClearest(t *testing.T) {
	for _, test := range []struct {
		headlines []string
		want      int
	}{
		{nil, -1},
		{[]string{"Ferry captain blames steering"}, 0},
		{[]string{"Live: ferry captain blames steering", "Ferry captain blames steering fault", "Captain of ferry blames fault"}, 1},
		{[]string{"Did steering fail ferry captain?", "Six minutes", "Ferry captain says steering failed"}, 2},
		{[]string{"", "Ferry captain blames steering"}, 1},
	} {
		var list []*news.Article
		for i, h := range test.headlines {
			list = append(list, tell(int64(i+1), i, h))
		}
		if got := slices.Index(list, Clearest(list)); got != test.want {
			t.Errorf("%q: headline %d, want %d", test.headlines, got, test.want)
		}
	}
	late := []*news.Article{tell(1, 0, "Steering"), tell(2, 13, "Ferry captain blames steering fault")}
	if got := Clearest(late); got != late[0] {
		t.Errorf("%q came too late to stand for the report", got.Headline)
	}
}

func FuzzJudge(f *testing.F) {
	f.Add("Ferry passed survey", wire[0], "Ferry", wire[0]+wire[1], 3)
	f.Add("", "", "ー", "\u202e", -90)
	f.Fuzz(func(t *testing.T, h1, b1, h2, b2 string, hours int) {
		x := NewIndex()
		a, b := tell(1, 0, h1, b1), tell(2, hours%1000, h2, b2)
		first := x.Add(a)[0]
		r := x.Add(b)[0]
		if first.Cluster != 1 || r.Cluster != 1 && r.Cluster != 2 {
			t.Fatalf("clusters %d and %d", first.Cluster, r.Cluster)
		}
		if len(r.Copies) > 0 && r.Cluster != 1 {
			t.Fatal("a copy is no part of its report")
		}
		keys := Keys(b)
		for i := 1; i < len(keys); i++ {
			if keys[i-1].Hash >= keys[i].Hash {
				t.Fatal("keys do not ascend")
			}
		}
		one, two := shingles(&a.Text.Body), shingles(&b.Text.Body)
		if n := shared(one, two); n > min(len(one), len(two)) || n != shared(two, one) {
			t.Fatal("what is shared depends on who is asked")
		}
	})
}

var words = strings.Fields("captain steering survey owner lifeboat pilot harbor rudder engine tide chart inquiry signal anchor buoy")

// sort puts keys that were made up in order.
func (m *Member) sort() {
	slices.SortFunc(m.Keys, func(a, b Key) int { return cmp.Compare(a.Hash, b.Hash) })
}

// crowd fills an index with n articles of one story, ten an hour, five a
// report, and a text that stands in the last but two. A third of their words
// are common ones.
func crowd(n int) *Index {
	r := rand.New(rand.NewPCG(1, 2))
	x := NewIndex()
	for i := range n {
		keys := map[uint64]uint8{}
		for len(keys) < 60 {
			f := r.Float64()
			keys[mix(uint64(f*f*f*20_000))] = 20
		}
		for range 20 {
			keys[r.Uint64()] = 0
		}
		a := tell(int64(i+1), i/10, "")
		a.Report.Cluster = int64(i - i%5 + 1)
		m := Member{Article: a}
		if i == n-3 {
			a.Text.Body = text.Plain(strings.Join(wire, "\n\n"))
			m.Keys = Keys(a)
		}
		for h, w := range keys {
			m.Keys = append(m.Keys, Key{h, w})
		}
		m.sort()
		x.put(m)
	}
	return x
}

func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := crowd(n)
			a := tell(int64(n+1), n/10, "Captain of ferry blames survey", append(wire, top)...)
			b.ReportAllocs()
			for b.Loop() {
				m := Member{a, Keys(a)}
				for i := range uint64(60) {
					m.Keys = append(m.Keys, Key{mix(i * i), 20})
				}
				m.sort()
				c := x.candidates(&m)
				if r := x.judge(&m, c); len(r.Copies) != 1 || len(c) < Nearest {
					b.Fatalf("%d copies, %d candidates", len(r.Copies), len(c))
				}
			}
		})
	}
}

func BenchmarkKeys(b *testing.B) {
	a := tell(1, 0, "Ferry passed survey days before grounding", slices.Concat(wire, wire, wire, []string{top})...)
	b.SetBytes(int64(a.Text.Body.Text.Len()))
	for b.Loop() {
		Keys(a)
	}
}
