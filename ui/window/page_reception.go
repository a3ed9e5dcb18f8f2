package window

import (
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// receptionPlace has the page of who answers calls for the house. The operator panel has to be there already.
func (m *mainScreen) receptionPlace() place {
	r := pages.NewReception(m.words, m.phones.Panel(), m.do.afterPause)
	m.reception = r
	r.OnCall = func(p rows.Person) {
		if p.Entry != nil {
			m.callEntry(p.Entry)
		} else {
			m.callContact(p.Contact)
		}
	}
	r.OnFavourite = func(p rows.Person) {
		if p.Entry != nil {
			m.starEntry(p.Entry)
		} else {
			m.do.favourite(p.Contact)
		}
	}
	r.OnNumber = m.call
	r.OnEarlier = m.readBefore
	r.OnLeave = func() {
		if m.places[m.before].closed { // since
			m.before = peoplePage
		}
		m.open(m.before)
	}
	r.Notes(m.do.noteRunning, m.do.note, func(id string) {
		m.do.runningNote(id, func(note string) { r.SetNote(id, note) })
	})
	m.phones.OnReception = m.openReception
	return place{name: m.words.Say("page_reception"), icon: look.Bell, main: r.Content, focus: r.Focus, seen: r.Seen}
}

// openReception goes to the reception, which is left for the page that was shown before.
func (m *mainScreen) openReception() {
	if m.shown != receptionPage {
		m.before = m.shown
	}
	m.open(receptionPage)
}

// readBefore reads the kept calls with the other side of a call of the house.
func (m *mainScreen) readBefore(c *presence.Call) {
	q := presence.HistoryQuery{PartyUUID: c.PartyUUID, Most: manyLast}
	if number := rows.HouseNumber(c); number != "" {
		q.Numbers = []string{number}
	}
	if q.PartyUUID == "" && len(q.Numbers) == 0 {
		return
	}
	m.do.history(q, func(calls []journal.Call, err error) {
		if err == nil {
			m.reception.SetEarlier(rows.HouseKey(c), calls, m.eyes())
		}
	})
}
