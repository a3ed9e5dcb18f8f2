//go:build windows || (darwin && !ios)

package notify

import (
	"context"
	"fmt"
	"sync"

	"github.com/gen2brain/beeep"
)

// Fleeting reports whether what is shown goes by itself after a moment, has no buttons and is not taken back.
const Fleeting = true

// New notifies as the application called name, with an icon as PNG.
func New(name string, icon []byte) Notifier {
	beeep.AppName = name
	return &system{icon: icon}
}

// system is the platform's own notification. A platform that hangs holds up one message and no more.
type system struct {
	icon []byte
	busy sync.Mutex
}

// Show implements Notifier.
func (s *system) Show(ctx context.Context, m Message) error {
	if !s.busy.TryLock() {
		return fmt.Errorf("notify: the one before has not been shown yet")
	}
	sent := make(chan error, 1)
	go func() {
		defer s.busy.Unlock()
		sent <- beeep.Notify(inert(m.Title), inert(m.Body), s.icon)
	}()
	select {
	case err := <-sent:
		if err != nil {
			return fmt.Errorf("notify: %w", err)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("notify: %w", ctx.Err())
	}
}

// Withdraw implements Notifier: what is shown cannot be taken back here.
func (s *system) Withdraw(context.Context, string) error { return nil }

// Close implements Notifier.
func (s *system) Close() error { return nil }
