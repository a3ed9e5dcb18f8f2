package window

import (
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// mePlace has the page of the own state.
func (m *mainScreen) mePlace() place {
	m.me = pages.NewMe(m.words, m.switchActs())
	m.me.OnDND = m.setDND
	m.me.OnCallWaiting = m.setCallWaiting
	m.me.OnForward = m.forward
	m.me.OnLeaveDesk = m.leaveDesk
	m.me.OnPhone = m.choosePhone
	m.me.OnAutoAnswer = func(on bool) { m.change(func(s *settings.Settings) { s.PickUpByHand = !on }) }
	m.me.OnNoTime = m.noTime
	m.me.OnAccounts = m.chooseAccount
	return place{name: m.words.Say("page_me"), icon: look.Person, main: m.me.Content, focus: m.me.Focus, opened: m.showOwn, seen: m.lookAtSwitches}
}

// noTime says that what was typed is no time.
func (m *mainScreen) noTime() { m.tell(m.words.Say("no_time")) }
