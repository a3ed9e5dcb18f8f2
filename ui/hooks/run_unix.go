//go:build unix

package hooks

import (
	"os/exec"
	"syscall"
)

// apart keeps what is meant for Ringside and its group from a program.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// together has a program end with everything that it started.
func together(cmd *exec.Cmd) {
	apart(cmd)
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
