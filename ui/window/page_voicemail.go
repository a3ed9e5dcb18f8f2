package window

import (
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
)

// voicemailPlace has the page of the own mailboxes.
func (m *mainScreen) voicemailPlace() place {
	m.voicemail = pages.NewVoicemail(m.words, m.settings.MailboxNumber)
	m.voicemail.OnCall = m.call
	m.voicemail.OnNumber = m.keepMailboxNumber
	return place{
		name: m.words.Say("page_voicemail"), icon: look.Voicemail, main: m.voicemail.Content, focus: m.voicemail.Focus,
	}
}

// keepMailboxNumber keeps what is dialled to hear voicemail, if it can be dialled.
func (m *mainScreen) keepMailboxNumber(typed string) bool {
	if m.snap == nil {
		return false
	}
	if _, err := m.snap.Rules().Decide(typed); err != nil {
		m.tell(m.words.Error(err))
		return false
	}
	m.say("")
	m.settings.MailboxNumber = typed
	m.acts.keep()
	return true
}
