package text

import "testing"

func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		a, b       string
		most, want int
	}{
		{"", "", 2, 0},
		{"judge", "judge", 2, 0},
		{"judge", "jugde", 2, 1},
		{"judge", "juge", 2, 1},
		{"judge", "judges", 2, 1},
		{"judge", "fudge", 2, 1},
		{"судья", "судьи", 2, 1},
		{"ab", "ba", 0, 1},
		{"trial", "court", 2, 3},
		{"kitten", "sitting", 9, 3},
		{"", "abc", 9, 3},
		{"a", "abcdef", 3, 4},
		{"abcd", "badc", 4, 2},
	} {
		if got := Edits(tt.a, tt.b, tt.most); got != tt.want {
			t.Errorf("Edits(%q, %q, %d) = %d, want %d", tt.a, tt.b, tt.most, got, tt.want)
		}
		if got := Edits(tt.b, tt.a, tt.most); got != tt.want {
			t.Errorf("Edits(%q, %q, %d) = %d, want %d", tt.b, tt.a, tt.most, got, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{"mach": "match", "matchh": "match", "Match": "match", "full-text": "full_text", "zone": "", "": "", "namf": "name", "nama": "name"} {
		if got := Nearest(word, []string{"name", "match", "full_text"}); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
