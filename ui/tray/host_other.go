//go:build !linux || android

package tray

import (
	"context"
	"runtime"
)

// HostPresent reports whether the desktop shows tray icons: Windows and macOS always do, phones never.
func HostPresent(context.Context) bool {
	return runtime.GOOS == "windows" || runtime.GOOS == "darwin"
}

// WaitHost waits until the desktop shows tray icons, and returns false when ctx ends before.
func WaitHost(ctx context.Context) bool {
	if HostPresent(ctx) {
		return true
	}
	<-ctx.Done()
	return false
}
