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

// Tiles shows figures in a grid, each over what it is called.
type Tiles struct {
	widget.BaseWidget
	shown []rows.Tile
	paint *tilesPaint
}

// NewTiles makes an empty grid.
func NewTiles() *Tiles {
	t := &Tiles{}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows figures; there are always as many.
func (t *Tiles) Set(tiles []rows.Tile) {
	if !slices.Equal(tiles, t.shown) {
		t.shown = slices.Clone(tiles)
		t.Refresh()
	}
}

// Shown are the figures that are shown.
func (t *Tiles) Shown() []rows.Tile { return t.shown }

// The measures of a tile, at the usual scale, and how many are beside each other.
const (
	tileTall    float32 = 48
	tileGap     float32 = 6
	tileColumns         = 4
)

// MinSize implements fyne.Widget.
func (t *Tiles) MinSize() fyne.Size {
	lines := float32((len(t.shown) + tileColumns - 1) / tileColumns)
	return fyne.NewSize(look.Scaled(200), lines*look.Scaled(tileTall)+max(lines-1, 0)*look.Scaled(tileGap))
}

// CreateRenderer implements fyne.Widget.
func (t *Tiles) CreateRenderer() fyne.WidgetRenderer {
	t.paint = &tilesPaint{of: t}
	t.paint.Refresh()
	return t.paint
}

// tilesPaint draws Tiles.
type tilesPaint struct {
	of      *Tiles
	tiles   []*tile
	objects []fyne.CanvasObject
}

type tile struct {
	ground       *canvas.Rectangle
	sign         *Icon
	figure, name *line
}

// Destroy implements fyne.WidgetRenderer.
func (p *tilesPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *tilesPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *tilesPaint) Objects() []fyne.CanvasObject { return p.objects }

// Layout implements fyne.WidgetRenderer.
func (p *tilesPaint) Layout(size fyne.Size) {
	gap, tall := look.Scaled(tileGap), look.Scaled(tileTall)
	wide := (size.Width - gap*(tileColumns-1)) / tileColumns
	pad := look.Scaled(8)
	for i, t := range p.tiles {
		x, y := float32(i%tileColumns)*(wide+gap), float32(i/tileColumns)*(tall+gap)
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
func (p *tilesPaint) Refresh() {
	for len(p.tiles) < len(p.of.shown) {
		t := &tile{
			ground: canvas.NewRectangle(nil), sign: NewIcon(signSize),
			figure: newLine(theme.ColorNameForeground, theme.SizeNameSubHeadingText, fyne.TextStyle{Bold: true}),
			name:   newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		}
		t.ground.CornerRadius, t.ground.StrokeWidth = 6, 1
		p.tiles = append(p.tiles, t)
		p.objects = append(p.objects, t.ground, t.sign.Image, t.figure.text, t.name.text)
	}
	for i, s := range p.of.shown {
		t := p.tiles[i]
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
