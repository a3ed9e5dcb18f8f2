//go:build linux || darwin

package socket

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// defaultFolder is in the user's runtime folder, which goes when the user logs out, or else in the one for temporary files.
func defaultFolder() string {
	if runtime := os.Getenv("XDG_RUNTIME_DIR"); runtime != "" {
		return filepath.Join(runtime, "ringside")
	}
	return filepath.Join(os.TempDir(), "ringside-"+strconv.Itoa(os.Getuid()))
}

// private makes a folder that is the user's alone, and refuses one that is not: anybody can make one in the folder for
// temporary files.
func private(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() || int(owner.Uid) != os.Getuid() || info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%s does not belong to this user alone", folder)
	}
	return nil
}

// Path is where the socket is.
func (p Place) Path() string { return filepath.Join(p.folder, p.name+".sock") }

func (p Place) dial(ctx context.Context) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "unix", p.Path())
}

// listen makes the socket, in place of one that a process left behind which was killed, with rights for its owner only. The folder
// keeps others away until it has them.
func (p Place) listen() (net.Listener, error) {
	path := p.Path()
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("an old socket is in the way: %w", err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		_ = listener.Close()
		return nil, err
	}
	return listener, nil
}

// sameUser fails unless the other end of a connection is a process of this user.
func sameUser(conn net.Conn) error {
	raw, err := conn.(*net.UnixConn).SyscallConn()
	if err != nil {
		return err
	}
	var uid uint32
	var failed error
	if err := raw.Control(func(fd uintptr) { uid, failed = peer(int(fd)) }); err != nil {
		return err
	}
	if failed != nil {
		return fmt.Errorf("who is at the other end of the socket: %w", failed)
	}
	if int(uid) != os.Getuid() {
		return errors.New("another user is at the other end of the socket")
	}
	return nil
}
