package sessionbus

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"go.uber.org/goleak"

	"ringside/presence/wake/testbus"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConnect_TheConnectionOutlivesTheContextOfConnecting(t *testing.T) {
	testbus.Start(t, testbus.Session)
	ctx, cancel := context.WithCancel(t.Context())
	conn, err := Connect(ctx)
	cancel()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	var names []string
	if err := conn.BusObject().Call("org.freedesktop.DBus.ListNames", 0).Store(&names); err != nil || len(names) == 0 {
		t.Errorf("%v, %v", names, err)
	}
}

func TestConnect_EndsWithAContextWhereThatIsWanted(t *testing.T) {
	testbus.Start(t, testbus.Session)
	ctx, cancel := context.WithCancel(t.Context())
	conn, err := Connect(ctx, dbus.WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-conn.Context().Done()
}

func TestConnect_StartsNoBus(t *testing.T) {
	folder := t.TempDir()
	started := filepath.Join(folder, "started")
	if err := os.WriteFile(filepath.Join(folder, "dbus-launch"), []byte("#!/bin/sh\ntouch "+started+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("XDG_RUNTIME_DIR", folder)
	t.Setenv(testbus.Session, "")
	if conn, err := Connect(t.Context()); err == nil {
		_ = conn.Close()
		t.Error("there is one")
	}
	if _, err := os.Stat(started); err == nil {
		t.Error("it was started")
	}
}

func TestConnect_ABusThatDoesNotAnswerHoldsNobodyUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bus")
	silent, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	t.Setenv(testbus.Session, "unix:path="+path)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Connect(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it says %v", err)
	}
}
