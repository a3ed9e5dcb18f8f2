//go:build linux

package socket

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// somewhere is a place in a folder whose path is short enough for a socket.
func somewhere(t *testing.T) Place {
	t.Helper()
	folder, err := os.MkdirTemp("", "rs")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return In(filepath.Join(folder, "run"), "ringside")
}

// opened claims a place and listens there.
func opened(t *testing.T, p Place) (*Claim, net.Listener) {
	t.Helper()
	claim, err := p.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close(); _ = claim.Release() })
	return claim, listener
}

func TestClaim_IsHeldByOne(t *testing.T) {
	p := somewhere(t)
	claim, err := p.Claim()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Claim(); !errors.Is(err, ErrTaken) {
		t.Errorf("a second one: %v", err)
	}
	if err := claim.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := p.Claim()
	if err != nil {
		t.Errorf("after it was let go of: %v", err)
	} else if err := again.Release(); err != nil {
		t.Error(err)
	}
}

func TestListen_IsForTheUserAlone(t *testing.T) {
	p := somewhere(t)
	_, listener := opened(t, p)
	for path, want := range map[string]os.FileMode{p.Path(): 0o600, filepath.Dir(p.Path()): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	near, err := p.Dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer near.Close()
	far, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	_ = far.Close()
}

func TestListen_TakesThePlaceOfASocketThatWasLeftBehind(t *testing.T) {
	p := somewhere(t)
	claim, err := p.Claim()
	if err != nil {
		t.Fatal(err)
	}
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: p.Path()})
	if err != nil {
		t.Fatal(err)
	}
	left.SetUnlinkOnClose(false) // as when its process is killed
	_ = left.Close()
	if _, err := p.Dial(t.Context()); err == nil {
		t.Error("somebody answers at a socket without a process")
	}
	if err := claim.Release(); err != nil {
		t.Fatal(err)
	}
	opened(t, p)
	conn, err := p.Dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
}

func TestClaim_RefusesAFolderThatOthersMayUse(t *testing.T) {
	p := somewhere(t)
	folder := filepath.Dir(p.Path())
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Claim(); err == nil {
		t.Error("the folder of others was taken")
	}
	link := In(folder+"-link", "ringside")
	if err := os.Symlink(folder, filepath.Dir(link.Path())); err != nil {
		t.Fatal(err)
	}
	if _, err := link.Claim(); err == nil {
		t.Error("a link to another folder was taken")
	}
}

func TestListen_TurnsOtherUsersAway(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can be another user")
	}
	p := somewhere(t)
	_, listener := opened(t, p)
	for _, path := range []string{p.Path(), filepath.Dir(p.Path()), filepath.Dir(filepath.Dir(p.Path()))} {
		if err := os.Chmod(path, 0o777); err != nil { // whatever happens to the rights, the peer is looked at
			t.Fatal(err)
		}
	}
	accepted := make(chan error, 1)
	go func() {
		conn, err := listener.Accept()
		if err == nil {
			_ = conn.Close()
		}
		accepted <- err
	}()
	if err := connectAsNobody(p.Path()); err != nil {
		t.Fatal(err)
	}
	conn, err := p.Dial(t.Context()) // the next one that Accept sees is ours
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := <-accepted; err != nil {
		t.Error(err)
	}
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("it was the other user who was accepted")
	}
}
