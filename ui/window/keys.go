package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// keys lets the keyboard do everything on the main screen. Letters go to the search field when nothing else has the
// focus; fields pass these shortcuts on, see widgets.Field.
func (m *mainScreen) keys(c fyne.Canvas, quit func()) {
	const command = fyne.KeyModifierShortcutDefault
	for key, act := range map[fyne.KeyName]func(){
		fyne.Key1: func() { m.open(peoplePage) },
		fyne.KeyF: func() { m.open(peoplePage) },
		fyne.Key2: func() { m.open(mePage) },
		fyne.Key3: func() { m.open(dialPage) },
		fyne.KeyL: func() { m.open(dialPage) },
		fyne.KeyB: m.favourite,
		fyne.KeyD: m.me.ToggleDND,
		fyne.KeyH: m.hangUp,
		fyne.KeyQ: quit,
	} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: command}, func(fyne.Shortcut) { act() })
	}
	c.SetOnTypedRune(func(r rune) {
		if m.wide || m.shown == peoplePage {
			m.people.Type(r)
		}
	})
}
