package main

import (
	"testing"

	"casewire/feeds/news"
)

func TestTheStoryOpenedLast(t *testing.T) {
	p := &program{dirs: dirs{state: t.TempDir(), config: t.TempDir()}, getenv: func(string) string { return "" }}
	if got := p.chosen(); got != usualStory {
		t.Errorf("at first %q", got)
	}
	for _, tt := range []struct{ opened, want string }{
		{"demo", usualStory}, // no story to follow
		{"rust-shooting", "rust-shooting"},
		{"gone", usualStory}, // there is no such story any more
	} {
		if err := p.remember(&news.Story{Name: tt.opened}); err != nil {
			t.Fatal(err)
		}
		if got := p.chosen(); got != tt.want {
			t.Errorf("after %s: %q, want %q", tt.opened, got, tt.want)
		}
	}
	p.prefs.story = "mine"
	if got := p.chosen(); got != "mine" {
		t.Errorf("config.toml is beaten by %q", got)
	}
}
