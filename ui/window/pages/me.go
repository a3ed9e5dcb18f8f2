package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Me is the page of the user's own state. What it shows is what the PBX said last; a change that is asked for shows
// once the PBX has it.
type Me struct {
	// OnDND is asked to change do not disturb until a time, zero for good.
	OnDND         func(on bool, until time.Time)
	OnCallWaiting func(on bool)
	// OnForward is asked to forward to what was typed, "" for nowhere, until a time, zero for good.
	OnForward func(typed string, until time.Time)
	// OnLeaveDesk is asked to log out at the hot desk.
	OnLeaveDesk func()
	// OnPhone tells that another phone was chosen to call from, "" for the PBX's choice.
	OnPhone      func(uuid string)
	OnAutoAnswer func(on bool)
	// OnNoTime is told that what was typed is no time.
	OnNoTime func()
	// OnAccounts is asked to list the accounts beside something.
	OnAccounts func(beside fyne.CanvasObject)

	Content fyne.CanvasObject

	words     *lang.Words
	card      *ownCard
	dnd, cw   *widgets.SwitchRow
	dndUntil  *until
	forward   *forward
	desk      *widget.Label
	leave     *widget.Button
	calling   *calling
	voicemail *widget.Label
	mailboxes fyne.CanvasObject
	switches  *switchList
	starred   fyne.CanvasObject // the favourite switches, with their heading
	stale     *widget.Label     // why these are not current
	shown     rows.Mine
}

// NewMe makes the page; switches is what can be done about the favourite ones.
func NewMe(w *lang.Words, switches SwitchActs) *Me {
	m := &Me{words: w, forward: newForward(w), calling: newCalling(w), dndUntil: newUntil(w, w.Say("dnd_for"))}
	m.card = newOwnCard(w, func(beside fyne.CanvasObject) { m.OnAccounts(beside) })
	m.dnd = widgets.NewSwitchRow(w.Say("dnd"), "", func(on bool) { m.OnDND(on, time.Time{}) })
	m.cw = widgets.NewSwitchRow(w.Say("call_waiting"), "", func(on bool) { m.OnCallWaiting(on) })
	m.dndUntil.onUntil = func(t time.Time) { m.OnDND(true, t) }
	m.dndUntil.onKeep = func() { m.OnDND(m.shown.DND.On, time.Time{}) }
	m.dndUntil.onEnd = func() { m.OnDND(m.shown.DNDEnd, time.Time{}) }
	m.dndUntil.onBad = func() { m.OnNoTime() }
	m.forward.ask = func(typed string, until time.Time) { m.OnForward(typed, until) }
	m.forward.until.onBad = func() { m.OnNoTime() }
	m.calling.onPhone = func(uuid string) { m.OnPhone(uuid) }
	m.calling.onAutoAnswer = func(on bool) { m.OnAutoAnswer(on) }
	m.desk = widget.NewLabel("")
	m.desk.Wrapping = fyne.TextWrapWord
	m.leave = widget.NewButton(w.Say("desk_leave"), func() { m.OnLeaveDesk() })
	m.voicemail = widget.NewLabel("")
	m.voicemail.Wrapping = fyne.TextWrapWord
	m.switches, m.stale = newSwitchList(w, switches, false), warning()
	m.arrange()
	m.Set(rows.Mine{}, dialplan.Rules{}, false)
	return m
}

func (m *Me) arrange() {
	m.mailboxes = withIcon(look.Voicemail, m.voicemail, nil)
	m.starred = container.NewVBox(widgets.NewSection(m.words.Say("page_switches")), widgets.NewCard(container.NewVBox(m.switches.content, m.stale)))
	m.starred.Hide()
	m.Content = container.NewBorder(widgets.NewHeader(m.words.Say("page_me")), nil, nil, nil, widgets.NewColumn(container.NewVBox(
		m.card.content,
		widgets.NewCard(container.NewVBox(m.dnd, m.dndUntil.content, m.cw)),
		m.starred,
		widgets.NewSection(m.words.Say("section_forwarding")), widgets.NewCard(m.forward.content),
		widgets.NewSection(m.words.Say("section_phone")),
		widgets.NewCard(container.NewVBox(m.calling.content, withIcon(look.Desk, m.desk, m.leave), m.mailboxes)),
	)))
}

// withIcon puts an icon before a text, and a button, which may be nil, behind it.
func withIcon(icon look.Icon, text *widget.Label, button *widget.Button) fyne.CanvasObject {
	i := widgets.NewSign(icon, 20)
	row := container.NewBorder(nil, nil, widgets.Inset(0, 0, 8, 0, i), nil, text)
	if button != nil {
		row = container.NewBorder(nil, nil, nil, container.NewCenter(button), row)
	}
	return row
}

// Set shows the own state, by the rules that numbers are read with. autoAnswer tells that the own phone shall pick up by itself.
func (m *Me) Set(mine rows.Mine, rules dialplan.Rules, autoAnswer bool) {
	m.shown = mine
	m.card.set(mine.Own)
	setToggle(m.words, m.dnd, mine.DND, mine.Changing.Has(rows.PartDND), m.words.Say("dnd_hint"))
	setToggle(m.words, m.cw, mine.CW, mine.Changing.Has(rows.PartCW), m.words.Say("call_waiting_hint"))
	m.dndUntil.set(mine.DNDBack, mine.DND.Known, mine.Offers)
	m.forward.show(mine, rules)
	m.calling.show(mine, autoAnswer)
	switch {
	case mine.Desk != "":
		setLabel(m.desk, m.words.Say("desk_at", lang.With{"Desk": mine.Desk}))
	case mine.ToldDesk:
		setLabel(m.desk, m.words.Say("desk_none"))
	default:
		setLabel(m.desk, m.words.Say("desk_not_told"))
	}
	widgets.SetVisible(m.leave, mine.Desk != "")
	setEnabled(m.leave, !mine.Changing.Has(rows.PartDesk))
	setLabel(m.voicemail, mine.Mailboxes)
	widgets.SetVisible(m.mailboxes, mine.Mailboxes != "")
}

// SetSwitches shows the favourite switches; note is why they are not current, "" while they are.
func (m *Me) SetSwitches(starred []SwitchState, note string) {
	m.switches.set(starred)
	setLabel(m.stale, note)
	widgets.SetVisible(m.stale, note != "")
	widgets.SetVisible(m.starred, len(starred) > 0)
}

// SetAccount shows which account this is, and how much waits at the others; "" where there are none.
func (m *Me) SetAccount(name string, elsewhere int) { m.card.setAccount(name, elsewhere) }

// Focus is what gets the keyboard when the page comes up.
func (m *Me) Focus() fyne.Focusable { return m.dnd }

// Forwarded empties the field after the PBX took what was in it.
func (m *Me) Forwarded() { m.forward.field.SetText("") }
