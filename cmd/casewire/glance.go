package main

import (
	"context"
	"sync"

	"casewire/tui/article"
	"casewire/tui/screen"
)

// A glance keeps from the archive what is read of an article beside a list,
// until the reader goes to it.
type glance struct {
	article.Marker
	mu      sync.Mutex
	entered bool
	opened  int64 // the article that was opened meanwhile; 0: none
	read    int   // how many sentences of it were on screen
}

// glance makes the screen of an article beside a list.
func (w *window) glance(o screen.Open) (s screen.Screen, enter func(context.Context) error) {
	g := &glance{Marker: w.shelf}
	return w.articleMarked(o, g), g.enter
}

// Opened notes that the article is read, or will be.
func (g *glance) Opened(ctx context.Context, id int64) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.entered {
		return g.Marker.Opened(ctx, id)
	}
	g.opened, g.read = id, 0
	return article.ErrHeldBack
}

// ReadTo notes how far.
func (g *glance) ReadTo(ctx context.Context, id int64, sentences int) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.entered {
		return g.Marker.ReadTo(ctx, id, sentences)
	}
	g.read = max(g.read, sentences)
	return nil
}

// enter notes all of it.
func (g *glance) enter(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.entered = true
	if g.opened == 0 {
		return nil
	}
	if err := g.Marker.Opened(ctx, g.opened); err != nil || g.read == 0 {
		return err
	}
	return g.Marker.ReadTo(ctx, g.opened, g.read)
}
