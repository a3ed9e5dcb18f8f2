package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// Me is the page of the user's own state. What it shows is what the PBX said last; a change that is asked for shows
// once the PBX has it.
type Me struct {
	OnDND, OnCallWaiting func(on bool)
	// OnForward is asked to forward to what was typed, "" for nowhere.
	OnForward func(typed string)
	// OnSettings is given the settings after a person changed one.
	OnSettings func(MySettings)
	OnSignOut  func()

	Content fyne.CanvasObject

	words            *lang.Words
	name, detail     *widget.Label
	word             *widget.Label
	mark             *widgets.Icon
	dnd, cw          *widget.Check
	forward          *widgets.Field
	forwardNow       *widget.Label
	forwardSet, stop *widget.Button
	voicemail        *widget.Label
	voicemailRow     *fyne.Container
	settings         *mySettings
	shown            rows.Own
}

// NewMe makes the page, with the settings as they are.
func NewMe(w *lang.Words, s MySettings) *Me {
	m := &Me{words: w}
	m.name = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	m.name.Truncation = fyne.TextTruncateEllipsis
	m.detail, m.word = widget.NewLabel(""), widget.NewLabel("")
	m.detail.Truncation = fyne.TextTruncateEllipsis
	m.detail.Importance = widget.LowImportance
	m.mark = widgets.NewIcon(12)
	m.dnd = widget.NewCheck(w.Say("dnd"), func(on bool) { m.toggled(on, m.shown.DND, m.OnDND) })
	m.cw = widget.NewCheck(w.Say("call_waiting"), func(on bool) { m.toggled(on, m.shown.CW, m.OnCallWaiting) })
	m.forward = widgets.NewField(w.Say("forward_to"), m.forwardKey)
	m.forwardSet = widget.NewButton(w.Say("forward"), m.setForward)
	m.stop = widget.NewButton(w.Say("stop_forwarding"), func() { m.askForward("") })
	m.forwardNow = widget.NewLabel("")
	m.forwardNow.Wrapping = fyne.TextWrapWord
	m.voicemail = widget.NewLabel("")
	icon := widgets.NewIcon(20)
	icon.Draw(look.Voicemail, look.Muted)
	m.voicemailRow = container.NewHBox(container.New(layout.NewCustomPaddedLayout(0, 0, 8, 0), icon.Image), m.voicemail)
	m.settings = newMySettings(w, s, func(now MySettings) {
		if m.OnSettings != nil {
			m.OnSettings(now)
		}
	})
	m.Content = m.arrange()
	m.show(rows.Own{})
	return m
}

func (m *Me) arrange() fyne.CanvasObject {
	who := container.New(layout.NewCustomPaddedVBoxLayout(-8),
		container.NewBorder(nil, nil, nil, container.NewHBox(container.NewCenter(m.mark.Image), m.word), m.name), m.detail)
	signOut := widget.NewButton(m.words.Say("sign_out"), func() {
		if m.OnSignOut != nil {
			m.OnSignOut()
		}
	})
	signOut.Importance = widget.LowImportance
	return container.New(layout.NewCustomPaddedLayout(4, 8, 8, 8), container.NewVBox(
		who, m.dnd, m.cw,
		container.NewBorder(nil, nil, nil, container.NewHBox(m.forwardSet), m.forward),
		container.NewBorder(nil, nil, nil, container.NewVBox(m.stop), m.forwardNow),
		m.voicemailRow, m.settings.arrange(signOut),
	))
}

// Set shows the own state.
func (m *Me) Set(own rows.Own) {
	if own == m.shown {
		return
	}
	m.show(own)
}

func (m *Me) show(own rows.Own) {
	m.shown = own
	m.name.SetText(own.Contact.Name)
	m.detail.SetText(own.Contact.Detail)
	if !own.Known {
		m.name.SetText(m.words.Say("nobody_signed_in"))
	}
	m.word.SetText(own.Contact.Word)
	if own.Known {
		m.mark.Draw(look.MarkOf(own.Contact.Presence), look.PresenceColor(own.Contact.Presence, own.Contact.Current))
	}
	toggle(m.dnd, own.DND)
	toggle(m.cw, own.CW)
	if own.Forward != "" {
		m.forwardNow.SetText(m.words.Say("forwarding_on", lang.With{"Number": own.Forwarded}))
		m.stop.Show()
	} else {
		m.forwardNow.SetText(m.words.Say("not_forwarded"))
		m.stop.Hide()
	}
	m.voicemail.SetText(own.Mailboxes)
	m.voicemailRow.Hidden = own.Mailboxes == ""
}

// Reset shows again what the PBX said last, after a change that failed.
func (m *Me) Reset() { m.show(m.shown) }

// Focus is what gets the keyboard when the page comes up.
func (m *Me) Focus() fyne.Focusable { return m.dnd }

// ToggleDND asks for the opposite of what the PBX said last.
func (m *Me) ToggleDND() {
	if m.shown.DND.Known && m.OnDND != nil {
		m.OnDND(!m.shown.DND.On)
	}
}

func toggle(c *widget.Check, t rows.Toggle) {
	if t.Known {
		c.Enable()
	} else {
		c.Disable()
	}
	c.SetChecked(t.On)
}

// toggled passes a person's click on; setting the PBX's value also arrives here and changes nothing.
func (m *Me) toggled(on bool, now rows.Toggle, ask func(bool)) {
	if on != now.On && ask != nil {
		ask(on)
	}
}

func (m *Me) forwardKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		m.setForward()
		return true
	case fyne.KeyEscape:
		m.forward.SetText("")
		return true
	}
	return false
}

func (m *Me) setForward() {
	if m.forward.Text != "" {
		m.askForward(m.forward.Text)
	}
}

func (m *Me) askForward(typed string) {
	if m.OnForward != nil {
		m.OnForward(typed)
	}
}

// Forwarded empties the field after the PBX took what was in it.
func (m *Me) Forwarded() { m.forward.SetText("") }
