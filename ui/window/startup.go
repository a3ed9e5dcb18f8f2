package window

import (
	"context"

	"ringside/ui/autostart"
	"ringside/ui/resident"
	"ringside/ui/schemes"
)

// desktopSwitch is something that the desktop knows of Ringside, or not; tests have some of their own.
type desktopSwitch struct {
	enabled func() (bool, error)
	set     func(on bool) error
}

// startupOf has the desktop start the program of a file, linksOf has it open the telephone links of others with that.
func startupOf(program string) desktopSwitch {
	return desktopSwitch{autostart.Enabled, func(on bool) error { return autostart.Set(program, on) }}
}

func linksOf(program string) desktopSwitch {
	return desktopSwitch{schemes.Enabled, func(on bool) error { return schemes.Set(program, on) }}
}

// readDesktop shows what the desktop knows, where that can be found out.
func (m *mainScreen) readDesktop() {
	m.readSwitch(m.acts.startup, m.prefs.SetStartup)
	m.readSwitch(m.acts.links, m.prefs.SetLinks)
	m.readShortcut()
}

func (m *mainScreen) readSwitch(s desktopSwitch, show func(on bool)) {
	var on bool
	m.do.quietly(commandTime, func(context.Context) (err error) {
		on, err = s.enabled()
		return err
	}, func(err error) {
		if err == nil {
			show(on)
		}
	})
}

// readShortcut shows how the shortcut stands, where there can be one. It takes as long as somebody takes whom the desktop asks.
func (m *mainScreen) readShortcut() {
	if m.prefs == nil {
		return
	}
	var now resident.Shortcut
	m.do.quietly(0, func(ctx context.Context) (err error) {
		now, err = m.acts.shortcut(ctx)
		return err
	}, func(err error) {
		if err == nil {
			m.prefs.SetShortcut(now)
		}
	})
}

// setDesktop changes what the desktop knows, and shows what came of it.
func (m *mainScreen) setDesktop(s desktopSwitch, on bool) {
	m.do.command(func(context.Context) error { return s.set(on) }, func(error) { m.readDesktop() })
}
