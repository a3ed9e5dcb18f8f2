//go:build linux && !mobile && !android

package shortcut

import (
	"context"
	"fmt"
	"io"
	"log"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// The library writes to standard error that a connection has ended, which its callers are told anyway.
func init() { xgb.Logger = log.New(io.Discard, "", 0) }

// x is a connection to an X server, at its root window.
type x struct {
	*xgb.Conn
	root xproto.Window
}

// connectX connects to the X server of the desktop, until ctx ends or done is called.
func connectX(ctx context.Context) (c x, done func(), err error) {
	conn, err := xgb.NewConn()
	if err != nil {
		return x{}, nil, fmt.Errorf("reach the X server: %w", err)
	}
	stop := context.AfterFunc(ctx, conn.Close)
	return x{conn, xproto.Setup(conn).DefaultScreen(conn).Root}, func() {
		if stop() {
			conn.Close()
		}
	}, nil
}

// atom is the number that the server has for a name.
func (c x) atom(name string) (xproto.Atom, error) {
	reply, err := xproto.InternAtom(c.Conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	return reply.Atom, nil
}
