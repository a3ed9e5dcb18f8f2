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
	size   float32
}

// NewIcon makes an icon that shows nothing yet. Its size is that of its Box; whoever draws the Image alone says how large that is.
func NewIcon(size float32) *Icon {
	i := &Icon{Image: &canvas.Image{FillMode: canvas.ImageFillContain}, size: size}
	i.Image.Hidden = true
	return i
}

// Box has the image in the middle of the height there is, as large as the theme's scale makes it.
func (i *Icon) Box() fyne.CanvasObject { return container.New(square(i.size), i.Image) }

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
	i := NewIcon(size)
	i.Draw(name, look.Muted)
	return i.Box()
}

// square is the layout of something of a size, at the theme's scale, in the middle of the height there is.
type square float32

// MinSize implements fyne.Layout.
func (s square) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !objects[0].Visible() {
		return fyne.Size{}
	}
	return fyne.NewSquareSize(look.Scaled(float32(s)))
}

// Layout implements fyne.Layout.
func (s square) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	centre(objects[0], size.Width/2, size.Height/2, look.Scaled(float32(s)))
}
