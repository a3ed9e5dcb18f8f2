package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/window/look"
)

// personPaint draws a PersonRow.
type personPaint struct {
	row                        *PersonRow
	back, spot                 *canvas.Rectangle
	avatar                     *canvas.Circle
	heading, initials          *line
	name, detail, word         *line
	mark, dnd, star, call      *Icon
	icons                      []*Icon
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
		mark:     NewIcon(markSize), dnd: NewIcon(14), star: NewIcon(iconSize), call: NewIcon(iconSize),
	}
	p.back.CornerRadius, p.spot.CornerRadius = 6, 6
	p.headingParts = []fyne.CanvasObject{p.heading.text}
	p.contactParts = []fyne.CanvasObject{p.back, p.spot, p.avatar, p.initials.text, p.name.text, p.detail.text, p.word.text}
	p.icons = []*Icon{p.mark, p.dnd, p.star, p.call}
	p.everything = append(append(p.everything, p.contactParts...), p.headingParts...)
	for _, i := range p.icons {
		p.everything = append(p.everything, i.Image)
	}
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
	centre(p.call.Image, right-buttonSize/2, middle, iconSize)
	centre(p.star.Image, right-buttonSize*3/2, middle, iconSize)
	if size.Width < compactBelow {
		p.compact(left+avatarSize+12, right-buttonSize, middle)
	} else {
		p.columns(left+avatarSize+12, right-2*buttonSize, middle)
	}

	if part := p.row.partAt(p.row.pointer); part == partStar {
		p.spot.Move(fyne.NewPos(right-2*buttonSize, middle-buttonSize/2))
	} else {
		p.spot.Move(fyne.NewPos(right-buttonSize, middle-buttonSize/2))
	}
	p.spot.Resize(fyne.NewSquareSize(buttonSize))
}

// columns puts the presence into a column of its own, so that a glance down the list finds who is free.
func (p *personPaint) columns(left, right, middle float32) {
	wordAt := right - wordWidth
	p.word.place(wordAt, middle, wordWidth)
	centre(p.mark.Image, wordAt-6-markSize/2, middle, markSize)
	room := wordAt - 6 - markSize - 12 - left
	top := middle
	if p.detail.full != "" {
		top = middle - 10
	}
	p.named(left, top, room)
	p.detail.place(left, middle+10, room)
}

// compact puts the presence under the name, which needs all the width there is.
func (p *personPaint) compact(left, right, middle float32) {
	p.named(left, middle-10, right-left-buttonSize)
	centre(p.mark.Image, left+markSize/2, middle+10, markSize)
	word := left + markSize + 6
	p.word.place(word, middle+10, p.word.natural()+1)
	detail := word + p.word.natural() + 12
	p.detail.place(detail, middle+10, right-detail)
}

// named places the name with the sign of do not disturb behind it.
func (p *personPaint) named(left, y, room float32) {
	p.name.place(left, y, room-20)
	centre(p.dnd.Image, left+min(p.name.natural(), room-20)+12, y, 14)
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
	if !contact {
		for _, i := range p.icons {
			i.Draw("", "")
		}
	}
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
	p.mark.Draw(look.MarkOf(c.Presence), look.PresenceColor(c.Presence, c.Current))
	p.word.colour = look.Muted
	if c.Current {
		p.word.colour = theme.ColorNameForeground
	}
	p.word.themed()
	p.dnd.Draw(only(c.DND, look.DND), look.Engaged)
	active := p.row.hovered || s.Selected
	if c.Favourite {
		p.star.Draw(look.Star, theme.ColorNameWarning)
	} else {
		p.star.Draw(only(active, look.StarOutline), look.Muted)
	}
	call, colour := look.Call, look.Muted
	if !c.Callable { // the way to a number, for whoever has none
		call = look.DialPad
	}
	if active {
		colour = theme.ColorNamePrimary
	}
	p.call.Draw(call, colour)
	p.back.FillColor = nil
	if s.Selected {
		p.back.FillColor = theme.Color(theme.ColorNameSelection)
	} else if p.row.hovered {
		p.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	p.spot.Hidden = !p.row.hovered || p.row.partAt(p.row.pointer) == partRow
	p.spot.FillColor = theme.Color(theme.ColorNamePressed)
}

// only is an icon under a condition.
func only(shown bool, i look.Icon) look.Icon {
	if shown {
		return i
	}
	return ""
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
