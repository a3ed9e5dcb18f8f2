//go:build linux && !android

package notify

import (
	"context"
	"fmt"
	"slices"

	"github.com/esiqveland/notify"
	"github.com/godbus/dbus/v5"

	"ringside/ui/sessionbus"
)

// FindService asks the session bus who shows notifications. It shows none itself. Its errors are ErrNoService, and whatever
// keeps the service from answering until ctx ends.
func FindService(ctx context.Context) (Service, error) {
	conn, err := sessionbus.Connect(ctx, dbus.WithContext(ctx))
	if err != nil && ctx.Err() != nil {
		return Service{}, err
	} else if err != nil {
		return Service{}, fmt.Errorf("%w: %w", ErrNoService, err)
	}
	defer func() { _ = conn.Close() }()
	var s Service
	err = within(ctx, conn, func() error {
		told, err := notify.GetServerInformation(conn)
		if err != nil {
			return err
		}
		able, err := notify.GetCapabilities(conn)
		s = Service{Name: told.Name, Version: told.Version, Actions: slices.Contains(able, "actions")}
		return err
	})
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: %w", ErrNoService, err)
	}
	return s, err
}
