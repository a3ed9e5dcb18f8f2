//go:build linux

package socket

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// asNobody has the test binary connect to a socket and expect to be turned away.
const asNobody = "RINGSIDE_CONNECT"

// connectAsNobody runs this test binary as another user, who connects and has to be hung up on.
func connectAsNobody(path string) error {
	self, err := exec.LookPath("/proc/self/exe")
	if err != nil {
		return err
	}
	cmd := exec.Command(self, "-test.run", "^TestNobody$")
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), asNobody+"="+path)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534, NoSetGroups: true}}
	if out, err := cmd.CombinedOutput(); err != nil {
		return errors.Join(err, errors.New(string(out)))
	}
	return nil
}

// TestNobody is the other user's part.
func TestNobody(t *testing.T) {
	path := os.Getenv(asNobody)
	if path == "" {
		t.Skip("the part of another user, started by the test of them")
	}
	conn, err := net.Dial("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if n, err := conn.Read(make([]byte, 1)); err == nil || n > 0 {
		t.Error("the other user was let in")
	}
}
