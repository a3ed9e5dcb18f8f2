package pages

import "fyne.io/fyne/v2"

// walked is a list that a person goes through by keys.
type walked struct {
	step   func(by int) // up, or down, by so many
	enter  func()
	escape func() bool // reports whether there was anything to leave
}

// key deals with the keys that mean something there, and reports whether this is one.
func (w walked) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		w.step(1)
	case fyne.KeyUp:
		w.step(-1)
	case fyne.KeyPageDown:
		w.step(8)
	case fyne.KeyPageUp:
		w.step(-8)
	case fyne.KeyReturn, fyne.KeyEnter:
		w.enter()
	case fyne.KeyEscape:
		return w.escape()
	default:
		return false
	}
	return true
}
