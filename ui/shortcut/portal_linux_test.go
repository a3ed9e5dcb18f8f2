//go:build linux && !mobile && !android

package shortcut

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"ringside/presence/wake/testbus"
)

// desktop is a Wayland desktop's portal.
type desktop struct {
	t       *testing.T
	conn    *dbus.Conn
	answer  uint32 // of a person: 0 for yes
	session dbus.ObjectPath
	asked   chan string
}

// unanswered is what a person says who says nothing.
const unanswered = 99

// waylandDesktop is a desktop of Wayland, whose portal may give shortcuts; answer is the person's.
func waylandDesktop(t *testing.T, gives bool, answer uint32) *desktop {
	t.Helper()
	testbus.Start(t, testbus.Session)
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	d := &desktop{t: t, conn: conn, answer: answer, asked: make(chan string, 8)}
	if gives {
		err = errors.Join(conn.Export(d, portalPath, shortcuts), conn.Export(apps{d}, portalPath, registry))
	}
	if _, named := conn.RequestName(portalName, dbus.NameFlagDoNotQueue); err != nil || named != nil {
		t.Fatal(err, named)
	}
	return d
}

// apps are the programs that the portal knows.
type apps struct{ *desktop }

// Register is called by programs over the bus, like the other methods.
func (a apps) Register(id string, _ map[string]dbus.Variant) *dbus.Error {
	a.asked <- "program " + id
	return nil
}

// CreateSession opens a session, and answers before the caller knows where.
func (d *desktop) CreateSession(options map[string]dbus.Variant, sender dbus.Sender) (dbus.ObjectPath, *dbus.Error) {
	d.session = dbus.ObjectPath(fmt.Sprintf("%s/session/%s/%s", portalPath, called(sender), options["session_handle_token"].Value()))
	return d.respond(options, sender, 0, map[string]dbus.Variant{"session_handle": dbus.MakeVariant(string(d.session))}), nil
}

// BindShortcuts asks the person.
func (d *desktop) BindShortcuts(session dbus.ObjectPath, wanted []bound, parent string, options map[string]dbus.Variant, sender dbus.Sender) (dbus.ObjectPath, *dbus.Error) {
	for _, w := range wanted {
		d.asked <- fmt.Sprint(session == d.session, w.ID, " ", w.More["preferred_trigger"].Value(), " ", w.More["description"].Value(), parent)
	}
	return d.respond(options, sender, d.answer, map[string]dbus.Variant{"shortcuts": dbus.MakeVariant(triggered("Ctrl+Shift+F9"))}), nil
}

func (d *desktop) respond(options map[string]dbus.Variant, sender dbus.Sender, answer uint32, result map[string]dbus.Variant) dbus.ObjectPath {
	handle := dbus.ObjectPath(fmt.Sprintf("%s/request/%s/%s", portalPath, called(sender), options["handle_token"].Value()))
	if answer != unanswered {
		d.emit(handle, request+".Response", answer, result)
	}
	return handle
}

func (d *desktop) emit(path dbus.ObjectPath, name string, values ...any) {
	if err := d.conn.Emit(path, name, values...); err != nil {
		d.t.Error(err)
	}
}

// called is a program's name on the bus, as it is in paths.
func called(sender dbus.Sender) string {
	return strings.NewReplacer(":", "", ".", "_").Replace(string(sender))
}

func triggered(keys string) []bound {
	return []bound{{dialID, map[string]dbus.Variant{"trigger_description": dbus.MakeVariant(keys)}}}
}

func TestWatch_OnWaylandAsksThePortalAndTellsOfItsOwnShortcutOnly(t *testing.T) {
	d := waylandDesktop(t, true, 0)
	w := watching(t, "Ctrl+Alt+D")
	for _, want := range []string{"program ringside", "true" + dialID + " CTRL+ALT+d Call the selected number"} {
		if asked := await(t, d.asked, "the question"); asked != want {
			t.Errorf("it is asked %q, want %q", asked, want)
		}
	}
	if keys := await(t, w.ready, "the shortcut"); keys != "Ctrl+Shift+F9" {
		t.Errorf("the desktop says %q", keys)
	}
	none := map[string]dbus.Variant{}
	d.emit(portalPath, shortcuts+".Activated", dbus.ObjectPath("/other"), dialID, uint64(1), none)
	d.emit(portalPath, shortcuts+".ShortcutsChanged", d.session, triggered("Meta+D"))
	if keys := await(t, w.ready, "other keys"); keys != "Meta+D" || len(w.pressed) > 0 {
		t.Errorf("the desktop says %q; pressed: %d", keys, len(w.pressed))
	}
	d.emit(portalPath, shortcuts+".Activated", d.session, dialID, uint64(2), none)
	await(t, w.pressed, "the press")
	d.emit(d.session, session+".Closed", none)
	if err := await(t, w.ended, "its end"); !errors.Is(err, ErrGone) {
		t.Errorf("it says %v", err)
	}
}

func TestWatch_OnWaylandSaysThatThePortalHasEnded(t *testing.T) {
	d := waylandDesktop(t, true, 0)
	w := watching(t, Default)
	await(t, w.ready, "the shortcut")
	if _, err := d.conn.ReleaseName(portalName); err != nil {
		t.Fatal(err)
	}
	if err := await(t, w.ended, "its end"); !errors.Is(err, ErrGone) {
		t.Errorf("it says %v", err)
	}
}

func TestWatch_OnWaylandSaysThatThePortalEndedWhileThePersonWasAsked(t *testing.T) {
	d := waylandDesktop(t, true, unanswered)
	w := watching(t, Default)
	for range 2 {
		await(t, d.asked, "the question")
	}
	if _, err := d.conn.ReleaseName(portalName); err != nil {
		t.Fatal(err)
	}
	if err := await(t, w.ended, "its end"); !errors.Is(err, ErrGone) {
		t.Errorf("it says %v", err)
	}
}

func TestWatch_OnWaylandSaysThatItWasNotAllowed(t *testing.T) {
	waylandDesktop(t, true, 1)
	if err := await(t, watching(t, Default).ended, "its end"); !errors.Is(err, ErrRefused) {
		t.Errorf("it says %v", err)
	}
}

func TestWatch_OnWaylandSaysThatThePortalGivesNone(t *testing.T) {
	waylandDesktop(t, false, 0)
	if err := await(t, watching(t, Default).ended, "its end"); !errors.Is(err, ErrUnsupported) {
		t.Errorf("it says %v", err)
	}
}

func TestWatch_OnWaylandSaysThatThereIsNoPortal(t *testing.T) {
	testbus.Start(t, testbus.Session)
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	if err := await(t, watching(t, Default).ended, "its end"); !errors.Is(err, ErrUnsupported) {
		t.Errorf("it says %v", err)
	}
}

func TestWatch_OnWaylandEndsWhileThePersonIsAsked(t *testing.T) {
	waylandDesktop(t, true, 0)
	w := watching(t, Default)
	w.stop()
	if err := await(t, w.ended, "its end"); err != nil {
		t.Errorf("it says %v", err)
	}
}
