package window

import (
	"ringside/presence"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// peoplePlace has the page of colleagues, with the detail of one.
func (m *mainScreen) peoplePlace() place {
	m.people = pages.NewPeople(m.words, m.settings.SortByName)
	m.person = pages.NewPerson(m.words)
	m.people.OnCall = m.callContact
	m.people.OnNumber = m.call
	m.people.OnFavourite = m.do.favourite
	m.people.OnOrder = func(byName bool) { m.settings.SortByName = byName; m.acts.keep() }
	m.people.OnPick = func(c *presence.Contact, deeper bool) {
		m.showPerson()
		if deeper && c != nil {
			m.deeper(peoplePage)
		}
	}
	m.person.OnCall = m.call
	m.person.OnFavourite = m.favourite
	m.person.OnCopy = m.copy
	m.person.OnExtension = func(typed string) {
		if c := m.people.Picked(); c != nil {
			m.do.extension(c, typed, nil)
		}
	}
	return place{
		name: m.words.Say("page_people"), icon: look.People, main: m.people.Content, detail: m.person.Content, focus: m.people.Focus,
	}
}

// showPerson shows whoever is picked in detail.
func (m *mainScreen) showPerson() {
	if m.snap != nil {
		m.person.Set(m.people.Picked(), m.eyes())
	}
}

// favourite keeps whoever is picked among the favourites, or no longer.
func (m *mainScreen) favourite() {
	if c := m.people.Picked(); c != nil {
		m.do.favourite(c)
	}
}
