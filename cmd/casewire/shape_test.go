package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The upper bounds of the house.
const (
	maxFileLines = 600
	maxFuncLines = 60
	maxFields    = 20
)

func TestShape(t *testing.T) {
	walkGo(t, func(file string) {
		src, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(src, []byte("\n")); n > maxFileLines {
			t.Errorf("%s has %d lines, over %d", file, n, maxFileLines)
		}
		checkName(t, file)
		if !strings.HasSuffix(file, "_test.go") {
			checkShape(t, file, src)
		}
	})
}

func checkName(t *testing.T, file string) {
	t.Helper()
	name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(file), ".go"), "_test")
	if slices.Contains([]string{"utils", "util", "types", "consts", "common", "helpers"}, name) {
		t.Errorf("%s: the name says nothing", file)
	}
}

func checkShape(t *testing.T, file string, src []byte) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if lines := fset.Position(n.End()).Line - fset.Position(n.Pos()).Line + 1; lines > maxFuncLines {
				t.Errorf("%s: %s has %d lines, over %d", file, n.Name.Name, lines, maxFuncLines)
			}
		case *ast.StructType:
			if fields := n.Fields.NumFields(); fields >= maxFields {
				t.Errorf("%s:%d: a struct of %d fields, %d or more", file, fset.Position(n.Pos()).Line, fields, maxFields)
			}
		}
		return true
	})
}

// TestEveryScreenHasGoldens looks for the frames of each package of tui that
// draws a screen.
func TestEveryScreenHasGoldens(t *testing.T) {
	for dir, imports := range moduleImports(t) {
		if !strings.HasPrefix(dir, "tui/") || !slices.Contains(imports, "casewire/tui/screen") {
			continue
		}
		frames, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "testdata", "*", "*.golden"))
		if err != nil {
			t.Fatal(err)
		}
		flat, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "testdata", "*.golden"))
		if err != nil {
			t.Fatal(err)
		}
		if len(frames)+len(flat) == 0 {
			t.Errorf("%s draws a screen and has no golden frame", dir)
		}
	}
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"cmd", "tui", "feeds", "go.mod", "go.sum", "README.md", "LICENSE"}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(allowed, e.Name()) {
			t.Errorf("%s does not belong on the top level", e.Name())
		}
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(mod, []byte("\ntoolchain ")) {
		t.Error("go.mod has a toolchain line")
	}
}
