package text_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"casewire/feeds/text"
)

func TestCleanJSON(t *testing.T) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(map[string]text.Clean{"a": text.Line("“Hale & Sons” <x>")}); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "{\"a\":\"“Hale & Sons” <x>\"}\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var c text.Clean
	if err := json.Unmarshal([]byte(`"a\u001b[31m\u202eb\r\nc"`), &c); err != nil {
		t.Fatal(err)
	}
	if got, want := c.String(), "a\uFFFD[31m b\nc"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCut(t *testing.T) {
	c := text.Line("Marlow")
	for _, tt := range []struct {
		span text.Span
		want string
	}{
		{text.Span{Start: 0, End: 3}, "Mar"},
		{text.Span{Start: 3, End: 99}, "low"},
		{text.Span{Start: -2, End: 1}, "M"},
		{text.Span{Start: 5, End: 2}, ""},
		{text.Span{Start: 99, End: 99}, ""},
	} {
		if got := c.Cut(tt.span).String(); got != tt.want {
			t.Errorf("Cut(%v) = %q, want %q", tt.span, got, tt.want)
		}
	}
}

func TestJoin(t *testing.T) {
	if got := text.Join(" · ", text.Own("a"), text.Line(" b\n")).String(); got != "a · b" {
		t.Errorf("Join = %q", got)
	}
	if got := text.Sprintf("%d of %s", 3, "\x1bx").String(); got != "3 of \uFFFDx" {
		t.Errorf("Sprintf = %q", got)
	}
}
