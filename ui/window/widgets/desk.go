package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// NewDesk puts three things beside each other, as on the desk of a reception; where there is no room for that, below each other.
func NewDesk(left, middle, right fyne.CanvasObject) *fyne.Container {
	return container.New(desk{}, left, middle, right, widget.NewSeparator(), widget.NewSeparator())
}

type desk struct{}

// The measures of a desk at the usual scale: from where on three things are beside each other, how wide what is on the sides is then,
// and how much of the height the first and the last have below each other.
const (
	deskFrom  float32 = 760
	deskSides float32 = 0.3
	deskFirst float32 = 0.28
	deskLast  float32 = 0.3
)

// MinSize implements fyne.Layout.
func (desk) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}

// Layout implements fyne.Layout.
func (desk) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	along := func(first, last fyne.Position, sizes [3]fyne.Size) {
		at := [3]fyne.Position{{}, first, last}
		for i := range at {
			objects[i].Move(at[i])
			objects[i].Resize(sizes[i])
		}
		objects[3].Move(first)
		objects[4].Move(last)
	}
	if size.Width >= look.Scaled(deskFrom) {
		side := size.Width * deskSides
		middle := size.Width - 2*side
		along(fyne.NewPos(side, 0), fyne.NewPos(side+middle, 0), [3]fyne.Size{
			fyne.NewSize(side, size.Height), fyne.NewSize(middle, size.Height), fyne.NewSize(side, size.Height),
		})
		objects[3].Resize(fyne.NewSize(1, size.Height))
		objects[4].Resize(fyne.NewSize(1, size.Height))
		return
	}
	top, low := size.Height*deskFirst, size.Height*deskLast
	along(fyne.NewPos(0, top), fyne.NewPos(0, size.Height-low), [3]fyne.Size{
		fyne.NewSize(size.Width, top), fyne.NewSize(size.Width, size.Height-top-low), fyne.NewSize(size.Width, low),
	})
	objects[3].Resize(fyne.NewSize(size.Width, 1))
	objects[4].Resize(fyne.NewSize(size.Width, 1))
}
