package window

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/pace"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/widgets"
)

// phonesEvery is how often the list of phones is read anew while it is to be seen, without what they do: that costs the PBX much, and
// comes with the picture.
const phonesEvery = 2 * time.Minute

// phonesPlace has the operator panel: all phones, whoever has them.
func (m *mainScreen) phonesPlace() place {
	m.phones = pages.NewPhones(m.words, m.settings.Tabs(m.acts.account.ID()))
	read := func(ctx context.Context) (pbxclient.List[pbxclient.Phone], error) {
		return m.acts.client.Phones(ctx, pbxclient.ListOptions{})
	}
	poller := openRoom(m, phonesPage, phonesEvery, read, m.showPhones)
	m.phones.OnCall = m.callPhone
	m.phones.OnStray = poller.Again
	m.phones.OnTabs = func(tabs []settings.Tab) {
		m.change(func(s *settings.Settings) { s.KeepTabs(m.acts.account.ID(), tabs) })
	}
	m.phones.OnName, m.phones.OnSure = m.askName, m.askSure
	return place{
		name: m.words.Say("page_phones"), icon: look.Phones, main: m.phones.Content, focus: m.phones.Focus, closed: true,
		seen: func(yes bool) {
			m.phones.Seen(yes)
			poller.Look(yes)
		},
	}
}

// showPhones shows the phones that were read, or why they were not.
func (m *mainScreen) showPhones(r pace.Reading[pbxclient.List[pbxclient.Phone]]) {
	if r.Err != nil {
		m.phones.Failed(m.words.Error(r.Err))
		return
	}
	m.phones.Read(r.Value.Items)
}

// callPhone calls whoever has a phone, or the phone itself where nobody has.
func (m *mainScreen) callPhone(user *presence.Contact, number string) {
	switch {
	case user != nil:
		m.callContact(user)
	case number != "":
		m.call(number)
	default:
		m.tell(m.words.Say("panel_no_number"))
	}
}

// askName asks for the name of something.
func (m *mainScreen) askName(question, name string, done func(string)) {
	field := widgets.NewField(question, nil)
	field.SetText(name)
	save := func() {
		m.say("")
		done(field.Text)
	}
	field.OnSubmitted = func(string) { save() }
	sized := container.NewGridWrap(fyne.NewSize(240, field.MinSize().Height), field)
	m.say(question, sized, widget.NewButton(m.words.Say("save"), save), m.dismissal())
	m.canvas.Focus(field)
}

// askSure asks whether a person is sure of what cannot be taken back.
func (m *mainScreen) askSure(question, answer string, done func()) {
	sure := widget.NewButton(answer, func() {
		m.say("")
		done()
	})
	sure.Importance = widget.DangerImportance
	m.say(question, sure, widget.NewButton(m.words.Say("cancel"), func() { m.say("") }))
	m.canvas.Focus(sure)
}
