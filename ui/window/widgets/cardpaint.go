package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// The measures of a card, at the usual scale.
const (
	cardIcon  float32 = 28
	cardSpace float32 = 12 // around its content
	cardLine  float32 = 19 // from a line of text to the next
	cardWide  float32 = 520
	cardTight float32 = 40 // all of a card of one line
)

// cardPaint places the parts of a CallCard. What wraps is as high as the card is narrow, so that its height follows from the
// width that it was given last.
type cardPaint struct {
	card    *CallCard
	objects []fyne.CanvasObject
}

func newCardPaint(c *CallCard) *cardPaint {
	p := &cardPaint{card: c, objects: []fyne.CanvasObject{
		c.back, c.icon.Image, c.mark.Image, c.title.text, c.timer.text, c.detail.text, c.word.text, c.short.text, c.stage,
	}}
	for i := range c.lights {
		p.objects = append(p.objects, c.lights[i], c.names[i].text)
	}
	p.objects = append(p.objects, c.note, c.hangUp, c.dismiss, c.field)
	return p
}

// Destroy implements fyne.WidgetRenderer.
func (p *cardPaint) Destroy() {}

// Objects implements fyne.WidgetRenderer.
func (p *cardPaint) Objects() []fyne.CanvasObject { return p.objects }

// MinSize implements fyne.WidgetRenderer.
func (p *cardPaint) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(180), p.arrange(max(p.card.Size().Width, look.Scaled(180))))
}

// Layout implements fyne.WidgetRenderer.
func (p *cardPaint) Layout(size fyne.Size) {
	p.arrange(size.Width)
	p.card.back.Resize(size)
}

// Refresh implements fyne.WidgetRenderer.
func (p *cardPaint) Refresh() {
	p.card.back.CornerRadius = 8
	p.Layout(p.card.Size())
	canvas.Refresh(p.card)
}

// arrange places everything in a width, and returns how high that comes to be.
func (p *cardPaint) arrange(width float32) float32 {
	c := p.card
	for _, part := range []fyne.CanvasObject{c.short.text} {
		visible(part, c.tight)
	}
	for _, part := range []fyne.CanvasObject{c.detail.text, c.word.text, c.stage} {
		visible(part, !c.tight)
	}
	height := float32(0)
	if c.tight {
		height = p.oneLine(width)
	} else {
		height = p.whole(width)
	}
	if c.noting {
		space := look.Scaled(cardSpace)
		tall := c.field.MinSize().Height
		put(c.field, space, height, width-2*space, tall)
		height += tall + space
	}
	return height
}

// oneLine places who, how far and how long beside each other.
func (p *cardPaint) oneLine(width float32) float32 {
	c := p.card
	space, gap := look.Scaled(cardSpace), look.Scaled(8)
	tall := look.Scaled(cardTight)
	middle := tall / 2
	p.hideLights()
	icon := look.Scaled(iconSize)
	centre(c.icon.Image, space+icon/2, middle, icon)
	right := p.buttons(width-gap/2, middle)
	timer := c.timer.natural() + 1
	if c.timer.full != "" {
		right -= timer + gap
		c.timer.place(right+gap, middle, timer)
	}
	left := space + icon + gap
	room := right - left
	title := min(c.title.natural()+1, room)
	c.title.place(left, middle, title)
	rest := room - title - gap
	visible(c.short.text, rest > look.Scaled(40))
	c.short.place(left+title+gap, middle, max(rest, 1))
	return tall
}

// whole places all of it: below each other, and the buttons on the right where there is room for them.
func (p *cardPaint) whole(width float32) float32 {
	c := p.card
	space, gap := look.Scaled(cardSpace), look.Scaled(8)
	icon := look.Scaled(cardIcon)
	left, right, y := space+icon+space, width-space, space
	wide := width >= look.Scaled(cardWide)
	centre(c.icon.Image, space+icon/2, y+icon/2, icon)
	if wide {
		right = p.buttons(right, y+icon/2) - gap
	}
	step := look.Scaled(cardLine)
	if c.title.size != theme.SizeNameText {
		step += look.Scaled(4)
	}
	timer := c.timer.natural() + 1
	c.timer.place(right-timer, y+step/2, timer)
	c.title.place(left, y+step/2, right-timer-gap-left)
	y += step
	if c.detail.full != "" || c.word.full != "" {
		p.second(left, y+look.Scaled(cardLine)/2, right)
		y += look.Scaled(cardLine)
	}
	inner := theme.InnerPadding()
	c.stage.Resize(fyne.NewSize(right-left+2*inner, c.stage.Size().Height))
	tall := c.stage.MinSize().Height
	put(c.stage, left-inner, y-inner/2, right-left+2*inner, tall)
	y += tall - inner
	y = p.placeLights(left, y, right)
	if !wide {
		y = p.below(width, y)
	}
	return y + space
}

// second places what is known of the other side besides the name: how they can be reached, and the number.
func (p *cardPaint) second(left, y, right float32) {
	c := p.card
	if c.word.full != "" {
		mark, gap := look.Scaled(markSize), look.Scaled(6)
		centre(c.mark.Image, left+mark/2, y, mark)
		word := min(c.word.natural()+1, right-left-mark-gap)
		c.word.place(left+mark+gap, y, word)
		left += mark + word + 3*gap
	}
	c.detail.place(left, y, max(right-left, 1))
}

// placeLights places the stages of a call that the user placed, with their names where all of them fit; the sentence above says
// the same.
func (p *cardPaint) placeLights(left, y, right float32) float32 {
	c := p.card
	if c.shown.Lights == 0 {
		p.hideLights()
		return y
	}
	gap := look.Scaled(6)
	each := (right - left - 2*gap) / 3
	fit := true
	for _, name := range c.names {
		fit = fit && name.natural() <= each
	}
	y += look.Scaled(4)
	for i := range c.lights {
		x := left + float32(i)*(each+gap)
		visible(c.lights[i], true)
		visible(c.names[i].text, fit)
		put(c.lights[i], x, y, each, look.Scaled(4))
		c.names[i].place(x, y+look.Scaled(14), each)
	}
	if fit {
		y += look.Scaled(18)
	}
	return y + look.Scaled(4)
}

func (p *cardPaint) hideLights() {
	for i := range p.card.lights {
		visible(p.card.lights[i], false)
		visible(p.card.names[i].text, false)
	}
}

// shown are the buttons there are, in order.
func (p *cardPaint) shown() []*widget.Button {
	var list []*widget.Button
	for _, b := range []*widget.Button{p.card.note, p.card.hangUp, p.card.dismiss} {
		if b.Visible() {
			list = append(list, b)
		}
	}
	return list
}

// buttons places the buttons to the left of x, and returns where the first one begins.
func (p *cardPaint) buttons(x, middle float32) float32 {
	list := p.shown()
	for i := len(list) - 1; i >= 0; i-- {
		least := list[i].MinSize()
		x -= least.Width
		put(list[i], x, middle-least.Height/2, least.Width, least.Height)
		x -= look.Scaled(4)
	}
	return x
}

// below places the buttons beside each other under everything else, as wide as there is room.
func (p *cardPaint) below(width, y float32) float32 {
	list := p.shown()
	if len(list) == 0 {
		return y
	}
	space, gap := look.Scaled(cardSpace), look.Scaled(8)
	more := width - 2*space - gap*float32(len(list)-1)
	for _, b := range list {
		more -= b.MinSize().Width
	}
	tall, x := list[0].MinSize().Height, space
	y += look.Scaled(6)
	for _, b := range list {
		wide := b.MinSize().Width + more/float32(len(list))
		put(b, x, y, wide, tall)
		x += wide + gap
	}
	return y + tall
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}
