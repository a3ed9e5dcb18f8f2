package window

import "ringside/ui/window/look"

func (m *mainScreen) contactsPlace() place {
	name := m.words.Say("page_contacts")
	return place{name: name, icon: look.Contacts, main: notYet(look.Contacts, name)}
}
