package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

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

// reveal scrolls as far as it takes to see something.
func reveal(within *container.Scroll, o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	above := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(within).Y
	below := above + o.Size().Height - within.Size().Height
	if by := min(above, max(below, 0)); by != 0 {
		within.ScrollToOffset(within.Offset.AddXY(0, by))
	}
}

// giveKeyboard has what is typed go to something, if that is in a window.
func giveKeyboard[T interface {
	fyne.CanvasObject
	fyne.Focusable
}](to T) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(to); c != nil {
		c.Focus(to)
	}
}
