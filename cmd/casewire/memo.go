package main

import (
	"context"
	"sync"

	"casewire/feeds/archive"
	"casewire/feeds/desk"
	"casewire/feeds/news"
)

// A memo keeps what was made of all that the engines found, which takes long
// where there is much, until they find more, another story file is followed,
// or a day is over.
type memo[T any] struct {
	mu   sync.Mutex // guards the rest; what is being made, others wait for
	made madeOf
	what T
}

// madeOf is what it depends on.
type madeOf struct {
	known archive.Backlog
	story *news.Story
	today news.Date
}

// of returns it. While articles wait to be understood it is made each time.
func (m *memo[T]) of(ctx context.Context, s *shelf, fresh func(ctx context.Context, st *news.Story, today news.Date) (T, error)) (T, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known, err := s.archive.Backlog(ctx)
	if err != nil {
		return m.what, err
	}
	st := s.followed()
	now := madeOf{known, st, today(st, s.now(), s.zone)}
	if m.made == now && !known.Waits {
		return m.what, nil
	}
	what, err := fresh(ctx, st, now.today)
	if err == nil {
		m.made, m.what = now, what
	}
	return what, err
}

// course is what is known of the dates of the story.
func (s *shelf) course(ctx context.Context) (*desk.Course, error) {
	return s.dates.of(ctx, s, func(ctx context.Context, st *news.Story, today news.Date) (*desk.Course, error) {
		return desk.ReadCourse(ctx, s.archive, st, today)
	})
}
