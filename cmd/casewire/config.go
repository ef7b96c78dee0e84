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

// Preferences are what config.toml says, and what holds where it says nothing.
type Preferences struct {
	Story   string // name or path; empty: the one opened last
	Theme   string // auto, dark, light, contrast or mono
	Glyphs  string // unicode or ascii
	Open    string // auto, headlines or digest
	Plain   bool
	Mouse   bool
	Measure int // columns of text
	// Browser is the program for links and its arguments, %u for the link;
	// empty: the system's.
	Browser            []string
	UnreadOnCorrection bool
	Quiet              []Quiet
	Keys               map[string][]string // by name: "headlines.open"
	Hooks              Hooks
	Hosts              map[string]Host // by host, with its port if it has one
}

// Quiet is a time of day in which nothing is announced. Both are since
// midnight; where To is not after From, it is on the next day.
type Quiet struct{ From, To time.Duration }

// Hooks are programs of the user and their arguments, that are started when
// something happens.
type Hooks struct{ Alert []string }

// Host is what is sent to one host alone.
type Host struct {
	Headers        map[string]string
	User, Password string
}

// loadPreferences reads config.toml. Where there is none, the usual ones hold;
// the error says why one that is there cannot be read.
func loadPreferences(path string) (Preferences, settings.Faults, error) {
	doc, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return usualPreferences(), nil, nil
	}
	if err != nil {
		return Preferences{}, nil, err
	}
	prefs, faults := parsePreferences(filepath.Base(path), doc)
	return prefs, faults, nil
}

func usualPreferences() Preferences {
	return Preferences{
		Theme: "auto", Glyphs: "unicode", Open: "auto", Mouse: true, Measure: 84, UnreadOnCorrection: true,
	}
}

func parsePreferences(file string, doc []byte) (Preferences, settings.Faults) {
	p := usualPreferences()
	d := settings.Read(file, doc)
	d.Root().Decode(settings.Keys{
		"story":                settings.String(&p.Story),
		"theme":                settings.OneOf(&p.Theme, "auto", "dark", "light", "contrast", "mono"),
		"glyphs":               settings.OneOf(&p.Glyphs, "unicode", "ascii"),
		"open":                 settings.OneOf(&p.Open, "auto", "headlines", "digest"),
		"plain":                settings.Bool(&p.Plain),
		"mouse":                settings.Bool(&p.Mouse),
		"measure":              settings.Int(&p.Measure, 20, 400),
		"browser":              argv(&p.Browser),
		"unread_on_correction": settings.Bool(&p.UnreadOnCorrection),
		"quiet":                func(v *settings.Value) { p.Quiet = quietTimes(v) },
		"keys":                 func(v *settings.Value) { p.Keys = keyNames(v) },
		"hooks": func(v *settings.Value) {
			if t, ok := v.Table(); ok {
				t.Decode(settings.Keys{"alert": argv(&p.Hooks.Alert)})
			}
		},
		"hosts": func(v *settings.Value) { p.Hosts = hosts(v) },
	})
	return p, d.Faults()
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

func quietTimes(v *settings.Value) []Quiet {
	var all []Quiet
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
		all = append(all, Quiet{sinceMidnight(start), sinceMidnight(end)})
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

// preset are the keys of another reader.
func preset(v *settings.Value, name string) map[string][]string {
	keys, ok := keymap.Preset(name)
	if !ok {
		v.Fault(settings.Fault{Text: "no other reader's keys are called so", Hint: `write  preset = "newsboat"`})
		return map[string][]string{}
	}
	return keys
}

func hosts(v *settings.Value) map[string]Host {
	t, ok := v.Table()
	if !ok {
		return nil
	}
	all := make(map[string]Host)
	for _, entry := range t.Values() {
		if table, ok := entry.Table(); ok {
			all[strings.ToLower(entry.Name())] = host(entry, table)
		}
	}
	return all
}

func host(entry *settings.Value, t *settings.Table) Host {
	var h Host
	if name := entry.Name(); name == "" || strings.ContainsAny(name, "/@?# \t") || text.Line(name).String() != name {
		entry.FaultKey(settings.Fault{Text: "this is no name of a host", Hint: `write it like [hosts."paper.example"], with its port if it has one`})
	}
	var password *settings.Value
	t.Decode(settings.Keys{
		"headers": settings.Headers(&h.Headers),
		"user":    settings.String(&h.User),
		"password": func(v *settings.Value) {
			password = v
			settings.String(&h.Password)(v)
		},
	})
	if password != nil && h.User == "" {
		password.FaultKey(settings.Fault{Text: "a password without a user", Hint: `write  user = "…"  beside it`})
	}
	return h
}

// headersFor are what the preferences send to the host of an address.
func (p *Preferences) headersFor(address string) map[string]string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	h, ok := p.Hosts[strings.ToLower(u.Host)]
	if !ok {
		h, ok = p.Hosts[strings.ToLower(u.Hostname())]
	}
	if !ok {
		return nil
	}
	headers := maps.Clone(h.Headers)
	if h.User != "" {
		if headers == nil {
			headers = map[string]string{}
		}
		headers["Authorization"] = "Basic " + base64.StdEncoding.EncodeToString([]byte(h.User+":"+h.Password))
	}
	return headers
}
