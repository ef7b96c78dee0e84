package extract

import (
	"strings"
	"testing"
)

// Elements that their names give away, and those that they do not.
func TestStrip(t *testing.T) {
	big := strings.Repeat(`<p>A reader from the hill writes that the lorry was blue, and that it is always blue on Mondays.</p>`, 30)
	tests := []struct{ name, doc, want string }{
		{"share bar", `<div class="share-bar">Tell a friend</div>`, ""},
		{"camel case", `<div class="socialShare">Tell a friend</div>`, ""},
		{"newsletter box", `<section class="c-newsletter__box"><h3>The evening edition</h3><p>Every day at six.</p></section>`, ""},
		{"author box", `<div id="author-bio"><p>Ruth Amadi has sat in courts for years.</p></div>`, ""},
		{"cookie bar", `<div class="cookie-bar"><p>Choose what we store.</p></div>`, ""},
		{"comments longer than the article", `<div id="comments">` + big + `</div>`, ""},
		{"another article", `<article><h2>Elsewhere</h2><p>A gate was painted.</p></article>`, "h: Elsewhere\nA gate was painted."},
		{"a pop-up in a paragraph", `<p>Commissioner Moss<span><a href="/1">Moss opens the new bridge over the river</a> <a href="/2">Moss and the ferry: a long story</a> <a href="/3">Moss asks for rain</a></span> was not there.</p>`, "Commissioner Moss was not there."},
		{"a dateline in a paragraph", `<p><span class="dateline">HARBOR CITY</span> – The gate of the yard was painted green on Monday, the porter said in court.</p>`, "HARBOR CITY – The gate of the yard was painted green on Monday, the porter said in court."},
		{"a post that is quoted", `<div class="social-embed"><blockquote><p>The gate is shut.</p></blockquote></div>`, "quote: The gate is shut."},
		{"a box by its label", `<div><h3>You may also like</h3><p>The lorry that nobody drove stood in the yard for a year.</p></div>`, ""},
		{"a part behind a wall", `<p class="paywall">The gate of the yard was painted green.</p>`, "The gate of the yard was painted green."},
		{"credit that is news", `<div class="credit-score"><p>The bank asked for the gate as security.</p></div>`, "The bank asked for the gate as security."},
		{"a name that tells of a state", `<div class="newsletter-enabled"><p>The gate was shut.</p></div>`, "The gate was shut."},
		{"a tag of the article", `<div class="tag-newsletter"><p>The gate was shut.</p></div>`, "The gate was shut."},
		{"the headline in a byline", `<div class="byline"><h1>The second witness</h1></div>`, "h: The second witness"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := article(t, `<body><article>`+quay+tt.doc+after+`</article></body>`)
			if got := strings.Join(paragraphsOf(&p), "\n"); got != tt.want {
				t.Errorf("left:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

func TestStripAroundTheArticle(t *testing.T) {
	p := article(t, `<body><header class="masthead"><h2>The Paper</h2><p>Printed on the quay since 1911, and read there too.</p></header>
<main><article><header><h1>The second witness</h1><h2>A porter heard the gate, and nobody asked him for two years</h2>
<div class="article-byline">By <a rel="author" href="/s/1">Ruth Amadi</a> and <a rel="author" href="/s/2">Tom Fry</a>, 2 November</div></header>`+quay+after+`</article>
<article><h3><a href="/2">Elsewhere</a></h3><p>A gate was painted, and the painter was paid for it.</p></article></main></body>`)
	const lede = "A porter heard the gate, and nobody asked him for two years"
	if got := paragraphsOf(&p); len(got) != 1 || got[0] != lede {
		t.Errorf("left: %q", got)
	}
	if got := p.Lede.String(); got != lede || p.Body.Paragraph(0).String() != lede {
		t.Errorf("lede %q", got)
	}
	if got := p.Byline.String(); got != "Ruth Amadi, Tom Fry" {
		t.Errorf("byline %q", got)
	}
}

func TestLede(t *testing.T) {
	for doc, want := range map[string]string{
		`<header><h1>The second witness</h1><p>A porter heard the gate, two years ago</p></header>`:          "A porter heard the gate, two years ago",
		`<h1>The second witness</h1><h2 class="sub-headline">A porter heard the gate</h2>`:                   "A porter heard the gate",
		`<header><h1>The second witness</h1><h2>By Ruth Amadi, court reporter of The Paper</h2></header>`:    "",
		`<header><h1>The second witness</h1><p>The witness, a night porter, told the police</p></header>`:    "",
		`<header><h1>The second witness</h1></header>` + quay + after + `<h2 class="subtitle">The gate</h2>`: "",
	} {
		p := article(t, `<article>`+doc+quay+after+`</article>`)
		if got := p.Lede.String(); got != want {
			t.Errorf("%s: %q", doc, got)
		}
	}
}

func TestAuthors(t *testing.T) {
	for doc, want := range map[string]string{
		`<p class="byline">By Ruth Amadi and Tom Fry</p>`:                                                           "Ruth Amadi and Tom Fry",
		`<div class="byline"><b>Ruth Amadi</b><i>Court Reporter</i> Published 9:30 am, 2 November</div>`:            "Ruth Amadi Court Reporter",
		`<div class="authors"><span itemprop="name">Ruth Amadi</span><span itemprop="name">Ruth Amadi</span></div>`: "Ruth Amadi",
		`<p>By Ruth Amadi | Nov 2, 2026 at 9:30 am</p>`:                                                             "Ruth Amadi",
		`<p class="byline">2 November 2026</p>`:                                                                     "",
	} {
		p := article(t, `<article>`+doc+quay+after+`</article>`)
		if got := p.Byline.String(); got != want {
			t.Errorf("%s: %q", doc, got)
		}
	}
}

// A page whose article is called after its author lost all of its text.
func TestArticleCalledAuthor(t *testing.T) {
	p := article(t, `<body><article class="entry author-ruth-amadi"><h1 itemprop="name">The second witness</h1>`+quay+after+`</article></body>`)
	if p.Body.Words() < 60 {
		t.Errorf("text %q", p.Body.Text)
	}
}

func TestRoleOfName(t *testing.T) {
	for name, want := range map[string]role{
		"article-body": roleNone, "story": roleNone, "share-bar": roleSmall, "AuthorBio": roleFurniture, "author": roleByline,
		"wp-caption-text": roleCaption, "standfirst": roleLede, "comments": roleTalk, "category-social": roleNone, "comments-open": roleNone,
		"readmore": roleSmall, "spread-more": roleNone, "": roleNone, "-_-": roleNone, "shareholder": roleNone,
		"credit": roleCaption, "credit-card": roleNone, "photoCredit": roleCaption, "Follow": roleSmall, "follow-up": roleNone,
	} {
		if got := roleOfName(name); got != want {
			t.Errorf("%q: %d, want %d", name, got, want)
		}
	}
}
