package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/lang"
	"ringside/ui/settings"
	"ringside/ui/window/rows"
	"ringside/ui/window/widgets"
)

// callContact calls a colleague, after asking for the number where none is known.
func (m *mainScreen) callContact(c *presence.Contact) {
	if c.Extension == "" {
		m.askNumber(c)
		return
	}
	m.call(c.Extension)
}

// askNumber asks for the number of a colleague whose number the PBX does not tell.
func (m *mainScreen) askNumber(c *presence.Contact) {
	field := widgets.NewField(m.words.Say("number_of", lang.With{"Name": c.Name()}), nil)
	save := func() {
		m.do.extension(c, field.Text, func(err error) {
			if err == nil {
				m.say("")
			}
		})
	}
	field.OnSubmitted = func(string) { save() }
	sized := container.NewGridWrap(fyne.NewSize(240, field.MinSize().Height), field)
	m.say(m.words.Say("no_number_known", lang.With{"Name": c.Name()}), sized,
		widget.NewButton(m.words.Say("save"), save), m.dismissal())
	m.canvas.Focus(field)
}

// call places a call, after asking which phone it shall start at where that has to be known.
func (m *mainScreen) call(typed string) {
	m.say("")
	if m.snap == nil {
		return
	}
	_, certain := m.snap.Own().CertainPhone()
	_, chosen := m.settings.Phone(m.acts.account.ID())
	if phones := rows.Phones(m.snap, m.words); len(phones) > 0 && !certain && !chosen {
		m.askPhone(phones, typed)
		return
	}
	auto := !m.settings.PickUpByHand
	m.do.dial(typed, rows.DialFromOf(m.snap, m.words, m.callFrom(), auto).Chosen, auto)
}

// callFrom is the phone to call from with this account, "" for the PBX's choice.
func (m *mainScreen) callFrom() string {
	phone, _ := m.settings.Phone(m.acts.account.ID())
	certain, _ := m.snap.Own().CertainPhone()
	return phone.From(certain.UUID)
}

// askPhone asks once which phone calls start at: it can only pick up by itself when it is a certain one.
func (m *mainScreen) askPhone(phones []rows.Phone, typed string) {
	var buttons []fyne.CanvasObject
	choose := func(name, uuid string) {
		buttons = append(buttons, widget.NewButton(name, func() {
			m.chooser.Set("")
			m.settle()
			m.choosePhone(uuid)
			m.call(typed)
		}))
	}
	for _, p := range phones {
		choose(p.Name, p.UUID)
	}
	choose(m.words.Say("pbx_chooses"), "")
	m.chooser.Set(m.words.Say("which_phone"), buttons...)
	m.settle()
	m.canvas.Focus(buttons[0].(fyne.Focusable))
}

func (m *mainScreen) choosePhone(uuid string) {
	certain, _ := m.snap.Own().CertainPhone()
	m.change(func(s *settings.Settings) {
		s.CallWith(m.acts.account.ID(), settings.Phone{UUID: uuid, Over: certain.UUID})
	})
}

// hangUp ends the newest call of the user's own.
func (m *mainScreen) hangUp() {
	if c, ok := rows.HangUpFirst(m.cards); ok && c.UniqueID != "" {
		m.do.hangUp(c.UniqueID)
	}
}
