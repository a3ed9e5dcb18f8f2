//go:build !android

package wake

import (
	"context"
	"errors"

	"github.com/godbus/dbus/v5"
)

const (
	logindName      = "org.freedesktop.login1"
	logindPath      = "/org/freedesktop/login1"
	logindInterface = "org.freedesktop.login1.Manager"
	prepareForSleep = "PrepareForSleep" // true before the sleep, false after it
)

// watchSleep hears from logind, over the system bus, that the computer woke up.
func watchSleep(ctx context.Context, tell func(Reason)) error {
	bus, err := dbus.ConnectSystemBus(dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer bus.Close()
	signals := make(chan *dbus.Signal, 8)
	bus.Signal(signals)
	err = bus.AddMatchSignalContext(ctx, dbus.WithMatchSender(logindName), dbus.WithMatchObjectPath(logindPath),
		dbus.WithMatchInterface(logindInterface), dbus.WithMatchMember(prepareForSleep))
	if err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case s, open := <-signals:
			if !open {
				return errors.New("the system bus has gone")
			}
			if s.Name == logindInterface+"."+prepareForSleep && len(s.Body) == 1 && s.Body[0] == false {
				tell(Resumed)
			}
		}
	}
}
