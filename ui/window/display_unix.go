//go:build !windows && !darwin && !android && !ci

package window

import "os"

// HasDisplay reports whether there is a desktop that a window could open on.
func HasDisplay() bool { return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "" }
