package main

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // zones of story files, where the system has none

	"casewire/feeds/settings"
	"casewire/feeds/text"
	"casewire/tui/keymap"
)

// preferences are what config.toml says, and what holds where it says nothing.
type preferences struct {
	story   string // name or path; empty: the one opened last
	theme   string // auto, dark, light, contrast or mono
	glyphs  string // unicode or ascii
	open    string // auto, headlines or digest
	plain   bool
	mouse   bool
	measure int // columns of text
	// browser is the program for links and its arguments, %u for the link;
	// empty: the system's.
	browser            []string
	unreadOnCorrection bool
	quiet              []quietTime
	keys               map[string][]string  // by name: "headlines.open"
	badKeys            settings.Faults      // of keys; the reader alone stops at them
	alertHook          []string             // a program for alerts and its arguments
	hosts              map[string]hostPrefs // by host, with its port if it has one
}

// A quietTime is a time of day in which nothing is announced. Both are since
// midnight; where to is not after from, it is on the next day.
type quietTime struct{ from, to time.Duration }

// hostPrefs are what is sent to one host alone.
type hostPrefs struct {
	headers        map[string]string
	user, password string
}

// loadPreferences reads config.toml. Where there is none, the usual ones hold;
// the error says why one that is there cannot be read.
func loadPreferences(path string) (preferences, settings.Faults, error) {
	doc, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return usualPreferences(), nil, nil
	}
	if err != nil {
		return preferences{}, nil, err
	}
	prefs, faults := parsePreferences(filepath.Base(path), doc)
	return prefs, faults, nil
}

func usualPreferences() preferences {
	return preferences{
		theme: "auto", glyphs: "unicode", open: "auto", mouse: true, measure: 84, unreadOnCorrection: true,
	}
}

func parsePreferences(file string, doc []byte) (preferences, settings.Faults) {
	p := usualPreferences()
	d := settings.Read(file, doc)
	var named *settings.Value
	d.Root().Decode(settings.Keys{
		"story":                settings.String(&p.story),
		"theme":                settings.OneOf(&p.theme, "auto", "dark", "light", "contrast", "mono"),
		"glyphs":               settings.OneOf(&p.glyphs, "unicode", "ascii"),
		"open":                 settings.OneOf(&p.open, "auto", "headlines", "digest"),
		"plain":                settings.Bool(&p.plain),
		"mouse":                settings.Bool(&p.mouse),
		"measure":              settings.Int(&p.measure, 20, 400),
		"browser":              argv(&p.browser),
		"unread_on_correction": settings.Bool(&p.unreadOnCorrection),
		"quiet":                func(v *settings.Value) { p.quiet = quietTimes(v) },
		"keys":                 func(v *settings.Value) { named, p.keys = v, keyNames(v) },
		"hooks": func(v *settings.Value) {
			if t, ok := v.Table(); ok {
				t.Decode(settings.Keys{"alert": argv(&p.alertHook)})
			}
		},
		"hosts": func(v *settings.Value) { p.hosts = hosts(v) },
	})
	faults := d.Faults()
	if len(faults) == 0 && tellConflicts(named, p.keys) {
		p.badKeys = d.Faults()
	}
	return p, faults
}

// argv takes a program and its arguments.
func argv(to *[]string) func(*settings.Value) {
	return func(v *settings.Value) {
		list, ok := v.Strings()
		switch {
		case !ok:
		case len(list) == 0 || list[0] == "" || strings.ContainsRune(strings.Join(list, ""), 0):
			v.Fault(settings.Fault{Text: "no program is named here", Hint: `write it and its arguments: ["firefox", "%u"]`})
		default:
			*to = list
		}
	}
}

func quietTimes(v *settings.Value) []quietTime {
	var all []quietTime
	elements, _ := v.Elements()
	for _, e := range elements {
		s, ok := e.Str()
		if !ok {
			continue
		}
		from, to, _ := strings.Cut(s, "-")
		start, err1 := time.Parse("15:04", strings.TrimSpace(from))
		end, err2 := time.Parse("15:04", strings.TrimSpace(to))
		if err1 != nil || err2 != nil || start.Equal(end) {
			e.Fault(settings.Fault{Text: "this is no time from when to when", Hint: `write it like "22:00-07:00"`})
			continue
		}
		all = append(all, quietTime{sinceMidnight(start), sinceMidnight(end)})
	}
	return all
}

func sinceMidnight(t time.Time) time.Duration {
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
}

// keyNames takes [keys]: a preset, and what is other than there. Whether there
// are such rows and keys is for the table of keys to say.
func keyNames(v *settings.Value) map[string][]string {
	t, ok := v.Table()
	if !ok {
		return nil
	}
	keys, own := map[string][]string{}, map[string][]string{}
	for _, row := range t.Values() {
		if row.Name() == "preset" {
			if name, ok := row.Str(); ok {
				keys = preset(row, name)
			}
			continue
		}
		if list, ok := row.Strings(); ok {
			own[row.Name()] = list
		}
	}
	maps.Copy(keys, own)
	return keys
}

// tellConflicts tells what the table of keys finds wrong with [keys], and
// reports whether that is anything.
func tellConflicts(named *settings.Value, keys map[string][]string) bool {
	_, conflicts := keymap.Default().With(keys)
	for _, c := range conflicts {
		at := named
		if t, ok := named.Table(); ok {
			for _, row := range t.Values() {
				if row.Name() == c.Row || at == named && row.Name() == c.Other {
					at = row
				}
			}
		}
		at.Fault(settings.Fault{Text: c.String(), Hint: "casewire man lists all keys and their names"})
	}
	return len(conflicts) > 0
}

// preset are the keys of another reader.
func preset(v *settings.Value, name string) map[string][]string {
	keys, ok := keymap.Preset(name)
	if !ok {
		v.Fault(settings.Fault{Text: "no other reader's keys are called so", Hint: `write  preset = "newsboat"`})
		return map[string][]string{}
	}
	return keys
}

func hosts(v *settings.Value) map[string]hostPrefs {
	t, ok := v.Table()
	if !ok {
		return nil
	}
	all := make(map[string]hostPrefs)
	for _, entry := range t.Values() {
		if table, ok := entry.Table(); ok {
			all[strings.ToLower(entry.Name())] = host(entry, table)
		}
	}
	return all
}

func host(entry *settings.Value, t *settings.Table) hostPrefs {
	var h hostPrefs
	if name := entry.Name(); name == "" || strings.ContainsAny(name, "/@?# \t") || text.Line(name).String() != name {
		entry.FaultKey(settings.Fault{Text: "this is no name of a host", Hint: `write it like [hosts."paper.example"], with its port if it has one`})
	}
	var password *settings.Value
	t.Decode(settings.Keys{
		"headers": settings.Headers(&h.headers),
		"user":    settings.String(&h.user),
		"password": func(v *settings.Value) {
			password = v
			settings.String(&h.password)(v)
		},
	})
	if password != nil && h.user == "" {
		password.FaultKey(settings.Fault{Text: "a password without a user", Hint: `write  user = "…"  beside it`})
	}
	return h
}

// headersFor are what the preferences send to the host of an address.
func (p *preferences) headersFor(address string) map[string]string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	h, ok := p.hosts[strings.ToLower(u.Host)]
	if !ok {
		h, ok = p.hosts[strings.ToLower(u.Hostname())]
	}
	if !ok {
		return nil
	}
	headers := maps.Clone(h.headers)
	if h.user != "" {
		if headers == nil {
			headers = map[string]string{}
		}
		headers["Authorization"] = "Basic " + base64.StdEncoding.EncodeToString([]byte(h.user+":"+h.password))
	}
	return headers
}
