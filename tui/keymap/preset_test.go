package keymap

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestPresets(t *testing.T) {
	for name := range presets {
		keys, ok := Preset(name)
		if _, bad := Default().With(keys); !ok || len(bad) > 0 {
			t.Errorf("%s: %v", name, bad)
		}
	}
	if _, ok := Preset("mutt"); ok {
		t.Error("there are keys of mutt")
	}
	keys, _ := Preset("newsboat")
	table, _ := Default().With(keys)
	if !table.Find(Headlines, "prev").Is(tea.KeyPressMsg{Code: 'p', Text: "p"}) || !table.Find(Article, "read").Is(tea.KeyPressMsg{Code: 'n', Text: "N"}) {
		t.Error("p and N do not do what they do in newsboat")
	}
	keys["headlines.read"] = nil
	if again, _ := Preset("newsboat"); again["headlines.read"] == nil {
		t.Error("a preset was changed")
	}
}
