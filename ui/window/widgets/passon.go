package widgets

import "fyne.io/fyne/v2"

// passOn gives a key that means nothing where the keyboard is to the window: a key alone is no shortcut to the toolkit, so that
// whatever has the keyboard would swallow it.
func passOn(from fyne.CanvasObject, e *fyne.KeyEvent) {
	window := fyne.CurrentApp().Driver().CanvasForObject(from)
	if e.Name != fyne.KeyF11 || window == nil {
		return
	}
	if typed := window.OnTypedKey(); typed != nil {
		typed(e)
	}
}
