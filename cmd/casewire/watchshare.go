package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"casewire/feeds/fetch"
	"casewire/feeds/news"
)

// shareTime is for how long an answer is shared: about a round.
const shareTime = time.Minute

// A sharing client asks once for a feed that several stories follow: who asks
// for the same soon after gets the first one's answer. All else it just asks
// for.
type sharing struct {
	*fetch.Client
	mu      sync.Mutex
	stories map[string]map[string]bool // the addresses of feeds, by story
	answers map[string]*answer
}

// An answer is that of the first who asked; done is closed when it is there.
type answer struct {
	request  fetch.Request
	done     chan struct{}
	response *fetch.Response
	err      error
}

func newSharing(c *fetch.Client) *sharing {
	return &sharing{Client: c, stories: map[string]map[string]bool{}, answers: map[string]*answer{}}
}

// follow notes which feeds a story has.
func (s *sharing) follow(name string, st *news.Story) {
	feeds := make(map[string]bool, len(st.Feeds))
	for i := range st.Feeds {
		feeds[st.Feeds[i].URL] = true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stories[name] = feeds
}

// Get asks, or waits for the answer that another story was given.
func (s *sharing) Get(ctx context.Context, r fetch.Request) (*fetch.Response, error) {
	a, first := s.answer(r)
	if a == nil {
		return s.Client.Get(ctx, r)
	}
	r.Hold = false // each of the stories has a body of its own
	if first {
		a.response, a.err = s.Client.Get(ctx, r)
		close(a.done)
		return a.take()
	}
	select {
	case <-a.done:
	case <-ctx.Done():
	}
	if ctx.Err() != nil || !a.fits(r) {
		return s.Client.Get(ctx, r)
	}
	return a.take()
}

// take gives a copy, as who reads a feed may mend it in its place.
func (a *answer) take() (*fetch.Response, error) {
	if a.err != nil {
		return nil, a.err
	}
	response := *a.response
	response.Body, response.Header = bytes.Clone(response.Body), response.Header.Clone()
	return &response, nil
}

// answer is the answer to a request that is shared, nil for one that is not.
// first says that it is the caller's to give.
func (s *sharing) answer(r fetch.Request) (a *answer, first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	followers := 0
	for _, feeds := range s.stories {
		if feeds[r.URL] {
			followers++
		}
	}
	if r.Page || followers < 2 {
		return nil, false
	}
	key := fmt.Sprintf("%q %q %q %d %s", r.URL, r.UserAgent, r.Header, r.Limit, r.Timeout)
	if a := s.answers[key]; a != nil {
		return a, false
	}
	a = &answer{request: r, done: make(chan struct{})}
	s.answers[key] = a
	time.AfterFunc(shareTime, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.answers, key)
	})
	return a, true
}

// fits reports whether the answer is one to another's request too: unchanged
// is what the first one's validators name alone.
func (a *answer) fits(r fetch.Request) bool {
	var refused *fetch.Error
	if a.err != nil {
		return !errors.As(a.err, &refused) || refused.Kind != fetch.Canceled
	}
	return a.response.Status != 304 || r.ETag == a.request.ETag && r.LastModified == a.request.LastModified
}
