package toggles

import (
	"strings"

	"ringside/pbxclient"
)

// IsOn reads the value of a switch; is is false for one that is neither on nor off.
func IsOn(value string) (on, is bool) {
	switch strings.ToLower(value) {
	case "true", "1":
		return true, true
	case "false", "0":
		return false, true
	}
	return false, false
}

// Same reports whether two values of a switch are the same, however on and off are written.
func Same(a, b string) bool {
	onA, isA := IsOn(a)
	onB, isB := IsOn(b)
	return a == b || isA && isB && onA == onB
}

// Turned is the value that turns a switch on or off, written as its value is now.
func Turned(now pbxclient.Opt[string], on bool) string {
	digits := now.Value == "0" || now.Value == "1"
	switch {
	case digits && on:
		return "1"
	case digits:
		return "0"
	case on:
		return "true"
	}
	return "false"
}
