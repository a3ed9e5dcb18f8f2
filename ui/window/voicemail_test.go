package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

func TestVoicemail_CallsTheMailboxAfterAskingOnceForItsNumber(t *testing.T) {
	s := newStage(me(), anna)
	s.paint(func(s *presence.Snapshot) {
		s.SetMailboxes(presence.NewMailboxes(&presence.Mailbox{Own: true}))
	})
	p := sit(t, s, settings.Settings{})
	p.open(voicemailPage)
	p.press(fyne.KeySpace)
	p.expect()
	p.typed("nothing")
	p.press(fyne.KeyReturn)
	if p.settings.MailboxNumber != "" || p.message.Text() == "" {
		t.Errorf("kept %q, said %q", p.settings.MailboxNumber, p.message.Text())
	}
	p.window.Canvas().Focused().(*widgets.Field).SetText(" *97 ")
	p.press(fyne.KeyReturn)
	if p.settings.MailboxNumber != "*97" || p.saved == 0 {
		t.Errorf("kept %q, saved %d times", p.settings.MailboxNumber, p.saved)
	}
	p.press(fyne.KeySpace)
	p.expect(`dial *97 from="" auto=true`)
}

func TestVoicemail_SaysWhyThereIsNothing(t *testing.T) {
	says := func(p *seat, id string) bool {
		for _, o := range test.LaidOutObjects(p.voicemail.Content) {
			if l, ok := o.(*widget.Label); ok && l.Text == p.words.Say(id) {
				return true
			}
		}
		return false
	}
	s := newStage(me(), anna)
	p := sit(t, s, settings.Settings{MailboxNumber: "*97"})
	p.open(voicemailPage)
	if !says(p, "no_mailbox") {
		t.Error("nobody says that there is no mailbox")
	}
	s.paint(func(s *presence.Snapshot) { s.Denied = []string{"voicemail"} })
	p.refresh()
	if !says(p, "voicemail_denied") || says(p, "no_mailbox") {
		t.Error("nobody says that voicemail may not be read")
	}
	test.Tap(button(t, p.voicemail.Content, p.words.Say("call_mailbox")))
	p.expect(`dial *97 from="" auto=true`)
}
