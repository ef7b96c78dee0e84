package main

import "testing"

func TestNovelty(t *testing.T) {
	in := `{"id":"x","history":["Judge Okafor opened the trial of Dana Marlow on Monday.\\nTwelve jurors were sworn in before noon.","The chemist found paint thinner in the shop."],` +
		`"candidates":[{"text":"Twelve jurors had been sworn in before noon.","new":true},{"text":"Nine jurors had been sworn in before noon."},{"text":""},{"text":"A ferry ran aground."}]}
{"id":2,"history":[],"candidates":[]}
`
	want := `{"id":"x","new":[false,true,false,true]}
{"id":2,"new":[]}
`
	if status, out, errs := evaluate(t, in, "novelty"); status != 0 || out != want {
		t.Errorf("status %d, errors %q, got\n%swant\n%s", status, errs, out, want)
	}
}
