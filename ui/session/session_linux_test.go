//go:build !android

package session

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

func TestSession_AsksAtOnceAfterTheComputerWokeUp(t *testing.T) {
	daemon := exec.Command("dbus-daemon", "--session", "--print-address=1", "--nofork", "--nopidfile",
		"--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatalf("the test needs a bus (apt-get install dbus): %v", err)
	}
	defer func() { _ = daemon.Process.Kill(); _ = daemon.Wait() }()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", strings.TrimSpace(address))
	bus, err := dbus.Connect(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	if _, err := bus.RequestName("org.freedesktop.login1", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}

	o := office(t)
	live(t, o, "")
	before := len(o.PBX.Requests())
	again := time.NewTicker(50 * time.Millisecond) // the session listens from a moment of its own on
	defer again.Stop()
	for end := time.After(10 * time.Second); ; {
		if err := bus.Emit("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", false); err != nil {
			t.Fatal(err)
		}
		for _, r := range o.PBX.Requests()[before:] {
			if strings.Contains(r.Query, "timeout=0") {
				return
			}
		}
		select {
		case <-again.C:
		case <-end:
			t.Fatal("the PBX was not asked")
		}
	}
}
