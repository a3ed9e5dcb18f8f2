package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// pastPaint draws a PastRow.
type pastPaint struct {
	row              *PastRow
	back, spot       *canvas.Rectangle
	day, upper, when *line
	how, number      *line
	sign, note, call *Icon
	parts            []fyne.CanvasObject // of a call
	everything       []fyne.CanvasObject
}

func newPastPaint(r *PastRow) *pastPaint {
	p := &pastPaint{
		row: r, back: canvas.NewRectangle(nil), spot: canvas.NewRectangle(nil),
		day:    newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}),
		upper:  newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		when:   newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		how:    newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		number: newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		sign:   NewIcon(iconSize), note: NewIcon(signSize), call: NewIcon(iconSize),
	}
	p.back.CornerRadius, p.spot.CornerRadius = 6, 6
	p.parts = []fyne.CanvasObject{p.back, p.spot, p.upper.text, p.when.text, p.how.text, p.number.text}
	p.everything = append(append(p.everything, p.parts...), p.day.text, p.sign.Image, p.note.Image, p.call.Image)
	return p
}

// Destroy implements fyne.WidgetRenderer.
func (p *pastPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *pastPaint) MinSize() fyne.Size { return p.row.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *pastPaint) Objects() []fyne.CanvasObject { return p.everything }

// Layout implements fyne.WidgetRenderer.
func (p *pastPaint) Layout(size fyne.Size) {
	var (
		left, middle, gap = look.Scaled(12), size.Height / 2, look.Scaled(8)
		icon, button      = look.Scaled(iconSize), look.Scaled(buttonSize)
		right             = size.Width - theme.Padding()
		text              = left + icon + look.Scaled(12)
		above, below      = middle - look.Scaled(9), middle + look.Scaled(10)
	)
	if p.row.shown.Alone {
		left, text, right = look.Scaled(4), look.Scaled(4)+icon+gap, size.Width-gap
	} else {
		right -= button
	}
	p.back.Move(fyne.NewPos(4, 1))
	p.back.Resize(fyne.NewSize(size.Width-8, size.Height-2))
	p.day.place(left, size.Height-look.Scaled(12), size.Width-2*left)
	centre(p.sign.Image, left+icon/2, middle, icon)
	centre(p.call.Image, right+button/2, middle, icon)
	p.spot.Move(fyne.NewPos(right, middle-button/2))
	p.spot.Resize(fyne.NewSquareSize(button))
	if p.row.shown.Alone && p.number.full == "" {
		above = middle
	}
	when := p.when.natural() + 1
	p.when.place(right-when, above, when)
	note := float32(0)
	if p.note.name != "" {
		note = look.Scaled(signSize) + gap
	}
	room := right - when - gap - note - text
	p.upper.place(text, above, room)
	centre(p.note.Image, text+min(p.upper.natural(), room)+gap/2+look.Scaled(signSize)/2, above, look.Scaled(signSize))
	how := min(p.how.natural()+1, right-text)
	p.how.place(text, below, how)
	after := text
	if p.how.full != "" {
		after += how + look.Scaled(3)
	}
	rest := right - after
	visible(p.number.text, (rest >= p.number.natural() || rest > look.Scaled(64)) && p.row.shown.Call.Key != "" && p.row.shown.Day == "")
	p.number.place(after, below, max(rest, 1))
}

// Refresh implements fyne.WidgetRenderer.
func (p *pastPaint) Refresh() {
	s := p.row.shown
	day, call := s.Day != "", s.Day == "" && s.Call.Key != ""
	visible(p.day.text, day)
	show(p.parts, call)
	if call {
		p.past(s)
	} else {
		for _, i := range []*Icon{p.sign, p.note, p.call} {
			i.Draw("", "")
		}
		p.day.set(s.Day)
	}
	for _, l := range []*line{p.day, p.upper, p.when, p.how, p.number} {
		l.themed()
	}
	p.Layout(p.row.Size())
	canvas.Refresh(p.row)
}

func (p *pastPaint) past(s PastLine) {
	c := s.Call
	p.when.set(c.When)
	p.how.colour = look.Muted
	if c.Kind == rows.PastMissed {
		p.how.colour = theme.ColorNameError
	}
	if s.Alone {
		p.upper.text.TextStyle.Bold = false
		p.upper.set(c.How)
		p.how.set("")
		p.number.set(c.Note)
	} else {
		p.upper.set(c.Who)
		p.how.set(c.How)
		p.number.set(c.Number)
		if c.Number != "" {
			p.number.set("· " + c.Number)
		}
	}
	p.sign.Draw(SignOf(c.Kind))
	p.note.Draw(only(c.Note != "", look.Note), look.Muted)
	p.call.Draw(only(p.row.calls(), look.Call), theme.ColorNamePrimary)
	p.back.FillColor = nil
	if s.Selected {
		p.back.FillColor = theme.Color(look.Chosen)
	} else if p.row.hovered && p.row.OnTapped != nil {
		p.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	p.spot.Hidden = !p.row.hovered || !p.row.calls() || !p.row.onCall(p.row.pointer)
	p.spot.FillColor = theme.Color(theme.ColorNamePressed)
}

// SignOf is the sign of how a call went, and its colour; the shape tells as much.
func SignOf(k rows.PastKind) (look.Icon, fyne.ThemeColorName) {
	switch k {
	case rows.PastMissed:
		return look.CallMissed, theme.ColorNameError
	case rows.PastElsewhere:
		return look.CallElsewhere, look.Muted
	case rows.PastOut:
		return look.CallMade, look.Muted
	}
	return look.CallReceived, look.Free
}
