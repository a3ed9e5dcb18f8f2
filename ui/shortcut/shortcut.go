// Package shortcut has the whole desktop know one combination of keys, and reads the text that it is pressed for. Each system has
// its own way to both.
package shortcut

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// Why there is no shortcut.
var (
	// ErrTaken means that another program has the combination.
	ErrTaken = errors.New("another program has this combination of keys")
	// ErrUnsupported means that this desktop gives programs no shortcuts, or that Ringside does not know how.
	ErrUnsupported = errors.New("this desktop gives programs no shortcuts")
	// ErrRefused means that a person did not allow it when the desktop asked.
	ErrRefused = errors.New("the shortcut was not allowed")
	// ErrGone means that what gave the shortcut has ended.
	ErrGone = errors.New("the desktop that gave the shortcut has gone")
)

// Keys is a combination, as people write it: "Ctrl+Shift+F9".
type Keys string

// Default is what holds while nobody chose another. On Windows Ctrl and Alt with a letter types one of its own on many keyboards, as
// AltGr does, and on GNOME and Xfce Ctrl+Alt+D shows the desktop: neither is to be taken from somebody who has not asked for it.
const Default Keys = "Ctrl+Shift+F9"

// Choices are those to choose between: keys that every keyboard has.
func Choices() []Keys {
	return []Keys{Default, "Ctrl+Shift+F10", "Ctrl+Alt+C", "Ctrl+Alt+D", "Ctrl+Alt+P"}
}

// OrDefault is the default for what is none of the choices.
func (k Keys) OrDefault() Keys {
	if slices.Contains(Choices(), k) {
		return k
	}
	return Default
}

// split is the key, and whether these are held with it.
func (k Keys) split() (key string, ctrl, alt, shift bool) {
	parts := strings.Split(string(k), "+")
	held := parts[:len(parts)-1]
	return parts[len(parts)-1], slices.Contains(held, "Ctrl"), slices.Contains(held, "Alt"), slices.Contains(held, "Shift")
}

// Wish is a shortcut that is wanted.
type Wish struct {
	Keys Keys
	// Purpose says what it is for, to a person whom the desktop asks.
	Purpose string
	// Ready tells that it works from now on, and which keys it has in the desktop's words, which may let a person choose others; ""
	// for those that were wanted. It may be called again.
	Ready func(keys string)
	// Pressed is called each time that it is pressed, once for however long.
	Pressed func()
}

// Watch asks the desktop for a shortcut and tells of it until ctx ends. Errors: those above, or that the desktop cannot be reached.
// What is called runs on a goroutine of Watch, and nothing of it any more when that returns.
func Watch(ctx context.Context, w Wish) error {
	w.Keys = w.Keys.OrDefault()
	err := watch(ctx, w)
	if ctx.Err() != nil {
		return nil
	}
	return err
}
