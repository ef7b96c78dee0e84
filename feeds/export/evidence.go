package export

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // of the page
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"casewire/feeds/link"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

//go:embed evidence.html
var evidenceHTML string

// An Exhibit is an article with all that was received of it.
type Exhibit struct {
	Article *news.Article
	// Revisions are all saved texts, the first first.
	Revisions []news.Revision
	Pages     []Page
	Diffs     []news.Diff
}

// A Page is an answer of an outlet.
type Page struct {
	Revision int // that was made of it
	Fetched  time.Time
	URL      string // that answered
	Status   int    // of HTTP
	Headers  map[string][]string
	Body     []byte // as received, with what compressed it on the way undone
}

// Evidence is a collection of exhibits being written, file by file.
type Evidence struct {
	// Story names what they are about, Program what wrote them, Made when.
	Story   *Story
	Program string
	Made    time.Time
	// Put writes a file. Names are relative, with slashes, of ASCII letters,
	// digits, dots and hyphens.
	Put func(name string, content []byte) error

	articles []exhibitJSON
	files    []fileJSON
}

type fileJSON struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
}

type exhibitJSON struct {
	ID            int64        `json:"id"`
	Headline      text.Clean   `json:"headline"`
	URL           text.Clean   `json:"url"`
	Outlet        text.Clean   `json:"outlet"`
	Byline        text.Clean   `json:"byline"`
	Feed          text.Clean   `json:"feed"`
	GUID          text.Clean   `json:"guid"`
	Published     *string      `json:"published"`
	PublishedFrom string       `json:"published_from"`
	FirstSeen     *string      `json:"first_seen"`
	Revisions     []textJSON   `json:"revisions"`
	Pages         []pageJSON   `json:"pages"`
	Diffs         []changeJSON `json:"diffs"`
}

type textJSON struct {
	Revision int        `json:"revision"`
	Source   string     `json:"source"`
	Seen     *string    `json:"seen"`
	Headline text.Clean `json:"headline"`
	SHA256   string     `json:"content_sha256"`
	Intact   bool       `json:"intact"`
	File     string     `json:"file"`
}

type pageJSON struct {
	Revision int        `json:"revision"`
	Fetched  *string    `json:"fetched"`
	URL      text.Clean `json:"url"`
	Status   int        `json:"status"`
	File     string     `json:"file"`
	Headers  string     `json:"headers"`
}

type changeJSON struct {
	From int           `json:"from"`
	To   int           `json:"to"`
	Seen *string       `json:"seen"`
	Kind news.EditKind `json:"kind"`
	File string        `json:"file"`
}

// Add writes the files of an exhibit.
func (e *Evidence) Add(x *Exhibit) error {
	a := x.Article
	j := exhibitJSON{
		ID: a.ID, Headline: headline(a), URL: link.Hide(a.URL), Outlet: a.Outlet, Byline: a.Byline, Feed: link.Hide(a.Feed), GUID: link.Hide(a.GUID),
		Published: Stamp(a.Dates.Published.Time), PublishedFrom: a.Dates.Published.From.String(), FirstSeen: Stamp(a.Dates.FirstSeen),
		Revisions: []textJSON{}, Pages: []pageJSON{}, Diffs: []changeJSON{},
	}
	dir := fmt.Sprintf("articles/%d/", a.ID)
	for i := range x.Revisions {
		r := &x.Revisions[i]
		name := fmt.Sprintf("%stext-%d.txt", dir, r.Number)
		if err := e.put(name, []byte(r.Headline.String()+"\n\n"+r.Body.Text.String()+"\n")); err != nil {
			return err
		}
		sum := sha256.Sum256([]byte(r.Headline.String() + "\x00" + r.Body.Text.String()))
		j.Revisions = append(j.Revisions, textJSON{r.Number, r.Source.String(), Stamp(r.Seen), r.Headline, r.SHA256, hex.EncodeToString(sum[:]) == r.SHA256, name})
	}
	for i := range x.Pages {
		p, err := e.page(dir, &x.Pages[i])
		if err != nil {
			return err
		}
		j.Pages = append(j.Pages, p)
	}
	for i := range x.Diffs {
		d := &x.Diffs[i]
		name := fmt.Sprintf("%sdiff-%d-%d.txt", dir, d.From, d.To)
		if err := e.put(name, diffText(d)); err != nil {
			return err
		}
		j.Diffs = append(j.Diffs, changeJSON{d.From, d.To, Stamp(d.Seen), d.Kind, name})
	}
	e.articles = append(e.articles, j)
	return nil
}

// page writes a page as received. Its name is none that a browser opens as a
// page: nothing in it is to run.
func (e *Evidence) page(dir string, p *Page) (pageJSON, error) {
	name := fmt.Sprintf("%spage-%d.raw", dir, p.Revision)
	j := pageJSON{p.Revision, Stamp(p.Fetched), link.Hide(p.URL), p.Status, name, fmt.Sprintf("%spage-%d.headers.json", dir, p.Revision)}
	if err := e.put(name, p.Body); err != nil {
		return j, err
	}
	return j, e.putJSON(j.Headers, withoutSecrets(p.Headers))
}

// withoutSecrets are headers without what an outlet told this reader alone:
// cookies, and what is secret in addresses.
func withoutSecrets(headers map[string][]string) map[string][]string {
	out := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		key := text.Line(name).String()
		for _, v := range headers[name] {
			if strings.HasPrefix(strings.ToLower(key), "set-cookie") {
				v = "…"
			}
			out[key] = append(out[key], link.HideAll(v).String())
		}
	}
	return out
}

// diffText is what changed, for people to read.
func diffText(d *news.Diff) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "Revision %d to %d, seen %s: %s\n", d.From, d.To, d.Seen.UTC().Format(time.RFC3339), d.Kind)
	hunk := func(where string, h *news.Hunk) {
		fmt.Fprintf(&b, "\n@ %s\n", where)
		if h.Old.Len() > 0 {
			fmt.Fprintf(&b, "- %s\n", h.Old)
		}
		if h.New.Len() > 0 {
			fmt.Fprintf(&b, "+ %s\n", h.New)
		}
	}
	if d.Headline != nil {
		hunk("headline", d.Headline)
	}
	for i := range d.Hunks {
		hunk(fmt.Sprintf("paragraph %d", d.Hunks[i].Paragraph+1), &d.Hunks[i])
	}
	return b.Bytes()
}

// put writes a file and notes its hash.
func (e *Evidence) put(name string, content []byte) error {
	if err := e.Put(name, content); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	sum := sha256.Sum256(content)
	e.files = append(e.files, fileJSON{name, hex.EncodeToString(sum[:]), len(content)})
	return nil
}

func (e *Evidence) putJSON(name string, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	return e.put(name, b.Bytes())
}

// Close writes the page that says what this is, manifest.json, and SHA256SUMS
// with the hash of every other file, as sha256sum -c wants it.
func (e *Evidence) Close() error {
	if err := e.readme(); err != nil {
		return err
	}
	manifest := struct {
		Story    string        `json:"story"`
		Title    text.Clean    `json:"title"`
		Made     *string       `json:"made"`
		Program  string        `json:"program"`
		Until    *string       `json:"until"`
		Articles []exhibitJSON `json:"articles"`
		Files    []fileJSON    `json:"files"`
	}{text.Line(e.Story.Name).String(), e.Story.Title, Stamp(e.Made), e.Program, Stamp(e.Story.Until), append([]exhibitJSON{}, e.articles...), e.files}
	if err := e.putJSON("manifest.json", manifest); err != nil {
		return err
	}
	slices.SortFunc(e.files, func(a, b fileJSON) int { return strings.Compare(a.Path, b.Path) })
	var sums bytes.Buffer
	for _, f := range e.files {
		fmt.Fprintf(&sums, "%s  %s\n", f.SHA256, f.Path)
	}
	return e.put("SHA256SUMS", sums.Bytes())
}

func (e *Evidence) readme() error {
	p := &page{Story: e.Story}
	t, err := template.New("evidence").Funcs(template.FuncMap{"base": path.Base, "time": p.moment}).Parse(evidenceHTML)
	if err != nil {
		return fmt.Errorf("write README.html: %w", err)
	}
	var b bytes.Buffer
	err = t.Execute(&b, struct {
		*page
		Made     string
		Program  string
		Articles []exhibitJSON
		Damaged  bool
	}{p, p.when(e.Made), e.Program, e.articles, slices.ContainsFunc(e.articles, damaged)})
	if err != nil {
		return fmt.Errorf("write README.html: %w", err)
	}
	return e.put("README.html", b.Bytes())
}

// moment is a time of the manifest as people write it.
func (p *page) moment(stamp *string) string {
	if stamp == nil {
		return "unknown"
	}
	t, err := time.Parse(time.RFC3339, *stamp)
	if err != nil {
		return *stamp
	}
	return p.when(t)
}

func damaged(x exhibitJSON) bool {
	return slices.ContainsFunc(x.Revisions, func(r textJSON) bool { return !r.Intact })
}
