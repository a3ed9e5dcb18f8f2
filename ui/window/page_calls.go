package window

import (
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/widgets"
)

// callsPlace has the page of the calls that were, with the detail of one.
func (m *mainScreen) callsPlace() place {
	m.history = pages.NewCalls(m.words)
	m.past = pages.NewCall(m.words, m.do.afterPause)
	m.history.OnCall = m.call
	m.history.OnRead = func(before string, most int) {
		m.do.history(presence.HistoryQuery{Before: before, Most: most}, func(calls []journal.Call, err error) {
			m.history.Take(calls, err != nil)
			m.showPast()
		})
	}
	m.history.OnPick = func(c *journal.Call, deeper bool) {
		m.showPast()
		if deeper && c != nil {
			m.deeper(callsPage)
		}
	}
	m.history.OnExport = m.askExport
	m.past.OnCall = m.call
	m.past.OnCopy = m.copy
	m.past.OnNote = func(key, note string) {
		m.history.SetNote(key, note)
		m.do.callNote(key, note)
	}
	m.past.OnEarlier = m.readEarlier
	return place{
		name: m.words.Say("page_calls"), icon: look.History, main: m.history.Content, detail: m.past.Content, focus: m.history.Focus,
		opened: m.lookAtCalls,
	}
}

// cardWords are the words on the cards of calls.
func (m *mainScreen) cardWords() widgets.CallWords {
	w := m.words
	return widgets.CallWords{
		HangUp: w.Say("hang_up"), Dismiss: w.Say("dismiss"), Note: w.Say("note"), NoteHint: w.Say("note_hint"),
		Lights: [3]string{w.Say("light_own"), w.Say("light_theirs"), w.Say("light_talking")},
	}
}

// makeCards makes the cards of the calls that go on.
func (m *mainScreen) makeCards() {
	m.calls = widgets.NewCallStack(m.cardWords())
	m.calls.OnHangUp = m.do.hangUp
	m.calls.OnDismiss = func(key uint64) { m.dismissed[key] = true; m.tick() }
	m.calls.Pause = m.do.afterPause
	m.calls.OnNote = m.do.noteRunning
	m.calls.OnNoting = func(id string, open bool) {
		m.settle()
		if open {
			m.do.runningNote(id, func(note string) { m.calls.SetNote(id, note) })
		}
	}
}

// manyEarlier is how many other calls with a party are shown.
const manyEarlier = 25

// readEarlier reads the calls with the party of a call.
func (m *mainScreen) readEarlier(c *journal.Call) {
	key := c.Key
	q := presence.HistoryQuery{PartyUUID: c.PartyUUID, Most: manyEarlier}
	for _, number := range []string{c.Number, c.Normalized} {
		if number != "" {
			q.Numbers = append(q.Numbers, number)
		}
	}
	if q.PartyUUID == "" && len(q.Numbers) == 0 { // nobody knows who it was: all calls would be theirs
		m.past.SetEarlier(key, nil, m.eyes())
		return
	}
	m.do.history(q, func(calls []journal.Call, err error) {
		if err == nil {
			m.past.SetEarlier(key, calls, m.eyes())
		}
	})
}

// showCalls brings a new picture to the page.
func (m *mainScreen) showCalls() {
	m.history.Set(m.snap, m.eyes())
	m.setBadge(callsPage, m.snap.MissedUnseen)
	m.showPast()
}

// showPast shows the call that is picked in detail.
func (m *mainScreen) showPast() {
	if m.snap != nil {
		m.past.Set(m.history.Picked(), m.snap.Contacts, m.snap.History, m.eyes())
	}
}

// lookAtCalls notes that a person looks at the calls: those that were missed are no news any more.
func (m *mainScreen) lookAtCalls() {
	if m.snap == nil {
		return
	}
	m.history.Opened(m.snap, m.eyes())
	if m.snap.MissedUnseen > 0 && !m.seeing {
		m.seeing = true
		m.do.seenCalls(func(error) { m.seeing = false })
	}
}

// stillLooking is lookAtCalls for a page that stays open, while the window has the keyboard.
func (m *mainScreen) stillLooking() {
	if m.watched && m.shown == callsPage && m.snap.MissedUnseen > 0 {
		m.lookAtCalls()
	}
}
