package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// personPaint draws a PersonRow.
type personPaint struct {
	row                        *PersonRow
	back, spot                 *canvas.Rectangle
	avatar                     *canvas.Circle
	heading, initials          *line
	name, detail, word         *line
	found                      [len(rows.Spans{})]*canvas.Rectangle // behind what a search found in the name
	mark, star, call           *Icon
	signs                      [3]*Icon // behind the name
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
		mark:     NewIcon(markSize), star: NewIcon(iconSize), call: NewIcon(iconSize),
	}
	p.back.CornerRadius, p.spot.CornerRadius = 6, 6
	p.headingParts = []fyne.CanvasObject{p.heading.text}
	p.contactParts = []fyne.CanvasObject{p.back, p.spot, p.avatar, p.initials.text}
	for i := range p.found {
		p.found[i] = canvas.NewRectangle(nil)
		p.found[i].CornerRadius = 2
		p.contactParts = append(p.contactParts, p.found[i])
	}
	p.contactParts = append(p.contactParts, p.name.text, p.detail.text, p.word.text)
	p.icons = []*Icon{p.mark, p.star, p.call}
	for i := range p.signs {
		p.signs[i] = NewIcon(signSize)
		p.icons = append(p.icons, p.signs[i])
	}
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
	var (
		left, middle = look.Scaled(12), size.Height / 2
		avatar       = look.Scaled(avatarSize)
		button       = look.Scaled(buttonSize)
		right        = size.Width - theme.Padding()
		text         = left + avatar + look.Scaled(12)
	)
	p.back.Move(fyne.NewPos(4, 1))
	p.back.Resize(fyne.NewSize(size.Width-8, size.Height-2))
	p.heading.place(left, size.Height-look.Scaled(12), size.Width-2*left)
	p.avatar.Move(fyne.NewPos(left, middle-avatar/2))
	p.avatar.Resize(fyne.NewSquareSize(avatar))
	p.initials.place(left+(avatar-p.initials.natural())/2, middle, avatar)
	centre(p.call.Image, right-button/2, middle, look.Scaled(iconSize))
	centre(p.star.Image, right-button*3/2, middle, look.Scaled(iconSize))
	if p.row.shown.Contact.Presence == "" {
		p.plain(text, right-2*button, middle)
	} else if size.Width < look.Scaled(compactBelow) {
		p.compact(text, right-button, middle)
	} else {
		p.columns(text, right-2*button, middle)
	}
	spot := right - button
	if p.row.partAt(p.row.pointer) == partStar {
		spot -= button
	}
	p.spot.Move(fyne.NewPos(spot, middle-button/2))
	p.spot.Resize(fyne.NewSquareSize(button))
}

// lines are the heights of the two lines of text, above and below the middle.
func (p *personPaint) lines(middle float32) (upper, lower float32) {
	return middle - look.Scaled(9), middle + look.Scaled(10)
}

// plain has no presence to show.
func (p *personPaint) plain(left, right, middle float32) {
	upper, lower := p.lines(middle)
	if p.detail.full == "" {
		upper = middle
	}
	room := right - left - look.Scaled(6)
	p.named(left, upper, room)
	p.detail.place(left, lower, room)
}

// columns puts the presence into a column of its own, so that a glance down the list finds who is free.
func (p *personPaint) columns(left, right, middle float32) {
	word, mark, gap := look.Scaled(wordWidth), look.Scaled(markSize), look.Scaled(6)
	wordAt := right - word
	p.word.place(wordAt, middle, word)
	centre(p.mark.Image, wordAt-gap-mark/2, middle, mark)
	room := wordAt - 2*gap - mark - look.Scaled(6) - left
	upper, lower := p.lines(middle)
	if p.detail.full == "" {
		upper = middle
	}
	p.named(left, upper, room)
	p.detail.place(left, lower, room)
}

// compact puts the presence under the name, which needs all the width there is.
func (p *personPaint) compact(left, right, middle float32) {
	mark, gap := look.Scaled(markSize), look.Scaled(6)
	upper, lower := p.lines(middle)
	p.named(left, upper, right-left-look.Scaled(buttonSize))
	centre(p.mark.Image, left+mark/2, lower, mark)
	word := left + mark + gap
	p.word.place(word, lower, p.word.natural()+1)
	detail := word + p.word.natural() + 2*gap
	room := right - look.Scaled(buttonSize) - detail
	if room < look.Scaled(detailLeast) {
		room = 1 // none of it, rather than its first letter
	}
	p.detail.place(detail, lower, room)
}

// named places the name, what was found in it, and behind it the signs that it has.
func (p *personPaint) named(left, y, room float32) {
	sign := look.Scaled(signSize)
	signs := float32(0)
	for _, i := range p.signs {
		if i.name != "" {
			signs += sign + 4
		}
	}
	p.name.place(left, y, room-signs)
	at := left + min(p.name.natural(), room-signs) + 6
	for _, i := range p.signs {
		if i.name != "" {
			centre(i.Image, at+sign/2, y, sign)
			at += sign + 4
		}
	}
	p.name.mark(p.found[:], p.row.shown.Contact.Found, left, y, room-signs)
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
	p.mark.Draw(only(c.Presence != "", look.MarkOf(c.Presence)), look.PresenceColor(c.Presence, c.Current))
	p.word.colour = look.Muted
	if c.Current {
		p.word.colour = theme.ColorNameForeground
	}
	p.word.themed()
	p.signs[0].Draw(only(c.DND, look.DND), look.Engaged)
	p.signs[1].Draw(only(c.Forwarded, look.Forward), look.Muted)
	p.signs[2].Draw(only(c.Waited, look.Bell), theme.ColorNamePrimary)
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
		p.back.FillColor = theme.Color(look.Chosen)
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
