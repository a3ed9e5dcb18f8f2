package window

import (
	"context"

	"ringside/presence"
	"ringside/presence/journal"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/rows"
)

// dialPlace has the page for numbers.
func (m *mainScreen) dialPlace() place {
	m.dialer = pages.NewDial(m.words)
	m.dialer.OnDial = m.call
	m.dialer.OnContact = m.callContact
	m.dialer.OnPhone = m.choosePhone
	return place{
		name: m.words.Say("page_dial"), icon: look.DialPad, main: m.dialer.Content, focus: m.dialer.Focus,
		opened: m.showDialled,
	}
}

// showFrom has the page say where a call starts.
func (m *mainScreen) showFrom() {
	if m.snap != nil {
		m.dialer.SetFrom(rows.DialFromOf(m.snap, m.words, m.callFrom(), !m.settings.PickUpByHand))
	}
}

// showDialled has the page show what was called, once somebody sees it and whenever that has changed.
func (m *mainScreen) showDialled() {
	if m.snap == nil || m.dialled.asking || m.dialled.known && m.dialled.as == m.snap.History || !m.places[dialPage].main.Visible() {
		return
	}
	var calls []journal.Call
	as := m.snap.History
	m.dialled.asking = true
	m.do.command(func(ctx context.Context) (err error) {
		calls, err = m.do.mirror.History(ctx, presence.HistoryQuery{})
		return err
	}, func(err error) {
		m.dialled = dialled{known: true, as: as} // after a failure it stays as it is until there is something new
		if err == nil {
			m.dialer.SetCalls(calls)
		}
		m.showDialled()
	})
}

// dialled is what the page for numbers knows of what was called.
type dialled struct {
	known, asking bool
	as            int // the picture's History when it was asked for
}
