package widgets

import "fyne.io/fyne/v2"

// SetVisible shows something or hides it, where that is a change. The window is told to draw: of a container that is shown it hears
// nothing, nor of a widget that was never to be seen, and all would stay as it is until something else moves.
func SetVisible(o fyne.CanvasObject, yes bool) {
	switch {
	case yes == o.Visible():
	case yes:
		o.Show()
		redraw()
	default:
		o.Hide()
	}
}

// redraw has the windows look at what has become of their content. What was hidden does not know its window yet.
func redraw() {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if c, ok := w.Canvas().(interface{ SetDirty() }); ok {
			c.SetDirty()
		}
	}
}
