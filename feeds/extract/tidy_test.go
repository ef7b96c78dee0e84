package extract

import (
	"strings"
	"testing"

	"casewire/feeds/text"
)

// paragraphsOf are the paragraphs of a page, but for those of quay and after.
// Kinds other than plain ones are named.
func paragraphsOf(p *Page) []string {
	var out []string
	known := quay + after
	for i, b := range p.Body.Blocks {
		s := p.Body.Paragraph(i).String()
		if strings.Contains(known, s) {
			continue
		}
		if b.Kind != text.Para {
			s = b.Kind.String() + ": " + s
		}
		out = append(out, s)
	}
	return out
}

// quay is prose that does not repeat itself.
const (
	quay = `<p>The judge in the Marlow case said on Monday that the jury will hear a second witness, who saw the lorry near the quay, before the week is over.</p>
<p>The witness, a night porter, told the police that he had heard the gate of the yard at ten to three, and that nobody answered when he called.</p>`
	after = `<p>Counsel for the defence asked for a day to read the porter's statement. The judge gave her until noon, and the jury was sent home in the rain.</p>`
)

// A list of links that is all of the article is no furniture.
func TestTidyList(t *testing.T) {
	var doc strings.Builder
	for _, s := range strings.SplitAfter(after+quay, ".") {
		doc.WriteString(`<li><a href="/1">` + strings.Trim(s, ".") + `</a></li>`)
	}
	tt := tidier{names: map[string]bool{}}
	b := text.HTML("<ul>"+doc.String()+"</ul>", nil)
	if got := tt.tidy(b); len(got.Blocks) != len(b.Blocks) {
		t.Errorf("%d of %d left", len(got.Blocks), len(b.Blocks))
	}
}

// Every row is a rule: what stands between, above or below paragraphs of an
// article, and what is left of it. A row that leaves all guards a rule's edge.
func TestTidy(t *testing.T) {
	tests := []struct{ name, above, between, below, want string }{
		{name: "a lead to another article", between: `<p><strong>READ MORE:</strong> <a href="/1">Porter heard the gate</a></p>`},
		{name: "a lead without a link", between: `<p>READ MORE: Who heard the gate?</p>`},
		{name: "a lead without a colon", between: `<p>Read more <a href="/1">Porter heard the gate of the yard</a></p>`},
		{name: "a lead in Portuguese", between: `<p>Leia também: <a href="/1">O porteiro ouviu o portão</a></p>`},
		{name: "a line of capitals that is a link", between: `<p><a href="/1">PORTER HEARD THE GATE AT TEN TO THREE</a></p>`},
		{name: "a list under a lead", between: `<p>Related: <a href="/1">The gate</a></p><ul><li><a href="/2">The lorry that nobody drove</a></li><li><a href="/3">The night porter's story</a></li></ul>`},
		{name: "a plea between paragraphs", between: `<p>Sign up for our newsletter and get the trial in your inbox every evening.</p>`},
		{name: "a plea to follow", between: `<p>Follow us on Facebook and Twitter</p>`},
		{name: "a plea for an app", between: `<p>Download our app for the latest from the court.</p>`},
		{name: "a plea in Spanish", between: `<p>Suscríbete a nuestro boletín</p>`},
		{name: "a plea for money", between: `<p>Support local journalism: become a member today.</p>`},
		{name: "an invitation to talk", between: `<p>What do you think of the trial? Let us know in the comments below.</p>`},
		{name: "cookies", between: `<p>We use cookies to measure what you read. You can change that at any time.</p>`},
		{name: "the label of an advertisement", between: `<p>Advertisement</p><p>Story continues below</p>`},
		{name: "a bar of buttons", between: `<p>Share this article</p><ul><li>Facebook</li><li>Twitter</li><li>Copy link</li></ul>`},
		{name: "a repeated line", between: `<p>The porter will be heard again on Thursday</p>`, below: `<p>The porter will be heard again on Thursday</p>`, want: "The porter will be heard again on Thursday"},
		{name: "a copyright line", below: `<p>© 2026 The Paper. All rights reserved.</p>`},
		{name: "a copyright line that begins otherwise", below: `<p>Wire Service. This text may not be published, broadcast or rewritten.</p>`},
		{name: "a counter of pictures", between: `<div>Image 1 of 8</div>`},
		{name: "a credit", between: `<p>Photo: Ann Bell/The Paper</p>`, want: "caption: Photo: Ann Bell/The Paper"},
		{name: "a caption beside a picture", between: `<img src="/1.jpg"><p>The gate of the yard, as seen from the quay</p>`, want: "image: picture\ncaption: The gate of the yard, as seen from the quay"},
		{name: "a caption by name", between: `<div><span class="photo-caption">The porter's lodge is dark at night.</span></div>`, want: "caption: The porter's lodge is dark at night."},
		{name: "a credit in a figure", between: `<figure><img src="/1.jpg"><span><cite>Ann Bell</cite></span></figure>`, want: "image: picture\ncaption: Ann Bell"},
		{name: "a byline", above: `<p>By Ruth Amadi and Tom Fry</p>`},
		{name: "a byline by the authors' names", above: `<p>Ruth Amadi, Court Reporter</p>`},
		{name: "a time", above: `<p>Published: 09:30, Mon, Nov 2, 2026 | Updated: 10:15, Mon, Nov 2, 2026</p>`},
		{name: "a time in Portuguese", above: `<p>segunda-feira, 2 de novembro de 2026 às 9:30</p>`},
		{name: "a time ago", above: `<p>Published 2 hours ago</p>`},
		{name: "the headline again", above: `<p>Second witness to be heard in the Marlow case</p>`},
		{name: "a trail of sections", above: `<ul><li><a href="/">Home</a></li><li><a href="/courts">Courts</a></li><li>Marlow</li></ul>`},
		{name: "the address for print", above: `<p>https://www.paper.example.com/news/1</p>`},
		{name: "tags", below: `<p>Tags: <a href="/t/1">Marlow</a>, <a href="/t/2">quay</a></p>`},
		{name: "a list below", below: `<h3>More from the courts</h3><ul><li><a href="/1">Nineteen cases to be looked at again</a></li><li><a href="/2">Clerk finds the missing page</a></li></ul>`},
		{name: "a list without a label", below: `<ul><li><a href="/1">Nineteen cases to be looked at again</a></li><li><a href="/2">Clerk finds the missing page</a></li></ul>`},
		{name: "about the author", below: `<p>Ruth Amadi is a reporter who covers the courts of the county.</p>`},
		{name: "about an author unnamed", below: `<p>Lee Moss is a freelance writer who lives near the quay.</p>`},
		{name: "those who helped", below: `<p>Lee Moss contributed to this report.</p>`},
		{name: "a heading with nothing below", below: `<h2>Elsewhere</h2>`},

		{name: "an author's address", below: `<p>Write to Lee Moss at moss@paper.example</p>`},
		{name: "a disclaimer", below: `<p>Disclaimer: The views of our guests are their own and not those of the paper, which prints them as they are.</p>`},
		{name: "a call to readers", between: `<p>Join our evening of readers to talk about the trial.</p>`},
		{name: "a source", below: `<p>SOURCE: News agencies</p>`},

		{name: "a dateline stays", between: `<p>HARBOR CITY, Nov 2 (Wire Service) - The porter was heard at ten.</p>`, want: "HARBOR CITY, Nov 2 (Wire Service) - The porter was heard at ten."},
		{name: "speech is no plea", between: `<p>“Subscribe to our newsletter,” the porter's wife said to the court.</p>`, want: "“Subscribe to our newsletter,” the porter's wife said to the court."},
		{name: "news of a newsletter stays", between: `<p>The company asked its customers to sign up for a newsletter, the court heard, and sold their addresses.</p>`, want: "The company asked its customers to sign up for a newsletter, the court heard, and sold their addresses."},
		{name: "a sentence that begins like a lead stays", between: `<p>Related charges against two men were dropped in March.</p>`, want: "Related charges against two men were dropped in March."},
		{name: "a sentence after such a word stays", between: `<p>Related: the judge found that the two cases are one.</p>`, want: "Related: the judge found that the two cases are one."},
		{name: "a linked sentence stays", between: `<p><a href="/order.pdf">The order of the court runs to nine pages.</a></p>`, want: "The order of the court runs to nine pages."},
		{name: "news of members stays", between: `<p>Support for membership of the port union is on the rise, the porter said.</p>`, want: "Support for membership of the port union is on the rise, the porter said."},
		{name: "repeated speech stays", between: `<p>“What the devil is going on?”</p><p>He said it once.</p><p>“What the devil is going on?”</p>`, want: "“What the devil is going on?”\nHe said it once.\n“What the devil is going on?”"},
		{name: "questions and answers stay", between: `<p>Q: Did you see him?</p><p>A: I did.</p><p>Q: When?</p><p>A: I did.</p>`, want: "Q: Did you see him?\nA: I did.\nQ: When?\nA: I did."},
		{name: "a short list above stays", above: `<ul><li>A gate</li><li>A lorry</li></ul>`, want: "li: A gate\nli: A lorry"},
		{name: "a shout stays", between: `<p>NOT GUILTY ON ALL COUNTS</p>`, want: "NOT GUILTY ON ALL COUNTS"},
		{name: "news of an editor stays", below: `<p>The plan is a delusion, according to Lee Moss, editor of the Morning Star, who saw it.</p>`, want: "The plan is a delusion, according to Lee Moss, editor of the Morning Star, who saw it."},
		{name: "news of a donation stays", below: `<p>The clerk asked whether the company would care to make a donation.</p>`, want: "The clerk asked whether the company would care to make a donation."},
		{name: "a date that heads what follows stays", between: `<p>2 November 2026:</p>`, want: "2 November 2026:"},
		{name: "a date in a sentence stays", between: `<p>The trial began on Monday, Nov 2, 2026, after two delays.</p>`, want: "The trial began on Monday, Nov 2, 2026, after two delays."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := article(t, `<title>Second witness to be heard in the Marlow case</title><meta name=author content="Ruth Amadi"><body><article>`+
				tt.above+quay+tt.between+after+tt.below+`</article></body>`)
			if got := strings.Join(paragraphsOf(&p), "\n"); got != tt.want {
				t.Errorf("left:\n%s\nwant:\n%s", got, tt.want)
			}
			if n := strings.Count(p.Body.Text.String(), "the jury"); n != 2 {
				t.Errorf("the text itself: %d\n%s", n, p.Body.Text)
			}
		})
	}
}
