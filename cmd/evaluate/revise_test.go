package main

import "testing"

func TestRevise(t *testing.T) {
	in := `{"url":"/x/1","versions":[{"t":"2026-03-12T09:00:00Z","title":"Bakery trial: 25 testify","summary":"The jury left."},{"title":"Bakery trial: 26 testify","summary":"The jury left."},{"title":"Bakery trial:  26 testify","summary":"The jury left."},{"title":"Judge puts off closings in bakery trial","summary":"The jury left. It comes back on Tuesday at ten."}]}
{"url":"/x/2","versions":[]}
{"id":3,"url":"/x/3","versions":[{"title":"A"},{"title":"A"}]}
`
	want := `{"url":"/x/1","changes":[{"from":1,"to":2,"kind":"correction"},{"from":3,"to":4,"kind":"update"}]}
{"url":"/x/2","changes":[]}
{"id":3,"changes":[]}
`
	if status, out, errs := evaluate(t, in, "revise"); status != 0 || out != want {
		t.Errorf("status %d, errors %q, got\n%swant\n%s", status, errs, out, want)
	}
}

func TestDiff(t *testing.T) {
	in := `{"title":"Bakery","versions":["The jury left.\n\nThe binder holds 241 pages.","The binder holds 214 pages.\n\nAnd no more.","The binder holds 214 pages.\n\nAnd no more."]}
{"title":"None","versions":["a"]}
`
	want := `{"title":"Bakery","from":1,"to":2,"kind":"correction","hunks":[{"paragraph":0,"old":"The jury left.","new":""},{"paragraph":0,"old":"The binder holds 241 pages.","new":"The binder holds 214 pages."},{"paragraph":1,"old":"","new":"And no more."}]}
{"title":"Bakery","from":2,"to":3,"kind":"minor","hunks":[]}
`
	if status, out, errs := evaluate(t, in, "diff"); status != 0 || out != want {
		t.Errorf("status %d, errors %q, got\n%swant\n%s", status, errs, out, want)
	}
}
