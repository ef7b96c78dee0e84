package story

import (
	"fmt"
	"strings"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/settings"
	"casewire/feeds/text"
)

// What holds where the file says nothing, and the shortest poll interval.
const (
	usualEvery     = 30 * time.Minute
	shortestEvery  = 5 * time.Minute
	usualUnrelated = 14 * day

	day = 24 * time.Hour
)

// A reader makes a story of a document. Beside it, it remembers the places of
// what package rule will look at.
type reader struct {
	doc   *settings.Doc
	story *news.Story

	fullText string
	language *settings.Value            // that said which
	matches  []*settings.Value          // of the story's rules
	sets     map[string]*settings.Value // of its sets
	people   []*settings.Value          // names and aliases of all persons
	names    map[string]*settings.Value // of rules and persons, by kind and name
	feeds    map[string]*listing        // by address
}

func newReader(name, path, file string, doc []byte) *reader {
	return &reader{
		doc: settings.Read(file, doc),
		story: &news.Story{
			Name: name, Path: path, Zone: time.Local, Every: usualEvery, Languages: []string{"en"},
			Retention: news.Retention{Unrelated: usualUnrelated},
		},
		sets:  map[string]*settings.Value{},
		names: map[string]*settings.Value{},
		feeds: map[string]*listing{},
	}
}

func (r *reader) read() {
	st := r.story
	r.doc.Root().Decode(settings.Keys{
		"title":      settings.Line(&st.Title),
		"began":      func(v *settings.Value) { st.Began = date(v, false) },
		"languages":  r.languages,
		"language":   r.oneLanguage,
		"zone":       r.zone,
		"every":      settings.Duration(&st.Every, shortestEvery),
		"full_text":  settings.OneOf(&r.fullText, "kept", "never"),
		"feeds":      r.shortFeeds,
		"sets":       r.readSets,
		"person":     r.persons,
		"keep":       r.rules(news.KeepRule),
		"drop":       r.rules(news.DropRule),
		"tag":        r.rules(news.TagRule),
		"alert":      r.rules(news.AlertRule),
		"feed":       r.longFeeds,
		"background": r.background,
		"scheduled":  r.scheduled,
		"retention":  r.retention,
	}, "title")
	st.NoPages = r.fullText == "never"
	r.finishFeeds()
	nameRules(st.Rules)
}

// once remembers the value that gives a name, and tells if it was given.
func (r *reader) once(kind, name string, v *settings.Value) {
	key := kind + " " + strings.ToLower(name)
	if name == "" {
		return
	}
	if first := r.names[key]; first != nil {
		v.Fault(settings.Fault{
			Text: fmt.Sprintf("the name stands twice among [[%s]]; the first is in line %d", kind, first.Line()),
			Hint: "give this one another name",
		})
		return
	}
	r.names[key] = v
}

func (r *reader) oneLanguage(v *settings.Value) {
	if tag, ok := v.Str(); ok {
		r.setLanguages(v, []*settings.Value{v}, []string{tag})
	}
}

func (r *reader) languages(v *settings.Value) {
	if tags, ok := v.Strings(); ok {
		elements, _ := v.Elements()
		r.setLanguages(v, elements, tags)
	}
}

// setLanguages takes the languages of the story and the places where they stand.
func (r *reader) setLanguages(v *settings.Value, elements []*settings.Value, tags []string) {
	if r.language != nil {
		v.FaultKey(settings.Fault{Text: "`language` and `languages` stand both here", Hint: "take `language` out"})
	}
	if len(tags) == 0 {
		v.Fault(settings.Fault{Text: "no language", Hint: `write ["en"], or leave the key out`})
	}
	for i, tag := range tags {
		if !isLanguage(tag) {
			elements[i].Fault(settings.Fault{Text: "this is no language", Hint: `write its code, such as "en" or "pt-BR"`})
		}
	}
	r.language, r.story.Languages = v, tags
}

// isLanguage reports whether a tag is made like "en", "pt-BR" or "zh-Hant".
func isLanguage(tag string) bool {
	first, _, _ := strings.Cut(tag, "-")
	return len(first) >= 2 && len(tag) <= 35 && strings.Trim(strings.ToLower(tag), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func (r *reader) zone(v *settings.Value) {
	name, ok := v.Str()
	if !ok {
		return
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		v.Fault(settings.Fault{Text: "this is no time zone", Hint: `write its IANA name, such as "America/Denver" or "UTC"`})
		return
	}
	r.story.Zone = zone
}

func (r *reader) persons(v *settings.Value) {
	for _, t := range v.Tables() {
		var p news.Person
		var terms []*settings.Value
		t.Decode(settings.Keys{
			"name": func(v *settings.Value) {
				settings.Line(&p.Name)(v)
				r.once("person", p.Name.String(), v)
				terms = append([]*settings.Value{v}, terms...)
			},
			"aliases": func(v *settings.Value) {
				elements, _ := v.Elements()
				for _, e := range elements {
					var alias text.Clean
					if settings.Line(&alias)(e); alias.Len() > 0 {
						p.Aliases = append(p.Aliases, alias)
						terms = append(terms, e)
					}
				}
			},
			"role": settings.Line(&p.Role),
		}, "name")
		if p.Name.Len() > 0 {
			r.story.Persons = append(r.story.Persons, p)
			r.people = append(r.people, terms...)
		}
	}
}

func date(v *settings.Value, vague bool) news.Date {
	y, m, d, _ := v.Date(vague)
	return news.Date{Year: y, Month: m, Day: d}
}

func (r *reader) background(v *settings.Value) {
	for _, t := range v.Tables() {
		f := news.Fact{Clock: -1}
		t.Decode(settings.Keys{
			"date": func(v *settings.Value) { f.Date = date(v, true) },
			"text": settings.Line(&f.Text),
			"url":  func(v *settings.Value) { f.URL, _ = address(v) },
		}, "date", "text")
		r.story.Background = append(r.story.Background, f)
	}
}

func (r *reader) scheduled(v *settings.Value) {
	for _, t := range v.Tables() {
		f := news.Fact{Clock: -1}
		var clock *settings.Value
		t.Decode(settings.Keys{
			"date": func(v *settings.Value) { f.Date = date(v, true) },
			"time": func(v *settings.Value) {
				if c, ok := v.Clock(); ok {
					f.Clock, clock = c, v
				}
			},
			"text": settings.Line(&f.Text),
		}, "date", "text")
		if clock != nil && f.Date.Year > 0 && f.Date.Day == 0 {
			clock.Fault(settings.Fault{Text: "a time of day needs a day", Hint: "write the date like  2026-11-19"})
		}
		r.story.Scheduled = append(r.story.Scheduled, f)
	}
}

func (r *reader) retention(v *settings.Value) {
	t, ok := v.Table()
	if !ok {
		return
	}
	t.Decode(settings.Keys{
		"near_miss": settings.Duration(&r.story.Retention.NearMiss, day, "forever"),
		"unrelated": settings.Duration(&r.story.Retention.Unrelated, day, "forever"),
	})
}
