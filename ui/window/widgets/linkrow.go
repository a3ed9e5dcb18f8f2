package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/lang"
	"ringside/ui/window/look"
)

// LinkRow is the way to another page, as a row: an icon, its name, what waits there, and a sign that it leads on.
type LinkRow struct {
	pressable

	icon  look.Icon
	name  string
	badge int
}

// NewLinkRow makes the way to a page.
func NewLinkRow(icon look.Icon, name string, tapped func()) *LinkRow {
	r := &LinkRow{icon: icon, name: name}
	r.OnTapped = tapped
	r.ExtendBaseWidget(r)
	return r
}

// Set tells how much waits there; 0 for nothing.
func (r *LinkRow) Set(badge int) {
	if r.badge != badge {
		r.badge = badge
		r.Refresh()
	}
}

// Rename tells that it leads elsewhere.
func (r *LinkRow) Rename(name string) {
	if r.name != name {
		r.name = name
		r.Refresh()
	}
}

// Name is that of where it leads.
func (r *LinkRow) Name() string { return r.name }

// Badge is how much waits there.
func (r *LinkRow) Badge() int { return r.badge }

// MinSize implements fyne.Widget.
func (r *LinkRow) MinSize() fyne.Size { return fyne.NewSize(look.Scaled(160), look.Scaled(48)) }

// CreateRenderer implements fyne.Widget.
func (r *LinkRow) CreateRenderer() fyne.WidgetRenderer {
	p := &linkPaint{
		of: r, ground: canvas.NewRectangle(nil), icon: NewIcon(22), next: NewIcon(20), spot: canvas.NewRectangle(nil),
		name:  newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{}),
		count: newLine(theme.ColorNameForegroundOnError, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}),
	}
	p.ground.CornerRadius = 6
	p.Refresh()
	return p
}

// linkPaint draws a LinkRow.
type linkPaint struct {
	of           *LinkRow
	ground, spot *canvas.Rectangle
	icon, next   *Icon
	name, count  *line
}

// Destroy implements fyne.WidgetRenderer.
func (p *linkPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *linkPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *linkPaint) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.ground, p.icon.Image, p.name.text, p.spot, p.count.text, p.next.Image}
}

// Layout implements fyne.WidgetRenderer.
func (p *linkPaint) Layout(size fyne.Size) {
	p.ground.Resize(size)
	middle := size.Height / 2
	centre(p.icon.Image, look.Scaled(8+11), middle, look.Scaled(22))
	right := size.Width - look.Scaled(8+20)
	centre(p.next.Image, right+look.Scaled(10), middle, look.Scaled(20))
	tall := look.Scaled(20)
	wide := max(tall, p.count.natural()+look.Scaled(12))
	right -= wide + look.Scaled(4)
	p.spot.CornerRadius = tall / 2
	p.spot.Move(fyne.NewPos(right, middle-tall/2))
	p.spot.Resize(fyne.NewSize(wide, tall))
	p.count.place(right+(wide-p.count.natural())/2, middle, wide)
	left := look.Scaled(8 + 22 + 12)
	p.name.place(left, middle, right-left)
}

// Refresh implements fyne.WidgetRenderer.
func (p *linkPaint) Refresh() {
	r := p.of
	p.ground.FillColor, p.ground.StrokeWidth = nil, 0
	if r.hovered {
		p.ground.FillColor = theme.Color(theme.ColorNameHover)
	}
	if r.held {
		p.ground.StrokeColor, p.ground.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	p.icon.Draw(r.icon, theme.ColorNamePrimary)
	p.next.Draw(look.Next, look.Muted)
	p.name.set(r.name)
	p.name.themed()
	p.count.set(lang.Few(r.badge))
	p.count.themed()
	p.spot.FillColor = theme.Color(theme.ColorNameError)
	visible(p.spot, r.badge > 0)
	visible(p.count.text, r.badge > 0)
	p.Layout(r.Size())
	canvas.Refresh(r)
}
