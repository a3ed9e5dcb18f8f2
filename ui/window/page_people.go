package window

import (
	"time"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// peoplePlace has the page of colleagues, with the detail of one.
func (m *mainScreen) peoplePlace() place {
	m.people = pages.NewPeople(m.words, m.settings.SortByName)
	m.person = pages.NewPerson(m.words, m.do.afterPause)
	m.people.OnCall = m.callContact
	m.people.OnNumber = m.call
	m.people.OnFavourite = m.do.favourite
	m.people.OnOrder = func(byName bool) { m.change(func(s *settings.Settings) { s.SortByName = byName }) }
	m.people.OnLate = m.catchUpLater
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
	m.person.OnTell = func(on bool) {
		if c := m.people.Picked(); c != nil {
			m.do.tellWhenFree(c.UUID, on)
		}
	}
	m.person.OnNote = m.do.note
	m.person.OnCalls = m.readCallsWith
	return place{
		name: m.words.Say("page_people"), icon: look.People, main: m.people.Content, detail: m.person.Content, focus: m.people.Focus,
	}
}

// showPerson shows whoever is picked in detail.
func (m *mainScreen) showPerson() {
	if m.snap != nil {
		m.person.Set(m.people.Picked(), m.snap.History, m.eyes())
	}
}

// catchUpLater has the list put in order once nobody in it is aimed at any more, of which no pointer tells that left the window.
func (m *mainScreen) catchUpLater() {
	m.do.after(aimedFor, func() {
		if m.people.CatchUp(time.Now()) {
			m.catchUpLater()
		}
	})
}

// aimedFor is how often it is looked whether somebody still is.
const aimedFor = 2 * time.Second

// manyLast is how many of the last calls with a colleague are shown.
const manyLast = 8

// looked is for how long somebody has to be picked before the last calls with them are read: who goes through the list, or types,
// picks many.
const looked = 300 * time.Millisecond

// readCallsWith reads the last calls with a colleague.
func (m *mainScreen) readCallsWith(uuid string, numbers []string) {
	if m.passing != nil {
		m.passing()
	}
	m.passing = m.do.after(looked, func() { m.readLast(uuid, numbers) })
}

func (m *mainScreen) readLast(uuid string, numbers []string) {
	m.do.history(presence.HistoryQuery{PartyUUID: uuid, Numbers: numbers, Most: manyLast}, func(calls []journal.Call, err error) {
		if err == nil {
			m.person.SetCalls(uuid, rows.PastCalls(calls, m.eyes()))
		}
	})
}

// favourite keeps whoever is picked among the favourites, or no longer.
func (m *mainScreen) favourite() {
	if c := m.people.Picked(); c != nil {
		m.do.favourite(c)
	}
}
