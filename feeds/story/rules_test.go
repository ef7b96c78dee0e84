package story

import "testing"

// TestRuleFaults finds the place of a fault inside a rule, a set, a person.
func TestRuleFaults(t *testing.T) {
	for _, test := range []struct {
		src, at   string // at: what the carets stand under
		line, col int
	}{
		{"[[keep]]\nmatch = 'é OR @nobody'", "@nobody", 3, 15},
		{"[[keep]]\nmatch = \"\"\"\n\\u00e9t\\u00e9 \\\n   OR @nobody\"\"\"", "@nobody", 5, 7},
		{"[[tag]]\nmatch = \"\\\"a b\\\" OR @nobody\"", "@nobody", 3, 21},
		{"[sets]\na = 'x OR @nobody'", "@nobody", 3, 11},
		{"[sets]\na = ['x', 'é', '@nobody']", "@nobody", 3, 17},
		{"[sets]\na = []", "a", 3, 1},
		{"[sets]\n'a b' = 'x'", "'a b'", 3, 1},
		{"[[person]]\naliases = ['x', '!?']\nname = 'A'", "!?", 3, 18},
	} {
		_, faults := Parse("x", "", []byte("title = 'x'\n"+test.src))
		if len(faults) != 1 {
			t.Errorf("%q: %d faults: %v", test.src, len(faults), faults)
			continue
		}
		f := faults[0]
		if got := string([]rune(f.Source)[f.Column-1 : f.Column-1+f.Width]); got != test.at || f.Line != test.line || f.Column != test.col {
			t.Errorf("%q: %d:%d under %q, want %d:%d under %q", test.src, f.Line, f.Column, got, test.line, test.col, test.at)
		}
	}
}

// TestFaultsAreNotToldTwice has sets and rules that cannot be read, and rules
// that use them.
func TestFaultsAreNotToldTwice(t *testing.T) {
	for _, src := range []string{
		"[sets]\na = 1\n[[keep]]\nmatch = '@a'",
		"[sets]\na = 'x'y'\n[[keep]]\nmatch = '@a'",
		"[sets]\na = ['x', 2]\n[[keep]]\nmatch = '@a'",
		"[sets\na = ['x']\n[[keep]]\nmatch = '@a'",
		"[sets]\na = '@nobody'\n[[keep]]\nmatch = '@a'",
		"[[keep]]\nmatch = 3",
		"[[keep]]\nmatch = 'x'y'",
	} {
		if _, faults := Parse("x", "", []byte("title = 'x'\n"+src)); len(faults) != 1 {
			t.Errorf("%q: got %d faults:\n%s", src, len(faults), faults.Report())
		}
	}
}
