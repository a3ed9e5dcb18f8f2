package window

import (
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

func (m *mainScreen) queuesPlace() place {
	return place{name: m.words.Say("page_queues"), icon: look.Queue, main: widget.NewLabel(""), closed: true}
}
