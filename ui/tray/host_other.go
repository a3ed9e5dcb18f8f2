//go:build !linux || android

// Package tray knows about the place beside the clock, without a window toolkit.
package tray

import (
	"context"
	"runtime"
)

// HostPresent reports whether the desktop shows tray icons: Windows and macOS always do, phones never.
func HostPresent(context.Context) bool {
	return runtime.GOOS == "windows" || runtime.GOOS == "darwin"
}
