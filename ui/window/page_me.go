package window

import (
	"time"

	"fyne.io/fyne/v2/container"

	"ringside/pbxclient"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// mePlace has the page of the own state.
func (m *mainScreen) mePlace() place {
	m.me = pages.NewMe(m.words, mySettings(m.settings))
	m.me.OnDND = func(on bool) { m.setOwn(pbxclient.UserSettings{DND: pbxclient.Some(on)}) }
	m.me.OnCallWaiting = func(on bool) { m.setOwn(pbxclient.UserSettings{CW: pbxclient.Some(on)}) }
	m.me.OnForward = func(typed string) { m.do.forward(typed, m.forwarded) }
	m.me.OnSettings = m.set
	m.me.OnSignOut = m.acts.signOut
	return place{name: m.words.Say("page_me"), icon: look.Person, main: container.NewVScroll(m.me.Content), focus: m.me.Focus}
}

// mySettings are those that the page of the own state shows.
func mySettings(s *settings.Settings) pages.MySettings {
	return pages.MySettings{
		Appearance: look.Appearance(s.Appearance), AutoAnswer: !s.PickUpByHand, OpenOnCall: s.OpenOnCall,
		ReadyMinutes: int(s.Ready() / time.Minute),
	}
}

// set keeps what a person set there.
func (m *mainScreen) set(my pages.MySettings) {
	s := m.settings
	if string(my.Appearance) != s.Appearance {
		defer m.acts.appearance()
	}
	s.Appearance, s.PickUpByHand, s.OpenOnCall, s.ReadyMinutes = string(my.Appearance), !my.AutoAnswer, my.OpenOnCall, &my.ReadyMinutes
	m.acts.keep()
}
