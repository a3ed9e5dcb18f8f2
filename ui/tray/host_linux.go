//go:build linux && !android

// Package tray knows about the place beside the clock, without a window toolkit.
package tray

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// HostPresent reports whether the desktop shows tray icons. Without a host an icon vanishes without any error, and a
// window that hides into it would be gone for good.
func HostPresent(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	conn, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }()
	var present bool
	err = conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, "org.kde.StatusNotifierWatcher").Store(&present)
	return err == nil && present
}
