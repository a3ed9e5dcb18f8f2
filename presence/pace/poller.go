package pace

import (
	"context"
	"sync"
	"time"

	"ringside/pbxclient"
)

// Reading is what the PBX said last about something that it has no events for.
type Reading[T any] struct {
	Value T
	Known bool      // Value has been read
	At    time.Time // when Value arrived
	// Err is why Value is not current; nil while it is. Denied says that this login may not read it, or that the PBX has no such thing.
	Err    error
	Denied bool
}

// Poller reads something again and again while somebody looks at it, and once before, to know whether it may be read at all.
type Poller[T any] struct {
	read  func(context.Context) (T, error)
	every time.Duration
	tell  func(Reading[T])

	mu     sync.Mutex
	looks  bool
	anew   bool          // to be read however long ago that was, or whatever it failed with
	kicked chan struct{} // capacity 1
}

const (
	// A PBX that takes long to answer is asked less often: a quarter of the time at most is spent on answering, up to slowest.
	share   = 4
	slowest = 30 * time.Second
)

// NewPoller makes a poller that reads in such a distance. tell is given what came of it, on Run's goroutine.
func NewPoller[T any](every time.Duration, read func(context.Context) (T, error), tell func(Reading[T])) *Poller[T] {
	return &Poller[T]{read: read, every: every, tell: tell, kicked: make(chan struct{}, 1)}
}

// Look notes whether somebody looks at what is read.
func (p *Poller[T]) Look(looks bool) {
	p.mu.Lock()
	changed := p.looks != looks
	p.looks = looks
	p.mu.Unlock()
	if changed {
		p.kick()
	}
}

// Again has it read at once, even where it was denied: something has changed.
func (p *Poller[T]) Again() {
	p.mu.Lock()
	p.anew = true
	p.mu.Unlock()
	p.kick()
}

func (p *Poller[T]) kick() {
	select {
	case p.kicked <- struct{}{}:
	default:
	}
}

// Run reads until ctx ends.
func (p *Poller[T]) Run(ctx context.Context) {
	var last Reading[T]
	var backoff Backoff
	var due time.Time
	for p.await(ctx, &last, due) {
		began := time.Now()
		value, err := p.read(ctx)
		if ctx.Err() != nil {
			return
		}
		now := time.Now()
		last.Err, last.Denied = err, pbxclient.IsCode(err, pbxclient.CodeForbidden, pbxclient.CodeUnauthorized, pbxclient.CodeNotFound)
		if err == nil {
			last.Value, last.Known, last.At = value, true, now
			due = now.Add(max(p.every, min(share*now.Sub(began), slowest)))
		} else {
			due = now.Add(max(p.every, backoff.Next(now, RetryAfter(err), 0)))
		}
		p.tell(last)
	}
}

// await waits until it is to be read again, and reports false if ctx ends before.
func (p *Poller[T]) await(ctx context.Context, last *Reading[T], due time.Time) bool {
	for ctx.Err() == nil {
		p.mu.Lock()
		anew := p.anew
		wanted := anew || !last.Denied && (p.looks || !last.Known)
		wait := time.Until(due)
		if wanted && (anew || wait <= 0) {
			p.anew = false
			p.mu.Unlock()
			return true
		}
		p.mu.Unlock()
		var then <-chan time.Time
		if wanted {
			then = time.After(wait)
		}
		select {
		case <-then:
		case <-p.kicked:
		case <-ctx.Done():
		}
	}
	return false
}
