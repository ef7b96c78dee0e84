package main

import (
	"strings"
	"testing"
)

func TestCluster(t *testing.T) {
	in := strings.Join([]string{
		`{"id":"b","topic":"ferry","title":"Ferry captain tells judge of steering","time":"2026-03-09T12:00:00Z"}`,
		`{"id":1,"topic":"ferry","title":"Ferry captain tells judge of steering","date":"2026-03-02"}`,
		`{"id":2,"topic":"pears","title":"Ferry captain tells judge of steering","date":"2026-03-02"}`,
		`{"id":"c","topic":"ferry","title":"Ferry captain on steering, told to judge","time_ms":1772449200000}`,
		`{"id":"d","topic":"ferry","date":"of no day"}`,
	}, "\n")
	status, out, errs := evaluate(t, in, "cluster")
	if status != 1 || !strings.Contains(errs, "line 5:") {
		t.Errorf("status %d, %q: the line without a day fails", status, errs)
	}
	want := `{"id":"b","cluster":"ferry/3"}
{"id":1,"cluster":"ferry/1","headline":true}
{"id":2,"cluster":"pears/1"}
{"id":"c","cluster":"ferry/1"}
`
	if out != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

func TestCopies(t *testing.T) {
	text := `["The ferry that ran aground off Tern Point on Sunday had passed its yearly survey nine days earlier , ` +
		`the harbor authority told the inquiry , and nobody had reported a fault in the steering gear since spring .",` +
		`"Captain Ines Rowan said the wheel answered late twice in the minute before the hull touched ."]`
	in := strings.Join([]string{
		`{"id":7,"topic":"ferry","date":"2026-03-02","sentences":` + text + `}`,
		`{"id":"x","topic":"ferry","date":"2026-03-05","sentences":` + strings.Replace(text, `["`, `["Divers waited for the tide .","`, 1) + `}`,
		`{"id":9,"topic":"ferry","date":"2026-03-09","sentences":` + text + `}`,
		`{"id":10,"topic":"pears","date":"2026-03-02","sentences":` + text + `}`,
	}, "\n")
	status, out, errs := evaluate(t, in, "copies")
	if want := `{"a":7,"b":"x"}` + "\n"; status != 0 || out != want {
		t.Errorf("status %d %s, got %q, want %q", status, errs, out, want)
	}
}
