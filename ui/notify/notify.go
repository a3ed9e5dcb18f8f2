// Package notify tells the desktop what a person has to know although they do not look: who calls, what was missed.
package notify

import (
	"context"
	"log/slog"
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
}

// Notifier shows messages on a desktop. Show blocks until the desktop has it or ctx ends.
type Notifier interface {
	Show(ctx context.Context, m Message) error
	// Close lets go of the desktop.
	Close() error
}

// queued bounds what a desktop that does not answer can hold up.
const queued = 16

// deadline is how long a desktop may take for one message: some never answer.
const deadline = 5 * time.Second

// Sender passes messages on, one after the other, without ever holding up whoever has one.
type Sender struct {
	notifier Notifier
	log      *slog.Logger
	waiting  chan Message
}

// NewSender sends to n; Run does the work.
func NewSender(n Notifier, log *slog.Logger) *Sender {
	return &Sender{notifier: n, log: log, waiting: make(chan Message, queued)}
}

// Tell queues a message. When the desktop is so far behind that the queue is full, the message is given up.
func (s *Sender) Tell(m Message) {
	select {
	case s.waiting <- m:
	default:
		s.log.Warn("the desktop does not show notifications", "lost", m.Key)
	}
}

// Run sends until ctx ends.
func (s *Sender) Run(ctx context.Context) {
	defer func() {
		if err := s.notifier.Close(); err != nil {
			s.log.Debug("closing notifications", "error", err)
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return
		case m := <-s.waiting:
			s.send(ctx, m)
		}
	}
}

func (s *Sender) send(ctx context.Context, m Message) {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	if err := s.notifier.Show(ctx, m); err != nil {
		s.log.Warn("could not show a notification", "error", err)
	}
}
