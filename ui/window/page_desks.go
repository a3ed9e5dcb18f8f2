package window

import (
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

func (m *mainScreen) desksPlace() place {
	return place{name: m.words.Say("page_desks"), icon: look.Desk, main: widget.NewLabel(""), closed: true}
}
