//go:build linux && !android

package tray

import (
	"context"
	"strings"
	"sync"

	"fyne.io/systray"
	"github.com/godbus/dbus/v5"
)

// name is what panels remember the icon by, from one run to the next: whether a person hides it, and where it stands.
const name = "Ringside"

// show waits for a host before it begins, since systray logs when it finds none.
func (t *Tray) show(ctx context.Context) {
	defer func() { <-ctx.Done() }()
	hosts, err := watchHosts(ctx)
	if err != nil {
		return
	}
	defer hosts.close()
	if !hosts.next(ctx) {
		return
	}
	bus, err := dbus.SessionBus() // the connection that systray is going to use
	if err != nil {
		return
	}
	// Everything stands before systray runs: what is set while it connects could be lost.
	systray.SetTitle(name)
	t.onTapped()
	s := t.begin()
	s.update(t.wanted())
	begin, end := systray.RunWithExternalLoop(nil, nil)
	begin()
	var registering sync.WaitGroup
	registering.Go(func() {
		for hosts.next(ctx) {
			register(ctx, bus)
		}
	})
	s.follow(ctx)
	registering.Wait()
	end()
}

// register tells a host that came later about the icon. systray does so too, but it stops at the first signal on the
// connection that is not like the one it waits for, and the keyring asks for a password over the same connection.
// Hosts take an icon once, however often they are told.
func register(ctx context.Context, bus *dbus.Conn) {
	host := bus.Object(watcher, watcherPath)
	// A host that refuses shows no icon; the next one is asked again.
	_ = host.CallWithContext(ctx, watcher+".RegisterStatusNotifierItem", 0, "/StatusNotifierItem").Err
}

func platformIcon(png []byte) []byte { return png }

// literal keeps an underscore from becoming the mark of an access key.
func literal(label string) string { return strings.ReplaceAll(label, "_", "__") }
