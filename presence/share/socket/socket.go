// Package socket is where the parts of Ringside that one user runs meet: a socket in a folder of that user's own, a pipe on Windows,
// and a lock that only one of them can hold. Nothing listens on a network address.
package socket

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"

	"github.com/gofrs/flock"
)

// ErrTaken means that another process holds the place.
var ErrTaken = errors.New("another Ringside of this user is running")

// Place is a meeting place.
type Place struct {
	folder, name string
}

// Main is the place of the Ringside that a user has open all day, Demo that of one with the built-in PBX.
func Main() Place { return In(defaultFolder(), mainName) }

const mainName = "ringside"

// Demo is as for Main.
func Demo() Place { return In(defaultFolder(), "demo") }

// In is a place in a folder, for tests.
func In(folder, name string) Place { return Place{folder, name} }

// Claim takes the place, for as long as the process lives or until Release. ErrTaken means that somebody else has it.
func (p Place) Claim() (*Claim, error) {
	if err := private(p.folder); err != nil {
		return nil, fmt.Errorf("a folder for the socket: %w", err)
	}
	lock := flock.New(filepath.Join(p.folder, p.name+".lock"), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	switch {
	case err != nil:
		return nil, fmt.Errorf("claim the socket: %w", err)
	case !held:
		return nil, ErrTaken
	}
	return &Claim{place: p, lock: lock}, nil
}

// Dial connects to whoever holds the place. It fails at once if nobody listens there, and if who does is another user.
func (p Place) Dial(ctx context.Context) (net.Conn, error) {
	conn, err := p.dial(ctx)
	if err != nil {
		return nil, err
	}
	if err := sameUser(conn); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// Claim is a place that has been taken.
type Claim struct {
	place Place
	lock  *flock.Flock
}

// Listen opens the socket, in place of one that a process left behind which was killed. Only processes of the same user are
// accepted.
func (c *Claim) Listen() (net.Listener, error) {
	listener, err := c.place.listen()
	if err != nil {
		return nil, fmt.Errorf("open the socket: %w", err)
	}
	return ours{listener}, nil
}

// Release lets somebody else take the place. The listener has to be closed before.
func (c *Claim) Release() error { return c.lock.Unlock() }

// ours is a listener that turns other users away.
type ours struct{ net.Listener }

func (o ours) Accept() (net.Conn, error) {
	for {
		conn, err := o.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if sameUser(conn) == nil {
			return conn, nil
		}
		_ = conn.Close()
	}
}
