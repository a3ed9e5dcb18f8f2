//go:build !android

package session

import (
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"ringside/presence/wake/testbus"
)

func TestSession_AsksAtOnceAfterTheComputerWokeUp(t *testing.T) {
	address, _ := testbus.Start(t, testbus.System)
	bus, err := dbus.Connect(address)
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
