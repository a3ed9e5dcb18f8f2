package sessionbus

import (
	"context"
	"fmt"
	"time"

	"github.com/godbus/dbus/v5"
)

// patience is how long a bus may take to let somebody in.
const patience = 5 * time.Second

// Connect connects to the session's bus, and starts none where there is none: nobody would end it. ctx bounds the connecting only;
// whoever wants the connection to end with it says so by an option. A bus that does not answer is an error in seconds.
func Connect(ctx context.Context, options ...dbus.ConnOption) (*dbus.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := dbus.SessionBusPrivateNoAutoStartup(options...)
	if err != nil {
		return nil, fmt.Errorf("session bus: %w", err)
	}
	inTime := context.AfterFunc(ctx, func() { _ = conn.Close() }) // what is asked at first knows no context
	if err = conn.Auth(nil); err == nil {
		err = conn.Hello()
	}
	if !inTime() {
		err = ctx.Err()
	}
	if err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("session bus: %w", err)
	}
	return conn, nil
}
