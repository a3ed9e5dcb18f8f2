package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

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
