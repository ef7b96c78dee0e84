package desk

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"sync"

	"casewire/feeds/archive"
	"casewire/feeds/cluster"
	"casewire/feeds/news"
	"casewire/feeds/people"
	"casewire/feeds/text"
)

// lessonsAtOnce is how many articles are understood in one batch.
const lessonsAtOnce = 16

// engines is the version of all engines together. Raise it when one of them
// finds something else in the same articles: archives are understood again then.
const engines = 2

// Outdated reports whether there is something for Renew to do.
func Outdated(ctx context.Context, a *archive.Archive) (bool, error) {
	if shut, _ := a.ReadOnly(); shut {
		return false, nil
	}
	b, err := a.Backlog(ctx)
	return b.Replaying || b.Engines != engines && b.Batch > 0, err
}

// Understand lets the engines read what is on the story and not understood
// yet, and takes what has left it out of what they found. It costs little where
// nothing waits, goes on where an interrupted one stopped, and does nothing in
// an archive that cannot be written, or that Renew is at work on. What other
// engines understood stays as it is, and what is new is compared with that: in
// the end Renew does all of it again, in the same order.
//
// spawn, which may be nil, starts goroutines for what can be done at the same
// time; progress, which may be nil, is told how many articles are done of those
// that wait.
func Understand(ctx context.Context, a *archive.Archive, st *news.Story, spawn func(func()), progress func(done, total int)) error {
	return newStudent(a, st, spawn, progress).study(ctx)
}

// Renew is Understand that lets the engines read again, too, what other ones
// understood, and goes on with a renewal or a rebuilding that was interrupted.
// Until it is done, what the engines found is missing of some articles.
func Renew(ctx context.Context, a *archive.Archive, st *news.Story, spawn func(func()), progress func(done, total int)) error {
	s := newStudent(a, st, spawn, progress)
	s.renew = true
	return s.study(ctx)
}

// Rebuild understands everything again from nothing, as it was understood when
// it came.
func Rebuild(ctx context.Context, a *archive.Archive, st *news.Story, spawn func(func()), progress func(done, total int)) error {
	if err := a.Rebuild(ctx); err != nil {
		return err
	}
	return Renew(ctx, a, st, spawn, progress)
}

// A student understands articles, batch by batch.
type student struct {
	archive  *archive.Archive
	persons  []news.Person
	hash     int64
	spawn    func(func())
	progress func(done, total int)
	renew    bool // what other engines understood, too
	done     int
	total    int
	// What goes on from one batch to the next, as long as nobody else stores one:
	// texts that were looked into, the keys, and the vicinity.
	last  int64 // the batch that it is of
	texts *texts
	ring  *archive.Keyring
	near  *vicinity
}

func newStudent(a *archive.Archive, st *news.Story, spawn func(func()), progress func(done, total int)) *student {
	if spawn == nil {
		spawn = func(work func()) { work() }
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	return &student{archive: a, persons: st.Persons, hash: hashOf(st.Persons), spawn: spawn, progress: progress, texts: newTexts()}
}

// study understands what there is to understand, if the archive can be written.
func (s *student) study(ctx context.Context) error {
	if shut, _ := s.archive.ReadOnly(); shut {
		return nil
	}
	if err := s.learn(ctx); err != nil {
		return fmt.Errorf("understand the story: %w", err)
	}
	return nil
}

// mostMissing is how often in a row a text may be gone before that is an error:
// what retention took is asked for once, what a damaged archive lacks for ever.
const mostMissing = 20

// learn works until nothing waits.
func (s *student) learn(ctx context.Context) error {
	for missing := 0; ; {
		b, err := s.archive.Backlog(ctx)
		if err != nil {
			return err
		}
		more := true
		switch {
		case b.Replaying && !s.renew:
			return nil
		case b.Engines == engines, b.Batch > 0 && !s.renew:
			more, err = s.step(ctx, &b)
		default:
			err = s.archive.Renew(ctx, engines)
		}
		gone := errors.Is(err, archive.ErrNoArticle)
		if missing++; !gone {
			missing = 0
		}
		if errors.Is(err, archive.ErrOvertaken) || gone && missing < mostMissing {
			s.forget()
			more, err = true, ctx.Err()
		}
		if err != nil || !more {
			return err
		}
	}
}

// step does what is to be done first, and reports whether there may be more.
func (s *student) step(ctx context.Context, b *archive.Backlog) (more bool, err error) {
	switch {
	case b.Replaying:
		number, tasks, err := s.archive.Replayed(ctx)
		if err != nil {
			return false, err
		}
		if number == 0 {
			return true, s.archive.EndReplay(ctx)
		}
		return true, s.batch(ctx, b, number, tasks)
	case b.Waits:
		tasks, err := s.archive.Waiting(ctx, lessonsAtOnce)
		if err != nil {
			return false, err
		}
		if len(tasks) == 0 {
			return true, s.archive.NoneWaits(ctx)
		}
		return true, s.batch(ctx, b, b.Batch+1, tasks)
	case b.Refold:
		return true, s.fold(ctx)
	case b.Persons != s.hash:
		return s.nameAgain(ctx)
	}
	return false, nil
}

// batch understands some articles.
func (s *student) batch(ctx context.Context, before *archive.Backlog, number int64, tasks []archive.Task) error {
	if s.total == 0 {
		var err error
		if s.total, err = s.archive.CountWaiting(ctx); err != nil {
			return err
		}
	}
	if before.Batch != s.last {
		s.forget()
	}
	l, err := s.prepare(ctx, before, tasks)
	if err != nil {
		return err
	}
	if err := l.judge(ctx); err != nil {
		return err
	}
	out := archive.Batch{
		After: before.Batch, Number: number, Replay: before.Replaying, Keyring: l.ring, Persons: s.hash, Title: title,
	}
	for _, c := range l.lessons {
		out.Articles = append(out.Articles, c.found)
	}
	if !l.refold {
		out.Facts = l.facts.changes()
	}
	if err := s.archive.StoreBatch(ctx, &out); err != nil {
		return err
	}
	s.remember(l, number)
	s.done += len(tasks)
	s.total = max(s.total, s.done)
	s.progress(s.done, s.total)
	return nil
}

// together does works at the same time, and returns when all are done, with the
// error of the first of them that has one.
func (s *student) together(works ...func() error) error {
	errs := make([]error, len(works))
	var all sync.WaitGroup
	all.Add(len(works))
	for i, work := range works {
		s.spawn(func() {
			errs[i] = work()
			all.Done() // but not after a panic: nothing is to be stored then
		})
	}
	all.Wait()
	return cmp.Or(errs...)
}

// title is the headline that stands for a report.
func title(members []*news.Article) text.Clean {
	if a := cluster.Clearest(members); a != nil {
		return a.Headline
	}
	return members[0].Headline
}

// remember holds what the next batches are compared with of one that was
// stored.
func (s *student) remember(l *lessons, number int64) {
	s.last, s.ring = number, l.ring
	for _, c := range l.lessons {
		s.texts.drop(c.task.Article)
		if c.task.Revision > 0 {
			s.texts.put(c.article).heard = c.hold().heard
		}
		// The archive gives reports other ids and articles other originals where
		// one leaves, or comes before the first.
		if c.task.Revision == 0 || c.sense.Revision > 0 || c.found.Cluster > c.task.Article {
			s.near = nil
		}
	}
	if s.near != nil && len(s.near.sizes) > 2*crowd {
		s.near = nil // many of them are past
	}
}

// forget lets go of all that was held.
func (s *student) forget() { s.texts, s.ring, s.near = newTexts(), nil, nil }

// nameAgain looks for the people of some articles by the persons of the story
// file as it is now.
func (s *student) nameAgain(ctx context.Context) (more bool, err error) {
	tasks, err := s.archive.Unnamed(ctx, s.hash, 4*lessonsAtOnce)
	if err != nil {
		return false, err
	}
	if len(tasks) == 0 {
		return false, s.archive.SetPersons(ctx, s.hash)
	}
	found := make([]archive.Findings, len(tasks))
	for i, t := range tasks {
		a, err := s.archive.Text(ctx, t.Article, t.Revision)
		if err != nil {
			return false, err
		}
		found[i] = findings(people.Read(&a, s.persons))
	}
	return true, s.archive.StorePeople(ctx, s.hash, tasks, found)
}

func findings(r *people.Reading) archive.Findings {
	return archive.Findings{People: r.People(), Quotes: r.Quotes()}
}

// hashOf is a hash of the persons of a story file; never 0.
func hashOf(persons []news.Person) int64 {
	h := fnv.New64a()
	put := func(s string) {
		_, _ = h.Write(binary.AppendUvarint(nil, uint64(len(s))))
		_, _ = h.Write([]byte(s))
	}
	for i := range persons {
		p := &persons[i]
		put(p.Name.String())
		put(p.Role.String())
		put(fmt.Sprint(len(p.Aliases)))
		for _, a := range p.Aliases {
			put(a.String())
		}
	}
	return int64(h.Sum64() | 1) //nolint:gosec // any 64 bits will do
}

// signed are the hashes of an engine's keys as the archive has them: mixed with
// a number of the engine's own.
func signed[K ~uint32 | ~uint64 | ~int](keys []K, engine uint64) []int64 {
	out := make([]int64, len(keys))
	for i, k := range keys {
		out[i] = int64(uint64(k) ^ engine) //nolint:gosec // any 64 bits will do
	}
	return slices.Clip(out)
}

// What the keys of the engines are mixed with.
const (
	ofNovelty uint64 = 0
	ofReports uint64 = 0x9e3779b97f4a7c15
	ofEvents  uint64 = 0xc2b2ae3d27d4eb4f
)
