package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// DeskState is a desk with what can be done about it.
type DeskState struct {
	rows.Desk
	Leave, LogIn, Sit bool // who sits there can be logged out, somebody can be logged in, or the user themselves
	Busy              bool // something of that is under way
}

// DeskActs is what can be done about a desk.
type DeskActs struct {
	// Leave is asked to log out who sits there, LogIn to log somebody in, and Sit to have the user log in there.
	Leave, LogIn, Sit func(rows.Desk)
}

// deskLine is a desk: its name, who sits there, and what can be done about that.
type deskLine struct {
	content fyne.CanvasObject

	shown               DeskState
	avatar              *widgets.Avatar
	free                fyne.CanvasObject // in place of the avatar
	mark                *widgets.Icon
	name, who, since    *widget.Label
	markBox             fyne.CanvasObject
	leave, logIn, sitIn *widget.Button
}

func newDeskLine(w *lang.Words, on DeskActs) *deskLine {
	l := &deskLine{avatar: widgets.NewAvatar(36), free: widgets.NewSign(look.Desk, 24), mark: widgets.NewIcon(12), who: small(""), since: small("")}
	l.name = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	for _, label := range []*widget.Label{l.name, l.who, l.since} {
		label.Truncation, label.Wrapping = fyne.TextTruncateEllipsis, fyne.TextWrapOff
	}
	l.leave = widget.NewButton(w.Say("desk_leave"), func() { on.Leave(l.shown.Desk) })
	l.logIn = widget.NewButton(w.Say("desks_log_in"), func() { on.LogIn(l.shown.Desk) })
	l.sitIn = widget.NewButton(w.Say("desks_sit"), func() { on.Sit(l.shown.Desk) })
	l.markBox = widgets.Inset(0, 0, 8, 0, l.mark.Box())
	state := container.NewBorder(nil, nil, l.markBox, nil, l.who)
	picture := widgets.Wide(44, container.NewStack(container.NewCenter(l.avatar), container.NewCenter(l.free)))
	buttons := container.NewCenter(container.NewHBox(l.leave, l.logIn, l.sitIn))
	l.content = container.NewBorder(nil, nil, picture, buttons, widgets.NewLines(l.name, state, l.since))
	return l
}

func (l *deskLine) object() fyne.CanvasObject { return l.content }

func (l *deskLine) show(now DeskState) {
	if l.shown == now {
		return
	}
	l.shown = now
	setLabel(l.name, now.Name)
	setLabel(l.who, now.Who)
	setLabel(l.since, now.Since)
	widgets.SetVisible(l.since, now.Since != "")
	l.avatar.Set(now.Initials, now.Tone)
	widgets.SetVisible(l.avatar, now.UserUUID != "")
	widgets.SetVisible(l.free, now.UserUUID == "")
	if now.Presence != "" {
		l.mark.Draw(look.MarkOf(now.Presence), look.PresenceColor(now.Presence, now.Current))
	}
	widgets.SetVisible(l.markBox, now.Presence != "")
	for _, b := range []struct {
		button *widget.Button
		can    bool
	}{{l.leave, now.Leave}, {l.logIn, now.LogIn}, {l.sitIn, now.Sit}} {
		widgets.SetVisible(b.button, b.can)
		setEnabled(b.button, !now.Busy)
	}
}
