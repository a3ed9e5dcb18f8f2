//go:build !android

package tray

import (
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"

	"ringside/presence/wake/testbus"
)

// gathers has the panel be one that only gathers icons, which hosts show.
func (p *panel) gathers() (has func(host bool)) {
	p.t.Helper()
	const name = "IsStatusNotifierHostRegistered"
	told, err := prop.Export(p.conn, watcherPath, prop.Map{watcher: {name: {Value: false}}})
	if err != nil {
		p.t.Fatal(err)
	}
	return func(host bool) {
		told.SetMust(watcher, name, host)
		signal := ".StatusNotifierHostUnregistered"
		if host {
			signal = ".StatusNotifierHostRegistered"
		}
		if err := p.conn.Emit(watcherPath, watcher+signal); err != nil {
			p.t.Error(err)
		}
	}
}

func TestHost_AWatcherThatNobodyShowsTheIconsOfIsNone(t *testing.T) {
	testbus.Start(t, testbus.Session)
	if HostPresent(t.Context()) {
		t.Error("there is one on an empty bus")
	}
	p := startPanel(t)
	if !HostPresent(t.Context()) {
		t.Error("one that does not say whether it has hosts shows the icons itself")
	}
	has := p.gathers()
	for _, host := range []bool{false, true, false} {
		has(host)
		if got := HostPresent(t.Context()); got != host {
			t.Errorf("with a host %v it says %v", host, got)
		}
	}
}

func TestHost_IsWaitedForUntilItRegisters(t *testing.T) {
	testbus.Start(t, testbus.Session)
	p := startPanel(t)
	has := p.gathers()
	h, err := watchHosts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if h.present {
		t.Error("there is one at once")
	}
	came := make(chan bool)
	next := func() { came <- h.next(t.Context()) }
	go next()
	has(true)
	if !receive(t, came, "the host") {
		t.Error("it was not seen")
	}
	go next()
	if _, err := p.conn.ReleaseName(watcher); err != nil {
		t.Fatal(err)
	}
	if _, err := p.conn.RequestName(watcher, dbus.NameFlagDoNotQueue); err != nil { // another watcher, which has hosts from the beginning
		t.Fatal(err)
	}
	if !receive(t, came, "the watcher with hosts") {
		t.Error("it was not seen")
	}
}
