package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Avatar is somebody's initials on a colour of their own.
type Avatar struct {
	widget.BaseWidget
	size     float32
	initials string
	tone     int
}

// NewAvatar makes an empty one of a size, at the usual scale.
func NewAvatar(size float32) *Avatar {
	a := &Avatar{size: size}
	a.ExtendBaseWidget(a)
	return a
}

// Set shows initials on the background that tone, 0 to 5, picks.
func (a *Avatar) Set(initials string, tone int) {
	if a.initials != initials || a.tone != tone {
		a.initials, a.tone = initials, tone
		a.Refresh()
	}
}

// MinSize implements fyne.Widget.
func (a *Avatar) MinSize() fyne.Size { return fyne.NewSquareSize(look.Scaled(a.size)) }

// CreateRenderer implements fyne.Widget.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	p := &avatarPaint{of: a, circle: canvas.NewCircle(nil), letters: canvas.NewText("", nil)}
	p.letters.TextStyle.Bold, p.letters.Alignment = true, fyne.TextAlignCenter
	p.Refresh()
	return p
}

type avatarPaint struct {
	of      *Avatar
	circle  *canvas.Circle
	letters *canvas.Text
}

// Destroy implements fyne.WidgetRenderer.
func (p *avatarPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *avatarPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *avatarPaint) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{p.circle, p.letters} }

// Layout implements fyne.WidgetRenderer.
func (p *avatarPaint) Layout(size fyne.Size) {
	side := min(size.Width, size.Height)
	p.circle.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
	p.circle.Resize(fyne.NewSquareSize(side))
	p.letters.Resize(size)
}

// Refresh implements fyne.WidgetRenderer.
func (p *avatarPaint) Refresh() {
	p.circle.FillColor = theme.Color(look.Avatar(p.of.tone))
	p.letters.Text, p.letters.Color, p.letters.TextSize = p.of.initials, theme.Color(look.AvatarText), look.Scaled(p.of.size)*0.4
	canvas.Refresh(p.of)
}
