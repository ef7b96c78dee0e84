package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// Latest is the last of a row of loads of one thing: a new one cancels the one
// before, whose answer is not waited for any more. The zero Latest has loaded
// nothing. It must not be copied once it was used.
type Latest[T any] struct {
	number int
	cancel context.CancelFunc // nil: none is under way
}

// Answer is the message that a load brings: what was read, or why it was not.
type Answer[T any] struct {
	Value T
	Err   error

	of     *Latest[T]
	number int
}

// Start begins a load. read runs in the command, with a context that ends with
// the load or with ctx, and touches nothing of the screen.
func (l *Latest[T]) Start(ctx context.Context, read func(context.Context) (T, error)) tea.Cmd {
	l.Stop()
	ctx, l.cancel = context.WithCancel(ctx)
	answer := Answer[T]{of: l, number: l.number}
	return func() tea.Msg {
		answer.Value, answer.Err = read(ctx)
		return answer
	}
}

// Ends reports whether the load under way has brought the answer, and ends it
// then. Late answers, and those to other screens, do not.
func (l *Latest[T]) Ends(a Answer[T]) bool {
	if a.of != l || a.number != l.number || l.cancel == nil {
		return false
	}
	l.Stop()
	return true
}

// Stop cancels the load under way, if there is one.
func (l *Latest[T]) Stop() {
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
	l.number++
}

// Running reports whether a load is under way.
func (l *Latest[T]) Running() bool { return l.cancel != nil }
