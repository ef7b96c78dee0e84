package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// evaluate runs the program and returns what it wrote.
func evaluate(t *testing.T, in string, args ...string) (status int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	status = run(args, strings.NewReader(in), &o, &e)
	return status, o.String(), e.String()
}

func storyFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.toml")
	doc := "title = \"Case\"\n[[keep]]\nname = \"the bakery\"\nmatch = 'bakery (fire OR arson)'\n"
	if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFilter(t *testing.T) {
	in := `{"id":"a1","title":"bakery fire","first_seen":"2022-06-29T21:57:59-04:00","label":"no"}
{"id":17,"title":"bakery opens","summary":"Bread.","outlet":"npr"}

{"url":"/x/1","title":"weather","summary":"rain"}
`
	want := `{"id":"a1","keep":true,"decision":"keep","rules":["the bakery"]}
{"id":17,"keep":false,"decision":"near-miss","rules":["the bakery"]}
{"url":"/x/1","keep":false,"decision":"drop","rules":[]}
`
	status, out, errs := evaluate(t, in, "filter", "--story", storyFile(t))
	if status != 0 || out != want {
		t.Errorf("status %d, errors %q, got\n%swant\n%s", status, errs, out, want)
	}
}

func TestOrderIsKeptAndBadLinesAreTold(t *testing.T) {
	var in strings.Builder
	const n = 5000
	for i := 1; i <= n; i++ {
		if i == 700 || i == 701 {
			in.WriteString("{\"id\":\n")
			continue
		}
		fmt.Fprintf(&in, "{\"id\":%d,\"title\":\"bakery\"}\n", i)
	}
	status, out, errs := evaluate(t, in.String(), "filter", "--story", storyFile(t))
	if status != 1 || !strings.Contains(errs, "line 700: ") || !strings.Contains(errs, "2 lines failed") {
		t.Errorf("status %d, errors %s", status, errs)
	}
	last, count := 0, 0
	for line := range strings.Lines(out) {
		var got struct{ ID int }
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		if got.ID <= last {
			t.Fatalf("%d stands behind %d", got.ID, last)
		}
		last, count = got.ID, count+1
	}
	if count != n-2 {
		t.Errorf("got %d lines, want %d", count, n-2)
	}
}

func TestLongLineAndCrash(t *testing.T) {
	long := fmt.Sprintf("{\"id\":1,\"title\":\"bakery fire\",\"summary\":%q}\n\"crash\"\n3", strings.Repeat("x ", 1<<20))
	var out, errs bytes.Buffer
	c := &call{in: strings.NewReader(long), out: &out, errs: &errs}
	err := eachLine(c, func(line []byte, out *json.Encoder) error {
		if line[0] == '"' {
			panic("oh")
		}
		return out.Encode(len(line))
	})
	if err != nil || c.failed != 1 || out.String() != fmt.Sprintf("%d\n1\n", strings.Index(long, "\n")+1) {
		t.Errorf("error %v, %d failed, wrote %s, told %s", err, c.failed, &out, &errs)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"nothing"}, {"filter"}, {"filter", "--tory", "x"}} {
		if status, _, errs := evaluate(t, "", args...); status != 2 || !strings.Contains(errs, "usage: evaluate") {
			t.Errorf("%v: status %d, errors %s", args, status, errs)
		}
	}
	if status, _, errs := evaluate(t, "", "filter", "--story", "./nowhere.toml"); status != 1 || !strings.Contains(errs, "read story") {
		t.Errorf("status %d, errors %s", status, errs)
	}
}
