package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Answer is a button below a question, which Enter presses as well.
type Answer struct{ widget.Button }

// NewAnswer makes one.
func NewAnswer(text string, tapped func()) *Answer {
	a := &Answer{}
	a.Text, a.OnTapped = text, tapped
	a.ExtendBaseWidget(a)
	return a
}

// TypedKey implements fyne.Focusable.
func (a *Answer) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		a.Tapped(nil)
	default:
		a.Button.TypedKey(e)
		passOn(e)
	}
}
