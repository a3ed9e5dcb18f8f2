package widgets

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"ringside/presence"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// tilePaint draws a tile: who has the phone and the number, what the phone does, and with whom or which phone it is.
type tilePaint struct {
	tile                     *tile
	ground, spot             *canvas.Rectangle
	bar, edge                *canvas.Rectangle // on the left, in the colour of what the phone does, and below
	found                    [len(rows.Spans{})]*canvas.Rectangle
	name, number, word, call *line
	marks                    [2]map[presence.Presence]*Icon // those shown so far: making another of an icon is slow
	failed, more             *Icon
	everything               []fyne.CanvasObject
}

func newTilePaint(t *tile) *tilePaint {
	caption := theme.SizeNameCaptionText
	p := &tilePaint{
		tile: t, ground: canvas.NewRectangle(nil), spot: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil),
		edge: canvas.NewRectangle(nil), failed: NewIcon(signSize), more: NewIcon(signSize),
		name:   newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		number: newLine(look.Muted, caption, fyne.TextStyle{}),
		word:   newLine(theme.ColorNameForeground, caption, fyne.TextStyle{}),
		call:   newLine(look.Muted, caption, fyne.TextStyle{}),
	}
	p.everything = []fyne.CanvasObject{p.ground, p.edge, p.bar, p.spot}
	for i := range p.found {
		p.found[i] = canvas.NewRectangle(nil)
		p.found[i].CornerRadius = 2
		p.everything = append(p.everything, p.found[i])
	}
	for i := range p.marks {
		p.marks[i] = map[presence.Presence]*Icon{}
	}
	p.everything = append(p.everything, p.name.text, p.number.text, p.word.text, p.call.text, p.failed.Image, p.more.Image)
	return p
}

// Destroy implements fyne.WidgetRenderer.
func (p *tilePaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *tilePaint) MinSize() fyne.Size { return p.tile.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *tilePaint) Objects() []fyne.CanvasObject { return p.everything }

// Layout implements fyne.WidgetRenderer.
func (p *tilePaint) Layout(size fyne.Size) {
	inset, mark, more := look.Scaled(tileInset), look.Scaled(markSize), look.Scaled(tileMore)
	upper, middle, lower := look.Scaled(18), look.Scaled(38), look.Scaled(58)
	right := size.Width - inset
	p.ground.Resize(size)
	p.edge.Move(fyne.NewPos(0, size.Height-1))
	p.edge.Resize(fyne.NewSize(size.Width, 1))
	p.bar.Move(fyne.NewPos(0, inset))
	p.bar.Resize(fyne.NewSize(look.Scaled(3), size.Height-2*inset))
	number := p.number.natural() + 1
	p.number.place(right-number, upper, number)
	room := right - number - look.Scaled(6) - inset
	p.name.place(inset, upper, room)
	p.name.mark(p.found[:], p.tile.shown.Found, inset, upper, room)
	left := inset
	for i, m := range p.tile.shown.Marks {
		if m != "" {
			centre(p.marks[i][m].Image, left+mark/2, middle, mark)
			left += mark + look.Scaled(4)
		}
	}
	left += look.Scaled(2)
	p.word.place(left, middle, right-left)
	left = inset
	if p.tile.shown.Failed {
		sign := look.Scaled(signSize)
		centre(p.failed.Image, left+sign/2, lower, sign)
		left += sign + look.Scaled(4)
	}
	if p.tile.offersMore() {
		right = size.Width - more
	}
	p.call.place(left, lower, right-left)
	centre(p.more.Image, size.Width-more/2-2, size.Height-more/2-2, look.Scaled(signSize+2))
	p.spot.CornerRadius = 4
	p.spot.Move(fyne.NewPos(size.Width-more, size.Height-more))
	p.spot.Resize(fyne.NewSquareSize(more - 4))
}

// Refresh implements fyne.WidgetRenderer.
func (p *tilePaint) Refresh() {
	t := p.tile
	s := &t.shown
	p.paintGround(s)
	p.call.colour = look.Muted
	if s.Call != "" {
		p.call.colour = theme.ColorNameForeground
	}
	p.word.colour = look.Muted
	if s.Current {
		p.word.colour = theme.ColorNameForeground
	}
	p.call.text.TextStyle.Bold = s.Rings
	p.name.write(s.Name)
	p.number.write(s.Number)
	p.word.write(s.Word)
	p.call.write(cmp.Or(s.Call, s.Detail))
	p.paintMarks(s)
	p.failed.Draw(only(s.Failed, look.Warning), theme.ColorNameWarning)
	p.more.Draw(only(t.offersMore(), look.More), look.Muted)
	p.spot.Hidden = !t.hovered || !t.onMore(t.pointer)
	p.spot.FillColor = theme.Color(theme.ColorNamePressed)
	p.Layout(t.Size())
	canvas.Refresh(t)
}

// paintMarks shows the marks of what the phone does, and hides the others.
func (p *tilePaint) paintMarks(s *tileShown) {
	for i, m := range s.Marks {
		for _, other := range p.marks[i] {
			other.Image.Hidden = true
		}
		if m == "" {
			continue
		}
		icon := p.marks[i][m]
		if icon == nil {
			icon = NewIcon(markSize)
			p.marks[i][m] = icon
			p.everything = append(p.everything, icon.Image)
		}
		icon.Draw(look.MarkOf(m), look.PresenceColor(m, s.Current))
		icon.Image.Hidden = false
	}
}

// paintGround tells what rings, what is picked and what is pointed at by the tile itself. The ground of all other tiles is left out:
// filling a window with rectangles is most of what drawing costs without a graphics card.
func (p *tilePaint) paintGround(s *tileShown) {
	g := p.ground
	g.CornerRadius = 8
	g.FillColor, g.StrokeColor, g.StrokeWidth = nil, nil, 0
	p.edge.FillColor = theme.Color(theme.ColorNameSeparator)
	p.bar.FillColor = theme.Color(look.PresenceColor(s.Marks[0], s.Current))
	switch {
	case s.picked:
		g.FillColor = theme.Color(look.Chosen)
	case p.tile.hovered:
		g.FillColor = theme.Color(theme.ColorNameHover)
	}
	switch {
	case s.picked && s.held:
		g.StrokeColor, g.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	case s.Rings:
		g.StrokeColor, g.StrokeWidth = theme.Color(look.Rings), 2
	}
	p.edge.Hidden = g.StrokeWidth > 0
}
