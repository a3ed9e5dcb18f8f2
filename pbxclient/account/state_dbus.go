//go:build (linux && !android) || dragonfly || freebsd || netbsd || openbsd

package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// The Secret Service, as far as it is looked at.
const (
	secretService     = "org.freedesktop.secrets"
	secretServicePath = dbus.ObjectPath("/org/freedesktop/secrets")
	usualCollection   = dbus.ObjectPath("/org/freedesktop/secrets/collection/login") // what go-keyring prefers
)

// FindKeyring looks how the keyring stands. It reads no secret, writes nothing and never has a person asked. Its error is
// that of ctx where the keyring does not answer.
func FindKeyring(ctx context.Context) (KeyringState, error) {
	state, err := findSecretService(ctx)
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("look at the keyring: %w", ctx.Err())
	case err != nil && state == "":
		return KeyringNone, nil
	}
	return state, nil
}

func findSecretService(ctx context.Context) (KeyringState, error) {
	bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return KeyringNone, err
	}
	defer func() { _ = bus.Close() }()
	defer context.AfterFunc(ctx, func() { _ = bus.Close() })() // what is asked at first knows no context
	if err := errors.Join(bus.Auth(nil), bus.Hello()); err != nil {
		return KeyringNone, err
	}
	collection := usualCollection
	locked, err := collectionLocked(ctx, bus, collection)
	if err != nil { // it may be called otherwise
		service := bus.Object(secretService, secretServicePath)
		if err := service.CallWithContext(ctx, "org.freedesktop.Secret.Service.ReadAlias", 0, "default").Store(&collection); err != nil {
			return "", err
		}
		if collection == "/" { // the service runs, and has no keyring to keep anything in
			return KeyringNone, nil
		}
		if locked, err = collectionLocked(ctx, bus, collection); err != nil {
			return "", err
		}
	}
	if locked {
		return KeyringLocked, nil
	}
	return KeyringOpen, nil
}

func collectionLocked(ctx context.Context, bus *dbus.Conn, collection dbus.ObjectPath) (locked bool, err error) {
	const get = "org.freedesktop.DBus.Properties.Get"
	var value dbus.Variant
	err = bus.Object(secretService, collection).CallWithContext(ctx, get, 0, "org.freedesktop.Secret.Collection", "Locked").Store(&value)
	if err == nil {
		err = value.Store(&locked)
	}
	return locked, err
}
