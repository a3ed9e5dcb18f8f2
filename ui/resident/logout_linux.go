package resident

import (
	"github.com/godbus/dbus/v5"

	"ringside/ui/sessionbus"
)

// watchLogout ends this program with the session that it was started in: when the bus of the session goes, the desktop has
// gone. Where there is none, SIGTERM and SIGHUP have to do.
func (r *Resident) watchLogout() {
	conn, err := sessionbus.Connect(r.life, dbus.WithContext(r.life))
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	<-conn.Context().Done()
	if r.life.Err() == nil {
		r.Logger.Info("the desktop session has ended")
		r.end(errQuit)
	}
}
