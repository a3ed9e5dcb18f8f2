package window

import (
	"fyne.io/fyne/v2/container"

	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// dialPlace has the page for numbers.
func (m *mainScreen) dialPlace() place {
	m.dialer = pages.NewDial(m.words)
	m.dialer.OnDial = m.call
	m.dialer.OnPhone = m.choosePhone
	return place{
		name: m.words.Say("page_dial"), icon: look.DialPad, main: container.NewVScroll(m.dialer.Content), focus: m.dialer.Focus,
	}
}
