package extract

import (
	"strings"
	"testing"

	"casewire/feeds/text"
)

func TestFeed(t *testing.T) {
	const story = "<p>The harbor fire burned for nine hours before the brigade could enter the building, the inspector said on Monday.</p>" +
		"<p>Nobody was hurt, she said, although two men had slept in the attic above the shop until the week before the fire broke out.</p>" +
		"<p>The owner, who was abroad, has been told, and his insurer has sent twelve people to look at what is left of the stock and the roof.</p>"
	for _, test := range []struct{ name, html, want string }{
		{"a plea", story + "<p>Sign up for our newsletter to get the latest news in your inbox.</p>", story},
		{"read more", story + `<p>Read more: <a href="https://p.example/2">Six questions about the fire</a></p>`, story},
		{"nothing", story, story},
		{"a summary", "<p>Sign up for our newsletter.</p>", "<p>Sign up for our newsletter.</p>"},
	} {
		got := Feed(text.HTML(test.html, nil), text.Own("Harbor fire"), text.Own("Ana Ruiz"))
		if want := text.HTML(test.want, nil); got.Text != want.Text {
			t.Errorf("%s: %q", test.name, got.Text)
		}
	}
	long := strings.Repeat("<p>Subscribe to our newsletter now and get all of the news every day.</p>", 20) + "<p>Fire.</p>"
	if got := Feed(text.HTML(long, nil), text.Clean{}, text.Clean{}); got.Words() == 0 {
		t.Error("nothing is left")
	}
}
