package window

import "ringside/ui/window/look"

func (m *mainScreen) checkupPlace() place {
	name := m.words.Say("page_checkup")
	return place{name: name, icon: look.Checkup, main: notYet(look.Checkup, name)}
}
