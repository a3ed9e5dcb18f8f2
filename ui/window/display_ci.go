//go:build ci

package window

// HasDisplay is false in a build without a window driver.
func HasDisplay() bool { return false }
