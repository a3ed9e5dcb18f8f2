package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// trayIcon is the icon beside the clock with its menu. The menu is rebuilt by every refresh, which closes it when it is
// open, so it is refreshed only when something in it changed.
type trayIcon struct {
	menu *fyne.Menu
	dnd  *fyne.MenuItem
	now  rows.Toggle
}

// newTray puts the icon up, or returns nil where the platform has no tray.
func newTray(a fyne.App, w *lang.Words, open, quit func(), setDND func(on bool)) *trayIcon {
	desk, ok := a.(desktop.App)
	if !ok {
		return nil
	}
	t := &trayIcon{}
	t.dnd = fyne.NewMenuItem(w.Say("dnd"), func() { setDND(!t.now.On) })
	t.dnd.Disabled = true
	leave := fyne.NewMenuItem(w.Say("quit"), quit)
	leave.IsQuit = true
	t.menu = fyne.NewMenu("Ringside", fyne.NewMenuItem(w.Say("open_ringside"), open), fyne.NewMenuItemSeparator(), t.dnd,
		fyne.NewMenuItemSeparator(), leave)
	desk.SetSystemTrayIcon(look.App())
	desk.SetSystemTrayMenu(t.menu)
	return t
}

// set shows the PBX's do not disturb.
func (t *trayIcon) set(dnd rows.Toggle) {
	if dnd == t.now {
		return
	}
	t.now = dnd
	t.dnd.Checked, t.dnd.Disabled = dnd.On, !dnd.Known
	t.menu.Refresh()
}

// watchForTray makes a function that brings the own state to the tray, for the binder to call with every picture,
// whether the window is seen or not.
func (f *frame) watchForTray() func(*presence.Snapshot) {
	var told rows.Toggle
	return func(s *presence.Snapshot) {
		var dnd rows.Toggle
		if own := s.Own(); own != nil && s.Fresh() {
			dnd.On, dnd.Known = own.DND.Get()
		}
		if f.tray != nil && dnd != told {
			told = dnd
			f.do(func() { f.tray.set(dnd) })
		}
	}
}

func (f *frame) setDND(on bool) {
	if f.live != nil {
		f.live.screen.setOwn(pbxclient.UserSettings{DND: pbxclient.Some(on)})
	}
}
