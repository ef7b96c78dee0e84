package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casewire/feeds/events"
	"casewire/feeds/extract"
	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

// millFire is a page with what leads a hasty reader astray: a relative date at
// each turn, two people of one surname, a quotation within another, a statement
// by a spokesman, pleas between the paragraphs.
const millFire = `<!doctype html><html lang="en"><head><title>Brother takes the stand in mill fire trial | Harbor Post</title>
<meta property="og:title" content="Brother takes the stand in mill fire trial">
<meta property="og:site_name" content="Harbor Post">
<meta name="author" content="Ines Okoro">
<meta property="article:published_time" content="2026-11-17T22:10:00-05:00">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Brother takes the stand in mill fire trial</h1>
<p class="byline">By Ines Okoro</p>
<p>MILLBROOK — Henrik Solberg told a jury on Tuesday that his sister was at home with him when the old mill of Millbrook burned.</p>
<p>“I had made her tea,” Mr. Solberg said. “She put down the cup and said, ‘Listen, the bells,’ and we went to the window.” Solberg, 44, said that he “would say so under any oath.”</p>
<p>Sign up for our free newsletter: the day in Millbrook, in your inbox every morning.</p>
<p>Greta Solberg, a carpenter, is charged with arson. The mill burned down on October 21st last year, and a watchman, Emil Castor, died in it. Three days later, his widow spoke in the church. “He knew every stair of it,” she said.</p>
<p>A year ago today, Sheriff Tom Reyes let a first suspect go. Ms. Solberg was arrested in January after a search of her workshop.</p>
<p>On Nov. 2, Millbrook's council voted to pull down what is left. “We should have done it the day after,” the mayor, Edda Brandt, said last week.</p>
<p>“We never looked at anybody else,” the sheriff said in court on Friday.</p>
<div class="share"><p>Share this article</p></div>
<p>The trial opened on Monday last week before Judge Amina Diallo. Two days later, the jury walked through the ruin.</p>
<p>A spokesman for the fire service said in a statement that it “stands by every page of the report.” Yesterday, the judge had called parts of it “a guess with a letterhead.”</p>
<p><a href="/news/7">Read more: What the watchman saw</a></p>
<p>Lena Brandt, a lawyer for Ms. Solberg, said that the defence would rest on Thursday. “There is no match, no can and no motive,” she said. “There is a woman who was drinking tea.”</p>
<p>Henrik Solberg, who is a locksmith, will not be called again. The court will not sit on Wednesday. If the jury finds his sister guilty, she will be sentenced in January.</p>
<p>Your support keeps our reporting free. Subscribe today and get the first month for one dollar.</p>
</article><footer>Harbor Post, all rights reserved</footer></body></html>`

// TestCarefulReader has what a careful reader of the page would write down.
func TestCarefulReader(t *testing.T) {
	page, err := extract.Article([]byte(millFire), "text/html; charset=utf-8", "https://www.harbor-post.example/news/8", "")
	if err != nil {
		t.Fatal(err)
	}
	a := &news.Article{ID: 8, Outlet: text.Own("Harbor Post"), Headline: page.Headline}
	a.Dates.Published = page.Published
	a.Text = news.Revision{Number: 1, Headline: page.Headline, Body: page.Body}
	if n := len(a.Text.Body.Blocks); n != 10 || strings.Contains(a.Text.Body.Text.String(), "newsletter") {
		t.Errorf("%d paragraphs:\n%s", n, a.Text.Body.Text)
	}
	same(t, "timeline", timelineOf(a), []string{
		"2025-10-21 reported: The mill burned down on October 21st last year, and a watchman, Emil Castor, died in it.",
		"2025-10-24 reported: Three days later, his widow spoke in the church.",
		"2025-11-17 reported: A year ago today, Sheriff Tom Reyes let a first suspect go.",
		"2026-01-00 reported: Ms. Solberg was arrested in January after a search of her workshop.",
		"2026-11-02 reported: On Nov. 2, Millbrook's council voted to pull down what is left.",
		"2026-11-09 reported: The trial opened on Monday last week before Judge Amina Diallo.",
		"2026-11-11 reported: Two days later, the jury walked through the ruin.",
		"2026-11-13 reported: “We never looked at anybody else,” the sheriff said in court on Friday.",
		"2026-11-16 reported: Yesterday, the judge had called parts of it “a guess with a letterhead.”",
		"2026-11-17 reported: Henrik Solberg told a jury on Tuesday that his sister was at home with him when the old mill of Millbrook burned.",
		"2026-11-18 scheduled: The court will not sit on Wednesday.",
		"2026-11-19 scheduled: Lena Brandt, a lawyer for Ms. Solberg, said that the defence would rest on Thursday.",
		"2027-01-00 scheduled: If the jury finds his sister guilty, she will be sentenced in January.",
	})
	same(t, "people", peopleIn(a), []string{
		"Henrik Solberg, locksmith (4)", "Greta Solberg, carpenter (3)", "Emil Castor, watchman (1)", "Tom Reyes, sheriff (1)",
		"Edda Brandt, mayor (1)", "Amina Diallo, judge (1)", "Lena Brandt, lawyer for Ms. Solberg (1)",
	})
	same(t, "quotes", quotesIn(a), []string{
		"Henrik Solberg: I had made her tea … She put down the cup and said, ‘Listen, the bells,’ and we went to the window.",
		"Henrik Solberg: would say so under any oath.",
		"his widow: He knew every stair of it",
		"Edda Brandt: We should have done it the day after",
		"Tom Reyes: We never looked at anybody else",
		"A spokesman for the fire service: stands by every page of the report.",
		"Amina Diallo: a guess with a letterhead.",
		"Lena Brandt: There is no match, no can and no motive … There is a woman who was drinking tea.",
	})
}

// timelineOf writes the events of one article by date, each with its sentence.
func timelineOf(a *news.Article) []string {
	var out []string
	for _, e := range events.Timeline(events.Read(a).Judge(nil, events.Stats{}), &news.Story{}, news.Date{Year: 2026, Month: 11, Day: 17}) {
		out = append(out, fmt.Sprintf("%04d-%02d-%02d %s: %s", e.Date.Year, e.Date.Month, e.Date.Day, e.Kind, e.Text))
	}
	slices.Sort(out)
	return out
}

func peopleIn(a *news.Article) []string {
	var out []string
	for _, p := range people.Read(a, nil).People() {
		out = append(out, fmt.Sprintf("%s, %s (%d)", p.Name, p.Role, p.Mentions))
	}
	return out
}

func quotesIn(a *news.Article) []string {
	var out []string
	for _, q := range people.Read(a, nil).Quotes() {
		out = append(out, fmt.Sprintf("%s: %s", q.Speaker, q.Text))
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
