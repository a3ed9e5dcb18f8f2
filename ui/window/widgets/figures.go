package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// Figures shows figures in a grid, each over what it is called.
type Figures struct {
	widget.BaseWidget
	shown []rows.NamedFigure
	paint *figuresPaint
}

// NewFigures makes an empty grid.
func NewFigures() *Figures {
	t := &Figures{}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows figures; there are always as many.
func (t *Figures) Set(figures []rows.NamedFigure) {
	if !slices.Equal(figures, t.shown) {
		t.shown = slices.Clone(figures)
		t.Refresh()
	}
}

// Shown are the figures that are shown.
func (t *Figures) Shown() []rows.NamedFigure { return t.shown }

// The measures of a figure, at the usual scale, and how many are beside each other.
const (
	gridFigureTall    float32 = 48
	gridFigureGap     float32 = 6
	gridFigureColumns         = 4
)

// MinSize implements fyne.Widget.
func (t *Figures) MinSize() fyne.Size {
	lines := float32((len(t.shown) + gridFigureColumns - 1) / gridFigureColumns)
	return fyne.NewSize(look.Scaled(200), lines*look.Scaled(gridFigureTall)+max(lines-1, 0)*look.Scaled(gridFigureGap))
}

// CreateRenderer implements fyne.Widget.
func (t *Figures) CreateRenderer() fyne.WidgetRenderer {
	t.paint = &figuresPaint{of: t}
	t.paint.Refresh()
	return t.paint
}

// figuresPaint draws Figures.
type figuresPaint struct {
	of      *Figures
	figures []*figure
	objects []fyne.CanvasObject
}

type figure struct {
	ground       *canvas.Rectangle
	sign         *Icon
	figure, name *line
}

// Destroy implements fyne.WidgetRenderer.
func (p *figuresPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *figuresPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *figuresPaint) Objects() []fyne.CanvasObject { return p.objects }

// Layout implements fyne.WidgetRenderer.
func (p *figuresPaint) Layout(size fyne.Size) {
	gap, tall := look.Scaled(gridFigureGap), look.Scaled(gridFigureTall)
	wide := (size.Width - gap*(gridFigureColumns-1)) / gridFigureColumns
	pad := look.Scaled(8)
	for i, t := range p.figures {
		x, y := float32(i%gridFigureColumns)*(wide+gap), float32(i/gridFigureColumns)*(tall+gap)
		t.ground.Move(fyne.NewPos(x, y))
		t.ground.Resize(fyne.NewSize(wide, tall))
		t.figure.within(wide - 2*pad)
		t.name.within(wide - 2*pad)
		t.figure.place(x+pad, y+tall*0.36, wide-2*pad)
		t.name.place(x+pad, y+tall*0.76, wide-2*pad)
		centre(t.sign.Image, x+wide-pad-look.Scaled(signSize)/2, y+tall*0.36, look.Scaled(signSize))
	}
}

// Refresh implements fyne.WidgetRenderer.
func (p *figuresPaint) Refresh() {
	for len(p.figures) < len(p.of.shown) {
		t := &figure{
			ground: canvas.NewRectangle(nil), sign: NewIcon(signSize),
			figure: newLine(theme.ColorNameForeground, theme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true}),
			name:   newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		}
		t.ground.CornerRadius, t.ground.StrokeWidth = 6, 1
		p.figures = append(p.figures, t)
		p.objects = append(p.objects, t.ground, t.sign.Image, t.figure.text, t.name.text)
	}
	for i, s := range p.of.shown {
		t := p.figures[i]
		t.ground.FillColor, t.ground.StrokeColor = theme.Color(look.Surface), theme.Color(theme.ColorNameSeparator)
		t.figure.set(s.Text)
		t.figure.colour = LevelColour(s.Level)
		t.figure.themed()
		t.name.set(s.Label)
		t.name.themed()
		sign, colour := LevelSign(s.Level)
		t.sign.Draw(only(s.Level >= rows.Warned, sign), colour)
		if s.Level >= rows.Warned {
			t.ground.StrokeColor = theme.Color(colour)
		}
	}
	p.Layout(p.of.Size())
	canvas.Refresh(p.of)
}
