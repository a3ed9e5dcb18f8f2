package window

import (
	"context"

	"fyne.io/fyne/v2/widget"

	"ringside/ui/crash"
)

// offerCrash offers what a crash has left behind, once.
func (f *frame) offerCrash() {
	if f.looked {
		return
	}
	f.looked = true
	var said string
	f.live.control.quietly(commandTime, func(context.Context) (err error) {
		said, err = crash.Report(f.Folder)
		return err
	}, func(err error) {
		if err != nil {
			f.Logger.Warn("what a crash has left behind cannot be read", "error", err)
		}
		if said != "" && f.live != nil {
			f.live.screen.tellCrash(said, func() {
				f.command(func(context.Context) error { return crash.Forget(f.Folder) })
			})
		}
	})
}

// tellCrash says that Ringside crashed, and offers the report for whoever helps.
func (m *mainScreen) tellCrash(report string, forget func()) {
	m.say(m.words.Say("crashed"),
		widget.NewButton(m.words.Say("crash_copy"), func() {
			forget()
			m.acts.copy(report)
			m.report(m.words.Say("checkup_copied"))
		}),
		widget.NewButton(m.words.Say("crash_forget"), func() { forget(); m.say("") }))
}
