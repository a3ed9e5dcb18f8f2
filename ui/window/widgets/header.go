package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// NewHeader is the line at the top of a page: its name, and what can be done there, below the name where there is no room for both.
func NewHeader(title string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	name := newTitle(title)
	name.Truncation = fyne.TextTruncateEllipsis
	return Inset(4, 0, 4, 4, container.New(&header{title: title}, name, NewFlow(actions...)))
}

func newTitle(title string) *widget.Label {
	l := widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.SizeName = theme.SizeNameSubHeadingText
	return l
}

// header remembers whether the actions were below the name.
type header struct {
	title   string
	stacked bool
}

// MinSize implements fyne.Layout.
func (h *header) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, actions := objects[0].MinSize(), objects[1].MinSize()
	if h.stacked {
		return fyne.NewSize(max(name.Width, actions.Width), name.Height+actions.Height)
	}
	return fyne.NewSize(max(name.Width, actions.Width), max(name.Height, actions.Height))
}

// Layout implements fyne.Layout.
func (h *header) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, actions := objects[0], objects[1]
	wide := besides(actions.(*fyne.Container).Objects)
	h.stacked = newTitle(h.title).MinSize().Width+wide > size.Width
	if h.stacked {
		wide = size.Width
	}
	actions.Resize(fyne.NewSize(wide, actions.Size().Height)) // they are as high as they are narrow
	actions.Resize(fyne.NewSize(wide, actions.MinSize().Height))
	tall := name.MinSize().Height
	if h.stacked {
		name.Move(fyne.NewPos(0, 0))
		name.Resize(fyne.NewSize(size.Width, tall))
		actions.Move(fyne.NewPos(0, tall))
		return
	}
	name.Move(fyne.NewPos(0, (size.Height-tall)/2))
	name.Resize(fyne.NewSize(size.Width-wide, tall))
	actions.Move(fyne.NewPos(size.Width-wide, (size.Height-actions.Size().Height)/2))
}

// besides is how wide things are beside each other.
func besides(objects []fyne.CanvasObject) (wide float32) {
	for _, o := range objects {
		if o.Visible() {
			wide += o.MinSize().Width + look.Scaled(flowGap)
		}
	}
	return wide
}
