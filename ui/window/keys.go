package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shortcuts are what Ctrl, or Cmd, and a letter do on the main screen.
func (m *mainScreen) shortcuts(quit func()) map[fyne.KeyName]func() {
	keys := map[fyne.KeyName]func(){
		fyne.KeyF:     func() { m.open(peoplePage) },
		fyne.KeyL:     func() { m.open(dialPage) },
		fyne.KeyComma: func() { m.open(settingsPage) },
		fyne.KeyB:     m.favourite,
		fyne.KeyD:     m.me.ToggleDND,
		fyne.KeyH:     m.hangUp,
		fyne.KeyQ:     quit,
	}
	for i, key := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8} {
		keys[key] = func() { m.open(page(i)) }
	}
	return keys
}

// keys lets the keyboard do everything on the main screen. Letters go to the search field when nothing else has the
// focus; fields pass shortcuts on, see widgets.Field.
func (m *mainScreen) keys(quit func()) {
	for key, act := range m.shortcuts(quit) {
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
		}
	})
}
