//go:build android || ios || !(linux || windows || darwin)

package notify

import (
	"context"
	"errors"
)

// Fleeting reports whether what is shown goes by itself after a moment, has no buttons and is not taken back.
const Fleeting = false

// New has nothing to notify through here: on a phone Ringside runs while it is looked at.
func New(string, []byte) Notifier { return none{} }

type none struct{}

// Show implements Notifier.
func (none) Show(context.Context, Message) error {
	return errors.New("notifications are not available here")
}

// Withdraw implements Notifier: nothing was shown.
func (none) Withdraw(context.Context, string) error { return nil }

// Close implements Notifier.
func (none) Close() error { return nil }
