// Package wake tells when a new attempt to reach the PBX is worth making at once: the computer woke up from
// sleep, or the network changed in a way that may have made reachable what was not.
//
// What the platform cannot tell, or may not, is left out without a word: the engine finds out by itself, later.
package wake

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Reason is why an attempt is worth making. Its text is for the log.
type Reason string

// The reasons.
const (
	Resumed Reason = "the computer woke up"
	Network Reason = "the network changed"
)

const (
	// settle is how long a change is given to become a whole one: a link comes up, then its address, then its routes.
	settle = 50 * time.Millisecond
	// spacing keeps a network that does not come to rest from causing more than one attempt a second.
	spacing = time.Second
)

// A watcher tells of what one part of the platform notices, until ctx ends. An error means that it cannot, or no longer.
type watcher struct {
	name  string
	watch func(ctx context.Context, tell func(Reason)) error
}

// Watch tells when to try again, at most once a second and never too late: what happens meanwhile, or while nobody
// receives, is told as one, and a wake-up outweighs the network. The channel is closed once ctx has ended and nothing
// of the watch runs any more.
func Watch(ctx context.Context, log *slog.Logger) <-chan Reason {
	return watch(ctx, log, watchers())
}

func watch(ctx context.Context, log *slog.Logger, all []watcher) <-chan Reason {
	noticed, told := make(chan Reason), make(chan Reason)
	tell := func(r Reason) {
		select {
		case noticed <- r:
		case <-ctx.Done():
		}
	}
	var running sync.WaitGroup
	for _, w := range all {
		running.Go(func() {
			if err := w.watch(ctx, tell); err != nil && ctx.Err() == nil {
				log.Debug("not told when to try again", "by", w.name, "reason", err)
			}
		})
	}
	running.Go(func() { merge(ctx, noticed, told) })
	go func() {
		running.Wait()
		close(told)
	}()
	return told
}

// merge passes on what was noticed, never more often than spacing.
func merge(ctx context.Context, noticed <-chan Reason, told chan<- Reason) {
	var pending Reason
	var last time.Time
	var ripe <-chan time.Time // once pending may be told
	var ready chan<- Reason   // told, from then on
	for {
		select {
		case <-ctx.Done():
			return
		case r := <-noticed:
			if pending == "" {
				ripe = time.After(max(settle, spacing-time.Since(last)))
			}
			if pending != Resumed {
				pending = r
			}
		case <-ripe:
			ready = told
		case ready <- pending:
			pending, ready, last = "", nil, time.Now()
		}
	}
}
