//go:build (linux && !android) || dragonfly || freebsd || netbsd || openbsd

package account

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"
)

func TestSystem_WithoutABusThereIsNoKeyring(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "bus"))
	secrets := NewSecrets(nil, time.Minute)
	if _, err := secrets.Get(t.Context(), anna); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("get: %v", err)
	}
	if err := secrets.Set(t.Context(), anna, "hunter2"); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("set: %v", err)
	}
	if err := secrets.Delete(t.Context(), anna); !errors.Is(err, ErrNoKeyring) {
		t.Errorf("delete: %v", err)
	}
}

func TestSorted_TellsWhatIsMissing(t *testing.T) {
	for _, test := range []struct{ err, want error }{
		{nil, nil},
		{keyring.ErrNotFound, ErrNoSecret},
		{fmt.Errorf("wrapped: %w", keyring.ErrNotFound), ErrNoSecret},
		{keyring.ErrUnsupportedPlatform, ErrNoKeyring},
		{dbus.NewError("org.freedesktop.DBus.Error.ServiceUnknown", nil), ErrNoKeyring},
		{*dbus.NewError("org.freedesktop.DBus.Error.ServiceUnknown", nil), ErrNoKeyring},
		{dbus.NewError("org.freedesktop.DBus.Error.Spawn.ExecFailed", nil), ErrNoKeyring},
		{io.ErrUnexpectedEOF, io.ErrUnexpectedEOF},
	} {
		if got := sorted(test.err); !errors.Is(got, test.want) {
			t.Errorf("%v became %v, want %v", test.err, got, test.want)
		}
	}
	if got := sorted(dbus.NewError("org.freedesktop.Secret.Error.IsLocked", nil)); errors.Is(got, ErrNoKeyring) || got == nil {
		t.Errorf("a locked keyring became %v", got)
	}
}
