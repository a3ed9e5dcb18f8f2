package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/rows"
)

// Person is what a PersonRow shows: a heading when Heading is not empty, else a contact.
type Person struct {
	Heading  string
	Count    int
	Contact  rows.Contact
	Selected bool
}

// PersonRow is one row of the people list. Its parts are drawn and hit-tested by itself, not widgets of their own:
// a list of thousands scrolls better with few objects.
type PersonRow struct {
	widget.BaseWidget
	// OnTapped, OnCall and OnFavourite tell what was clicked; none is called for a heading. OnCall is also called for
	// somebody whose number is not known.
	OnTapped, OnCall, OnFavourite func(uuid string)

	shown   Person
	hovered bool
	pointer float32 // x of the mouse while hovered
	paint   *personPaint
}

// NewPersonRow makes an empty row.
func NewPersonRow() *PersonRow {
	r := &PersonRow{}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows p.
func (r *PersonRow) Set(p Person) {
	if p == r.shown {
		return
	}
	r.shown = p
	r.Refresh()
}

// The measures of a row.
const (
	rowHeight  float32 = 52
	avatarSize float32 = 36
	markSize   float32 = 12
	wordWidth  float32 = 96 // of the presence in a word
	buttonSize float32 = 36
	// Below this width the presence stands under the name instead of beside it.
	compactBelow float32 = 440
	iconSize     float32 = 20
)

// MinSize implements fyne.Widget.
func (r *PersonRow) MinSize() fyne.Size { return fyne.NewSize(300, rowHeight) }

// Tapped implements fyne.Tappable.
func (r *PersonRow) Tapped(e *fyne.PointEvent) {
	if r.shown.Heading != "" {
		return
	}
	action := r.OnTapped
	switch r.partAt(e.Position.X) {
	case partCall:
		action = r.OnCall
	case partStar:
		action = r.OnFavourite
	}
	if action != nil {
		action(r.shown.Contact.UUID)
	}
}

type part uint8

const (
	partRow part = iota
	partStar
	partCall
)

func (r *PersonRow) partAt(x float32) part {
	right := r.Size().Width - theme.Padding()
	switch {
	case x >= right-buttonSize:
		return partCall
	case x >= right-2*buttonSize && x < right-buttonSize:
		return partStar
	}
	return partRow
}

// MouseIn implements desktop.Hoverable.
func (r *PersonRow) MouseIn(e *desktop.MouseEvent) { r.hover(true, e.Position.X) }

// MouseMoved implements desktop.Hoverable.
func (r *PersonRow) MouseMoved(e *desktop.MouseEvent) { r.hover(true, e.Position.X) }

// MouseOut implements desktop.Hoverable.
func (r *PersonRow) MouseOut() { r.hover(false, 0) }

func (r *PersonRow) hover(on bool, x float32) {
	changed := on != r.hovered || r.partAt(x) != r.partAt(r.pointer)
	r.hovered, r.pointer = on, x
	if changed {
		r.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *PersonRow) CreateRenderer() fyne.WidgetRenderer {
	r.paint = newPersonPaint(r)
	r.paint.Refresh()
	return r.paint
}
