package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// shortcuts are what Ctrl, or Cmd, and a key do on the main screen.
func (m *mainScreen) shortcuts() map[fyne.KeyName]func() {
	keys := map[fyne.KeyName]func(){fyne.KeyK: m.palette.Open}
	for _, c := range m.commands() {
		if c.key != "" {
			keys[c.key] = c.do
		}
	}
	return keys
}

// keys lets the keyboard do everything on the main screen. Letters go to the search field, and on the page for numbers to
// its field, when nothing else has the focus; fields pass shortcuts on, see widgets.Field.
func (m *mainScreen) keys() {
	for key, act := range m.shortcuts() {
		m.canvas.AddShortcut(shortcut(key), func(fyne.Shortcut) { act() })
	}
	m.canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch {
		case e.Name == fyne.KeyF11:
			m.toggleBoard()
		case e.Name == mobile.KeyBack:
			m.goBack()
		case m.shown == dialPage:
			m.dialer.Press(e)
		case e.Name == fyne.KeyEscape:
			m.up()
		}
	})
	m.canvas.SetOnTypedRune(func(r rune) {
		switch m.shown {
		case peoplePage:
			m.people.Type(r)
		case callsPage:
			m.history.Type(r)
		case dialPage:
			m.dialer.Type(r)
		case contactsPage:
			m.book.list.Type(r)
		case receptionPage:
			m.reception.Type(r)
		case phonesPage:
			m.phones.Type(r)
		}
	})
}

// goBack is what a phone's back key does: from a detail to its page, from there to the people, and from them out of Ringside.
func (m *mainScreen) goBack() {
	switch {
	case m.up():
	case m.shown != peoplePage:
		m.open(peoplePage)
	default:
		m.acts.leave()
	}
}

// unkeys ends that, for what takes the screen's place.
func (m *mainScreen) unkeys() {
	for key := range m.shortcuts() {
		m.canvas.RemoveShortcut(shortcut(key))
	}
	m.canvas.SetOnTypedKey(nil)
	m.canvas.SetOnTypedRune(nil)
}

func shortcut(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}
