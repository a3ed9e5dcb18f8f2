//go:build !windows && !darwin && !android && !ci

package window

import (
	"os"
	"slices"
	"strings"
)

// HasDisplay reports whether there is a desktop that a window could open on.
func HasDisplay() bool { return HasDisplayIn(os.Environ()) }

// HasDisplayIn is HasDisplay for another environment, in the form of os.Environ; nil is this process's own.
func HasDisplayIn(environment []string) bool {
	if environment == nil {
		return HasDisplay()
	}
	return slices.ContainsFunc(environment, func(v string) bool {
		name, value, _ := strings.Cut(v, "=")
		return value != "" && (name == "DISPLAY" || name == "WAYLAND_DISPLAY")
	})
}
