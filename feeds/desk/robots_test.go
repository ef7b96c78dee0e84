package desk

import "testing"

func TestNoArchive(t *testing.T) {
	tests := map[string]bool{
		"noarchive": true, "NoIndex, NoArchive": true, "none": true,
		"index": false, "": false, "googlebot: noarchive": false,
		"unavailable_after: 25 Jun 2010 15:00:00 PST": false,
	}
	for header, want := range tests {
		if got := noArchive([]string{header}); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}
