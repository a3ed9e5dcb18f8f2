package socket

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"github.com/Microsoft/go-winio"
	"golang.org/x/sys/windows"
)

// defaultFolder is among the user's own local data; the lock is in it.
func defaultFolder() string {
	base, err := os.UserCacheDir() // %LocalAppData%
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "Ringside", "run")
}

// private makes the folder; it inherits the rights of the one that it is in.
func private(folder string) error { return os.MkdirAll(folder, 0o700) }

// pipe is the named pipe of a place, which is what Windows has had sockets of one's own for longest, with rights of their own. Its
// name ends in the user, for a folder of a test in that.
func (p Place) pipe() (name, user string, err error) {
	if user, err = userOf(windows.GetCurrentProcessToken()); err != nil {
		return "", "", err
	}
	end := user
	if p.folder != defaultFolder() {
		sum := sha256.Sum256([]byte(p.folder))
		end = hex.EncodeToString(sum[:8])
	}
	if p.name != mainName {
		end = p.name + "-" + end
	}
	return `\\.\pipe\` + mainName + "-" + end, user, nil
}

// dial connects to the pipe, without letting whoever is there act as the user.
func (p Place) dial(ctx context.Context) (net.Conn, error) {
	name, _, err := p.pipe()
	if err != nil {
		return nil, err
	}
	return winio.DialPipeContext(ctx, name)
}

// listen makes the pipe, with rights for its owner only. One of a process that was killed has gone with that.
func (p Place) listen() (net.Listener, error) {
	name, user, err := p.pipe()
	if err != nil {
		return nil, err
	}
	return winio.ListenPipe(name, &winio.PipeConfig{SecurityDescriptor: "D:P(A;;GA;;;" + user + ")"})
}

// sameUser fails unless the process that serves a pipe is this user's: anybody can make one of that name first. Whom the pipe lets in
// needs no question.
func sameUser(conn net.Conn) error {
	handle, ok := conn.(interface{ Fd() uintptr })
	if !ok {
		return errors.New("what is at the other end is no pipe")
	}
	var process uint32
	if err := windows.GetNamedPipeServerProcessId(windows.Handle(handle.Fd()), &process); err != nil {
		return fmt.Errorf("who is at the other end of the pipe: %w", err)
	}
	if process == windows.GetCurrentProcessId() {
		return nil
	}
	other, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, process)
	if err != nil {
		return fmt.Errorf("who is at the other end of the pipe: %w", err)
	}
	defer func() { _ = windows.CloseHandle(other) }()
	var token windows.Token
	if err := windows.OpenProcessToken(other, windows.TOKEN_QUERY, &token); err != nil {
		return fmt.Errorf("who is at the other end of the pipe: %w", err)
	}
	defer func() { _ = token.Close() }()
	theirs, err := userOf(token)
	if err != nil {
		return err
	}
	if own, err := userOf(windows.GetCurrentProcessToken()); err != nil || own != theirs {
		return errors.New("another user is at the other end of the pipe")
	}
	return nil
}

// userOf is whose a token is, as the text of a security identifier.
func userOf(token windows.Token) (string, error) {
	user, err := token.GetTokenUser()
	if err != nil {
		return "", fmt.Errorf("which user this is: %w", err)
	}
	return user.User.Sid.String(), nil
}
