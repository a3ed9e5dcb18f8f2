package notify

import "errors"

// ErrNoService means that nothing on this desktop shows notifications.
var ErrNoService = errors.New("nothing shows notifications here")

// Service is what shows notifications on a desktop.
type Service struct {
	Name, Version string // as it calls itself
	// Actions reports whether it offers the actions of a message as buttons.
	Actions bool
}
