package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casewire/feeds/news"
	"casewire/feeds/rule"
	"casewire/feeds/story"
	"casewire/feeds/text"
	"casewire/tui/rules"
	"casewire/tui/theme"
)

// played is the laboratory of the demonstration.
func played(t *testing.T) laboratory {
	t.Helper()
	f, _ := demonstration(t, theme.Options{})
	return laboratory{shelf: &shelf{following: f}}
}

// The laboratory and the search of the demonstration, which takes its time to
// be played.
func TestOnTheDemonstration(t *testing.T) {
	l := played(t)
	t.Run("matches", func(t *testing.T) { whatARuleMatches(t, l) })
	t.Run("pages", func(t *testing.T) { searchInPages(t, l) })
	t.Run("spell", func(t *testing.T) { spellWords(t, l) })
	t.Run("trial", func(t *testing.T) { trialInSteps(t, l) })
	t.Run("help", func(t *testing.T) { helpCountsMarksFirst(t, l) })
}

func trialInSteps(t *testing.T, l laboratory) {
	for id, act := range map[int64]news.Act{3: news.MarkOnStory, 5: news.MarkOffStory} {
		if _, err := l.Do(t.Context(), act, "", id); err != nil {
			t.Fatal(err)
		}
	}
	const query = "(bakery OR rugby) NEAR/6 (fire OR trial)"
	want, _ := newTrial(l.story, l.sets, query)
	all := 0
	err := l.archive.Docs(t.Context(), func(a news.Article, d *rule.Doc) error { all++; want.judge(&a, d); return nil })
	if err != nil {
		t.Fatal(err)
	}
	run, err := l.Try(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	var rows [3]int
	var last rules.Part
	for !last.Done {
		if last, err = run.Next(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, r := range last.Rows {
			rows[r.Change]++
			for _, h := range r.Hits {
				if word := text.Fold(r.Article.Headline.Cut(h).String()); !strings.Contains(query, word) {
					t.Errorf("article %d: the hit is %q", r.Article.ID, word)
				}
			}
			if r.Note.Len() == 0 && r.Change != rules.Same {
				t.Errorf("article %d: nothing is said", r.Article.ID)
			}
		}
	}
	if last.Looked != all || last.Total != all || last.Gained != want.gained || last.Lost != want.lost || last.Kept != want.gained+want.same {
		t.Errorf("got %+v, want %+v of %d", last, want, all)
	}
	if rows[rules.Gained] != want.gained || rows[rules.Lost] != want.lost || want.gained == 0 || want.lost == 0 || last.Marks.Of != 2 {
		t.Errorf("got %v, %+v", rows, last.Marks)
	}
}

func whatARuleMatches(t *testing.T, l laboratory) {
	list, err := l.Rules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		want := r.Keeps
		if r.Kind == news.DropRule && r.Overrides > 0 {
			want = r.Overrides
		}
		n := 0
		for from, more := (news.Place{}), true; more; {
			p, err := l.Articles(t.Context(), r, from, 50, false)
			if err != nil {
				t.Fatal(err)
			}
			n += len(p.Articles)
			switch more = p.More; {
			case p.Next != (news.Place{}):
				from = p.Next
			case len(p.Articles) > 0: // none: time was out before the first
				from = p.Articles[len(p.Articles)-1].Place()
			}
		}
		if n != want || r.As.Len() == 0 {
			t.Errorf("%s %s: %d articles, counted %d; reads as %q", r.Kind, r.Name, n, want, r.As)
		}
	}
}

func TestNearness(t *testing.T) {
	for missing, want := range map[string]string{
		"nothing of (trial OR jury) within 40 words (nearest: jury, 44)": "jury 44 words away",
		`no "lab notes" within 5 words (nearest: "lab, notes", 7)`:       `"lab, notes" 7 words away`,
		"no trial within 8 words (in no paragraph together)":             "no trial within 8 words (in no paragraph together)",
		"rugby is there, and should not be":                              "rugby is there, and should not be",
	} {
		if got := nearness(text.Line(missing)).String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestASavedRuleKeepsTheFile(t *testing.T) {
	const doc = "# mine\ntitle = \"x\" # so\n\n[[keep]]\nname = \"the fire\"\nmatch = 'fire'\n"
	for _, test := range []struct{ name, match, want, err string }{
		{"the trial", `"lab notes" NEAR/5 cs("Rust")`, "\n[[keep]]\nname = \"the trial\"\nmatch = '\"lab notes\" NEAR/5 cs(\"Rust\")'\n", ""},
		{"", "trial", "\n[[keep]]\nmatch = \"trial\"\n", ""},
		{`say "it's"`, "trial", "\n[[keep]]\nname = '''say \"it's\"'''\nmatch = \"trial\"\n", ""},
		{"The Fire", "trial", "", `there is a keep rule "The Fire" already`},
		{"bad", "a OR b c", "", "the rule was not saved, as marlow.toml would have an error"},
	} {
		dir := t.TempDir()
		file, link := filepath.Join(dir, "file.toml"), filepath.Join(dir, "marlow.toml")
		if err := os.WriteFile(file, []byte(doc), 0o640); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(file, link); err != nil {
			t.Fatal(err)
		}
		st, faults := story.Parse("marlow", link, []byte(doc))
		if st == nil {
			t.Fatal(faults)
		}
		w := &wire{program: &program{log: slog.New(slog.DiscardHandler)}, shelf: &shelf{following: &following{story: st}}}
		said, _, err := w.saveRule(news.Rule{Kind: news.KeepRule, Name: text.Line(test.name), Match: test.match})
		switch {
		case test.err == "" && (err != nil || !strings.Contains(said.String(), "marlow.toml")):
			t.Errorf("%q: got %q, %v", test.name, said, err)
		case test.err != "" && (err == nil || !strings.HasPrefix(err.Error(), test.err)):
			t.Errorf("%q: got %v, want %s", test.name, err, test.err)
		}
		got, err := os.ReadFile(file)
		if err != nil || string(got) != doc+test.want {
			t.Errorf("%q: got\n%s%v", test.name, got, err)
		}
		if info, err := os.Lstat(link); err != nil || info.Mode().IsRegular() {
			t.Errorf("%q: the link is gone", test.name)
		}
		if changed, _ := w.edited(); (changed != nil) != (test.err == "") {
			t.Errorf("%q: the watcher saw %v", test.name, changed != nil)
		}
	}
}

func TestABuiltInStoryIsCopiedForARule(t *testing.T) {
	p := &program{dirs: dirs{config: t.TempDir()}, log: slog.New(slog.DiscardHandler)}
	st, _ := story.BuiltIn("rust-shooting")
	w := &wire{program: p, shelf: &shelf{following: &following{story: st}}}
	said, _, err := w.saveRule(news.Rule{Kind: news.KeepRule, Match: "fire"})
	if err != nil || !strings.Contains(said.String(), "is built in: it was copied to") {
		t.Fatalf("got %q, %v", said, err)
	}
	source, _ := story.Source("rust-shooting")
	got, err := os.ReadFile(filepath.Join(p.storiesDir(), "rust-shooting.toml"))
	if err != nil || !strings.HasPrefix(string(got), string(source)) || !strings.HasSuffix(string(got), "[[keep]]\nmatch = \"fire\"\n") {
		t.Errorf("got %v, and a file that ends in %q", err, got[max(len(got)-60, 0):])
	}
	if changed, _ := w.edited(); changed == nil {
		t.Error("the copy is not watched")
	}
	demo, _ := story.BuiltIn(demoStory)
	w = &wire{program: p, shelf: &shelf{following: &following{story: demo}}}
	if _, _, err := w.saveRule(news.Rule{Match: "fire"}); err == nil || !strings.Contains(err.Error(), "demonstration") {
		t.Errorf("the demonstration: got %v", err)
	}
}
