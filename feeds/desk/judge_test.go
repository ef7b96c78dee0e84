package desk

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"casewire/feeds/rule"
	"casewire/feeds/story"
	"casewire/feeds/text"
)

// labels are the tags and alerts of all kept articles, by headline.
func (f *fixture) labels() string {
	f.t.Helper()
	var out []string
	for _, a := range f.list() {
		out = append(out, fmt.Sprintf("%s: %s", a.Headline, text.Join(" ", append(a.Verdict.Tags, a.Verdict.Alerts...)...)))
	}
	return strings.Join(out, "\n")
}

func TestAlertsThatAskTheEngines(t *testing.T) {
	p := newPress(t)
	const body = "The harbor fire killed two people in the Quay Street warehouse on Sunday night, and 214 others had to leave their homes, inspector Lena Okafor told the inquiry."
	f := sit(t)
	doc := "title = \"Fire\"\nfull_text = \"never\"\n[[keep]]\nmatch = 'harbor AND fire'\n" +
		"[[tag]]\nname = \"lead\"\nmatch = 'is:first'\n[[tag]]\nname = \"later\"\nmatch = 'NOT is:first AND harbor'\n" +
		"[[alert]]\nname = \"first\"\nmatch = 'is:first'\n[[alert]]\nname = \"number\"\nmatch = 'has:new-number'\n"
	for _, name := range []string{"one", "two", "three"} {
		doc += fmt.Sprintf("[[feed]]\nurl = %q\n", p.URL+"/"+name)
	}
	st, faults := story.Parse("fire", "", []byte(doc))
	if st == nil {
		t.Fatal(faults)
	}
	rules, _ := rule.Compile(st)
	f.Take(st, rules)
	p.on("/one", feed("1|Harbor fire kills two in warehouse|"+p.URL+"/a|"+body))
	p.on("/two", feed())
	p.on("/three", feed())
	f.poll(Options{})
	if got, want := f.labels(), "Harbor fire kills two in warehouse: lead first number"; got != want {
		t.Errorf("the first:\n%s\nwant\n%s", got, want)
	}

	f.clock = f.clock.Add(time.Hour)
	p.on("/two", feed("1|Two die in harbor warehouse fire|"+p.URL+"/b|"+body))
	f.poll(Options{})
	f.clock = f.clock.Add(time.Hour)
	p.on("/three", feed("1|Harbor warehouse fire kills two people|"+p.URL+"/c|"+body+" The damage is 37 million crowns."))
	f.poll(Options{})
	want := "Harbor warehouse fire kills two people: later number\nTwo die in harbor warehouse fire: later\nHarbor fire kills two in warehouse: lead first number"
	if got := f.labels(); got != want {
		t.Errorf("copies:\n%s\nwant\n%s", got, want)
	}
	if waiting, err := f.Archive.Untold(t.Context()); err != nil || len(waiting) != 1 || len(waiting[0].Rules) != 2 || !waiting[0].Found.Equal(start) {
		t.Errorf("to be told: %+v, %v", waiting, err)
	}

	// Judged again, with what is stored, it is the same; nobody is told twice.
	if _, _, err := f.Archive.JudgeAll(t.Context(), Judgement(rules), nil); err != nil {
		t.Fatal(err)
	}
	if got := f.labels(); got != want {
		t.Errorf("judged again:\n%s\nwant\n%s", got, want)
	}
	if ours, err := f.Archive.Tell(t.Context(), f.list()[2].ID); !ours || err != nil {
		t.Fatal(ours, err)
	}
	if err := CatchUp(t.Context(), f.Archive, st, rules, besides, nil); err != nil {
		t.Fatal(err)
	}
	if waiting, err := f.Archive.Untold(t.Context()); err != nil || len(waiting) != 0 {
		t.Errorf("told twice: %+v, %v", waiting, err)
	}
}
