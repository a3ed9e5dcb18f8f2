package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// NewSection is the heading of a part of a page.
func NewSection(title string) *widget.Label {
	l := widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.SizeName, l.Importance = theme.SizeNameCaptionText, widget.LowImportance
	return l
}

// Inset puts space around something: above, below, on the left and on the right, at the theme's scale.
func Inset(top, bottom, left, right float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(inset{top, bottom, left, right}, o)
}

type inset struct{ top, bottom, left, right float32 }

// MinSize implements fyne.Layout.
func (i inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Add(fyne.NewSize(look.Scaled(i.left+i.right), look.Scaled(i.top+i.bottom)))
}

// Layout implements fyne.Layout.
func (i inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(look.Scaled(i.left), look.Scaled(i.top)))
	objects[0].Resize(size.Subtract(fyne.NewSize(look.Scaled(i.left+i.right), look.Scaled(i.top+i.bottom))))
}

// Wide gives something a width, at the theme's scale.
func Wide(width float32, o fyne.CanvasObject) *fyne.Container { return container.New(wide(width), o) }

type wide float32

// MinSize implements fyne.Layout.
func (w wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Scaled(float32(w)), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (w wide) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// NewColumn holds a page's content to a width that is good to read, scrolling where it is longer than the window.
func NewColumn(content fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(container.New(column{}, content))
}

// columnWidth is the most that a page of words and fields is wide, at the usual scale.
const columnWidth float32 = 640

type column struct{}

// MinSize implements fyne.Layout.
func (column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Add(fyne.NewSize(look.Scaled(16), look.Scaled(16)))
}

// Layout implements fyne.Layout.
func (column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(look.Scaled(8), 0))
	objects[0].Resize(fyne.NewSize(min(size.Width-look.Scaled(16), look.Scaled(columnWidth)), size.Height))
}

// NewCard puts something on a surface of its own.
func NewCard(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newSurface(look.Surface, theme.ColorNameSeparator, 8),
		container.New(layout.NewCustomPaddedLayout(8, 8, 12, 12), content))
}

// NewOutline puts a line around a control that has none, so that it shows where it is.
func NewOutline(control fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(control, newSurface("", theme.ColorNameInputBorder, 6))
}

// surface is a rectangle in the theme's colours.
type surface struct {
	widget.BaseWidget
	rectangle    *canvas.Rectangle
	fill, stroke fyne.ThemeColorName // fill "" for none
}

func newSurface(fill, stroke fyne.ThemeColorName, radius float32) *surface {
	s := &surface{rectangle: canvas.NewRectangle(nil), fill: fill, stroke: stroke}
	s.rectangle.CornerRadius, s.rectangle.StrokeWidth = radius, 1
	s.ExtendBaseWidget(s)
	s.colour()
	return s
}

func (s *surface) colour() {
	s.rectangle.StrokeColor = theme.Color(s.stroke)
	if s.fill != "" {
		s.rectangle.FillColor = theme.Color(s.fill)
	}
}

// Refresh implements fyne.Widget.
func (s *surface) Refresh() {
	s.colour()
	s.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *surface) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.rectangle) }
