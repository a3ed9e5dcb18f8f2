package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shortcuts are what Ctrl, or Cmd, and a letter do on the main screen.
func (m *mainScreen) shortcuts(quit func()) map[fyne.KeyName]func() {
	return map[fyne.KeyName]func(){
		fyne.Key1: func() { m.open(peoplePage) },
		fyne.KeyF: func() { m.open(peoplePage) },
		fyne.Key2: func() { m.open(mePage) },
		fyne.Key3: func() { m.open(dialPage) },
		fyne.KeyL: func() { m.open(dialPage) },
		fyne.KeyB: m.favourite,
		fyne.KeyD: m.me.ToggleDND,
		fyne.KeyH: m.hangUp,
		fyne.KeyQ: quit,
	}
}

// keys lets the keyboard do everything on the main screen. Letters go to the search field when nothing else has the
// focus; fields pass shortcuts on, see widgets.Field.
func (m *mainScreen) keys(quit func()) {
	for key, act := range m.shortcuts(quit) {
		s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
		m.canvas.AddShortcut(s, func(fyne.Shortcut) { act() })
	}
	m.canvas.SetOnTypedRune(func(r rune) {
		if m.wide || m.shown == peoplePage {
			m.people.Type(r)
		}
	})
}
