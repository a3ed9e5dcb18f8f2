package widgets

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// Chart draws how a figure was over time. Where nothing was measured, it draws nothing.
type Chart struct {
	widget.BaseWidget
	shown rows.Trend
	last  [2]int64 // the newest sample that is drawn, and the second up to which
}

// NewChart makes an empty one.
func NewChart() *Chart {
	c := &Chart{}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows a trend.
func (c *Chart) Set(t rows.Trend) {
	last := [2]int64{0, t.Until.Unix()}
	if n := len(t.Samples); n > 0 {
		last[0] = t.Samples[n-1].At
	}
	if c.last != last || c.shown.Label != t.Label || len(c.shown.Samples) != len(t.Samples) {
		c.shown, c.last = t, last
		c.Refresh()
	}
}

// Shown is the trend that is shown.
func (c *Chart) Shown() rows.Trend { return c.shown }

// The measures of a chart, at the usual scale.
const (
	chartTall float32 = 108
	chartHead float32 = 20 // for its name
	chartFoot float32 = 18 // for the times
)

// MinSize implements fyne.Widget.
func (c *Chart) MinSize() fyne.Size { return fyne.NewSize(look.Scaled(160), look.Scaled(chartTall)) }

// CreateRenderer implements fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	p := &chartPaint{
		of:   c,
		name: newLine(theme.ColorNameForeground, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}),
		high: newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
	}
	p.raster = canvas.NewRaster(p.draw)
	p.Refresh()
	return p
}

// chartPaint draws a Chart.
type chartPaint struct {
	of         *Chart
	name, high *line
	marks      []*line
	raster     *canvas.Raster
	objects    []fyne.CanvasObject
}

// Destroy implements fyne.WidgetRenderer.
func (p *chartPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *chartPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *chartPaint) Objects() []fyne.CanvasObject { return p.objects }

// Layout implements fyne.WidgetRenderer.
func (p *chartPaint) Layout(size fyne.Size) {
	head, foot := look.Scaled(chartHead), look.Scaled(chartFoot)
	p.raster.Move(fyne.NewPos(0, head))
	p.raster.Resize(fyne.NewSize(size.Width, max(size.Height-head-foot, 1)))
	high := p.high.natural() + 1
	p.name.place(0, head/2, size.Width-high-theme.Padding())
	p.high.place(size.Width-high, head/2, high)
	span := p.of.shown.Until.Sub(p.of.shown.From)
	for i, m := range p.of.shown.Marks {
		wide := p.marks[i].natural() + 1
		x := size.Width*float32(m.At.Sub(p.of.shown.From))/float32(span) - wide/2
		p.marks[i].place(min(max(x, 0), size.Width-wide), size.Height-foot/2, wide)
	}
}

// Refresh implements fyne.WidgetRenderer.
func (p *chartPaint) Refresh() {
	s := p.of.shown
	for len(p.marks) < len(s.Marks) {
		p.marks = append(p.marks, newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}))
	}
	p.objects = append(p.objects[:0], p.raster, p.name.text, p.high.text)
	for i, m := range s.Marks {
		p.marks[i].set(m.Text)
		p.marks[i].themed()
		p.objects = append(p.objects, p.marks[i].text)
	}
	p.name.set(s.Label)
	p.high.set(s.High)
	p.name.themed()
	p.high.themed()
	p.Layout(p.of.Size())
	canvas.Refresh(p.of)
	p.raster.Refresh()
}

// draw makes the picture, of so many pixels.
func (p *chartPaint) draw(wide, tall int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, wide, tall))
	fill := func(x, y, width, height int, c color.Color) {
		draw.Draw(picture, image.Rect(x, y, x+width, y+height), image.NewUniform(c), image.Point{}, draw.Over)
	}
	t, thick := p.of.shown, max(tall/36, 1)
	faint := theme.Color(theme.ColorNameSeparator)
	fill(0, 0, wide, 1, faint)
	fill(0, tall/2, wide, 1, faint)
	fill(0, tall-1, wide, 1, faint)
	span := t.Until.Sub(t.From).Seconds()
	for _, m := range t.Marks {
		fill(int(m.At.Sub(t.From).Seconds()/span*float64(wide)), 0, 1, tall, faint)
	}
	height := func(v int) int { return (tall - thick) - v*(tall-thick)/max(t.Top, 1) }
	ink, wash := theme.Color(theme.ColorNamePrimary), theme.Color(theme.ColorNameFocus)
	for x, s := range t.Strips(wide) {
		if s.Known {
			high, low := height(s.High), height(s.Low)
			fill(x, low, 1, tall-low, wash)
			fill(x, high, 1, low-high+thick, ink)
		}
	}
	return picture
}
