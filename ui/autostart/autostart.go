// Package autostart has Ringside start with the desktop, in the tray, or not. Each system has its own place where it looks for
// what to start.
package autostart

import (
	"errors"
	"fmt"
)

// ErrUnsupported means that this system starts no programs by itself, or that Ringside does not know how.
var ErrUnsupported = errors.New("programs cannot be started with the desktop here")

// Enabled reports whether Ringside starts with the desktop. Errors: [ErrUnsupported], or that it cannot be found out.
func Enabled() (bool, error) {
	on, err := enabled()
	if err != nil && !errors.Is(err, ErrUnsupported) {
		err = fmt.Errorf("look whether Ringside starts with the desktop: %w", err)
	}
	return on, err
}

// Set has the program at a path start with the desktop, or no longer. Errors: as those of Enabled.
func Set(program string, on bool) error {
	err := set(program, on)
	if err != nil && !errors.Is(err, ErrUnsupported) {
		err = fmt.Errorf("have Ringside start with the desktop: %w", err)
	}
	return err
}
