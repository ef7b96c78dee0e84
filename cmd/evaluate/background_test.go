package main

import "testing"

func TestBackground(t *testing.T) {
	in := `{"event":"fire","date":"2026-11-02","updates":["","A fire destroyed the bakery.\\nNobody was hurt in it.","Fire destroys bakery."],"backgrounds":["x"]}
{"event":"flood","date":"2026-11-03","updates":["The river rose by two feet."]}
3
{"event":"fire","date":"soon","updates":[]}
`
	want := `{"event":"fire","date":"2026-11-02","summary":""}
{"event":"flood","date":"2026-11-03","summary":""}
{"event":"fire","date":"soon","summary":"A fire destroyed the bakery. Nobody was hurt in it."}
`
	if status, out, errs := evaluate(t, in, "background"); status != 1 || out != want {
		t.Errorf("status %d, errors %q, got\n%swant\n%s", status, errs, out, want)
	}
}
