package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
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
	// OnHover tells that the pointer has come or gone, and OnAim that it has moved here.
	OnHover func(on bool)
	OnAim   func()

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

// The measures of a row, at the usual scale.
const (
	rowHeight     float32 = 48
	headingHeight float32 = 32
	avatarSize    float32 = 34
	markSize      float32 = 12
	signSize      float32 = 14
	wordWidth     float32 = 112 // of the presence in words
	buttonSize    float32 = 34
	// Below this width the presence stands under the name instead of beside it.
	compactBelow float32 = 420
	// detailLeast is the room that what is said of somebody needs beside their presence: that of a short number.
	detailLeast float32 = 22
	iconSize    float32 = 20
)

// MinSize implements fyne.Widget.
func (r *PersonRow) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(300), look.Scaled(rowHeight))
}

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
	right, button := r.Size().Width-theme.Padding(), look.Scaled(buttonSize)
	switch {
	case x >= right-button:
		return partCall
	case x >= right-2*button && x < right-button:
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
	came := on != r.hovered
	changed := came || r.partAt(x) != r.partAt(r.pointer)
	r.hovered, r.pointer = on, x
	if came && r.OnHover != nil {
		r.OnHover(on)
	}
	if on && r.OnAim != nil {
		r.OnAim()
	}
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
