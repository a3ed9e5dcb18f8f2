//go:build ci

package window

// HasDisplay tells whether a window could be opened: not in a build without a window driver.
func HasDisplay() bool { return false }

// HasDisplayIn is HasDisplay for another environment.
func HasDisplayIn([]string) bool { return false }
