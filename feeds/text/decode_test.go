package text

import (
	"strings"
	"testing"
)

func TestDecodePage(t *testing.T) {
	for _, tt := range []struct{ name, doc, contentType, want string }{
		{"UTF-8", "caf\u00e9", "", "caf\u00e9"},
		{"by its type", "caf\xe9", "text/html; charset=iso-8859-1", "caf\u00e9"},
		{"by its meta", "<meta charset=windows-1251>\xf1\xf3\xe4", "text/html", "<meta charset=windows-1251>суд"},
		{"not what its meta says", "<meta charset=windows-1251>суд \xff", "text/html; charset=utf-8", "<meta charset=windows-1251>суд \xff"},
		{"nothing said", "caf\xe9", "", "caf\u00e9"},
	} {
		if got := string(DecodePage([]byte(tt.doc), tt.contentType)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTongue(t *testing.T) {
	for in, want := range map[string]string{
		" en_US\n": "en-US", "de": "de", "": "", "en US": "", "\x1b[31m": "", strings.Repeat("a", 36): "",
	} {
		if got := Tongue(in); got != want {
			t.Errorf("Tongue(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHead(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "a", 2: "aé", 3: "aé港", 9: "aé港"} {
		if got := Own("aé港").Head(n).String(); got != want {
			t.Errorf("%d characters: %q, want %q", n, got, want)
		}
	}
}
