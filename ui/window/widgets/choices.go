package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// Choices are a few that one can be chosen of, beside each other where there is room for that. The arrow keys go through them.
type Choices struct {
	widget.BaseWidget
	OnChosen func(rows.Choice)
	// OnRune is given what is typed while one of them has the keyboard, OnKey the keys that mean nothing here, Up and Down beyond
	// the ends among them; either may be nil.
	OnRune func(rune)
	OnKey  func(fyne.KeyName)
	// OnFocus tells that the keyboard has come to one of them, which has to be seen then. May be nil.
	OnFocus func(fyne.CanvasObject)

	shown []rows.Choice
	items []*choice
	width float32 // there was when they were placed
}

// NewChoices makes an empty list, which is hidden.
func NewChoices(chosen func(rows.Choice)) *Choices {
	c := &Choices{OnChosen: chosen}
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// Set shows these, and hides the list if there are none.
func (c *Choices) Set(shown []rows.Choice) {
	more := len(shown) - len(c.shown)
	c.shown = shown
	for len(c.items) < len(shown) {
		c.items = append(c.items, newChoice(c, len(c.items)))
	}
	for i, s := range shown {
		c.items[i].set(s)
	}
	visible(c, len(shown) > 0)
	if more != 0 {
		c.Refresh()
	}
}

// Shown are those that are shown.
func (c *Choices) Shown() []rows.Choice { return c.shown }

// Focus gives the keyboard to the first one; it reports whether there is one.
func (c *Choices) Focus() bool { return c.focus(0) }

// FocusLast gives the keyboard to the last one.
func (c *Choices) FocusLast() bool { return c.focus(len(c.shown) - 1) }

func (c *Choices) focus(at int) bool {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(c)
	if at < 0 || at >= len(c.shown) || canvas == nil || !c.Visible() {
		return false
	}
	canvas.Focus(c.items[at])
	return true
}

// Has reports whether one of them has the keyboard.
func (c *Choices) Has(focused fyne.Focusable) bool {
	item, ok := focused.(*choice)
	return ok && item.of == c
}

// key goes from the one at a place to another.
func (c *Choices) key(at int, name fyne.KeyName) {
	to := map[fyne.KeyName]int{
		fyne.KeyUp: at - c.columns(), fyne.KeyDown: at + c.columns(), fyne.KeyLeft: at - 1, fyne.KeyRight: at + 1,
	}
	next, moves := to[name]
	if name == fyne.KeyDown && next >= len(c.shown) && at/c.columns() < (len(c.shown)-1)/c.columns() {
		next = len(c.shown) - 1 // of a last row that is not full
	}
	if (!moves || !c.focus(next)) && c.OnKey != nil {
		c.OnKey(name)
	}
}

// choiceWidth is how much one needs to stand beside another, at the usual scale.
const choiceWidth float32 = 140

func (c *Choices) columns() int {
	if c.width < 2*look.Scaled(choiceWidth) {
		return 1
	}
	return 2
}

func (c *Choices) rows() int { return (len(c.shown) + c.columns() - 1) / c.columns() }

// MinSize implements fyne.Widget: it is as high as it is narrow.
func (c *Choices) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(choiceAvatar*2), float32(c.rows())*look.Scaled(choiceHeight))
}

// Resize implements fyne.Widget.
func (c *Choices) Resize(size fyne.Size) {
	c.width = size.Width
	c.BaseWidget.Resize(size)
}

// CreateRenderer implements fyne.Widget.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer { return &choicesPaint{c} }

type choicesPaint struct{ of *Choices }

// Destroy implements fyne.WidgetRenderer.
func (p *choicesPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *choicesPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *choicesPaint) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(p.of.shown))
	for i := range objects {
		objects[i] = p.of.items[i]
	}
	return objects
}

// Layout implements fyne.WidgetRenderer.
func (p *choicesPaint) Layout(size fyne.Size) {
	columns, height := p.of.columns(), look.Scaled(choiceHeight)
	width := size.Width / float32(columns)
	for i := range p.of.shown {
		p.of.items[i].Move(fyne.NewPos(float32(i%columns)*width, float32(i/columns)*height))
		p.of.items[i].Resize(fyne.NewSize(width, height))
	}
}

// Refresh implements fyne.WidgetRenderer.
func (p *choicesPaint) Refresh() {
	p.Layout(p.of.Size())
	for _, o := range p.Objects() {
		o.Refresh()
	}
}
