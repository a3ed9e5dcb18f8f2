package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// SetVisible shows something or hides it, where that is a change. The window is told to draw it: of a container that is shown, or a
// widget that had nothing new to draw, it hears nothing, and it would stay as it is until something else moves.
func SetVisible(o fyne.CanvasObject, yes bool) {
	switch {
	case yes == o.Visible():
	case yes:
		o.Show()
		canvas.Refresh(o)
	default:
		o.Hide()
	}
}
