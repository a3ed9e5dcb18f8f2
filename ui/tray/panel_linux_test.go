//go:build !android

package tray

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// patience is how long a test waits for what has to come.
const patience = 10 * time.Second

// alone runs the test once more in a process of its own, where it returns true: systray runs once in each.
func alone(t *testing.T) bool {
	t.Helper()
	const variable = "RINGSIDE_TEST_ALONE"
	if os.Getenv(variable) == t.Name() {
		return true
	}
	t.Parallel()
	again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.timeout=1m")
	again.Env = append(os.Environ(), variable+"="+t.Name())
	if out, err := again.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return false
}

// running runs a tray until the end of the test, which waits for it.
func running(t *testing.T, tray *Tray) (end func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); tray.Run(ctx) }()
	end = func() { cancel(); <-done }
	t.Cleanup(end)
	return end
}

// receive waits for what has to come.
func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("never came: %s", what)
		panic("unreachable")
	}
}

// panel is a desktop's place for icons.
type panel struct {
	t       *testing.T
	conn    *dbus.Conn
	icons   chan string // bus names
	signals chan *dbus.Signal
}

// RegisterStatusNotifierItem is called by a program that has an icon, over the bus.
func (p *panel) RegisterStatusNotifierItem(_ string, sender dbus.Sender) *dbus.Error {
	select {
	case p.icons <- string(sender):
	default: // an icon is told of more than once
	}
	return nil
}

func startPanel(t *testing.T) *panel {
	t.Helper()
	conn, err := dbus.ConnectSessionBus(dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p := &panel{t: t, conn: conn, icons: make(chan string, 1), signals: make(chan *dbus.Signal, 64)}
	if err := conn.Export(p, watcherPath, watcher); err != nil {
		t.Fatal(err)
	}
	if err := conn.AddMatchSignal(dbus.WithMatchInterface("com.canonical.dbusmenu")); err != nil {
		t.Fatal(err)
	}
	conn.Signal(p.signals)
	if _, err := conn.RequestName(watcher, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return p
}

// entry is a line of a menu as the panel sees it.
type entry struct {
	Label            string
	Checked, Enabled bool
	Separator, Box   bool
}

// menu reads the lines of an icon's menu, and their numbers. It does not ask for the layout, as panels do: systray
// would announce the menu again from a goroutine of its own and count that without the lock under which it answers,
// which is harmless, but the race detector says so. Numbers begin at 1 and are in the order of the lines.
func (p *panel) menu(icon string) (entries []entry, ids []int32) {
	p.t.Helper()
	var all []int32
	for id := range int32(32) {
		all = append(all, id+1)
	}
	var lines []struct {
		ID         int32
		Properties map[string]dbus.Variant
	}
	menu := p.conn.Object(icon, "/StatusNotifierItem/menu")
	if err := menu.Call("com.canonical.dbusmenu.GetGroupProperties", 0, all, []string{}).Store(&lines); err != nil {
		p.t.Fatal(err)
	}
	for _, line := range lines {
		text := func(name string) string { s, _ := line.Properties[name].Value().(string); return s }
		enabled, _ := line.Properties["enabled"].Value().(bool)
		state, _ := line.Properties["toggle-state"].Value().(int32)
		entries = append(entries, entry{text("label"), state == 1, enabled, text("type") == "separator", text("toggle-type") != ""})
		ids = append(ids, line.ID)
	}
	return entries, ids
}

// signal waits for the next signal of a menu with that name.
func (p *panel) signal(member string) *dbus.Signal {
	p.t.Helper()
	for {
		s := receive(p.t, p.signals, "the signal "+member)
		if s != nil && s.Name == "com.canonical.dbusmenu."+member {
			return s
		}
	}
}

func (p *panel) click(icon string, id int32) {
	p.t.Helper()
	menu := p.conn.Object(icon, "/StatusNotifierItem/menu")
	if err := menu.Call("com.canonical.dbusmenu.Event", 0, id, "clicked", dbus.MakeVariant(""), uint32(0)).Err; err != nil {
		p.t.Fatal(err)
	}
}

func (p *panel) property(icon, name string) any {
	p.t.Helper()
	v, err := p.conn.Object(icon, "/StatusNotifierItem").GetProperty("org.kde.StatusNotifierItem." + name)
	if err != nil {
		p.t.Fatal(err)
	}
	return v.Value()
}

// waitUntilGone waits until the program with that bus name has left the bus.
func (p *panel) waitUntilGone(icon string) {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		var there bool
		if err := p.conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, icon).Store(&there); err != nil || !there {
			return
		}
	}
	p.t.Error("the icon stays")
}

func (p *panel) close() { _ = p.conn.Close() }
