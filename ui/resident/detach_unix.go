//go:build unix

package resident

import "syscall"

// detached lets a program live on when the one that started it, or its terminal, ends.
func detached() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
