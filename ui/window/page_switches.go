package window

import (
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

func (m *mainScreen) switchesPlace() place {
	return place{name: m.words.Say("page_switches"), icon: look.Switch, main: widget.NewLabel(""), closed: true}
}
