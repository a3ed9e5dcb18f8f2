package window

import "ringside/ui/window/look"

func (m *mainScreen) morePlace() place {
	name := m.words.Say("page_more")
	return place{name: name, icon: look.More, main: notYet(look.More, name)}
}
