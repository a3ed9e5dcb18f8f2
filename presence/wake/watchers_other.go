//go:build android || ios || (!linux && !darwin && !windows)

package wake

// A phone's app runs in the foreground only, and the engine's own clocks see that it was away.
func watchers() []watcher { return nil }
