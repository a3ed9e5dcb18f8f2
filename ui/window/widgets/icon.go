package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"ringside/ui/window/look"
)

// Icon is an image that knows what it shows, so that it is drawn anew only when that changes.
type Icon struct {
	Image  *canvas.Image
	name   look.Icon
	colour fyne.ThemeColorName
}

// NewIcon makes an icon of a fixed size that shows nothing yet.
func NewIcon(size float32) *Icon {
	i := &Icon{Image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	i.Image.SetMinSize(fyne.NewSquareSize(size))
	i.Image.Hidden = true
	return i
}

// Draw shows an icon in a colour of the theme; the name "" hides it.
func (i *Icon) Draw(name look.Icon, colour fyne.ThemeColorName) {
	if i.name == name && i.colour == colour {
		return
	}
	i.name, i.colour = name, colour
	i.Image.Hidden = name == ""
	if name != "" {
		i.Image.Resource = name.In(colour)
	}
	i.Image.Refresh()
}

// NewSign is an icon beside text, as large as the theme's scale makes it.
func NewSign(name look.Icon, size float32) fyne.CanvasObject {
	i := NewIcon(0)
	i.Draw(name, look.Muted)
	return container.New(square(size), i.Image)
}

// square is the layout of something of a size, at the theme's scale, in the middle of the height there is.
type square float32

// MinSize implements fyne.Layout.
func (s square) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSquareSize(look.Scaled(float32(s)))
}

// Layout implements fyne.Layout.
func (s square) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	centre(objects[0], size.Width/2, size.Height/2, look.Scaled(float32(s)))
}
