package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casewire/feeds/archive"
	"casewire/feeds/demo"
	"casewire/feeds/news"
	"casewire/feeds/text"
)

// lastVisit asks for what came since the reader of the demonstration was there.
func lastVisit(t *testing.T, a *archive.Archive) Since {
	t.Helper()
	now := demo.Ends()
	v, err := a.LastVisit(t.Context(), now)
	if err != nil || v.Ended.IsZero() {
		t.Fatalf("last visit %+v, %v", v, err)
	}
	return Since{Poll: v.ToPoll, At: v.Ended, Today: news.Date{Year: now.Year(), Month: now.Month(), Day: now.Day()}, Lines: 20}
}

func digestOf(t *testing.T, a *archive.Archive, st *news.Story, o Since) news.Digest {
	t.Helper()
	d, err := Digest(t.Context(), a, st, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func count(d *news.Digest, kind news.LineKind) (n int) {
	for i := range d.Lines {
		if d.Lines[i].Kind == kind {
			n++
		}
	}
	return n
}

func TestDigestOfTheDemonstration(t *testing.T) {
	a, st := played(t)
	ctx := t.Context()
	since := lastVisit(t, a)
	soFar(t, a, st, since.Today)
	d := digestOf(t, a, st, since)
	came, err := a.CameSince(ctx, since.Poll)
	if err != nil {
		t.Fatal(err)
	}
	counts, err := a.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if d.Items != len(came) || d.Items == 0 || !d.Until.Equal(counts.LastPoll) || !d.Since.Equal(since.At) {
		t.Errorf("%d came, %+v", len(came), d)
	}
	for _, kind := range []news.LineKind{news.Development, news.CorrectionLine, news.ScheduledLine} {
		if count(&d, kind) == 0 {
			t.Errorf("no %s", kind)
		}
	}
	cited(t, a, &d)
	if again := digestOf(t, a, st, since); fmt.Sprint(again) != fmt.Sprint(d) {
		t.Error("another digest the second time")
	}
	if err := Rebuild(ctx, a, st, besides, nil); err != nil {
		t.Fatal(err)
	}
	if again := digestOf(t, a, st, since); fmt.Sprint(again) != fmt.Sprint(d) {
		t.Error("another digest when all was understood again")
	}
	// Who has read it all is told nothing, unless what was read counts too.
	var ids []int64
	for _, c := range came {
		ids = append(ids, c.Article)
	}
	if _, err := a.Do(ctx, demo.Ends(), news.MarkRead, text.Clean{}, ids...); err != nil {
		t.Fatal(err)
	}
	if d = digestOf(t, a, st, since); count(&d, news.Development) > 0 {
		t.Errorf("told what was read: %v", d.Lines)
	}
	since.Known = true
	if d = digestOf(t, a, st, since); count(&d, news.Development) == 0 {
		t.Error("what was read is not told where it is asked for")
	}
}

// cited fails where a line does not stand where it says.
func cited(t *testing.T, a *archive.Archive, d *news.Digest) {
	t.Helper()
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Article == 0 || l.Paragraph < 0 {
			continue
		}
		art, err := a.Article(t.Context(), l.Article)
		if err != nil {
			t.Fatal(err)
		}
		body := &art.Text.Body
		if said := body.Paragraph(l.Paragraph).Cut(l.Span); said != l.Text {
			t.Errorf("%q is cited as %q", said, l.Text)
		}
		n := l.Sentence
		for p := range l.Paragraph {
			n -= len(body.Blocks[p].Sentences)
		}
		if n < 0 || n >= len(body.Blocks[l.Paragraph].Sentences) || body.Blocks[l.Paragraph].Sentences[n].End < l.Span.End {
			t.Errorf("sentence %d is not %q", l.Sentence, l.Text)
		}
	}
}

// soFar checks the story so far.
func soFar(t *testing.T, a *archive.Archive, st *news.Story, today news.Date) {
	t.Helper()
	d := digestOf(t, a, st, Since{Today: today, Lines: 20})
	cited(t, a, &d)
	words := 0
	for _, l := range d.Lines {
		if l.Kind == news.BackgroundLine {
			words += len(strings.Fields(l.Text.String()))
		}
	}
	if words == 0 || words > soFarWords || d.Lines[0].Article != 0 || !d.Since.IsZero() {
		t.Errorf("%d words: %v", words, d.Lines)
	}
}

func TestGrouped(t *testing.T) {
	post, wire := text.Own("Harbor Post"), text.Own("Wire Service")
	got := grouped([]archive.Arrived{
		{Article: 7, Cluster: 3, Outlet: wire, New: 2},
		{Article: 8, Cluster: 8, Outlet: post},
		{Article: 9, Cluster: 3, Outlet: post, Copy: true, New: 5},
		{Article: 10, Cluster: 3, Outlet: post},
	})
	if len(got) != 2 || got[0].outlets != 2 || got[0].own != 2 || got[0].fresh != 5 || got[1].own != 1 ||
		!slices.EqualFunc(got[0].arrived, []int64{7, 9, 10}, func(c archive.Arrived, id int64) bool { return c.Article == id }) {
		t.Errorf("got %+v", got)
	}
}
