//go:build linux && !android

package tray

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/godbus/dbus/v5"

	"ringside/ui/sessionbus"
)

// watcher is the bus name of whatever gathers tray icons, and its interface as well: a panel, mostly. Where that is somebody else, the
// icons are shown by the hosts that register with it.
const (
	watcher                     = "org.kde.StatusNotifierWatcher"
	watcherPath dbus.ObjectPath = "/StatusNotifierWatcher"
)

// askingTime is how long a watcher may take to answer.
const askingTime = 2 * time.Second

// HostPresent reports whether the desktop shows tray icons. Without a host an icon vanishes without any error, and a
// window that hides into it would be gone for good.
func HostPresent(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, askingTime)
	defer cancel()
	conn, err := sessionbus.Connect(ctx, dbus.WithContext(ctx))
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }()
	present, err := hostOn(ctx, conn)
	return err == nil && present
}

// WaitHost waits until the desktop shows tray icons, which may be long after log-in, and returns false when ctx ends
// before.
func WaitHost(ctx context.Context) bool {
	if hosts, err := watchHosts(ctx); err == nil {
		defer hosts.close()
		if hosts.next(ctx) {
			return true
		}
	}
	<-ctx.Done()
	return false
}

// hosts watches for hosts to appear.
type hosts struct {
	conn    *dbus.Conn
	signals chan *dbus.Signal
	present bool // one was there at the beginning, and next has not told of it
}

// watchHosts begins to watch; next tells what was found.
func watchHosts(ctx context.Context) (*hosts, error) {
	conn, err := sessionbus.Connect(ctx, dbus.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	h := &hosts{conn: conn, signals: make(chan *dbus.Signal, 8)}
	conn.Signal(h.signals)
	err = errors.Join(
		conn.AddMatchSignalContext(ctx, dbus.WithMatchSender("org.freedesktop.DBus"),
			dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, watcher)),
		conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(watcher), dbus.WithMatchInterface(watcher), dbus.WithMatchMember("StatusNotifierHostRegistered")),
	)
	if err == nil {
		h.present, err = hostOn(ctx, conn)
	}
	if err != nil {
		h.close()
		return nil, fmt.Errorf("watch for a tray: %w", err)
	}
	return h, nil
}

// next waits for a host that it has not told of yet, and returns false when ctx or the bus ends before.
func (h *hosts) next(ctx context.Context) bool {
	if h.present {
		h.present = false
		return true
	}
	for {
		select {
		case <-ctx.Done():
			return false
		case s, ok := <-h.signals:
			if !ok {
				return false
			}
			var name, before, now string
			came := dbus.Store(s.Body, &name, &before, &now) == nil && name == watcher && now != ""
			if s.Name == watcher+".StatusNotifierHostRegistered" || came && hasHost(ctx, h.conn) {
				return true
			}
		}
	}
}

func (h *hosts) close() { _ = h.conn.Close() }

func hostOn(ctx context.Context, conn *dbus.Conn) (present bool, err error) {
	err = conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, watcher).Store(&present)
	return present && hasHost(ctx, conn), err
}

// hasHost asks the watcher, which is there, whether anybody shows the icons that it gathers. One that does not say shows them itself.
func hasHost(ctx context.Context, conn *dbus.Conn) bool {
	ctx, cancel := context.WithTimeout(ctx, askingTime)
	defer cancel()
	var value dbus.Variant
	err := conn.Object(watcher, watcherPath).CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart,
		watcher, "IsStatusNotifierHostRegistered").Store(&value)
	has, said := value.Value().(bool)
	return err != nil || !said || has
}
