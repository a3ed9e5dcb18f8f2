// Package testbus is a D-Bus of a test's own, in place of the session's or the system's.
package testbus

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The variables that name the buses of a desktop.
const (
	Session = "DBUS_SESSION_BUS_ADDRESS"
	System  = "DBUS_SYSTEM_BUS_ADDRESS"
)

// Start starts a bus, on which nothing is, and has a variable name it. stop ends it; so does the end of the test.
func Start(t *testing.T, variable string) (address string, stop func()) {
	t.Helper()
	daemon := exec.Command("dbus-daemon", "--session", "--print-address=1", "--nofork", "--nopidfile",
		"--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatalf("the test needs a bus (apt-get install dbus): %v", err)
	}
	stop = func() { _ = daemon.Process.Kill(); _ = daemon.Wait() }
	t.Cleanup(stop)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address = strings.TrimSpace(line)
	t.Setenv(variable, address)
	return address, stop
}
