//go:build !android

package checkup

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"ringside/presence/wake/testbus"
)

// secrets is a Secret Service.
type secrets struct {
	path   dbus.ObjectPath // of the default collection
	hangs  chan struct{}   // closed where it answers
	asked  atomic.Int32    // for something else than how it stands
	locked bool
}

// ReadAlias is called over the bus, like the other methods.
func (s *secrets) ReadAlias(string) (dbus.ObjectPath, *dbus.Error) {
	<-s.hangs
	return s.path, nil
}

// Unlock has a person asked, in a real one.
func (s *secrets) Unlock([]dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	s.asked.Add(1)
	return nil, "/", nil
}

// Get is how a property is read.
func (s *secrets) Get(of, name string) (dbus.Variant, *dbus.Error) {
	if of != "org.freedesktop.Secret.Collection" || name != "Locked" {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", nil)
	}
	return dbus.MakeVariant(s.locked), nil
}

// offer puts it on the bus until the test ends.
func (s *secrets) offer(t *testing.T) {
	t.Helper()
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	const service = "/org/freedesktop/secrets"
	if err := conn.Export(s, service, "org.freedesktop.Secret.Service"); err != nil {
		t.Fatal(err)
	}
	if s.path != "/" {
		if err := conn.Export(s, s.path, "org.freedesktop.DBus.Properties"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
}

func TestKeyring_IsLookedAtWithoutAskingAnybody(t *testing.T) {
	const login, other = "/org/freedesktop/secrets/collection/login", "/org/freedesktop/secrets/collection/other"
	for name, c := range map[string]struct {
		of    *secrets // nil for none
		hangs bool
		want  Finding
	}{
		"none":                       {nil, false, keyringNone},
		"open":                       {&secrets{path: login}, false, keyringOpen},
		"locked":                     {&secrets{path: login, locked: true}, false, keyringLocked},
		"of another name":            {&secrets{path: other}, false, keyringOpen},
		"of another name and locked": {&secrets{path: other, locked: true}, false, keyringLocked},
		"a service without one":      {&secrets{path: "/"}, false, keyringNone},
		"one that hangs":             {&secrets{path: other}, true, keyringSilent},
	} {
		t.Run(name, func(t *testing.T) {
			testbus.Start(t, testbus.Session)
			limit := 10 * time.Second
			if c.of != nil {
				c.of.hangs = make(chan struct{})
				if c.hangs {
					limit = 100 * time.Millisecond
					defer close(c.of.hangs)
				} else {
					close(c.of.hangs)
				}
				c.of.offer(t)
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			r := newVisit(ctx, Subject{}).keyring(ctx)
			r.Check = Keyring
			if r.Finding != c.want {
				t.Errorf("%s, want %s", r.Finding, c.want)
			}
			said(t, r)
			if c.of != nil && c.of.asked.Load() > 0 {
				t.Error("a person was asked")
			}
		})
	}
}

func TestDesktop_WithoutABusTellsWhatIsMissingOrThatThereIsNoDesktop(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	for hasDisplay, want := range map[bool]map[Check]Finding{
		true:  {Tray: trayNone, Notifications: notificationsNone, Keyring: keyringNone, Display: displayThere},
		false: {Tray: skippedNoDesktop, Notifications: skippedNoDesktop, Keyring: keyringNone, Display: displayNone},
	} {
		look(t, Subject{HasDisplay: hasDisplay, Folder: t.TempDir()}).want(t, want)
	}
}

func TestTray_IsThereOnceAPanelIs(t *testing.T) {
	testbus.Start(t, testbus.Session)
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	v := newVisit(t.Context(), Subject{HasDisplay: true})
	if r := v.tray(t.Context()); r.Finding != trayNone {
		t.Errorf("%+v", r)
	}
	if _, err := conn.RequestName("org.kde.StatusNotifierWatcher", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	if r := v.tray(t.Context()); r.Finding != trayShown {
		t.Errorf("%+v", r)
	}
}

// defaults makes a list of default programs the person's, and xdg-mime be missing.
func defaults(t *testing.T, content string) {
	t.Helper()
	folder := t.TempDir()
	for name, value := range map[string]string{
		"PATH": folder, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CONFIG_DIRS": folder, "XDG_DATA_DIRS": folder,
	} {
		t.Setenv(name, value)
	}
	if err := os.WriteFile(filepath.Join(folder, "mimeapps.list"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestHandler_IsTheProgramThatTheListsName(t *testing.T) {
	for name, c := range map[string]struct {
		list string
		want Finding
	}{
		"ours":              {"[Default Applications]\nx-scheme-handler/tel=ringside.desktop;skype.desktop\n", handlerOurs},
		"another":           {"[Added Associations]\nx-scheme-handler/tel=ringside.desktop\n[Default Applications]\nx-scheme-handler/tel=skype.desktop\n", handlerOther},
		"of another scheme": {"[Default Applications]\nx-scheme-handler/telnet=ringside.desktop\n", handlerNone},
		"none":              {"", handlerNone},
	} {
		defaults(t, c.list)
		r := newVisit(t.Context(), Subject{HasDisplay: true}).handler(t.Context())
		r.Check = Handler
		if r.Finding != c.want {
			t.Errorf("%s: %+v", name, r)
		}
		said(t, r)
	}
	defaults(t, "")
	if r := newVisit(t.Context(), Subject{}).handler(t.Context()); r.Finding != skippedNoDesktop {
		t.Errorf("without a desktop: %+v", r)
	}
}

func TestHandler_IsWhatXDGSays(t *testing.T) {
	defaults(t, "")
	script := "#!/bin/sh\n[ \"$*\" = 'query default x-scheme-handler/tel' ] && echo ringside.desktop\n"
	if err := os.WriteFile(filepath.Join(os.Getenv("PATH"), "xdg-mime"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	if r := newVisit(t.Context(), Subject{}).handler(t.Context()); r.Finding != handlerOurs {
		t.Errorf("%+v", r)
	}
}
