package archive

import (
	"testing"
	"time"
)

// told lists the headlines of alerts.
func told(t *testing.T, list []Alert, err error) string {
	t.Helper()
	must(t, err)
	out := ""
	for _, a := range list {
		out += a.Article.Headline.String() + ";"
	}
	return out
}

func TestAlertsAreToldOnce(t *testing.T) {
	d := newDesk(t, 2)
	ctx := t.Context()
	d.poll(0, item("1", "https://a.example/1", "fire one", "x"), item("2", "https://a.example/2", "rain", "x"))
	d.now = d.now.Add(time.Hour)
	d.poll(1, item("3", "https://b.example/3", "fire two", "x"), item("4", "https://a.example/1", "fire one", "x"))

	list, err := d.Untold(ctx)
	if got := told(t, list, err); got != "fire one;fire two;" {
		t.Fatalf("untold: %s", got)
	}
	if got := list[0].Rules; len(got) != 1 || got[0].String() != "verdicts" {
		t.Errorf("rules %v", got)
	}
	if !list[0].Found.Equal(noon) || !list[1].Found.Equal(noon.Add(time.Hour)) {
		t.Errorf("found at %s and %s", list[0].Found, list[1].Found)
	}
	for i, want := range []bool{true, false} {
		ok, err := d.Tell(ctx, list[0].Article.ID)
		must(t, err)
		if ok != want {
			t.Errorf("try %d to tell: %v", i+1, ok)
		}
	}
	list, err = d.Untold(ctx)
	if got := told(t, list, err); got != "fire two;" {
		t.Errorf("untold after one was told: %s", got)
	}

	// The article changes, and its rule matches again.
	d.poll(0, item("1", "https://a.example/1", "fire one, updated", "y"))
	list, err = d.Untold(ctx)
	if got := told(t, list, err); got != "fire two;" {
		t.Errorf("untold after a change: %s", got)
	}
	list, err = d.AlertsSince(ctx, 1)
	if got := told(t, list, err); got != "fire two;" {
		t.Errorf("since the first poll: %s", got)
	}
	list, err = d.AlertsSince(ctx, 0)
	if got := told(t, list, err); got != "fire one, updated;fire two;" {
		t.Errorf("since ever: %s", got)
	}
}

func TestOneAlertForAReport(t *testing.T) {
	d := newDesk(t, 1)
	ctx := t.Context()
	d.poll(0, item("1", "https://a.example/1", "fire one", "x"), item("2", "https://b.example/2", "fire, a copy", "x"))
	join := func(id int64) {
		t.Helper()
		must(t, d.turn(ctx, func(tr *turn) error {
			_, err := tr.exec(`UPDATE article SET cluster = 1 WHERE id = ?`, id)
			return err
		}))
	}
	join(2)
	list, err := d.Untold(ctx)
	if got := told(t, list, err); got != "fire one;" {
		t.Fatalf("two articles of a report: %s", got)
	}
	ok, err := d.Tell(ctx, 1)
	must(t, err)
	if !ok {
		t.Error("the first was told already")
	}
	d.poll(0, item("3", "https://c.example/3", "fire, a late copy", "x"))
	join(3)
	list, err = d.Untold(ctx)
	if got := told(t, list, err); got != "" {
		t.Errorf("a report that was told: %s", got)
	}
}
