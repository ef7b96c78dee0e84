package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is who may import whom, in this module. It is policy: do not change
// it to fix a build.
var mayImport = map[string][]string{
	"feeds/text":     {},
	"feeds/link":     {"feeds/text"},
	"feeds/packed":   {},
	"feeds/news":     {"feeds/text"},
	"feeds/settings": {"feeds/text"},
	"feeds/rule":     {"feeds/text", "feeds/news", "feeds/link"},
	"feeds/fetch":    {"feeds/text", "feeds/news", "feeds/link"},
	"feeds/parse":    {"feeds/text", "feeds/news", "feeds/link"},
	"feeds/extract":  {"feeds/text", "feeds/news", "feeds/link"},
	"feeds/discover": {"feeds/text", "feeds/news", "feeds/link"},
	"feeds/opml":     {"feeds/text", "feeds/news", "feeds/link"},
	"feeds/story":    {"feeds/text", "feeds/news", "feeds/rule", "feeds/settings", "feeds/link"},
	"feeds/archive":  {"feeds/text", "feeds/packed", "feeds/news", "feeds/rule", "feeds/link"},
	"feeds/cluster":  {"feeds/text", "feeds/news"},
	"feeds/novelty":  {"feeds/text", "feeds/news"},
	"feeds/events":   {"feeds/text", "feeds/news"},
	"feeds/people":   {"feeds/text", "feeds/news"},
	"feeds/revise":   {"feeds/text", "feeds/news"},
	"feeds/digest":   {"feeds/text", "feeds/news"},
	"feeds/export":   {"feeds/text", "feeds/news", "feeds/link"},
	"feeds/demo":     {"feeds/news"},
	"feeds/desk": {
		"feeds/text", "feeds/packed", "feeds/link", "feeds/news", "feeds/rule", "feeds/fetch", "feeds/parse", "feeds/extract",
		"feeds/story", "feeds/archive", "feeds/demo",
		"feeds/cluster", "feeds/novelty", "feeds/events", "feeds/people", "feeds/revise", "feeds/digest",
	},
	"tui/keymap":    {"feeds/text"},
	"tui/theme":     {},
	"tui/screen":    {"feeds/text", "feeds/news", "tui/keymap"},
	"tui/list":      {"feeds/text", "feeds/news", "tui/theme", "tui/keymap"},
	"tui/pager":     {"feeds/text", "feeds/news", "feeds/link", "tui/theme", "tui/keymap"},
	"tui/why":       {"feeds/text", "feeds/news", "tui/screen", "tui/keymap", "tui/theme"},
	"tui/input":     {"feeds/text"},
	"tui/headlines": {"feeds/text", "feeds/news", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager", "tui/input", "tui/why"},
	"tui/article":   {"feeds/text", "feeds/news", "feeds/link", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager", "tui/input", "tui/why"},
	"tui/sources":   {"feeds/text", "feeds/news", "feeds/link", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager", "tui/input"},
	"tui/digest":    {"feeds/text", "feeds/news", "feeds/link", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager", "tui/input", "tui/why"},
	"tui/timeline":  {"feeds/text", "feeds/news", "feeds/link", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager", "tui/input", "tui/why"},
	"tui/picture":   {"feeds/text", "tui/screen", "tui/keymap", "tui/theme", "tui/pager"},
	"tui/people":    {"feeds/text", "feeds/news", "feeds/link", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager", "tui/input", "tui/why"},
	"tui/rules":     {"feeds/text", "feeds/news", "feeds/link", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager", "tui/input", "tui/why"},
	"tui/search":    {"feeds/text", "feeds/news", "feeds/link", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager", "tui/input", "tui/why"},
	"tui/welcome":   {"feeds/text", "feeds/news", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager"},
	"tui": {
		"feeds/text", "feeds/news", "tui/screen", "tui/keymap", "tui/theme", "tui/list", "tui/pager",
		"tui/headlines", "tui/article", "tui/sources", "tui/welcome", "tui/input",
	},
	"tui/screen/screentest": {},
}

// onlyImporter is where an outside module may be used, and nowhere else.
var onlyImporter = map[string]string{
	"github.com/mmcdole/gofeed":           "feeds/parse",
	"modernc.org/sqlite":                  "feeds/archive",
	"codeberg.org/readeck/go-readability": "feeds/extract",
}

func TestImports(t *testing.T) {
	for dir, imports := range moduleImports(t) {
		for _, imp := range imports {
			if inner, ok := strings.CutPrefix(imp, "casewire/"); ok {
				checkInner(t, dir, inner)
			}
			for mod, owner := range onlyImporter {
				if strings.HasPrefix(imp, mod) && dir != owner {
					t.Errorf("%s imports %s: only %s may", dir, imp, owner)
				}
			}
		}
	}
}

func checkInner(t *testing.T, dir, inner string) {
	t.Helper()
	switch allowed, ok := mayImport[dir]; {
	case dir == "cmd/casewire":
	case dir == "cmd/evaluate":
		if inner == "tui" || strings.HasPrefix(inner, "tui/") {
			t.Errorf("%s imports %s: nothing of the screens may go there", dir, inner)
		}
	case !ok:
		t.Errorf("%s has no row in the table of imports", dir)
	case !slices.Contains(allowed, inner):
		t.Errorf("%s may not import %s", dir, inner)
	}
}

// moduleImports lists what each package of the module imports, tests left out.
func moduleImports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	walkGo(t, func(file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, filepath.FromSlash(file)), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		dir := path.Dir(file)
		found[dir] = append(found[dir], "")
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			found[dir] = append(found[dir], p)
		}
	})
	if len(found) < 10 {
		t.Fatalf("only %d packages found", len(found))
	}
	return found
}

// root is the top of the module, seen from this package.
const root = "../.."

// walkGo calls fn for each Go file of the module, by its path from the top.
func walkGo(t *testing.T, fn func(file string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && p != "."):
			return fs.SkipDir
		case strings.HasSuffix(p, ".go"):
			fn(p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
