//go:build !android

package wake

func watchers() []watcher {
	return []watcher{{"logind", watchSleep}, {"netlink", watchNetwork}}
}
