package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// Palette finds people, numbers and commands for whoever would rather type than look for them. It stands above the window's
// content until something is chosen or it is clicked away.
type Palette struct {
	// Find lists what a text may mean, OnChosen gets what a person chose of it.
	Find     func(typed string) []rows.Finding
	OnChosen func(rows.Finding)

	canvas fyne.Canvas
	field  *SearchField
	list   *widget.List
	none   *widget.Label
	popup  *widget.PopUp
	found  []rows.Finding
	picked int
}

// NewPalette makes one over a canvas. placeholder says what can be typed, none that there is no such thing.
func NewPalette(c fyne.Canvas, placeholder, none string) *Palette {
	p := &Palette{canvas: c, none: widget.NewLabel(none)}
	p.none.Importance = widget.LowImportance
	p.field = NewSearchField(placeholder, p.key)
	p.field.OnChanged = func(string) { p.search() }
	p.list = widget.NewList(
		func() int { return len(p.found) },
		func() fyne.CanvasObject { return newFindingRow(p.choose) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*findingRow).set(i, p.found[i], i == p.picked) },
	)
	p.list.HideSeparators = true
	p.popup = widget.NewPopUp(container.NewBorder(Inset(4, 4, 4, 4, p.field), nil, nil, nil, container.NewStack(p.list, Inset(8, 0, 8, 8, container.NewVBox(p.none)))), c)
	p.popup.Hide()
	return p
}

// The size of a palette, at the usual scale.
const (
	paletteWidth  float32 = 560
	paletteHeight float32 = 420
)

// Open shows the palette, empty; a second time it goes away.
func (p *Palette) Open() {
	if p.popup.Visible() {
		p.popup.Hide()
		return
	}
	p.field.SetText("")
	p.search()
	size := p.canvas.Size()
	width := min(size.Width-16, look.Scaled(paletteWidth))
	p.popup.Resize(fyne.NewSize(width, min(size.Height-64, look.Scaled(paletteHeight))))
	p.popup.ShowAtPosition(fyne.NewPos((size.Width-width)/2, min(48, size.Height/10)))
	p.canvas.Focus(p.field)
}

// Showing are the lines that are listed; nil while the palette is not open.
func (p *Palette) Showing() []rows.Finding {
	if !p.popup.Visible() {
		return nil
	}
	return p.found
}

func (p *Palette) search() {
	p.found, p.picked = p.Find(p.field.Text), 0
	visible(p.none, len(p.found) == 0)
	p.list.Refresh()
	p.list.ScrollToTop()
}

func (p *Palette) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		p.step(1)
	case fyne.KeyUp:
		p.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.choose(p.picked)
	case fyne.KeyEscape:
		p.popup.Hide()
	default:
		return false
	}
	return true
}

func (p *Palette) step(by int) {
	if len(p.found) > 0 {
		p.picked = (p.picked + by + len(p.found)) % len(p.found)
		p.list.ScrollTo(p.picked)
		p.list.Refresh()
	}
}

func (p *Palette) choose(i int) {
	if i >= len(p.found) {
		return
	}
	chosen := p.found[i]
	p.popup.Hide()
	p.OnChosen(chosen)
}
