package theme

import "testing"

func TestFrame(t *testing.T) {
	ascii := New(Options{ASCII: true})
	for _, tt := range []struct{ in, want string }{
		{"“Marlow’s” – Müller ± 2 × 3", `"Marlow's" - Müller ~ 2 x 3`},
		{"Judge moves …    Harbor Post  ", "Judge moves ...  Harbor Post  "},
		{"\x1b[1ma … b\x1b[m … c          9 new", "\x1b[1ma ... b\x1b[m ... c      9 new"},
		{"a line of forty columns without room …  ", "a line of forty columns without room ..."},
		{"a line of forty columns that is all full…", "a line of forty columns that is all full"},
		{"one…\ntwo", "one...\ntwo"},
		{"日本…    x", "日本...  x"},
	} {
		if got := ascii.Frame(tt.in, 40); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.in, got, tt.want)
		}
		if got := New(Options{}).Frame(tt.in, 40); got != tt.in {
			t.Errorf("%q became %q", tt.in, got)
		}
	}
}
