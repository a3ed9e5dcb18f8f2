package widgets

import "fyne.io/fyne/v2"

// passOn gives a key that means something everywhere to the window: a key alone is no shortcut to the toolkit, and whatever has the
// keyboard would swallow it.
func passOn(e *fyne.KeyEvent) {
	if e.Name != fyne.KeyF11 {
		return
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if typed := w.Canvas().OnTypedKey(); typed != nil && w.Canvas().Focused() != nil {
			typed(e)
		}
	}
}
