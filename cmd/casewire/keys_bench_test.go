package main

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"casewire/tui/theme"
)

// BenchmarkKeys is what a key costs, with the frame after it, on each screen of
// the demonstration.
func BenchmarkKeys(b *testing.B) {
	for _, s := range shots {
		b.Run(s.name, func(b *testing.B) {
			r := sit(b)
			for _, key := range append([]string{"1"}, strings.Fields(s.keys)...) {
				r.press(key)
				r.drain(50 * time.Millisecond)
			}
			b.ResetTimer()
			for i := range b.N {
				r.press([]string{"j", "j", "k"}[i%3])
				r.drain(0)
				r.frame()
			}
		})
	}
}

// sit opens the demonstration at 120 by 36.
func sit(tb testing.TB) *robot {
	tb.Helper()
	_, app := demonstration(tb, theme.Options{Profile: colorprofile.TrueColor})
	r := newRobot(tb, app)
	r.resize(120, 36)
	r.run(app.Init())
	r.drain(100 * time.Millisecond)
	return r
}
