//go:build !windows

package crash

import "syscall"

// alive reports whether a process is there; another user's is.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || err == syscall.EPERM
}
