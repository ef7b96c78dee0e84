package keymap

import "maps"

// presets are keys for people who come from another reader: where it has a key
// for the same thing, that one.
var presets = map[string]map[string][]string{ //nolint:gochecknoglobals // table
	"newsboat": {
		"everywhere.prev":  {"p"},
		"headlines.read":   {"N"},
		"headlines.narrow": {"F"},
		"article.prev":     {"p", "[c"},
		"article.read":     {"N"},
		"timeline.narrow":  {"F"},
		"people.narrow":    {"F"},
	},
}

// Preset returns the keys of another reader, for With; ok is false if there are
// none of that name.
func Preset(name string) (keys map[string][]string, ok bool) {
	keys, ok = presets[name]
	return maps.Clone(keys), ok
}
