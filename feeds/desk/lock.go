package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"casewire/feeds/text"
)

// lockTry is how often a lock that another holds is tried.
const lockTry = 100 * time.Millisecond

// parsers is how many documents are parsed at a time.
func parsers() int { return runtime.GOMAXPROCS(0) }

// lock keeps other pollers out until release is called. If another stays in
// for longer than wait, busy says who. A disk that cannot be written has no
// lock and needs none.
func (d *Desk) lock(ctx context.Context, wait time.Duration) (busy text.Clean, release func(), err error) {
	if d.Lock == "" {
		return busy, func() {}, nil
	}
	l := flock.New(d.Lock, flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(ctx, max(wait, lockTry))
	defer cancel()
	locked, err := l.TryLockContext(ctx, lockTry)
	switch {
	case locked:
		_ = os.WriteFile(d.Lock, []byte(d.Who), 0o600)
		return busy, func() { _ = l.Unlock() }, nil
	case errors.Is(err, context.DeadlineExceeded), err == nil:
		return d.whoPolls(), func() {}, nil
	case errors.Is(err, context.Canceled):
		return busy, nil, err
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return busy, func() {}, nil
	}
	return busy, nil, fmt.Errorf("lock %s: %w", filepath.Base(d.Lock), err)
}

// whoPolls is what the other poller says of itself.
func (d *Desk) whoPolls() text.Clean {
	who, err := os.ReadFile(d.Lock)
	if err != nil || len(who) == 0 || len(who) > 200 {
		return text.Own("another casewire")
	}
	return text.Line(string(who))
}
