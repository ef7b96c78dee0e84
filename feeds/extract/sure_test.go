package extract

import (
	"errors"
	"strings"
	"testing"
)

func TestSure(t *testing.T) {
	long := strings.ReplaceAll(quay+after, "</p>", ` `) + strings.ReplaceAll(quay+after, "porter", "captain")
	data := func(more string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Porter heard the gate"` + more + `}</script>`
	}
	asJSON := func(s string) string {
		return `,"articleBody":"` + strings.NewReplacer("<p>", "", "</p>", `\n\n`, "\n", "").Replace(s) + `"`
	}
	consent := `<p>We and our partners store and read information on your device, such as cookies. You may accept or refuse, here and now or later, in whole or in part, as you like it best.</p>`
	tests := []struct {
		name, doc string
		want      Sure
		says      string // stands in the text
	}{
		{"an article", quay + after, Whole, "night porter"},
		{"told the same", data(asJSON(quay+after)) + quay + after, Whole, "night porter"},
		{"told much more", data(asJSON(long)) + `<p>The judge said on Monday that the jury will hear a second witness, who saw the lorry near the quay, before the week is over, or else on the Tuesday after.</p>`, Whole, "captain"},
		{"told a little more", data(asJSON(long)) + quay + after + `<p>The hearing goes on at ten on Tuesday, the clerk of the court said.</p>`, Part, "night porter"},
		{"breaks off", quay + after + `<p>The porter then said that he …</p>`, Part, "night porter"},
		{"locked and short", data(`,"isAccessibleForFree":"False"`) + quay + after, Part, "night porter"},
		{"a question for consent", data("") + consent, Stub, ""},
		{"a question for consent before a text for machines", data(asJSON(quay+after)) + consent, Whole, "night porter"},
		{"nothing but a text for machines", data(asJSON(quay + after)), Whole, "night porter"},
		{"an article without spaces", `<p>港の門番は法廷で、午前三時十分前に門の音を聞いたと述べた。</p><p>警察は二年の間、彼に何も尋ねなかったという。裁判は火曜日に再開される。</p>`, Whole, "門番"},
		{"a text for machines in HTML", data(`,"articleBody":"<p>` + strings.Repeat("The porter heard the gate of the yard. ", 12) + `<\/p>"`), Whole, "porter heard"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Article([]byte("<title>Porter heard the gate</title><article>"+tt.doc+"</article>"), "text/html; charset=utf-8", "https://a.example/x", "")
			if p.Sure != tt.want || !strings.Contains(p.Body.Text.String(), tt.says) {
				t.Errorf("%v, want %v; %v; %q", p.Sure, tt.want, err, p.Body.Text)
			}
			if errors.Is(err, ErrNoArticle) != (tt.want == Stub) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestHeadline(t *testing.T) {
	for _, tt := range []struct{ doc, want string }{
		{`<title>Porter heard the gate | The Paper</title><h1>Porter heard the gate</h1>`, "Porter heard the gate"},
		{`<title>Porter heard the gate - The Paper</title><meta property="og:site_name" content="The Paper">`, "Porter heard the gate"},
		{`<meta property="og:title" content="Porter - a life | the PAPER"><meta property="og:site_name" content="The Paper">`, "Porter - a life"},
		{`<title>Porter - a life</title><meta property="og:site_name" content="The Paper">`, "Porter - a life"},
		{`<title>Porter heard the gate - Paper</title>`, "Porter heard the gate - Paper"},
		{`<title>Porter heard the gate - Example</title>`, "Porter heard the gate"},
		{`<title>Gate</title><h1>The Paper</h1>`, "Gate"},
	} {
		if got := article(t, tt.doc+quay+after).Headline.String(); got != tt.want {
			t.Errorf("%s: %q", tt.doc, got)
		}
	}
}

func TestUpdated(t *testing.T) {
	p := article(t, `<meta property="article:modified_time" content="2026-11-02T10:15:00Z">`+quay+after)
	if got := p.Updated.UTC().Format("15:04"); got != "10:15" {
		t.Errorf("updated %s", got)
	}
}
