package archive

import "testing"

func TestLeads(t *testing.T) {
	d := newDesk(t, 1)
	d.poll(0, item("1", "https://p.example/1", "A fire", "Small."))
	d.poll(0, item("2", "https://p.example/2", "A fire again", "Big."), item("3", "https://p.example/3", "Rain", "Wet."))
	got, err := d.Leads(t.Context(), 0, 9, 10)
	must(t, err)
	if headlines(got) != "A fire, A fire again" || got[1].Text.Body.Text.String() != "Big." {
		t.Errorf("got %+v", got)
	}
	if got, err = d.Leads(t.Context(), 1, 2, 10); err != nil || headlines(got) != "A fire again" {
		t.Errorf("got %v, %v", headlines(got), err)
	}
	if got, err = d.Leads(t.Context(), 0, 9, 1); err != nil || headlines(got) != "A fire again" {
		t.Errorf("got %v, %v", headlines(got), err)
	}
	if got, err = d.Came(t.Context(), 0, 1, 10); err != nil || headlines(got) != "A fire" {
		t.Errorf("got %v, %v", headlines(got), err)
	}
}
