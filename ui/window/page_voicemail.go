package window

import "ringside/ui/window/look"

func (m *mainScreen) voicemailPlace() place {
	name := m.words.Say("page_voicemail")
	return place{name: name, icon: look.Voicemail, main: notYet(look.Voicemail, name)}
}
