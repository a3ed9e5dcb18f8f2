//go:build !android

package tray

import (
	"bytes"
	"context"
	"log"
	"os"
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/google/go-cmp/cmp"

	"ringside/presence/wake/testbus"
)

// office is a menu with one of everything.
func office(dnd bool) Menu {
	return Menu{Tooltip: "Ringside", Items: []Item{
		{ID: "open", Label: "Open_Ringside"},
		{},
		{ID: "dnd", Label: "Do not disturb", Checkable: true, Checked: dnd},
		{Label: "No voicemail", Disabled: true},
	}}
}

func TestTray_ShowsItsIconAndMenu(t *testing.T) {
	if !alone(t) {
		return
	}
	testbus.Start(t, testbus.Session)
	p := startPanel(t)
	tray := New(picture(t), func(string) {}, func() {})
	tray.Set(office(true))
	running(t, tray)
	icon := receive(t, p.icons, "the icon")
	entries, _ := p.menu(icon)
	want := []entry{
		{Label: "Open__Ringside", Enabled: true},
		{Separator: true},
		{Label: "Do not disturb", Enabled: true, Checked: true, Box: true},
		{Label: "No voicemail"},
	}
	if diff := cmp.Diff(want, entries); diff != "" {
		t.Errorf("the menu (-want +got):\n%s", diff)
	}
	var pictures []struct {
		Width, Height int32
		Pixels        []byte
	}
	if err := dbus.Store([]any{p.property(icon, "IconPixmap")}, &pictures); err != nil {
		t.Fatal(err)
	}
	if len(pictures) != 1 || pictures[0].Width != 16 || pictures[0].Height != 8 {
		t.Errorf("the icon is %v", pictures)
	}
	var tooltip struct {
		Icon   string
		Pixels []struct {
			W, H int32
			P    []byte
		}
		Title, Text string
	}
	if err := dbus.Store([]any{p.property(icon, "ToolTip")}, &tooltip); err != nil {
		t.Fatal(err)
	}
	if tooltip.Title != "Ringside" || p.property(icon, "Id") != "Ringside" {
		t.Errorf("tooltip %q, id %v", tooltip.Title, p.property(icon, "Id"))
	}
}

func TestTray_TellsWhatWasClicked(t *testing.T) {
	if !alone(t) {
		return
	}
	testbus.Start(t, testbus.Session)
	p := startPanel(t)
	told := make(chan string)
	tray := New(picture(t), func(id string) { told <- id }, func() { told <- "the icon" })
	tray.Set(office(false))
	running(t, tray)
	icon := receive(t, p.icons, "the icon")
	_, ids := p.menu(icon)
	p.click(icon, ids[3]) // which has no ID
	for i, want := range map[int]string{0: "open", 2: "dnd"} {
		p.click(icon, ids[i])
		if got := receive(t, told, want); got != want {
			t.Errorf("told %q, want %q", got, want)
		}
	}
	if err := p.conn.Object(icon, "/StatusNotifierItem").Call("org.kde.StatusNotifierItem.Activate", 0, int32(1), int32(1)).Err; err != nil {
		t.Fatal(err)
	}
	if got := receive(t, told, "the icon"); got != "the icon" {
		t.Errorf("told %q", got)
	}
}

func TestTray_AClickThatTakesLongHoldsNobodyUp(t *testing.T) {
	if !alone(t) {
		return
	}
	testbus.Start(t, testbus.Session)
	p := startPanel(t)
	began, hold, taps := make(chan struct{}), make(chan struct{}), make(chan struct{}, 4*impatience)
	tray := New(picture(t), func(string) { close(began); <-hold }, func() { taps <- struct{}{} })
	tray.Set(office(false))
	running(t, tray)
	icon := receive(t, p.icons, "the icon")
	_, ids := p.menu(icon)
	p.click(icon, ids[0])
	receive(t, began, "the click")
	for range 2 * impatience { // which is more than wait
		if err := p.conn.Object(icon, "/StatusNotifierItem").Call("org.kde.StatusNotifierItem.Activate", 0, int32(1), int32(1)).Err; err != nil {
			t.Fatal(err)
		}
	}
	close(hold)
	for range impatience {
		receive(t, taps, "a tap that waited")
	}
}

func TestTray_ChangesInPlaceWhatChanged(t *testing.T) {
	if !alone(t) {
		return
	}
	testbus.Start(t, testbus.Session)
	p := startPanel(t)
	tray := New(picture(t), func(string) {}, nil)
	tray.Set(office(false))
	running(t, tray)
	icon := receive(t, p.icons, "the icon")
	_, before := p.menu(icon)

	tray.Set(office(false)) // nothing
	tray.Set(office(true))
	s := p.signal("ItemsPropertiesUpdated")
	var updated []struct {
		ID         int32
		Properties map[string]dbus.Variant
	}
	if err := dbus.Store(s.Body[:1], &updated); err != nil {
		t.Fatal(err)
	}
	if len(updated) != 1 || updated[0].ID != before[2] || updated[0].Properties["toggle-state"].Value() != int32(1) {
		t.Errorf("updated %v, want a check on %d alone", updated, before[2])
	}

	changed := office(true)
	changed.Items[0].Label = "Show Ringside"
	changed.Items[2].Disabled = true
	tray.Set(changed)
	p.signal("ItemsPropertiesUpdated")
	p.signal("ItemsPropertiesUpdated")
	entries, after := p.menu(icon)
	if !slices.Equal(before, after) {
		t.Errorf("the lines were %v and are %v", before, after)
	}
	if entries[0].Label != "Show Ringside" || entries[2].Enabled || !entries[2].Checked {
		t.Errorf("the menu is %v", entries)
	}
}

func TestTray_OtherItemsMakeAnotherMenu(t *testing.T) {
	if !alone(t) {
		return
	}
	testbus.Start(t, testbus.Session)
	p := startPanel(t)
	told := make(chan string, impatience)
	tray := New(picture(t), func(id string) { told <- id }, nil)
	tray.Set(office(false))
	running(t, tray)
	icon := receive(t, p.icons, "the icon")
	_, before := p.menu(icon)

	other := office(false)
	other.Items[0] = Item{ID: "close", Label: "Close Ringside"}
	tray.Set(other)
	for ids := before; slices.Contains(ids, before[0]); _, ids = p.menu(icon) {
		p.signal("LayoutUpdated")
	}
	tray.Set(Menu{Items: []Item{{ID: "quit", Label: "Quit"}}})
	var entries []entry
	var after []int32
	for len(entries) != 1 || entries[0].Separator { // they go and come one after the other
		p.signal("LayoutUpdated")
		entries, after = p.menu(icon)
	}
	if diff := cmp.Diff([]entry{{Label: "Quit", Enabled: true}}, entries); diff != "" {
		t.Fatalf("the menu (-want +got):\n%s", diff)
	}
	p.click(icon, before[0]) // in a menu that was open
	p.click(icon, after[0])
	if got := receive(t, told, "quit"); got != "quit" {
		t.Errorf("told %q", got)
	}
}

func TestTray_AppearsInAPanelThatComesLaterOrAgain(t *testing.T) {
	if !alone(t) {
		return
	}
	testbus.Start(t, testbus.Session)
	var noise bytes.Buffer
	log.SetOutput(&noise)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	tray := New(picture(t), func(string) {}, nil)
	end := running(t, tray)
	tray.Set(office(false))

	p := startPanel(t)
	icon := receive(t, p.icons, "the icon")
	log.SetOutput(os.Stderr)
	if noise.Len() > 0 {
		t.Errorf("logged: %s", noise.String())
	}
	if entries, _ := p.menu(icon); len(entries) != 4 {
		t.Errorf("the menu is %v", entries)
	}
	// What systray does not expect on its connection, such as the answer of a keyring's prompt, ends its own watch.
	odd := &dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
		dbus.FieldDestination: dbus.MakeVariant(icon), dbus.FieldPath: dbus.MakeVariant(dbus.ObjectPath("/prompt")),
		dbus.FieldInterface: dbus.MakeVariant("org.freedesktop.Secret.Prompt"), dbus.FieldMember: dbus.MakeVariant("Completed"),
	}}
	for range 2 {
		p.conn.Send(odd, nil)
		p.close()
		p = startPanel(t)
		if again := receive(t, p.icons, "the icon in a panel that began again"); again != icon {
			t.Errorf("the icon of %s became that of %s", icon, again)
		}
	}
	end()
	p.waitUntilGone(icon)
}

func TestTray_WithoutABusOnlyWaits(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	var noise bytes.Buffer
	log.SetOutput(&noise)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	tray := New(picture(t), func(string) {}, nil)
	end := running(t, tray)
	tray.Set(office(false))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if HostPresent(t.Context()) || WaitHost(ctx) {
		t.Error("there is a host without a bus")
	}
	end()
	if noise.Len() > 0 {
		t.Errorf("logged: %s", noise.String())
	}
}

func TestWaitHost_ReturnsOnceAHostIsThere(t *testing.T) {
	testbus.Start(t, testbus.Session)
	if HostPresent(t.Context()) {
		t.Error("there is a host before it came")
	}
	hosts, err := watchHosts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer hosts.close()
	startPanel(t)
	if !hosts.next(t.Context()) {
		t.Error("the host that came was not seen")
	}
	if !HostPresent(t.Context()) || !WaitHost(t.Context()) {
		t.Error("the host that is there was not seen")
	}
}
