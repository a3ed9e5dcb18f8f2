package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// PastLine is what a PastRow shows: the heading of a day when Day is not empty, else a call that was.
type PastLine struct {
	Day      string
	Call     rows.Past
	Selected bool
	// Alone leaves out with whom the call was: all calls beside it were with the same party. It shows the note instead.
	Alone bool
}

// PastRow is one row of a list of calls that were. Like a [PersonRow], it draws and hit-tests its parts itself.
type PastRow struct {
	widget.BaseWidget
	// OnTapped and OnCall tell what was clicked, by the call's Key; neither is called for a heading.
	OnTapped, OnCall func(key string)

	shown   PastLine
	hovered bool
	pointer float32 // x of the mouse while hovered
}

// NewPastRow makes an empty row.
func NewPastRow() *PastRow {
	r := &PastRow{}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows p.
func (r *PastRow) Set(p PastLine) {
	if p != r.shown {
		r.shown = p
		r.Refresh()
	}
}

// pastHeight is how high a row is, at the usual scale: the heading of a day as well, so that a list of thousands needs to
// measure none.
const pastHeight float32 = 46

// MinSize implements fyne.Widget.
func (r *PastRow) MinSize() fyne.Size { return fyne.NewSize(look.Scaled(200), look.Scaled(pastHeight)) }

// Tapped implements fyne.Tappable.
func (r *PastRow) Tapped(e *fyne.PointEvent) {
	if r.shown.Day != "" || r.shown.Call.Key == "" {
		return
	}
	if r.calls() && r.onCall(e.Position.X) {
		tell(r.OnCall, r.shown.Call.Key)
		return
	}
	tell(r.OnTapped, r.shown.Call.Key)
}

// calls reports whether the way to call back is shown.
func (r *PastRow) calls() bool {
	return (r.hovered || r.shown.Selected) && r.shown.Call.Dial != "" && !r.shown.Alone
}

func (r *PastRow) onCall(x float32) bool {
	return x >= r.Size().Width-theme.Padding()-look.Scaled(buttonSize)
}

// MouseIn implements desktop.Hoverable.
func (r *PastRow) MouseIn(e *desktop.MouseEvent) { r.hover(true, e.Position.X) }

// MouseMoved implements desktop.Hoverable.
func (r *PastRow) MouseMoved(e *desktop.MouseEvent) { r.hover(true, e.Position.X) }

// MouseOut implements desktop.Hoverable.
func (r *PastRow) MouseOut() { r.hover(false, 0) }

func (r *PastRow) hover(on bool, x float32) {
	changed := on != r.hovered || r.onCall(x) != r.onCall(r.pointer)
	r.hovered, r.pointer = on, x
	if changed {
		r.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *PastRow) CreateRenderer() fyne.WidgetRenderer {
	p := newPastPaint(r)
	p.Refresh()
	return p
}
