package window

import "ringside/ui/window/look"

func (m *mainScreen) callsPlace() place {
	name := m.words.Say("page_calls")
	return place{name: name, icon: look.History, main: notYet(look.History, name)}
}
