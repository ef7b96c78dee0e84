package fetch

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// hosts deals out turns: a few at a time for each host, in the order in which
// they were asked for, and pages one after another with a pause between.
type hosts struct {
	perHost int
	gap     time.Duration
	atOnce  chan struct{} // over all hosts
	mu      sync.Mutex
	lanes   map[string]*lane // none that is empty
}

// A lane is a queue at one host.
type lane struct {
	busy  int
	queue []chan struct{}
}

// A turn is the right to ask a host. It has to be given back.
type turn struct {
	key   string
	hosts *hosts
	page  bool
	once  sync.Once
}

func newHosts(perHost int, gap time.Duration) *hosts {
	return &hosts{perHost: perHost, gap: gap, atOnce: make(chan struct{}, maxAtOnce), lanes: map[string]*lane{}}
}

// pageLane is the queue of pages beside a host's own queue.
func pageLane(key string) string { return "page " + key }

// wait takes a turn at a host.
func (h *hosts) wait(ctx context.Context, key string, page bool) (*turn, error) {
	page = page && h.gap > 0
	if page {
		if err := h.enter(ctx, pageLane(key), 1); err != nil {
			return nil, err
		}
	}
	t := &turn{key: key, hosts: h, page: page}
	if err := h.enter(ctx, key, h.perHost); err != nil {
		t.leavePages()
		return nil, err
	}
	select {
	case h.atOnce <- struct{}{}:
		return t, nil
	case <-ctx.Done():
		h.leave(key)
		t.leavePages()
		return nil, ctx.Err()
	}
}

func (t *turn) leavePages() {
	if t.page {
		t.hosts.leave(pageLane(t.key))
	}
}

// done gives a turn back. A page's lane stays closed for the pause.
func (t *turn) done() {
	if t == nil {
		return
	}
	t.once.Do(func() {
		<-t.hosts.atOnce
		t.hosts.leave(t.key)
		if t.page {
			time.AfterFunc(t.hosts.gap, t.leavePages)
		}
	})
}

func (h *hosts) enter(ctx context.Context, key string, room int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	h.mu.Lock()
	l := h.lanes[key]
	if l == nil {
		l = &lane{}
		h.lanes[key] = l
	}
	if l.busy < room {
		l.busy++
		h.mu.Unlock()
		return nil
	}
	mine := make(chan struct{})
	l.queue = append(l.queue, mine)
	h.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := slices.Index(l.queue, mine); i >= 0 {
		l.queue = slices.Delete(l.queue, i, i+1)
	} else { // the turn came at the same moment
		h.pass(key, l)
	}
	return ctx.Err()
}

func (h *hosts) leave(key string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pass(key, h.lanes[key])
}

// pass hands a place in a lane to the next in the queue.
func (h *hosts) pass(key string, l *lane) {
	if len(l.queue) > 0 {
		close(l.queue[0])
		l.queue = l.queue[1:]
		return
	}
	if l.busy--; l.busy == 0 {
		delete(h.lanes, key)
	}
}

// hostKey is a host's name and port.
func hostKey(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
		if u.Scheme == "https" {
			port = "443"
		}
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// loopback reports whether an address is this machine's own by its looks.
func loopback(u *url.URL) bool {
	name := strings.ToLower(u.Hostname())
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.Unmap().IsLoopback()
	}
	return name == "localhost" || strings.HasSuffix(name, ".localhost")
}
