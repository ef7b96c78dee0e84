package demo

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// A press is all outlets with all that they ever publish.
type press struct {
	outlets []outlet
	byID    map[string]*item
}

// An item is an article of an outlet with its versions, oldest first.
type item struct {
	id, slug   string
	path       string // of its address
	outlet     *outlet
	categories []string
	photo      string // caption, empty for none
	copyOf     string // id of the item whose words these are
	versions   []version
	onStory    bool
	unread     bool // left over by the reading plan
	starred    bool
}

// A version is an article as it stood from a time on.
type version struct {
	at               time.Time
	headline, byline string
	summary          string // empty: the first paragraph
	paragraphs       []string
	correction       string
}

// thePress is made on first use, and then only read.
var thePress = sync.OnceValues(readPress) //nolint:gochecknoglobals // table

func readPress() (*press, error) {
	all, err := entries()
	if err != nil {
		return nil, fmt.Errorf("read prose: %w", err)
	}
	p := &press{outlets: slices.Clone(masthead), byID: make(map[string]*item)}
	// Texts first, then what is done to them, in order: an edit that a copy is
	// to have stands before it.
	for _, step := range []func(*entry) error{p.text, p.change} {
		for i := range all {
			if err := step(&all[i]); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", all[i].file, all[i].fields[0].value, err)
			}
		}
	}
	trouble := upsets()
	for i := range p.outlets {
		o := &p.outlets[i]
		o.troubles = trouble[o.key]
		for _, it := range o.items {
			it.settle()
		}
		slices.SortStableFunc(o.items, func(a, b *item) int { return b.published().Compare(a.published()) })
	}
	return p, nil
}

// text takes up an entry that is a text of its own.
func (p *press) text(e *entry) error {
	if e.get("of") != "" || e.get("edit") != "" {
		return nil
	}
	it, err := p.item(e)
	if err != nil {
		return err
	}
	at, err := e.time("published")
	it.versions = []version{{
		at: at, headline: e.get("headline"), byline: e.get("byline"), summary: e.get("summary"),
		paragraphs: e.paragraphs,
	}}
	return err
}

// change takes up an entry that is a copy or an edit.
func (p *press) change(e *entry) error {
	if e.get("of") != "" {
		return p.copy(e)
	}
	if e.get("edit") != "" {
		return p.edit(e)
	}
	return nil
}

func (p *press) copy(e *entry) error {
	of := p.byID[e.get("of")]
	if of == nil {
		return fmt.Errorf("no item %s", e.get("of"))
	}
	at, err := e.time("published")
	if err != nil {
		return err
	}
	v := of.at(at)
	if v == nil {
		return fmt.Errorf("published before %s", of.id)
	}
	cut, err := e.number("cut", len(v.paragraphs))
	if err != nil {
		return err
	}
	after, err := e.number("after", 0)
	if err != nil {
		return err
	}
	paragraphs, err := e.amend(v.paragraphs[:min(cut, len(v.paragraphs))], after)
	if err != nil {
		return err
	}
	it, err := p.item(e)
	if err != nil {
		return err
	}
	it.copyOf, it.slug = of.id, cmp.Or(it.slug, of.slug)
	it.versions = []version{{
		at: at, headline: cmp.Or(e.get("headline"), v.headline),
		byline: cmp.Or(e.get("byline"), of.outlet.name), summary: e.get("summary"),
		paragraphs: paragraphs,
	}}
	return nil
}

func (p *press) edit(e *entry) error {
	it := p.byID[e.get("edit")]
	if it == nil {
		return fmt.Errorf("no item %s", e.get("edit"))
	}
	at, err := e.time("at")
	if err != nil {
		return err
	}
	v := it.versions[len(it.versions)-1]
	if !at.After(v.at) {
		return errors.New("edited before it was there")
	}
	after, err := e.number("after", len(v.paragraphs))
	if err != nil {
		return err
	}
	v.at = at
	v.headline = cmp.Or(e.get("headline"), v.headline)
	v.correction = cmp.Or(e.get("correction"), v.correction)
	v.summary = cmp.Or(e.get("summary"), v.summary)
	v.paragraphs, err = e.amend(v.paragraphs, after)
	it.versions = append(it.versions, v)
	return err
}

// item makes the item of an entry and puts it with its outlet.
func (p *press) item(e *entry) (*item, error) {
	i := slices.IndexFunc(p.outlets, func(o outlet) bool { return o.key == e.get("outlet") })
	id := e.get("id")
	if i < 0 || id == "" || p.byID[id] != nil {
		return nil, errors.New("no such outlet, no id, or an id twice")
	}
	it := &item{
		id: id, outlet: &p.outlets[i], slug: slug(cmp.Or(e.get("slug"), e.get("headline"))),
		photo: e.get("photo"), onStory: e.onStory, unread: e.get("read") == "no", starred: e.get("star") == "yes",
	}
	for c := range strings.SplitSeq(e.get("categories"), ",") {
		if c = strings.TrimSpace(c); c != "" {
			it.categories = append(it.categories, c)
		}
	}
	p.byID[id] = it
	it.outlet.items = append(it.outlet.items, it)
	return it, nil
}

func (it *item) published() time.Time { return it.versions[0].at }

// at returns the version that stood at t, nil before the first.
func (it *item) at(t time.Time) *version {
	var v *version
	for i := range it.versions {
		if !it.versions[i].at.After(t) {
			v = &it.versions[i]
		}
	}
	return v
}

// url returns the article's address, without tracking.
func (it *item) url() string { return "https://" + it.outlet.host + it.path }

// settle gives the item its address.
func (it *item) settle() {
	t := it.published()
	it.path = strings.NewReplacer("{y}", t.Format("2006"), "{m}", t.Format("01"), "{d}", t.Format("02"),
		"{slug}", it.slug, "{id}", it.id).Replace(it.outlet.path)
}

// slug makes the part of an address out of a headline: its first eight words.
func slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '’' && r != '\''
	})
	s = strings.Join(words[:min(len(words), 8)], "-")
	return strings.NewReplacer("’", "", "'", "").Replace(s)
}

// lead is what feeds give as a summary: the outlet's own, or the first
// paragraphs up to some forty words.
func (v *version) lead() string {
	if v.summary != "" {
		return v.summary
	}
	n := 1
	for n < len(v.paragraphs) && words(v.paragraphs[:n]) < 40 {
		n++
	}
	return strings.Join(v.paragraphs[:n], " ")
}

func words(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		n += len(strings.Fields(p))
	}
	return n
}
