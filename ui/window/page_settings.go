package window

import "ringside/ui/window/look"

func (m *mainScreen) settingsPlace() place {
	name := m.words.Say("page_settings")
	return place{name: name, icon: look.Settings, main: notYet(look.Settings, name)}
}
