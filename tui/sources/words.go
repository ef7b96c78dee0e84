package sources

import (
	"strconv"
	"time"

	"casewire/feeds/news"
	"casewire/feeds/text"
	"casewire/tui/screen"
)

// A phrase is a sentence above the list; loud is one that asks for something.
type phrase struct {
	text  text.Clean
	loud  bool
	place int // where it comes where room is short
}

// verdict says whether a silence is real: who answered, what was seen, and
// who needs the reader.
func verdict(feeds []news.Health, c *news.Counts, now time.Time) []phrase {
	if len(feeds) == 0 {
		return nil
	}
	said := []phrase{{text: answered(feeds, now)}}
	if !c.FirstPoll.IsZero() {
		said = append(said, phrase{place: 2, text: text.Sprintf("%s seen since %s, %s about the story.",
			screen.Count(int(c.Seen), "item", "items"), since(c.FirstPoll, now), screen.Number(c.Kept))})
	}
	if n := needing(feeds, now); n > 0 {
		need := " feeds need you."
		if n == 1 {
			need = " feed needs you."
		}
		said = append(said, phrase{text.Line(spelled(n) + need), true, 1})
	}
	return said
}

// needing counts the feeds that fail, but for those that only want to be left
// alone for a while.
func needing(feeds []news.Health, now time.Time) int {
	n := 0
	for i := range feeds {
		if feeds[i].NeedsReader(now) {
			n++
		}
	}
	return n
}

// answered says how many feeds answered in the last hour.
func answered(feeds []news.Health, now time.Time) text.Clean {
	var last time.Time
	n := 0
	for i := range feeds {
		ok := feeds[i].LastOK
		if !ok.IsZero() && now.Sub(ok) <= time.Hour {
			n++
		}
		if ok.After(last) {
			last = ok
		}
	}
	switch {
	case last.IsZero():
		return text.Sprintf("None of %s has answered yet.", screen.Count(len(feeds), "feed", "feeds"))
	case n == 0:
		return text.Sprintf("None of %s answered in the last hour; the last answer came %s.",
			screen.Count(len(feeds), "feed", "feeds"), moment(last, now))
	}
	return text.Sprintf("%s of %s answered in the last hour.", screen.Number(n), screen.Count(len(feeds), "feed", "feeds"))
}

// tally counts the feeds of each state.
func tally(feeds []news.Health) map[news.FeedState]int {
	n := map[news.FeedState]int{}
	for i := range feeds {
		n[feeds[i].State]++
	}
	return n
}

// summary counts the feeds of each state, in words.
func summary(feeds []news.Health) text.Clean {
	n := tally(feeds)
	var parts []text.Clean
	for _, s := range []news.FeedState{news.Alive, news.Quiet, news.Failing, news.Gone, news.Never} {
		word := s.String()
		if s == news.Never {
			word = "not asked yet"
		}
		if n[s] > 0 {
			parts = append(parts, text.Sprintf("%s %s", screen.Number(n[s]), word))
		}
	}
	return text.Join("   ", parts...)
}

// next says when feeds are asked again, and how many then.
func next(feeds []news.Health, now time.Time) text.Clean {
	var soonest time.Time
	n := 0
	for i := range feeds {
		at := feeds[i].Next.Truncate(time.Minute)
		switch {
		case feeds[i].Next.IsZero() || feeds[i].State == news.Gone:
		case n == 0 || at.Before(soonest):
			soonest, n = at, 1
		case at.Equal(soonest):
			n++
		}
	}
	switch {
	case n == 0:
		return text.Clean{}
	case !soonest.After(now):
		return text.Sprintf("next: %s now", screen.Count(n, "feed", "feeds"))
	}
	return text.Sprintf("next: %s at %s", screen.Count(n, "feed", "feeds"), moment(soonest, now))
}

// sign is what stands before a feed: ! failing, x gone, ~ something was missed.
func sign(h *news.Health) string {
	switch {
	case h.State == news.Failing:
		return "!"
	case h.State == news.Gone:
		return "x"
	case h.Gap != nil:
		return "~"
	}
	return " "
}

// state says how a feed is. The short one leaves out what can be spared.
func state(h *news.Health, now time.Time, short bool) text.Clean {
	switch h.State {
	case news.Failing:
		return failing(h, now, short)
	case news.Gone:
		if short {
			return text.Sprintf("gone for good%s since %s", status(h), day(h.Since, now))
		}
		return text.Sprintf("gone for good%s since %s; no longer asked", status(h), day(h.Since, now))
	case news.Never:
		return text.Own("not asked yet")
	case news.Quiet:
		if h.LastItem.IsZero() {
			return text.Own("quiet: answers, has had no item yet")
		}
		return text.Sprintf("quiet: answers, last item %s", ago(h.LastItem, now))
	case news.Alive:
	}
	return alive(h, now, short)
}

// alive says what there is to say of a feed that answers.
func alive(h *news.Health, now time.Time, short bool) text.Clean {
	switch {
	case h.Gap != nil && short:
		return text.Sprintf("alive; gap %s–%s, about %s not seen", weekday(h.Gap.From, now), weekday(h.Gap.To, now), screen.Number(h.Gap.Missed))
	case h.Gap != nil:
		return text.Sprintf("alive; gap %s to %s, about %s not seen",
			hour(h.Gap.From, now), hour(h.Gap.To, now), screen.Count(h.Gap.Missed, "item", "items"))
	case h.Quiet.After(now):
		return text.Sprintf("wants to be left alone until %s", moment(h.Quiet, now))
	case h.MovedTo != "":
		return text.Own("alive; it moved, and is asked at its new address")
	case h.Kept == 0 && h.Items > 0:
		return text.Sprintf("alive, %s seen, 0 kept", screen.Count(h.Items, "item", "items"))
	}
	return text.Own("alive")
}

// failing says what is wrong with a feed, and since when.
func failing(h *news.Health, now time.Time, short bool) text.Clean {
	what := reason(h)
	if h.Quiet.After(now) && h.Status == 429 {
		return text.Sprintf("wants to be left alone until %s (429)", moment(h.Quiet, now))
	}
	if h.Quiet.After(now) {
		return text.Sprintf("%s; left alone until %s", what, moment(h.Quiet, now))
	}
	if h.Since.IsZero() {
		return what
	}
	what = text.Sprintf("%s since %s", what, day(h.Since, now))
	switch {
	case short:
		return what
	case h.LastOK.IsZero():
		return text.Join("", what, text.Own("; never answered"))
	}
	return text.Join("", what, text.Own("; answered until then"))
}

// reason is what a feed does that it should not.
func reason(h *news.Health) text.Clean {
	if h.Reason.Len() > 0 {
		return h.Reason
	}
	if h.Status == 0 {
		return text.Own("does not answer")
	}
	return text.Sprintf("gives nothing that can be read%s", status(h))
}

// status is the answer's number, in parentheses.
func status(h *news.Health) string {
	if h.Status < 400 {
		return ""
	}
	return " (" + strconv.Itoa(h.Status) + ")"
}

// story tells all that is known of a feed.
func story(h *news.Health, now time.Time) text.Clean {
	who := h.Outlet.String()
	switch {
	case h.State == news.Failing && h.Quiet.After(now):
		return text.Sprintf("%s wants to be left alone until %s%s. Not asked before.", who, moment(h.Quiet, now), status(h))
	case h.State == news.Failing:
		return text.Sprintf("%s %s since %s. %s %s", who, reason(h), full(h.Since, now), before(h), again(h, now))
	case h.State == news.Gone:
		return text.Sprintf("%s is gone for good%s since %s. It is no longer asked; what was kept of it stays.", who, status(h), full(h.Since, now))
	case h.State == news.Never:
		return text.Sprintf("%s was not asked yet. %s", who, again(h, now))
	case h.Gap != nil:
		return text.Sprintf("%s: gap from %s to %s. None of the items that it lists was known: at its usual rate about %s not seen.",
			who, hour(h.Gap.From, now), hour(h.Gap.To, now), screen.Count(h.Gap.Missed, "item was", "items were"))
	case h.State == news.Quiet && !h.LastItem.IsZero():
		return text.Sprintf("%s answers; its last item came %s, %s.", who, ago(h.LastItem, now), full(h.LastItem, now))
	}
	return text.Sprintf("%s answers: %s seen, %s about the story. %s", who,
		screen.Count(h.Items, "item", "items"), screen.Number(h.Kept), again(h, now))
}

// before says how a feed was before it failed.
func before(h *news.Health) string {
	if h.LastOK.IsZero() {
		return "It has never answered."
	}
	return "It answered well until then."
}

// again says when a feed is asked the next time.
func again(h *news.Health, now time.Time) string {
	switch {
	case h.Next.IsZero():
		return ""
	case !h.Next.After(now):
		return "It is to be asked now."
	}
	return "Asked again " + moment(h.Next, now) + "."
}
