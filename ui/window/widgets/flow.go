package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// NewFlow puts things beside each other, and goes on in a new line where there is no room.
func NewFlow(objects ...fyne.CanvasObject) *fyne.Container { return container.New(&flow{}, objects...) }

// flow knows how high it was when it was laid out last: that depends on the width.
type flow struct{ height float32 }

// flowGap is between things in a line, and between lines.
const flowGap float32 = 6

// MinSize implements fyne.Layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		if o.Visible() {
			least = least.Max(o.MinSize())
		}
	}
	if least.Height > 0 {
		least.Height = max(least.Height, f.height)
	}
	return least
}

// Layout implements fyne.Layout.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := look.Scaled(flowGap)
	var x, y, tall float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		least.Width = min(least.Width, size.Width)
		if x > 0 && x+least.Width > size.Width {
			x, y, tall = 0, y+tall+gap, 0
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(least)
		x, tall = x+least.Width+gap, max(tall, least.Height)
	}
	f.height = y + tall
}

// NewPair puts a control beside what it is called, or below that where there is no room for both.
func NewPair(name string, control fyne.CanvasObject) *fyne.Container {
	l := widget.NewLabel(name)
	l.Wrapping = fyne.TextWrapWord
	return container.New(&pair{name: name}, l, control)
}

// pair remembers whether the control was below the name.
type pair struct {
	name    string
	stacked bool
}

// pairWidth is how wide a control beside its name is, if it has no width of its own that is more.
const pairWidth float32 = 210

// MinSize implements fyne.Layout.
func (p *pair) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, control := objects[0].MinSize(), objects[1].MinSize()
	width := max(name.Width, control.Width)
	if p.stacked {
		return fyne.NewSize(width, name.Height-overlap()/2+control.Height)
	}
	return fyne.NewSize(width, max(name.Height, control.Height))
}

// Layout implements fyne.Layout.
func (p *pair) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, control := objects[0], objects[1]
	size.Width -= overlap() // as far from the edge as the text of a label is
	wide := max(look.Scaled(pairWidth), control.MinSize().Width)
	natural := widget.NewLabel(p.name).MinSize().Width
	p.stacked = natural+wide > size.Width
	if p.stacked {
		name.Resize(fyne.NewSize(size.Width, 0))
		tall := name.MinSize().Height
		name.Move(fyne.NewPos(0, 0))
		name.Resize(fyne.NewSize(size.Width, tall))
		control.Move(fyne.NewPos(overlap(), tall-overlap()/2))
		control.Resize(fyne.NewSize(size.Width-overlap(), control.MinSize().Height))
		return
	}
	tall := control.MinSize().Height
	name.Move(fyne.NewPos(0, (size.Height-name.MinSize().Height)/2))
	name.Resize(fyne.NewSize(size.Width-wide, name.MinSize().Height))
	control.Move(fyne.NewPos(size.Width-wide, (size.Height-tall)/2))
	control.Resize(fyne.NewSize(wide, tall))
}
