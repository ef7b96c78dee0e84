package text

import "testing"

func TestDateline(t *testing.T) {
	for _, row := range []struct{ s, want string }{
		{"PORT ELLEN (Wire) — The rope works burned.", "The rope works burned."},
		{"PORT ELLEN, Kelp Island – It burned.", "It burned."},
		{"The works - or what is left of them - burned.", "The works - or what is left of them - burned."},
		{"The works burned.", "The works burned."},
		{"21 — that is all.", "21 — that is all."},
		{"", ""},
	} {
		if got := row.s[Dateline(row.s):]; got != row.want {
			t.Errorf("%q leaves %q", row.s, got)
		}
	}
}
