package desk

import (
	"context"
	"sync"
)

// perHost is how many requests a host gets at a time, atOnce how many go on in
// all.
const (
	perHost = 2
	atOnce  = 192
)

// lanes runs work for each of the jobs, many hosts at once and few of a host,
// so that a host that stalls holds nobody else up. It returns when all is done
// or left out because the context ended.
func lanes[J any](ctx context.Context, spawn func(func()), jobs []J, host func(J) string, work func(context.Context, J)) {
	queues := map[string][]J{}
	for _, j := range jobs {
		h := host(j)
		queues[h] = append(queues[h], j)
	}
	var all sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for _, queue := range queues {
		next := make(chan J, len(queue))
		for _, j := range queue {
			next <- j
		}
		close(next)
		for range min(perHost, len(queue)) {
			all.Add(1)
			spawn(func() {
				defer all.Done()
				for j := range next {
					if ctx.Err() != nil {
						return
					}
					slots <- struct{}{}
					work(ctx, j)
					<-slots
				}
			})
		}
	}
	all.Wait()
}
