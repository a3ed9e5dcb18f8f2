//go:build !android

package tray

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringside/presence/wake/testbus"
)

func TestTray_AnItemOpensAMenuOfItsOwn(t *testing.T) {
	if !alone(t) {
		return
	}
	testbus.Start(t, testbus.Session)
	p := startPanel(t)
	told := make(chan string)
	tray := New(picture(t), func(id string) { told <- id }, nil)
	forward := func(off, to bool) Menu {
		return Menu{Items: []Item{
			{ID: "open", Label: "Open"},
			{ID: "forward", Label: "Forward", Items: []Item{
				{ID: "off", Label: "Not", Checkable: true, Checked: off}, {ID: "to", Label: "203", Checkable: true, Checked: to},
			}},
		}}
	}
	tray.Set(forward(true, false))
	running(t, tray)
	icon := receive(t, p.icons, "the icon")
	entries, ids := p.menu(icon)
	want := []entry{{Label: "Open", Enabled: true}, {Label: "Forward", Enabled: true}, {Label: "Not", Enabled: true, Checked: true, Box: true}, {Label: "203", Enabled: true, Box: true}}
	if diff := cmp.Diff(want, entries); diff != "" {
		t.Errorf("the menu (-want +got):\n%s", diff)
	}
	p.click(icon, ids[3])
	if got := receive(t, told, "the click"); got != "to" {
		t.Errorf("told %q", got)
	}
	tray.Set(forward(false, true))
	p.signal("ItemsPropertiesUpdated")
	for range 200 { // each property is told by itself
		if entries, _ = p.menu(icon); entries[3].Checked && !entries[2].Checked {
			return
		}
	}
	t.Errorf("the marks have not changed: %+v", entries)
}
