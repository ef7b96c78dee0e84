package screen

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestLatest(t *testing.T) {
	var one, other Latest[string]
	load := func(l *Latest[string], word string) tea.Cmd {
		return l.Start(t.Context(), func(ctx context.Context) (string, error) { return word, ctx.Err() })
	}
	answer := func(cmd tea.Cmd) Answer[string] { return cmd().(Answer[string]) }
	late, awaited := load(&one, "late"), load(&one, "awaited")
	foreign := answer(load(&other, "foreign"))
	if one.Ends(foreign) || one.Ends(Answer[string]{}) {
		t.Error("an answer to somebody else is taken")
	}
	if a := answer(late); !errors.Is(a.Err, context.Canceled) || one.Ends(a) {
		t.Errorf("the load before is not called off: %v", a.Err)
	}
	a := answer(awaited)
	if !one.Running() || !one.Ends(a) || a.Value != "awaited" || a.Err != nil {
		t.Errorf("what is awaited is not taken: %q, %v", a.Value, a.Err)
	}
	if one.Running() || one.Ends(a) {
		t.Error("an answer is taken twice")
	}
	stopped := load(&one, "stopped")
	one.Stop()
	if a := answer(stopped); !errors.Is(a.Err, context.Canceled) || one.Ends(a) {
		t.Errorf("a load goes on that was stopped: %v", a.Err)
	}
	if !other.Ends(foreign) {
		t.Error("one load ended another's")
	}
}
