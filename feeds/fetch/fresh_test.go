package fetch

import (
	"net/http"
	"testing"
	"time"
)

func TestFresh(t *testing.T) {
	const date, later = "Mon, 02 Nov 2026 10:00:00 GMT", "Mon, 02 Nov 2026 12:00:00 GMT"
	tests := []struct {
		header map[string]string
		want   time.Duration
	}{
		{nil, 0},
		{map[string]string{"Cache-Control": "max-age=60"}, time.Minute},
		{map[string]string{"Cache-Control": `public, Max-Age="60"`, "Age": "20"}, 40 * time.Second},
		{map[string]string{"Cache-Control": "max-age=60", "Age": "90"}, 0},
		{map[string]string{"Cache-Control": "no-cache, max-age=60"}, 0},
		{map[string]string{"Cache-Control": "max-age=99999999999999999999"}, farAway},
		{map[string]string{"Cache-Control": "max-age=-5"}, 0},
		{map[string]string{"Cache-Control": "max-age=60", "Expires": later, "Date": date}, time.Minute},
		{map[string]string{"Expires": later, "Date": date}, 2 * time.Hour},
		{map[string]string{"Expires": date, "Date": later}, 0},
		{map[string]string{"Expires": later}, 0},
		{map[string]string{"Expires": "0", "Date": date}, 0},
	}
	for _, tt := range tests {
		h := http.Header{}
		for k, v := range tt.header {
			h.Set(k, v)
		}
		if got := fresh(h); got != tt.want {
			t.Errorf("%v: %v, want %v", tt.header, got, tt.want)
		}
	}
}
