package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"ringside/ui/window/look"
)

// NewMiddle puts something narrow into the middle of what may be wide and high, as what stands alone in a window.
func NewMiddle(content fyne.CanvasObject) *fyne.Container { return container.New(middle{}, content) }

// middleWidth is the most that it is wide, at the usual scale.
const middleWidth float32 = 420

type middle struct{}

// MinSize implements fyne.Layout.
func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Add(fyne.NewSize(16, 32))
}

// Layout implements fyne.Layout.
func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width-16, look.Scaled(middleWidth))
	objects[0].Resize(fyne.NewSize(width, objects[0].Size().Height))
	height := objects[0].MinSize().Height // text that wraps is as high as it is narrow
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos((size.Width-width)/2, max(16, (size.Height-height)/3)))
}

// NewAppIcon is Ringside's own icon, of a size at the usual scale.
func NewAppIcon(size float32) fyne.CanvasObject {
	i := canvas.NewImageFromResource(look.App())
	i.FillMode = canvas.ImageFillContain
	return container.New(square(size), i)
}
