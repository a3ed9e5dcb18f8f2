package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// choice is one of a few that a tap, or Enter, chooses.
type choice struct {
	widget.BaseWidget
	of            *Choices
	at            int
	shown         rows.Choice
	hovered, held bool
	paint         *choicePaint
}

// The measures of a choice at the usual scale.
const (
	choiceHeight float32 = 42
	choiceAvatar float32 = 28
	choiceMark   float32 = 10
)

func newChoice(of *Choices, at int) *choice {
	c := &choice{of: of, at: at}
	c.ExtendBaseWidget(c)
	return c
}

func (c *choice) set(shown rows.Choice) {
	if c.shown != shown {
		c.shown = shown
		c.Refresh()
	}
}

// MinSize implements fyne.Widget.
func (c *choice) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(choiceAvatar*2), look.Scaled(choiceHeight))
}

// Tapped implements fyne.Tappable.
func (c *choice) Tapped(*fyne.PointEvent) { c.of.OnChosen(c.shown) }

// MouseIn implements desktop.Hoverable.
func (c *choice) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *choice) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *choice) MouseOut() { c.hovered = false; c.Refresh() }

// FocusGained implements fyne.Focusable.
func (c *choice) FocusGained() {
	c.held = true
	c.Refresh()
	if c.of.OnFocus != nil {
		c.of.OnFocus(c)
	}
}

// FocusLost implements fyne.Focusable.
func (c *choice) FocusLost() { c.held = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *choice) TypedRune(r rune) {
	if c.of.OnRune != nil {
		c.of.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (c *choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
	default:
		passOn(e)
		c.of.key(c.at, e.Name)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *choice) CreateRenderer() fyne.WidgetRenderer {
	bold := fyne.TextStyle{Bold: true}
	c.paint = &choicePaint{
		choice: c, back: canvas.NewRectangle(nil), avatar: canvas.NewCircle(nil), mark: NewIcon(choiceMark), nobody: NewIcon(signSize),
		initials: newLine(look.AvatarText, theme.SizeNameCaptionText, bold),
		name:     newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{}),
		detail:   newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
	}
	c.paint.Refresh()
	return c.paint
}

// choicePaint draws a choice.
type choicePaint struct {
	choice                 *choice
	back                   *canvas.Rectangle
	avatar                 *canvas.Circle
	mark, nobody           *Icon
	initials, name, detail *line
}

// Destroy implements fyne.WidgetRenderer.
func (p *choicePaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *choicePaint) MinSize() fyne.Size { return p.choice.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *choicePaint) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.back, p.avatar, p.initials.text, p.nobody.Image, p.name.text, p.mark.Image, p.detail.text}
}

// Layout implements fyne.WidgetRenderer.
func (p *choicePaint) Layout(size fyne.Size) {
	p.back.Resize(size)
	left, middle, avatar := look.Scaled(6), size.Height/2, look.Scaled(choiceAvatar)
	centre(p.avatar, left+avatar/2, middle, avatar)
	centre(p.nobody.Image, left+avatar/2, middle, look.Scaled(signSize))
	p.initials.place(left+(avatar-p.initials.natural())/2, middle, avatar)
	text := left + avatar + look.Scaled(8)
	room := size.Width - text - look.Scaled(4)
	upper, lower := middle-look.Scaled(8), middle+look.Scaled(9)
	if p.choice.shown.Detail == "" {
		upper = middle
	}
	p.name.place(text, upper, room)
	if p.choice.shown.Presence != "" {
		mark := look.Scaled(choiceMark)
		centre(p.mark.Image, text+mark/2, lower, mark)
		text, room = text+mark+look.Scaled(4), room-mark-look.Scaled(4)
	}
	p.detail.place(text, lower, room)
}

// Refresh implements fyne.WidgetRenderer.
func (p *choicePaint) Refresh() {
	c := p.choice
	p.back.CornerRadius = look.Scaled(8)
	p.back.FillColor, p.back.StrokeWidth = nil, 0
	if c.hovered || c.held {
		p.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	if c.held {
		p.back.StrokeColor, p.back.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	p.avatar.FillColor = theme.Color(look.Avatar(c.shown.Tone))
	p.nobody.Draw(only(c.shown.Initials == "", look.Person), look.AvatarText)
	p.mark.Draw("", "")
	if c.shown.Presence != "" {
		p.mark.Draw(look.MarkOf(c.shown.Presence), look.PresenceColor(c.shown.Presence, c.shown.Current))
	}
	for _, l := range []*line{p.initials, p.name, p.detail} {
		l.themed()
	}
	p.initials.set(c.shown.Initials)
	p.name.set(c.shown.Name)
	p.detail.set(c.shown.Detail)
	p.Layout(c.Size())
	canvas.Refresh(c)
}
