package main

import "testing"

func TestDates(t *testing.T) {
	in := `{"id":7,"dct":"2026-11-17T10:00","text":"“Ça va”, he said Friday.\nIt ends in 2027.","timexes":[{"start":0}]}` + "\n"
	want := `{"id":7,"timexes":[{"start":17,"end":23,"value":"2026-11-13"},{"start":36,"end":40,"value":"2027"}]}` + "\n"
	if status, out, errs := evaluate(t, in, "dates"); status != 0 || out != want {
		t.Errorf("status %d, errors %s, out %s", status, errs, out)
	}
	if status, _, _ := evaluate(t, `{"id":7,"dct":"soon","text":"x"}`, "dates"); status != 1 {
		t.Errorf("without a day: status %d", status)
	}
}
