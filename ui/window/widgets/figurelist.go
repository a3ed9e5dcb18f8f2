package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// FigureList is a list of rows with figures, all of one height: those in sight are described as they come there. A person goes
// through it by keys, from the one that is marked.
type FigureList struct {
	widget.List
	// OnChosen is told which row was clicked, or marked when Enter was pressed; nil where that means nothing. OnMarked is told
	// which one a person went to by keys; may be nil.
	OnChosen, OnMarked func(i int)
	// OnEscape may be nil.
	OnEscape func()

	describe func(i int) FigureLine
	count    int
	marked   int // -1 for none
	held     bool
}

// NewFigureList makes an empty list; describe says what a row shows.
func NewFigureList(describe func(i int) FigureLine) *FigureList {
	l := &FigureList{describe: describe, marked: -1}
	l.Length = func() int { return l.count }
	l.CreateItem = func() fyne.CanvasObject { return NewFigureRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		row, line := o.(*FigureRow), l.describe(i)
		line.Selected = i == l.marked
		line.Held = l.held
		row.OnTapped = nil
		if l.OnChosen != nil {
			row.OnTapped = func() { l.choose(i) }
		}
		row.Set(line)
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// choose marks a row and goes on from there by keys, as a person does who clicks it.
func (l *FigureList) choose(i int) {
	l.marked = i
	if window := fyne.CurrentApp().Driver().CanvasForObject(l); window != nil {
		window.Focus(l)
	}
	l.OnChosen(i)
}

// Set shows so many rows, one of them marked; -1 marks none.
func (l *FigureList) Set(count, marked int) {
	l.count, l.marked = count, min(marked, count-1)
	l.Refresh()
}

// Marked is the row that is marked, -1 for none.
func (l *FigureList) Marked() int { return l.marked }

// FocusGained implements fyne.Focusable.
func (l *FigureList) FocusGained() { l.hold(true) }

// FocusLost implements fyne.Focusable.
func (l *FigureList) FocusLost() { l.hold(false) }

func (l *FigureList) hold(yes bool) {
	l.held = yes
	if yes && l.marked < 0 && l.count > 0 {
		l.marked = 0
	}
	l.Refresh()
}

// TypedKey implements fyne.Focusable.
func (l *FigureList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyPageDown:
		l.step(8)
	case fyne.KeyPageUp:
		l.step(-8)
	case fyne.KeyHome:
		l.step(-l.count)
	case fyne.KeyEnd:
		l.step(l.count)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.OnChosen != nil && l.marked >= 0 {
			l.OnChosen(l.marked)
		}
	case fyne.KeyEscape:
		if l.OnEscape != nil {
			l.OnEscape()
		}
	default:
		passOn(e)
	}
}

func (l *FigureList) step(by int) {
	if l.count == 0 {
		return
	}
	l.marked = min(max(l.marked+by, 0), l.count-1)
	l.ScrollTo(l.marked)
	l.Refresh()
	if l.OnMarked != nil {
		l.OnMarked(l.marked)
	}
}
