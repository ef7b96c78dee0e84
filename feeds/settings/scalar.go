package settings

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Int takes a whole number between two bounds, which are allowed.
func Int(to *int, low, high int) func(*Value) {
	return func(v *Value) {
		n, err := strconv.ParseInt(strings.ReplaceAll(v.text, "_", ""), 0, 0)
		hint := fmt.Sprintf("write  %s = %d", v.name, min(max(n, int64(low)), int64(high)))
		switch {
		case v.kind != anInteger:
			v.must(fmt.Sprintf("a whole number from %d to %d", low, high), hint)
		case err != nil || n < int64(low) || n > int64(high):
			v.Fault(Fault{Text: fmt.Sprintf("`%s` must be from %d to %d, is %s", v.name, low, high, short(v.text)), Hint: hint})
		default:
			*to = int(n)
		}
	}
}

// Duration takes a time such as "90s", "30m", "1h30m" or "14d", at least low,
// or a word that stands for zero, if there is one.
func Duration(to *time.Duration, low time.Duration, zero ...string) func(*Value) {
	hint := `write a number and s, m, h, d or w, in quotes: "30m"`
	for _, word := range zero {
		hint += fmt.Sprintf(`; or "%s"`, word)
	}
	return func(v *Value) {
		d, ok := parseDuration(v.text)
		switch {
		case v.kind == aString && slices.Contains(zero, v.text):
			*to = 0
		case v.kind != aString || !ok:
			v.must("a time", hint)
		case d < low:
			v.Fault(Fault{Text: fmt.Sprintf(`"%s" is too short: at least "%s"`, v.text, shortest(low)), Hint: fmt.Sprintf(`write "%s"`, shortest(low))})
		default:
			*to = d
		}
	}
}

func shortest(d time.Duration) string {
	switch {
	case d%day == 0:
		return fmt.Sprintf("%dd", d/day)
	case d%time.Hour == 0:
		return fmt.Sprintf("%dh", d/time.Hour)
	case d%time.Minute == 0:
		return fmt.Sprintf("%dm", d/time.Minute)
	}
	return fmt.Sprintf("%ds", d/time.Second)
}

const day = 24 * time.Hour

// parseDuration reads whole numbers with the units s, m, h, d and w, one after
// another. A day has 24 hours. No part, or more than a hundred years, is not ok.
func parseDuration(s string) (d time.Duration, ok bool) {
	const longest = 100 * 365 * day
	for s != "" {
		n, unit, rest := number(s)
		size := unitSize(unit)
		if size == 0 || n > float64(longest/size) {
			return 0, false
		}
		if d += time.Duration(n) * size; d > longest {
			return 0, false
		}
		s, ok = rest, true
	}
	return d, ok
}

func unitSize(unit string) time.Duration {
	switch unit {
	case "s":
		return time.Second
	case "m":
		return time.Minute
	case "h":
		return time.Hour
	case "d":
		return day
	case "w":
		return 7 * day
	}
	return 0
}

// number splits a number, its unit and the rest. A missing number is infinite.
func number(s string) (n float64, unit, rest string) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	j := i
	for j < len(s) && (s[j] < '0' || s[j] > '9') {
		j++
	}
	n, err := strconv.ParseFloat(s[:i], 64)
	if err != nil {
		n = math.Inf(1)
	}
	return n, s[i:j], s[j:]
}

// Size takes a number of bytes such as "16MiB", above zero and at most high.
func Size(to *int64, high int64) func(*Value) {
	return func(v *Value) {
		n, unit, rest := number(v.text)
		size := map[string]int64{
			"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9,
		}[strings.TrimSpace(unit)]
		switch {
		case v.kind != aString || size == 0 || rest != "" || math.IsInf(n, 0):
			v.must("a size", `write a number and KiB, MiB or GiB, in quotes: "16MiB"`)
		case n < 1 || n > float64(high)/float64(size):
			v.Fault(Fault{Text: fmt.Sprintf(`"%s" is out of bounds: from 1B to %dMiB`, short(v.text), high>>20), Hint: `write something like "16MiB"`})
		default:
			*to = int64(n) * size
		}
	}
}

// Date returns a day, written as a TOML date. If vague, a month or a year in
// quotes is as good: then day, or day and month, are 0. What else stands there
// is a fault.
func (v *Value) Date(vague bool) (y int, m time.Month, d int, ok bool) {
	layouts := []string{time.DateOnly}
	hint := "write it like  2021-10-21, without quotes"
	if vague {
		hint = `write  2021-10-21, or "2021-10", or "2021"`
	}
	switch {
	case v.kind == aString && vague:
		layouts = []string{time.DateOnly, "2006-01", "2006"}
	case v.kind == aDate:
	default:
		return 0, 0, 0, v.must("a date", hint)
	}
	for i, layout := range layouts {
		if t, err := time.Parse(layout, v.text); err == nil && t.Year() > 0 {
			parts := [...]int{t.Year(), int(t.Month()), t.Day()}
			clear(parts[3-i:])
			return parts[0], time.Month(parts[1]), parts[2], true
		}
	}
	if v.kind == aString {
		return 0, 0, 0, v.must("a date", hint)
	}
	v.Fault(Fault{Text: fmt.Sprintf("there is no day %s", short(v.text)), Hint: hint})
	return 0, 0, 0, false
}

// Clock returns a time of day, as the time since midnight. What else stands
// there is a fault.
func (v *Value) Clock() (time.Duration, bool) {
	if v.kind != aTime {
		return 0, v.must("a time of day", "write it like  09:30:00, without quotes")
	}
	for _, layout := range []string{"15:04:05", "15:04"} {
		if t, err := time.Parse(layout, v.text); err == nil {
			return t.Sub(t.Truncate(day)), true
		}
	}
	v.Fault(Fault{Text: fmt.Sprintf("there is no time of day %s", short(v.text)), Hint: "write it like  09:30:00"})
	return 0, false
}
