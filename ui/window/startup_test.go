package window

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"ringside/ui/autostart"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

// desktopStart is one that knows something of Ringside, or not.
type desktopStart struct {
	on   bool
	fail error
}

func (d *desktopStart) known() desktopSwitch {
	return desktopSwitch{func() (bool, error) { return d.on, d.fail }, func(on bool) error {
		if d.fail == nil {
			d.on = on
		}
		return d.fail
	}}
}

func atStartup(t *testing.T, d *desktopStart) *seat {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.acts.startup, p.acts.links = d.known(), (&desktopStart{}).known()
	p.open(settingsPage)
	p.settle()
	return p
}

func TestStartup_IsAsTheDesktopHasItAndIsChangedThere(t *testing.T) {
	d := &desktopStart{}
	p := atStartup(t, d)
	row := p.row(settingsPage, "start_with_desktop")
	if row.Shown().On {
		t.Error("it does not start")
	}
	test.Tap(row)
	if p.settle(); !d.on {
		t.Error("the desktop does not know")
	}
	if p.settle(); !row.Shown().On {
		t.Error("it is not shown")
	}
	d.fail = errors.New("no")
	test.Tap(row)
	if p.settle(); !row.Shown().On || p.message.Text() == "" {
		t.Error("a failure is not said, or not shown")
	}
}

func TestStartup_IsNotOfferedWhereThereIsNone(t *testing.T) {
	p := atStartup(t, &desktopStart{fail: autostart.ErrUnsupported})
	if slices.ContainsFunc(on[*widgets.SwitchRow](p, settingsPage), func(r *widgets.SwitchRow) bool {
		return r.Title() == p.words.Say("start_with_desktop")
	}) {
		t.Error("it is")
	}
}
