//go:build (linux && !android) || dragonfly || freebsd || netbsd || openbsd

package account

import (
	"errors"
	"fmt"
	"strings"

	"github.com/godbus/dbus/v5"
)

// reachable looks for the session bus before go-keyring does, which would start one where there is none, and leave it
// running after a command in a terminal or a script is long over.
func reachable() error {
	bus, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrNoKeyring, err)
	}
	return bus.Close()
}

// isNoService reports whether the bus knows no Secret Service, or cannot start it.
func isNoService(err error) bool {
	// godbus returns both forms.
	name := ""
	if reply, ok := errors.AsType[dbus.Error](err); ok {
		name = reply.Name
	} else if reply, ok := errors.AsType[*dbus.Error](err); ok {
		name = reply.Name
	}
	switch name {
	case "org.freedesktop.DBus.Error.ServiceUnknown",
		"org.freedesktop.DBus.Error.NameHasNoOwner",
		"org.freedesktop.DBus.Error.Disconnected":
		return true
	}
	return strings.HasPrefix(name, "org.freedesktop.DBus.Error.Spawn.")
}
