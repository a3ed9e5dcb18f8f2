package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// noticeSettings are about what notifications tell, and when.
type noticeSettings struct {
	content fyne.CanvasObject

	told                              *widget.Label
	incoming, missed, voicemail, free *widgets.SwitchRow
	ring, hideNames, quiet, weekdays  *widgets.SwitchRow
	from, to                          *widgets.KeptField
	hours                             *fyne.Container
}

// The quiet hours of somebody who has not set any yet.
const (
	usuallyFrom = "18:00"
	usuallyTo   = "08:00"
)

func newNoticeSettings(w *lang.Words, change func(func(*settings.Settings)), noTime func()) *noticeSettings {
	n := &noticeSettings{told: widget.NewLabel("")}
	n.told.Wrapping = fyne.TextWrapWord
	row := func(title, hint string, set func(*settings.Settings, bool)) *widgets.SwitchRow {
		return widgets.NewSwitchRow(w.Say(title), hint, func(on bool) { change(func(s *settings.Settings) { set(s, on) }) })
	}
	n.incoming = row("notify_incoming", "", func(s *settings.Settings, on bool) { s.Muted.Incoming = !on })
	n.missed = row("notify_missed", "", func(s *settings.Settings, on bool) { s.Muted.Missed = !on })
	n.voicemail = row("notify_voicemail", "", func(s *settings.Settings, on bool) { s.Muted.Voicemail = !on })
	n.free = row("notify_free", "", func(s *settings.Settings, on bool) { s.Muted.Free = !on })
	n.ring = row("ring_sound", w.Say("ring_sound_hint"), func(s *settings.Settings, on bool) { s.RingSound = on })
	n.hideNames = row("hide_names", w.Say("hide_names_hint"), func(s *settings.Settings, on bool) { s.HideNames = on })
	n.quiet = row("quiet_hours", w.Say("quiet_hours_hint"), func(s *settings.Settings, on bool) {
		if s.Quiet.On = on; s.Quiet.From == "" && s.Quiet.To == "" {
			s.Quiet.From, s.Quiet.To = usuallyFrom, usuallyTo
		}
	})
	n.weekdays = row("quiet_weekdays", "", func(s *settings.Settings, on bool) { s.Quiet.WeekdaysOnly = on })
	n.from = timeField(w, noTime, func(clock string) { change(func(s *settings.Settings) { s.Quiet.From = clock }) })
	n.to = timeField(w, noTime, func(clock string) { change(func(s *settings.Settings) { s.Quiet.To = clock }) })
	n.hours = container.NewVBox(widgets.NewPair(w.Say("quiet_from"), n.from), widgets.NewPair(w.Say("quiet_to"), n.to), n.weekdays)
	icon := widgets.NewSign(look.Bell, 20)
	n.content = container.NewVBox(
		container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, icon), nil, n.told),
		n.incoming, n.missed, n.voicemail, n.free, n.ring, n.hideNames, n.quiet, n.hours,
	)
	switch {
	case fyne.CurrentDevice().IsMobile():
		n.content = container.NewVBox(quiet(w.Say("foreground_only")), n.content)
	case notify.Fleeting:
		n.content = container.NewVBox(n.content, quiet(w.Say("notices_fleeting")))
	}
	return n
}

// timeField is a field for a time of day; what is none is taken back.
func timeField(w *lang.Words, bad func(), kept func(clock string)) *widgets.KeptField {
	f := widgets.NewKeptField(w.Say("time_example"), nil)
	f.OnKept = func(typed string) string {
		clock, ok := rows.Clock(typed)
		if !ok {
			bad()
			return f.Kept()
		}
		kept(clock)
		return clock
	}
	return f
}

func (n *noticeSettings) show(now SettingsState) {
	setLabel(n.told, now.Told)
	n.incoming.Set(asSet(!now.Muted.Incoming))
	n.missed.Set(asSet(!now.Muted.Missed))
	n.voicemail.Set(asSet(!now.Muted.Voicemail))
	n.free.Set(asSet(!now.Muted.Free))
	n.ring.Set(asSet(now.RingSound))
	n.hideNames.Set(asSet(now.HideNames))
	n.quiet.Set(asSet(now.Quiet.On))
	n.weekdays.Set(asSet(now.Quiet.WeekdaysOnly))
	n.from.Set(now.Quiet.From)
	n.to.Set(now.Quiet.To)
	widgets.SetVisible(n.hours, now.Quiet.On)
}
