package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/presence"
)

// showTrouble says what is wrong with the connection, and what a person can do about it.
func (m *mainScreen) showTrouble() {
	c := m.snap.Connection
	if c.State == presence.Live || c.Err == nil {
		if denied := m.denied(); denied != "" {
			m.trouble.Set(denied)
			return
		}
		m.trouble.Set("")
		return
	}
	sentence := m.words.Error(c.Err)
	if m.trouble.Text() == sentence {
		return
	}
	button := widget.NewButton(m.words.Say("try_again"), m.do.retry)
	if c.State == presence.SignedOut {
		button = widget.NewButton(m.words.Say("sign_in_again"), m.acts.signIn)
	}
	m.trouble.Set(sentence, button)
}

// denied says what this login may not see, where that leaves a hole in the window.
func (m *mainScreen) denied() string {
	for _, part := range []string{"users", "events", "phones"} {
		if slices.Contains(m.snap.Denied, part) {
			return m.words.Say("denied_" + part)
		}
	}
	return ""
}

// tell says what kept something from being done that a person wanted.
func (m *mainScreen) tell(sentence string) { m.say(sentence, m.dismissal()) }

// report says what has been done that a person wanted.
func (m *mainScreen) report(sentence string) {
	m.message.Done(sentence, m.dismissal())
	m.settle()
}

// say shows a sentence with what can be answered, or takes the one that is there away.
func (m *mainScreen) say(sentence string, answers ...fyne.CanvasObject) {
	m.message.Set(sentence, answers...)
	m.settle()
}

// dismissal is a button that takes the message away.
func (m *mainScreen) dismissal() *widget.Button {
	return widget.NewButton(m.words.Say("dismiss"), func() { m.say("") })
}
