package novelty

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
)

// article makes an article of paragraphs; day is one of November 2026, 0 for
// an article without a date.
func article(id int64, day int, paragraphs ...string) *news.Article {
	a := &news.Article{ID: id}
	a.Text.Number = 1
	a.Text.Body = text.Plain(strings.Join(paragraphs, "\n"))
	if day > 0 {
		a.Dates.FirstSeen = time.Date(2026, time.November, day, 12, 0, 0, 0, time.UTC)
	}
	return a
}

// judgeAll judges the last article after the others.
func judgeAll(articles ...*news.Article) Result {
	var x Index
	last := len(articles) - 1
	for _, a := range articles[:last] {
		x.Add(a)
	}
	return x.Judge(articles[last])
}

// others are earlier articles of the same story, so that its words are no
// news.
func others() []*news.Article {
	return []*news.Article{
		article(1, 2, "The trial of Dana Marlow over the bakery fire began in Harbor City on Monday.",
			"Judge Lena Okafor swore in twelve jurors before noon."),
		article(2, 3, "Prosecutors told the court that Marlow owed the baker money.",
			"Her lawyer, Paul Brandt, called the charge a fairy tale."),
		article(3, 4, "A neighbour saw a grey van in Quay Street an hour before the fire.",
			"Marlow drives a red one, Brandt said."),
		article(4, 5, "Ruth Amadi, a state chemist, found paint thinner on the floor of the shop.",
			"She will be heard again next week."),
		article(5, 6, "Jurors heard three calls to the fire brigade.",
			"On one of them a man says that he smells petrol."),
	}
}

var judgeRows = []struct {
	name    string
	earlier string
	now     string
	new     bool
	today   int // day of November on which it is told now; 0: the day after
}{
	{name: "word for word", earlier: "The state filed 214 pages of lab notes on the eve of the hearing.", now: "The state filed 214 pages of lab notes on the eve of the hearing.", new: false},
	{name: "in other words", earlier: "The state filed 214 pages of lab notes on the eve of the hearing.", now: "On the eve of the hearing the state had filed lab notes, 214 pages of them.", new: false},
	{name: "a number changed", earlier: "The state filed 214 pages of lab notes on the eve of the hearing.", now: "The state filed 241 pages of lab notes on the eve of the hearing.", new: true},
	{name: "a number in words", earlier: "The state filed 14 pages of lab notes on the eve of the hearing.", now: "The state filed fourteen pages of lab notes on the eve of the hearing.", new: false},
	{name: "a number in words changed", earlier: "Two firemen were hurt when the roof of the bakery fell in.", now: "Three firemen were hurt when the roof of the bakery fell in.", new: true},
	{name: "thousands are one number", earlier: "The baker claims 12,500 dollars for his lost ovens.", now: "The baker claims 12,900 dollars for his lost ovens.", new: true},
	{name: "a number added", earlier: "The state filed pages of lab notes on the eve of the hearing.", now: "The state filed 214 pages of lab notes on the eve of the hearing.", new: true},
	{name: "a name added", earlier: "The police arrested a dealer in stolen ovens at the ferry.", now: "The police arrested Piet Hollander, a dealer in stolen ovens, at the ferry.", new: true},
	{name: "a name of the story added", earlier: "A witness admitted lying to the police about the keys of the shop.", now: "The witness Ruth Amadi admitted lying to the police about the keys of the shop.", new: true},
	{name: "a name changed", earlier: "The keys of the shop were found in the coat of Paul Brandt.", now: "The keys of the shop were found in the coat of Ruth Amadi.", new: true},
	{name: "a first name added", earlier: "The keys of the shop were found in the coat of Brandt.", now: "The keys of the shop were found in the coat of Paul Brandt.", new: false},
	{name: "a date moved", earlier: "Closing arguments in the bakery case are to be heard on Wednesday.", now: "Closing arguments in the bakery case are to be heard on Thursday.", new: true},
	{name: "a date moved to the day of the telling", earlier: "Closing arguments in the bakery case are to be heard on Friday.", now: "Closing arguments in the bakery case are to be heard on Tuesday.", new: true},
	{name: "a date in other words", earlier: "Closing arguments in the bakery case are to be heard on Thursday.", now: "Closing arguments in the bakery case are to be heard on Nov. 12.", new: false},
	{name: "the same weekday a fortnight on", earlier: "Closing arguments in the bakery case are to be heard on Thursday.", now: "Closing arguments in the bakery case are to be heard on Thursday.", today: 24, new: true},
	{name: "a date added", earlier: "Closing arguments in the bakery case are to be heard in the old town hall.", now: "Closing arguments in the bakery case are to be heard in the old town hall on 23 November.", new: true},
	{name: "the day of the telling added", earlier: "The chemist told the jury that her first report named a different solvent.", now: "The chemist told the jury on Tuesday that her first report named a different solvent.", new: false},
	{name: "a negation added", earlier: "The grey van was seen by the night watchman of the ferry pier.", now: "The grey van was not seen by the night watchman of the ferry pier.", new: true},
	{name: "a negation gone", earlier: "The watchman didn't see the grey van near the pier gate.", now: "The watchman did see the grey van near the ferry pier gate.", new: true},
	{name: "other order and a negation", earlier: "The night watchman of the ferry pier saw the grey van.", now: "The grey van the night watchman of the ferry pier never saw.", new: true},
	{name: "part of a longer sentence", earlier: "The chemist, who has worked for the state since spring, told the jury that her first report named a different solvent and that nobody had asked her why.", now: "Her first report named a different solvent.", new: false},
	{name: "something else", earlier: "The chemist told the jury that her first report named a different solvent.", now: "A ferry ran aground on the northern shoals with forty passengers on board.", new: true},
	{name: "one more thing of importance", earlier: "The judge moved closing arguments.", now: "The judge moved closing arguments because a juror had fallen ill with measles overnight, a clerk told reporters outside.", new: true},
	{name: "nothing", earlier: "The judge moved closing arguments.", now: "And so it was.", new: false},
}

func TestJudge(t *testing.T) {
	for _, row := range judgeRows {
		today := row.today
		if today == 0 {
			today = 11
		}
		result := judgeAll(append(others(), article(6, 10, row.earlier), article(7, today, row.now))...)
		if s := result.Sentences[0]; s.New != row.new {
			t.Errorf("%s: new %v, want %v: tellings %v", row.name, s.New, row.new, s.Tellings)
		}
	}
}

func TestTwoSentencesOfOneArticle(t *testing.T) {
	now := article(8, 12, "The chemist, whose first report named turpentine, was cross-examined for nine hours.")
	one := "The chemist’s first report named turpentine."
	two := "She was cross-examined for nine hours."
	together := judgeAll(append(others(), article(6, 10, one, two), now)...)
	if s := together.Sentences[0]; s.New || len(s.Tellings) != 1 || s.Tellings[0].Article != 6 {
		t.Errorf("told by one article: %+v", s)
	}
	apart := judgeAll(append(others(), article(6, 10, "Turpentine burns."), article(7, 11, "Nine hours passed."), now)...)
	if s := apart.Sentences[0]; !s.New {
		t.Errorf("told by no article: %+v", s)
	}
}

// In a long article all words of a sentence stand somewhere.
func TestWordsScatteredOverALongArticle(t *testing.T) {
	var lines []string
	for i, w := range strings.Fields("lawyer judge bakery interview jury county key neighbour laboratory detective") {
		lines = append(lines,
			fmt.Sprintf("Nobody at table %c had ever met a %s, said the waiter.", 'A'+i, w),
			fmt.Sprintf("Guest %c came by tram, read a book on whales and paid in coins.", 'A'+i),
			fmt.Sprintf("The soup of course %c was cold, and the bread was older than the tram.", 'A'+i))
	}
	now := article(7, 12, "A lawyer asked the judge to hide the interview about the bakery key from the jury.")
	if s := judgeAll(append(others(), article(6, 10, lines...), now)...).Sentences[0]; !s.New {
		t.Errorf("known from %v", s.Tellings)
	}
}

func TestTellings(t *testing.T) {
	const known = "The bakery in Quay Street burned down to its cellar in February."
	articles := others()
	for i := range 12 {
		articles = append(articles, article(int64(10+i), 6+i, fmt.Sprintf("Witness number %d spoke.", i), known))
	}
	articles = append(articles, article(99, 20, "It rained.", "", known))
	s := judgeAll(articles...).Sentences[1]
	var ids []int64
	for _, telling := range s.Tellings {
		ids = append(ids, telling.Article)
		if telling.Paragraph != 1 || telling.Span.End != len(known) || telling.Revision != 1 {
			t.Errorf("telling %+v", telling)
		}
	}
	if want := []int64{10, 15, 16, 17, 18, 19, 20, 21}; s.New || !slices.Equal(ids, want) {
		t.Errorf("told in %v, want %v", ids, want)
	}
}

func TestHeadlineTells(t *testing.T) {
	a := article(6, 10, "More soon.")
	a.Text.Headline = text.Line("Jury acquits Dana Marlow of arson")
	s := judgeAll(append(others(), a, article(7, 10, "The jury acquitted Dana Marlow of arson."))...).Sentences
	if s[0].New || s[0].Tellings[0].Paragraph != -1 {
		t.Errorf("%+v", s[0])
	}
}

func TestNothingTold(t *testing.T) {
	a := article(1, 2, "The trial began.", "It ended.")
	for _, s := range Read(a).Judge(nil, Stats{With: func(Key) int { return 0 }}).Sentences {
		if !s.New {
			t.Errorf("%+v is known", s)
		}
	}
	if got := Read(&news.Article{}).Judge(nil, Stats{}).Sentences; len(got) > 0 {
		t.Errorf("sentences of nothing: %v", got)
	}
}

func TestRead(t *testing.T) {
	for _, row := range []struct{ a, b string }{
		{"12,500 dollars", "12500 dollars"},
		{"the U.S. guard", "the US guard"},
		{"the US guard", "the United States guard"},
		{"twenty-five men", "25 men"},
		{"on 21 October", "on Oct. 21"},
		{"on the 21st of October", "on October 21"},
		{"he filed motions", "he was filing a motion"},
		{"Zoë’s café", "the cafe of Zoe"},
	} {
		if a, b := Read(article(1, 0, "Then "+row.a)).Keys(), Read(article(1, 0, "Then "+row.b)).Keys(); !slices.Equal(a, b) {
			t.Errorf("%q and %q differ", row.a, row.b)
		}
	}
}

func TestHostileTextCostsLittle(t *testing.T) {
	long := article(1, 2, "So "+strings.Repeat("many words, ", 1000)+"it said.", strings.Repeat("Marlow wept. ", 20000))
	var words []string
	for i := range 20000 {
		words = append(words, fmt.Sprintf("word%d Marlow%d", i, i))
	}
	wide := article(2, 3, strings.Join(words, " "))
	for _, a := range []*news.Article{long, wide} {
		if r := judgeAll(long, wide, a); len(r.Sentences) > maxSentences || len(Read(a).Keys()) > (maxSentences+1)*maxFacts {
			t.Errorf("%d sentences, %d keys", len(r.Sentences), len(Read(a).Keys()))
		}
	}
}

func FuzzJudge(f *testing.F) {
	for _, row := range judgeRows {
		f.Add(row.earlier, row.now)
	}
	f.Add("U.S.S. 1.5.5,000 twenty-", "can’t n't Oct. of 21st of may 1999:")
	f.Fuzz(func(t *testing.T, earlier, now string) {
		articles := []*news.Article{article(1, 3, earlier), article(2, 4, now), article(3, 0, earlier)}
		for _, a := range articles[1:] {
			r := judgeAll(articles[0], a)
			if got, want := len(r.Sentences), a.Text.Body.Sentences(); got != want {
				t.Fatalf("%d sentences judged of %d", got, want)
			}
			for _, s := range r.Sentences {
				checkSentence(t, articles[0], a, s)
			}
		}
	})
}

func checkSentence(t *testing.T, earlier, a *news.Article, s Sentence) {
	t.Helper()
	if s.Span.End > a.Text.Body.Paragraph(s.Paragraph).Len() || s.New && len(s.Tellings) > 0 {
		t.Fatalf("sentence %+v", s)
	}
	for _, telling := range s.Tellings {
		if telling.Paragraph >= 0 && telling.Span.End > earlier.Text.Body.Paragraph(telling.Paragraph).Len() {
			t.Fatalf("telling %+v", telling)
		}
	}
}

// A long article against the best of a thousand.
func BenchmarkJudge(b *testing.B) {
	x, a := crowd(1000), longArticle(0)
	r := Read(a)
	earlier := x.candidates(r)
	stats := x.stats()
	b.ReportMetric(float64(len(earlier)), "candidates")
	for b.Loop() {
		_ = r.Judge(earlier, stats)
	}
}

func BenchmarkCandidates(b *testing.B) {
	x, r := crowd(1000), Read(longArticle(0))
	for b.Loop() {
		_ = x.candidates(r)
	}
}

func BenchmarkRead(b *testing.B) {
	a := longArticle(0)
	for b.Loop() {
		_ = Read(a)
	}
}

// crowd is n articles of a story.
func crowd(n int) *Index {
	var x Index
	for i := range n {
		x.Add(longArticle(i + 1))
	}
	return &x
}

// longArticle has some 700 words, of which half are those of its like.
func longArticle(n int) *news.Article {
	var lines []string
	seed := uint32(n)*2654435761 + 1
	next := func(limit uint32) uint32 {
		seed = seed*1664525 + 1013904223
		return (seed >> 8) % limit
	}
	for i := range 30 {
		var words []string
		for w := range 24 {
			if i%2 == 0 {
				words = append(words, fmt.Sprintf("common%c%c", 'a'+i%26, 'a'+w))
				continue
			}
			r := next(60) * next(60) // few are frequent
			words = append(words, fmt.Sprintf("word%c%c%c", 'a'+r%26, 'a'+r/26%26, 'a'+r/676))
		}
		lines = append(lines, "The "+strings.Join(words, " ")+".")
	}
	return article(int64(n), 0, lines...)
}
