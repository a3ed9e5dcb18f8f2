package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Skeleton stands where rows are about to come.
type Skeleton struct {
	widget.BaseWidget
}

// NewSkeleton makes a hidden one.
func NewSkeleton() *Skeleton {
	s := &Skeleton{}
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Skeleton) CreateRenderer() fyne.WidgetRenderer {
	p := &skeletonPaint{of: s}
	for range 7 {
		p.objects = append(p.objects, canvas.NewCircle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil))
	}
	p.Refresh()
	return p
}

type skeletonPaint struct {
	of      *Skeleton
	objects []fyne.CanvasObject // a circle and two bars a row
}

// Destroy implements fyne.WidgetRenderer.
func (p *skeletonPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *skeletonPaint) MinSize() fyne.Size { return fyne.NewSize(200, look.Scaled(rowHeight)) }

// Objects implements fyne.WidgetRenderer.
func (p *skeletonPaint) Objects() []fyne.CanvasObject { return p.objects }

// Layout implements fyne.WidgetRenderer.
func (p *skeletonPaint) Layout(size fyne.Size) {
	row, avatar := look.Scaled(rowHeight), look.Scaled(avatarSize)
	for i := 0; i < len(p.objects); i += 3 {
		middle := row*float32(i/3) + row/2 + look.Scaled(8)
		left := look.Scaled(12) + avatar + look.Scaled(12)
		put := func(o fyne.CanvasObject, x, y, w, h float32) { o.Move(fyne.NewPos(x, y)); o.Resize(fyne.NewSize(w, h)) }
		put(p.objects[i], look.Scaled(12), middle-avatar/2, avatar, avatar)
		put(p.objects[i+1], left, middle-look.Scaled(14), min(size.Width-left, look.Scaled(160+float32(i*7%60))), look.Scaled(10))
		put(p.objects[i+2], left, middle+look.Scaled(5), min(size.Width-left, look.Scaled(70)), look.Scaled(8))
	}
}

// Refresh implements fyne.WidgetRenderer.
func (p *skeletonPaint) Refresh() {
	colour := theme.Color(theme.ColorNameSeparator)
	for _, o := range p.objects {
		switch o := o.(type) {
		case *canvas.Circle:
			o.FillColor = colour
		case *canvas.Rectangle:
			o.FillColor, o.CornerRadius = colour, 4
		}
	}
	canvas.Refresh(p.of)
}
