package rule

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"casewire/feeds/text"
)

// A civil is a span of whole days: from the first until before the second,
// each at the midnight of the reader's zone.
type civil struct{ first, end time.Time }

// in moves a midnight kept in UTC to the zone.
func in(zone *time.Location, day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
}

// parseCivil reads 2022, 2022-10 or 2022-10-21.
func parseCivil(s string) (civil, bool) {
	parts := strings.Split(s, "-")
	if len(parts) > 3 {
		return civil{}, false
	}
	var num [3]int
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || len(part) != [3]int{4, 2, 2}[i] {
			return civil{}, false
		}
		num[i] = int(n)
	}
	year, month, day := num[0], time.Month(max(num[1], 1)), max(num[2], 1)
	first := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if len(parts) > 1 && num[1] == 0 || len(parts) > 2 && num[2] == 0 || first.Month() != month || first.Day() != day {
		return civil{}, false
	}
	switch len(parts) {
	case 1:
		return civil{first, first.AddDate(1, 0, 0)}, true
	case 2:
		return civil{first, first.AddDate(0, 1, 0)}, true
	}
	return civil{first, first.AddDate(0, 0, 1)}, true
}

// A within is a time back from now.
type within time.Duration

// parseWithin reads 36h, 7d, 2w or 3m; m is 30 days.
func parseWithin(s string) (within, bool) {
	const day = 24 * time.Hour
	units := map[byte]time.Duration{'h': time.Hour, 'd': day, 'w': 7 * day, 'm': 30 * day}
	if s == "" {
		return 0, false
	}
	unit := units[s[len(s)-1]]
	n, err := strconv.ParseUint(s[:len(s)-1], 10, 16)
	if err != nil || n == 0 || unit == 0 || n > uint64(36500*day/unit) {
		return 0, false
	}
	return within(time.Duration(n) * unit), true
}

// date reads the value of before:, after:, on: or within:.
func (p *parser) date(start int, op string) expr {
	x := &dateExpr{op: op}
	from := p.pos
	for !p.ended() && !unicode.IsSpace(p.peek()) && p.peek() != '|' {
		p.pos++
	}
	x.raw = p.src[from:p.pos]
	x.span = text.Span{Start: start, End: p.pos}
	if (op == "on" || op == "within") && p.scope != InSearch {
		hint := "write after:2021-10-21 before:2021-10-23"
		p.fault(start, p.pos, op+": works in searches only", hint)
		return nil
	}
	var ok bool
	if op == "within" {
		if x.back, ok = parseWithin(x.raw); !ok {
			p.fault(start, p.pos, brief(x.raw)+" is no length of time", "write within:36h, within:7d, within:2w or within:3m")
			return nil
		}
		return x
	}
	if x.days, ok = parseCivil(x.raw); !ok {
		p.fault(start, p.pos, brief(x.raw)+" is no date", "write "+op+":2022, "+op+":2022-10 or "+op+":2022-10-21")
		return nil
	}
	return x
}

// holds reports whether an instant is in the span that the node names. Days
// are those of the instant's own zone; now is for within.
func (x *dateExpr) holds(at, now time.Time) bool {
	if at.IsZero() {
		return false
	}
	zone := at.Location()
	switch x.op {
	case "before":
		return at.Before(in(zone, x.days.first))
	case "after":
		return !at.Before(in(zone, x.days.end))
	case "on":
		return !at.Before(in(zone, x.days.first)) && at.Before(in(zone, x.days.end))
	}
	return !at.Before(now.Add(-time.Duration(x.back)))
}
