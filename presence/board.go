package presence

import (
	"sync"
	"sync/atomic"
)

// Board is where a picture hangs for all to see: it holds the newest, and tells those who subscribed of every change. A
// mirror has one, whether it is made of the PBX's events or of what another process tells.
type Board struct {
	picture atomic.Pointer[Snapshot]

	mu   sync.Mutex // guards what follows, and makes subscribing and publishing take turns
	subs map[*Subscription]bool
	over bool
}

// NewBoard makes a board with a first picture, which may not be nil.
func NewBoard(first *Snapshot) *Board {
	b := &Board{subs: map[*Subscription]bool{}}
	b.picture.Store(first)
	return b
}

// Blank is the picture of somebody who knows nothing yet.
func Blank(region string) *Snapshot {
	return &Snapshot{Connection: Connection{State: Connecting}, Contacts: NewRoster(nil, 0), Region: region}
}

// Picture implements Mirror.
func (b *Board) Picture() *Snapshot { return b.picture.Load() }

// Subscribe implements Mirror.
func (b *Board) Subscribe() *Subscription {
	s := newSubscription()
	s.close = func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.unsubscribe(s)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs[s] = true
	s.signal() // the picture at this moment is the first change
	if b.over {
		b.unsubscribe(s)
	}
	return s
}

// unsubscribe closes a subscription once; b.mu is held.
func (b *Board) unsubscribe(s *Subscription) {
	if b.subs[s] {
		delete(b.subs, s)
		close(s.changes)
		close(s.notices)
	}
}

// Publish makes a snapshot the picture and tells everybody. Notices go out after the picture that they are about, so that
// whoever is told finds the call in it. A subscriber who has left so many notices unread that there is no room for one more
// is let go of, since losing one in silence would be worse: its channels are closed.
func (b *Board) Publish(snap *Snapshot, notices ...Notice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.picture.Store(snap)
	for s := range b.subs {
		s.signal()
		for _, n := range notices {
			if !s.tell(n) {
				b.unsubscribe(s)
				break
			}
		}
	}
}

// End closes all subscriptions, those to come as well. Nobody keeps the last picture current from then on, and so it says
// stale, if it was live.
func (b *Board) End(asOf Connection) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
	if last := *b.Picture(); last.Fresh() {
		last.Connection = asOf
		b.picture.Store(&last)
	}
	for s := range b.subs {
		b.unsubscribe(s)
	}
}
