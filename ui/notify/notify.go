// Package notify tells the desktop what a person has to know although they do not look: who calls, what was missed.
package notify

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Message is one notification. Its texts may hold anything a caller chose to be called: they are made harmless
// here, for whatever the desktop would do with them.
type Message struct {
	// Key tells which earlier message this one takes the place of; "" for none.
	Key         string
	Title, Body string
	// Urgent messages stay until they are seen, where the desktop can do that.
	Urgent bool
	// Actions are what a person can choose, where the desktop can offer that: elsewhere the message comes without.
	Actions []Action
	// Chosen is called with the key of an action that was chosen, one after the other for all messages. It must not
	// take long, and may be nil.
	Chosen func(key string)
}

// DefaultAction is the key of the action that a click on the message itself chooses.
const DefaultAction = "default"

// Action is something a person can choose to do about a message.
type Action struct{ Key, Label string }

// Notifier shows messages on a desktop. It is used by one goroutine.
type Notifier interface {
	// Show blocks until the desktop has the message or ctx ends.
	Show(ctx context.Context, m Message) error
	// Withdraw takes back the message that is shown under a key, if there is one and the desktop can do that.
	Withdraw(ctx context.Context, key string) error
	// Close lets go of the desktop. No Chosen is called any more when it returns.
	Close() error
}

// queued is how many messages wait for a desktop that does not keep up.
const queued = 256

// deadline is how long a desktop may take for one message: some never answer.
const deadline = 5 * time.Second

// parting is how long what still waits may take once sending is to end.
const parting = time.Second

// Sender passes messages on, one after the other, without ever holding up whoever has one.
type Sender struct {
	notifier Notifier
	log      *slog.Logger

	mu      sync.Mutex
	waiting []errand
	more    chan struct{} // capacity 1
}

// errand is what has to be done about a message.
type errand struct {
	Message
	withdraw bool
}

// NewSender sends to n; Run does the work.
func NewSender(n Notifier, log *slog.Logger) *Sender {
	return &Sender{notifier: n, log: log, more: make(chan struct{}, 1)}
}

// Tell queues a message. One with the same key that still waits gives its place to it.
func (s *Sender) Tell(m Message) { s.queue(errand{Message: m}) }

// Withdraw takes back the message with that key, whether it is shown or still waits: what it told is over.
func (s *Sender) Withdraw(key string) {
	if key != "" {
		s.queue(errand{Message: Message{Key: key}, withdraw: true})
	}
}

func (s *Sender) queue(e errand) {
	if lost, full := s.add(e); full {
		s.log.Warn("the desktop does not show notifications", "lost", lost.Key)
	}
	select {
	case s.more <- struct{}{}:
	default:
	}
}

// add gives up the errand that waited longest when there are too many.
func (s *Sender) add(e errand) (lost errand, full bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	same := func(w errand) bool { return e.Key != "" && w.Key == e.Key }
	if i := slices.IndexFunc(s.waiting, same); i >= 0 {
		s.waiting[i] = e
		return errand{}, false
	}
	s.waiting = append(s.waiting, e)
	if len(s.waiting) <= queued {
		return errand{}, false
	}
	lost = s.waiting[0]
	s.waiting = slices.Delete(s.waiting, 0, 1)
	return lost, true
}

func (s *Sender) next() (errand, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.waiting) == 0 {
		return errand{}, false
	}
	e := s.waiting[0]
	s.waiting = slices.Delete(s.waiting, 0, 1)
	return e, true
}

// Run sends until ctx ends, and what waits by then for up to a second more: nobody else takes back what is over.
func (s *Sender) Run(ctx context.Context) {
	defer func() {
		if err := s.notifier.Close(); err != nil {
			s.log.Debug("closing notifications", "error", err)
		}
	}()
	sending, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	defer context.AfterFunc(ctx, func() {
		select {
		case <-time.After(parting):
			end()
		case <-sending.Done():
		}
	})()
	for sending.Err() == nil {
		if e, ok := s.next(); ok {
			s.send(sending, e)
			continue
		}
		if ctx.Err() != nil {
			return
		}
		select {
		case <-ctx.Done():
		case <-s.more:
		}
	}
}

func (s *Sender) send(ctx context.Context, e errand) {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	if e.withdraw {
		if err := s.notifier.Withdraw(ctx, e.Key); err != nil {
			s.log.Warn("could not withdraw a notification", "error", err)
		}
		return
	}
	if err := s.notifier.Show(ctx, e.Message); err != nil {
		s.log.Warn("could not show a notification", "error", err)
	}
}
