package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// Column is a figure in a row, over what it is called.
type Column struct {
	Name string
	rows.Figure
	Wide bool // it says more than a number
}

// maxColumns is how many figures a row has room for.
const maxColumns = 4

// FigureLine is what a FigureRow shows.
type FigureLine struct {
	Lead         string // in place of the sign
	Sign         look.Icon
	SignColour   fyne.ThemeColorName
	Title, Under string
	UnderColour  fyne.ThemeColorName // "" for that of what is said by the way
	Columns      [maxColumns]Column  // those without a name are left out, the last first where there is no room
	Selected     bool
	Held         bool // and has the keyboard
}

// FigureRow is a row of a list of what is measured: a name, what is said of it, and its figures on the right, each over what it is
// called. It draws its parts itself.
type FigureRow struct {
	widget.BaseWidget
	// OnTapped tells that it was clicked; nil where that means nothing.
	OnTapped func()

	shown   FigureLine
	hovered bool
}

// NewFigureRow makes an empty row.
func NewFigureRow() *FigureRow {
	r := &FigureRow{}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a line.
func (r *FigureRow) Set(l FigureLine) {
	if l != r.shown {
		r.shown = l
		r.Refresh()
	}
}

// Shown is the line that is shown.
func (r *FigureRow) Shown() FigureLine { return r.shown }

// The measures of a row, at the usual scale.
const (
	figureTall   float32 = 50
	figureColumn float32 = 62  // the width of a figure
	figureWide   float32 = 104 // of one that says more than a number
	figureName   float32 = 136 // the least for a name
)

// MinSize implements fyne.Widget.
func (r *FigureRow) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(200), look.Scaled(figureTall))
}

// Tapped implements fyne.Tappable.
func (r *FigureRow) Tapped(*fyne.PointEvent) {
	if r.OnTapped != nil {
		r.OnTapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (r *FigureRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *FigureRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *FigureRow) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer implements fyne.Widget.
func (r *FigureRow) CreateRenderer() fyne.WidgetRenderer {
	p := &figurePaint{
		row: r, back: canvas.NewRectangle(nil), sign: NewIcon(iconSize),
		lead:  newLine(look.Muted, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		title: newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{Bold: true}),
		under: newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
	}
	p.back.CornerRadius = 6
	p.objects = []fyne.CanvasObject{p.back, p.lead.text, p.sign.Image, p.title.text, p.under.text}
	for i := range p.figures {
		p.figures[i] = newLine(theme.ColorNameForeground, theme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true})
		p.names[i] = newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{})
		p.objects = append(p.objects, p.figures[i].text, p.names[i].text)
	}
	p.Refresh()
	return p
}

// figurePaint draws a FigureRow.
type figurePaint struct {
	row                *FigureRow
	back               *canvas.Rectangle
	sign               *Icon
	lead, title, under *line
	figures, names     [maxColumns]*line
	objects            []fyne.CanvasObject
}

// Destroy implements fyne.WidgetRenderer.
func (p *figurePaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *figurePaint) MinSize() fyne.Size { return p.row.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *figurePaint) Objects() []fyne.CanvasObject { return p.objects }

// Layout implements fyne.WidgetRenderer.
func (p *figurePaint) Layout(size fyne.Size) {
	p.back.Move(fyne.NewPos(4, 1))
	p.back.Resize(fyne.NewSize(size.Width-8, size.Height-2))
	left, icon, middle := look.Scaled(12), look.Scaled(iconSize), size.Height/2
	above, below := middle-look.Scaled(9), middle+look.Scaled(11)
	text := left
	if s := p.row.shown; s.Lead != "" || s.Sign != "" {
		centre(p.sign.Image, left+icon/2, middle, icon)
		lead := min(p.lead.natural(), icon+look.Scaled(8))
		p.lead.place(left+(icon-lead)/2, middle, icon+look.Scaled(8))
		text += icon + look.Scaled(12)
	}
	right := p.columns(text, size.Width-look.Scaled(12), above, below)
	if p.under.full == "" {
		above = middle
	}
	p.title.place(text, above, right-text)
	p.under.place(text, below, right-text)
}

// columns places as many figures as there is room for beside a name; it returns where they begin.
func (p *figurePaint) columns(left, right, above, below float32) float32 {
	n, begin := 0, right
	for ; n < maxColumns && p.row.shown.Columns[n].Name != ""; n++ {
		wide := p.row.shown.Columns[n].width()
		if begin-wide < left+look.Scaled(figureName) {
			break
		}
		begin -= wide
	}
	x := begin
	for i := range p.figures {
		visible(p.figures[i].text, i < n)
		visible(p.names[i].text, i < n)
		if i >= n {
			continue
		}
		wide := p.row.shown.Columns[i].width()
		x += wide
		room := wide - look.Scaled(3)
		p.figures[i].within(room - 2) // as letters do not become smaller by just what was asked for
		alignRight(p.figures[i], x, above, room)
		alignRight(p.names[i], x, below, room)
	}
	return begin - look.Scaled(8)
}

func (c Column) width() float32 {
	if c.Wide {
		return look.Scaled(figureWide)
	}
	return look.Scaled(figureColumn)
}

// alignRight has a line end at x.
func alignRight(l *line, x, y, room float32) {
	room = min(l.natural()+1, room)
	l.place(x-room, y, room)
}

// Refresh implements fyne.WidgetRenderer.
func (p *figurePaint) Refresh() {
	s := p.row.shown
	p.lead.set(s.Lead)
	p.sign.Draw(s.Sign, s.SignColour)
	p.title.set(s.Title)
	p.under.set(s.Under)
	p.under.colour = look.Muted
	if s.UnderColour != "" {
		p.under.colour = s.UnderColour
	}
	for i, c := range s.Columns {
		p.figures[i].set(c.Text)
		p.figures[i].colour = LevelColour(c.Level)
		p.names[i].set(c.Name)
	}
	for _, l := range append(append([]*line{p.lead, p.title, p.under}, p.figures[:]...), p.names[:]...) {
		l.themed()
	}
	p.back.FillColor, p.back.StrokeWidth = nil, 0
	switch {
	case s.Selected:
		p.back.FillColor = theme.Color(look.Chosen)
	case p.row.hovered && p.row.OnTapped != nil:
		p.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	if s.Selected && s.Held {
		p.back.StrokeColor, p.back.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	p.Layout(p.row.Size())
	canvas.Refresh(p.row)
}
