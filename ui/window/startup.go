package window

import (
	"context"

	"ringside/ui/autostart"
)

// startup is the way to have Ringside start with the desktop; tests have one of their own.
type startup struct {
	enabled func() (bool, error)
	set     func(on bool) error
}

// startupOf is that of a program's file.
func startupOf(program string) startup {
	return startup{autostart.Enabled, func(on bool) error { return autostart.Set(program, on) }}
}

// readStartup shows whether Ringside starts with the desktop, where that can be found out.
func (m *mainScreen) readStartup() {
	var on bool
	m.do.quietly(commandTime, func(context.Context) (err error) {
		on, err = m.acts.startup.enabled()
		return err
	}, func(err error) {
		if err == nil {
			m.prefs.SetStartup(on)
		}
	})
}

// setStartup has Ringside start with the desktop, or no longer, and shows what came of it.
func (m *mainScreen) setStartup(on bool) {
	m.do.command(func(context.Context) error { return m.acts.startup.set(on) }, func(error) { m.readStartup() })
}
