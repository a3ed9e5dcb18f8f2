package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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

// keys lets the keyboard do everything on the main screen. Letters go to the search field when nothing else has the
// focus; fields pass shortcuts on, see widgets.Field.
func (m *mainScreen) keys() {
	for key, act := range m.shortcuts() {
		s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
		m.canvas.AddShortcut(s, func(fyne.Shortcut) { act() })
	}
	m.canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			m.up()
		}
	})
	m.canvas.SetOnTypedRune(func(r rune) {
		switch m.shown {
		case peoplePage:
			m.people.Type(r)
		case callsPage:
			m.history.Type(r)
		case contactsPage:
			m.book.list.Type(r)
		}
	})
}
