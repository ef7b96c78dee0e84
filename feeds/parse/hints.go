package parse

import (
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/rss"

	"casewire/feeds/news"
)

// rssHints reads when a feed wants to be asked: the longer of <ttl> and the
// syndication module's period, and the hours and days to skip.
func rssHints(f *rss.Feed) news.Hints {
	var h news.Hints
	if n, err := strconv.Atoi(strings.TrimSpace(f.TTL)); err == nil && n > 0 && n < 1e6 {
		h.TTL = time.Duration(n) * time.Minute
	}
	h.TTL = max(h.TTL, syndication(value(f.Extensions, "sy:updatePeriod"), value(f.Extensions, "sy:updateFrequency")))
	for _, s := range f.SkipHours {
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 && n <= 24 {
			h.SkipHours = append(h.SkipHours, n%24)
		}
	}
	for _, s := range f.SkipDays {
		for day := time.Sunday; day <= time.Saturday; day++ {
			if strings.EqualFold(strings.TrimSpace(s), day.String()) {
				h.SkipDays = append(h.SkipDays, day)
			}
		}
	}
	return h
}

// syndication returns the time between two updates, 0 if none is given.
func syndication(period, frequency string) time.Duration {
	const day = 24 * time.Hour
	var d time.Duration
	switch strings.ToLower(strings.TrimSpace(period)) {
	case "hourly":
		d = time.Hour
	case "daily":
		d = day
	case "weekly":
		d = 7 * day
	case "monthly":
		d = 30 * day
	case "yearly":
		d = 365 * day
	}
	if n, err := strconv.Atoi(strings.TrimSpace(frequency)); err == nil && n > 1 {
		d /= time.Duration(n)
	}
	return d
}
