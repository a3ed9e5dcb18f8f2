package window

import (
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

func (m *mainScreen) phonesPlace() place {
	return place{name: m.words.Say("page_phones"), icon: look.Phones, main: widget.NewLabel(""), closed: true}
}
