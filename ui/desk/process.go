//go:build linux

package desk

import (
	"fmt"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// process is a program that runs in a process group of its own, so that it ends with all it started.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{}
	once  sync.Once
	err   error
}

// run starts a program that belongs to the desktop.
func (d *Desk) run(cmd *exec.Cmd) error {
	_, err := d.start(cmd)
	return err
}

func (d *Desk) start(cmd *exec.Cmd) (*process, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	p := &process{cmd: cmd, ended: make(chan struct{})}
	go func() {
		defer close(p.ended)
		p.err = cmd.Wait()
	}()
	d.running = append(d.running, p)
	return p, nil
}

// patience is how long a program may take to end when asked politely.
const patience = 5 * time.Second

// end asks the program to end, and makes it end if it does not.
func (p *process) end() {
	p.once.Do(func() {
		_ = syscall.Kill(p.cmd.Process.Pid, syscall.SIGTERM)
		select {
		case <-p.ended:
		case <-time.After(patience):
		}
		_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // whatever is left of its group
		<-p.ended
	})
}
