package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// What the gate changes does not move the places of quotations.
func TestQuotesTask(t *testing.T) {
	doc := "Cafe\u0301  \u200b☕️ is\u00a0open.\n“Não — it is over,”\t said  Ana Reed.\r\n\r\n\x1bA “safe” house."
	line, _ := json.Marshal(map[string]any{"id": 7, "text": doc})
	status, out, errs := evaluate(t, string(line)+"\n", "quotes")
	if status != 0 {
		t.Fatal(errs)
	}
	var got struct {
		ID     int
		Quotes []quoteSpan
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.ID != 7 || len(got.Quotes) != 1 {
		t.Fatalf("%v: %s", err, out)
	}
	runes, q := []rune(doc), got.Quotes[0]
	if s := string(runes[q.Start:q.End]); s != "“Não — it is over,”" {
		t.Errorf("quotation %q", s)
	}
	if s := string(runes[q.SourceStart:q.SourceEnd]); s != "Ana Reed" {
		t.Errorf("source %q", s)
	}
}

func TestPeopleTask(t *testing.T) {
	in := `{"id":"a","outlet":"Post","time":"2026-03-01T00:00:00Z","text":"“I was asleep at home,” said Tomas Marlow, her brother."}
{"id":"b","outlet":"News","time":"2026-03-02T00:00:00Z","text":"“I was at home, asleep,” Tomas Marlow said to Sheriff Adan Mendoza."}
{"id":"c","outlet":"News","time":"2026-03-03T00:00:00Z","sentences":["Sheriff Mendoza left."]}
`
	status, out, errs := evaluate(t, in, "people")
	want := []string{
		`{"id":"a","people":["Tomas Marlow"],"quotes":[{"speaker":"Tomas Marlow","text":"I was asleep at home","new":true,"variant":false}]}`,
		`{"id":"b","people":["Tomas Marlow","Adan Mendoza"],"quotes":[{"speaker":"Tomas Marlow","text":"I was at home, asleep","new":false,"variant":true}]}`,
		`{"id":"c","people":["Adan Mendoza"],"quotes":[]}`,
		`{"aliases":["Mendoza"],"items":2,"mentions":2,"name":"Adan Mendoza","quotes":0,"role":"sheriff"}`,
		`{"aliases":null,"items":2,"mentions":2,"name":"Tomas Marlow","quotes":2,"role":"brother"}`,
		`{"outlets":2,"speaker":"Tomas Marlow","text":"I was asleep at home","variants":1}`,
	}
	if got := strings.Split(strings.TrimSpace(out), "\n"); status != 0 || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("status %d, errors %s, out\n%s", status, errs, out)
	}
	status, out, _ = evaluate(t, in, "people", "--why", "Adan Mendoza")
	if why := "“Mendoza” is the same person: nobody else of the story has that surname"; status != 0 || !strings.Contains(out, why) {
		t.Errorf("status %d, out %s", status, out)
	}
	if status, _, _ = evaluate(t, "", "people", "x"); status != 2 {
		t.Errorf("status %d", status)
	}
	if status, _, _ = evaluate(t, "x\n", "people"); status != 1 {
		t.Errorf("status %d", status)
	}
}
