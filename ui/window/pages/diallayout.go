package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/window/look"
)

// The measures of the dial page at the usual scale.
const (
	dialGap     float32 = 5
	dialMargin  float32 = 12
	dialWidth   float32 = 340 // of the keypad and of the lists, at most
	dialBetween float32 = 40  // them, where they are beside each other
	dialGrowth  float32 = 72  // of the keypad, where there is room
	dialLines   float32 = 36  // of the preview, which mostly has two lines: the keypad below shall stay where it is
)

// dialColumn puts parts below each other. Text that wraps is as high as it is narrow, so that each part gets its width first.
// One of them may take what is left of the height.
type dialColumn struct{ grows fyne.CanvasObject }

// MinSize implements fyne.Layout.
func (dialColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if least := o.MinSize(); o.Visible() && least.Height > 0 {
			size.Width = max(size.Width, least.Width)
			size.Height += least.Height + look.Scaled(dialGap)
		}
	}
	size.Height = max(size.Height-look.Scaled(dialGap), 0)
	return size
}

// Layout implements fyne.Layout.
func (c dialColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
	}
	spare := max(size.Height-c.MinSize(objects).Height, 0)
	y := float32(0)
	for _, o := range objects {
		height := o.MinSize().Height
		if !o.Visible() || height == 0 {
			continue
		}
		if o == c.grows {
			height += spare
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height + look.Scaled(dialGap)
	}
}

// dialColumns puts the keypad over the lists, in the middle, or beside them where there is room for both.
type dialColumns struct{ width float32 }

func (c *dialColumns) beside() bool {
	return c.width >= look.Scaled(2*dialWidth+dialBetween+2*dialMargin)
}

// MinSize implements fyne.Layout.
func (c *dialColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	pad, lists := objects[0].MinSize(), objects[1].MinSize()
	height := pad.Height + lists.Height + look.Scaled(2*dialGap)
	if c.beside() {
		height = max(pad.Height, lists.Height)
	}
	return fyne.NewSize(pad.Width+look.Scaled(2*dialMargin), height+look.Scaled(dialMargin))
}

// Layout implements fyne.Layout.
func (c *dialColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	pad, lists := objects[0], objects[1]
	width := min(size.Width-look.Scaled(2*dialMargin), look.Scaled(dialWidth))
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	spare := max(size.Height-c.MinSize(objects).Height, 0)
	if c.beside() {
		spare = max(size.Height-pad.MinSize().Height-look.Scaled(dialMargin), 0)
	}
	height := pad.MinSize().Height + min(spare, look.Scaled(dialGrowth))
	x, listX, listY := (size.Width-width)/2, (size.Width-width)/2, height+look.Scaled(2*dialGap)
	if c.beside() {
		x = (size.Width - 2*width - look.Scaled(dialBetween)) / 2
		listX, listY = x+width+look.Scaled(dialBetween), look.Scaled(dialMargin)
	}
	pad.Move(fyne.NewPos(x, 0))
	pad.Resize(fyne.NewSize(width, height))
	lists.Move(fyne.NewPos(listX, listY))
	lists.Resize(fyne.NewSize(width, lists.MinSize().Height))
}

// slim takes away half of the space that a label has above and below its text.
type slim struct{}

// MinSize implements fyne.Layout.
func (slim) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().SubtractWidthHeight(0, theme.InnerPadding())
}

// Layout implements fyne.Layout.
func (slim) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, -theme.InnerPadding()/2))
	objects[0].Resize(size.AddWidthHeight(0, theme.InnerPadding()))
}

// twoLines keeps room for two lines of text, or for as many more as there are.
type twoLines struct{}

// MinSize implements fyne.Layout.
func (twoLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(least.Width, max(least.Height, look.Scaled(dialLines)))
}

// Layout implements fyne.Layout.
func (twoLines) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
