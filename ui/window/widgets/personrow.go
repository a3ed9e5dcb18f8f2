package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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
	// OnTapped, OnCall and OnFavourite tell what was clicked; none is called for a heading.
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
	iconSize   float32 = 20
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
	case x >= right-buttonSize && r.shown.Contact.Callable:
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

// personPaint draws a PersonRow.
type personPaint struct {
	row                        *PersonRow
	back, spot                 *canvas.Rectangle
	avatar                     *canvas.Circle
	heading, initials          *line
	name, detail, word         *line
	mark, dnd, star, call      *canvas.Image
	contactParts, headingParts []fyne.CanvasObject
	everything                 []fyne.CanvasObject
}

func newPersonPaint(r *PersonRow) *personPaint {
	bold := fyne.TextStyle{Bold: true}
	p := &personPaint{
		row: r, back: canvas.NewRectangle(nil), spot: canvas.NewRectangle(nil), avatar: canvas.NewCircle(nil),
		heading:  newLine(look.Muted, theme.SizeNameCaptionText, bold),
		initials: newLine(look.AvatarText, theme.SizeNameText, bold),
		name:     newLine(theme.ColorNameForeground, theme.SizeNameText, bold),
		detail:   newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		word:     newLine(theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{}),
		mark:     &canvas.Image{}, dnd: &canvas.Image{}, star: &canvas.Image{}, call: &canvas.Image{},
	}
	p.back.CornerRadius, p.spot.CornerRadius = 6, 6
	p.headingParts = []fyne.CanvasObject{p.heading.text}
	p.contactParts = []fyne.CanvasObject{
		p.back, p.spot, p.avatar, p.initials.text, p.name.text, p.detail.text, p.mark, p.word.text, p.dnd, p.star, p.call,
	}
	p.everything = append(append([]fyne.CanvasObject{}, p.contactParts...), p.headingParts...)
	return p
}

// Destroy implements fyne.WidgetRenderer.
func (p *personPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *personPaint) MinSize() fyne.Size { return p.row.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *personPaint) Objects() []fyne.CanvasObject { return p.everything }

// Layout implements fyne.WidgetRenderer.
func (p *personPaint) Layout(size fyne.Size) {
	const left = 12
	middle := size.Height / 2
	p.back.Move(fyne.NewPos(4, 1))
	p.back.Resize(fyne.NewSize(size.Width-8, size.Height-2))
	p.heading.place(left, size.Height-16, size.Width-2*left)
	p.avatar.Move(fyne.NewPos(left, middle-avatarSize/2))
	p.avatar.Resize(fyne.NewSquareSize(avatarSize))
	p.initials.place(left+(avatarSize-p.initials.natural())/2, middle, avatarSize)

	right := size.Width - theme.Padding()
	centre(p.call, right-buttonSize/2, middle, iconSize)
	centre(p.star, right-buttonSize*3/2, middle, iconSize)
	wordAt := right - 2*buttonSize - wordWidth
	p.word.place(wordAt, middle, wordWidth)
	centre(p.mark, wordAt-6-markSize/2, middle, markSize)

	const nameAt = left + avatarSize + 12
	room := wordAt - 6 - markSize - 12 - nameAt
	top := middle
	if p.detail.full != "" {
		top = middle - 10
	}
	p.name.place(nameAt, top, room-20)
	centre(p.dnd, nameAt+min(p.name.natural(), room-20)+12, top, 14)
	p.detail.place(nameAt, middle+10, room)

	if part := p.row.partAt(p.row.pointer); part == partStar {
		p.spot.Move(fyne.NewPos(right-2*buttonSize, middle-buttonSize/2))
	} else {
		p.spot.Move(fyne.NewPos(right-buttonSize, middle-buttonSize/2))
	}
	p.spot.Resize(fyne.NewSquareSize(buttonSize))
}

func centre(o fyne.CanvasObject, x, y, size float32) {
	o.Move(fyne.NewPos(x-size/2, y-size/2))
	o.Resize(fyne.NewSquareSize(size))
}

// Refresh implements fyne.WidgetRenderer.
func (p *personPaint) Refresh() {
	s := p.row.shown
	for _, l := range []*line{p.heading, p.initials, p.name, p.detail, p.word} {
		l.themed()
	}
	heading, contact := s.Heading != "", s.Contact.UUID != "" // a row not yet set is neither
	show(p.headingParts, heading)
	show(p.contactParts, contact)
	switch {
	case heading:
		p.heading.set(s.Heading + "  " + strconv.Itoa(s.Count))
	case contact:
		p.contact(s)
	}
	p.Layout(p.row.Size())
	canvas.Refresh(p.row)
}

func (p *personPaint) contact(s Person) {
	c := s.Contact
	p.initials.set(c.Initials)
	p.name.set(c.Name)
	p.detail.set(c.Detail)
	p.word.set(c.Word)
	p.avatar.FillColor = theme.Color(look.Avatar(c.Tone))
	p.mark.Resource = look.Mark(c.Presence, c.Current)
	p.word.text.Color = theme.Color(look.Muted)
	if c.Current {
		p.word.text.Color = theme.Color(theme.ColorNameForeground)
	}
	p.dnd.Resource, p.dnd.Hidden = look.DND.In(look.Engaged), !c.DND
	active := p.row.hovered || s.Selected
	p.star.Resource, p.star.Hidden = look.StarOutline.In(look.Muted), !active
	if c.Favourite {
		p.star.Resource, p.star.Hidden = look.Star.In(theme.ColorNameWarning), false
	}
	p.call.Resource, p.call.Hidden = look.Call.In(look.Muted), !c.Callable
	if active {
		p.call.Resource = look.Call.In(theme.ColorNamePrimary)
	}
	p.back.FillColor = nil
	if s.Selected {
		p.back.FillColor = theme.Color(theme.ColorNameSelection)
	} else if p.row.hovered {
		p.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	p.spot.Hidden = !p.row.hovered || p.row.partAt(p.row.pointer) == partRow
	p.spot.FillColor = theme.Color(theme.ColorNamePressed)
}

func show(parts []fyne.CanvasObject, visible bool) {
	for _, o := range parts {
		if visible {
			o.Show()
		} else {
			o.Hide()
		}
	}
}
