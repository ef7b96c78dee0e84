package main

import "testing"

func TestTimeline(t *testing.T) {
	in := `{"topic":"x","id":1,"date":"2025-10-22","sentences":["A fire -LRB- a big one -RRB- destroyed it on Oct. 21 .","He said \u0060\u0060 no '' ."]}` + "\n" +
		`{"topic":"x","id":2,"date":"2026-03-03","sentences":["The Oct. 21 , 2025 , fire did n't spread before 2026-02-01 ."]}` + "\n"
	want := `{"topic":"x","dates":["2025-10-21","2026-02-01"],"sentences":{` +
		`"2025-10-21":["A fire (a big one) destroyed it on Oct. 21."],` +
		`"2026-02-01":["The Oct. 21, 2025, fire didn't spread before 2026-02-01."]}}` + "\n"
	if status, out, errs := evaluate(t, in, "timeline"); status != 0 || out != want {
		t.Errorf("status %d, errors %s, out %s", status, errs, out)
	}
	if status, _, _ := evaluate(t, `{"date":"x"}`, "timeline"); status != 1 {
		t.Errorf("without a day: status %d", status)
	}
}

func TestDetokenize(t *testing.T) {
	for in, want := range map[string]string{
		"The ex - wife of Mr. Taylor , 51 , was n't there .": "The ex-wife of Mr. Taylor, 51, wasn't there.",
		"`` Go ! '' he 's told 24\\/7 -LRB- twice -RRB- .":   "“Go!” he's told 24/7 (twice).",
		"It cost $ 1.2 m – or 9 % – in the '90s .":           "It cost $1.2 m – or 9% – in the '90s.",
		"Horta - Osório ’s bank":                             "Horta-Osório’s bank",
		"- Security forces break up":                         "- Security forces break up",
	} {
		if got := detokenize(in); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}
