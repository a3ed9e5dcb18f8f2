package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Key is something to press, shortly or for long: a digit over its letters, or an icon.
type Key struct {
	widget.BaseWidget
	// After is called when a press is over, whatever it did. May be nil.
	After func()

	label, letters string
	icon           look.Icon
	press          press
	hovered        bool
	paint          *keyPaint
}

// NewKey makes the key of a digit or a sign. held is what pressing it for long does, nil for the same as a tap.
func NewKey(label, letters string, tapped, held func()) *Key {
	k := &Key{label: label, letters: letters}
	k.ExtendBaseWidget(k)
	k.press = press{tapped: tapped, held: held, changed: k.Refresh}
	return k
}

// NewIconKey makes a key without a frame, for a place within a field.
func NewIconKey(icon look.Icon, tapped, held func()) *Key {
	k := NewKey("", "", tapped, held)
	k.icon = icon
	return k
}

// The measures of a key at the usual scale.
const (
	keyWidth, keyHeight float32 = 52, 37
	keyLetters          float32 = 10
)

// MinSize implements fyne.Widget.
func (k *Key) MinSize() fyne.Size {
	if k.icon != "" {
		return fyne.NewSquareSize(theme.IconInlineSize() + 2*theme.InnerPadding())
	}
	return fyne.NewSize(look.Scaled(keyWidth), look.Scaled(keyHeight))
}

// Flash shows the key pressed for a moment, for whoever typed it.
func (k *Key) Flash() {
	if k.paint == nil || !fyne.CurrentApp().Settings().ShowAnimations() {
		return
	}
	k.paint.flash.Stop()
	k.paint.flash.Start()
}

// Down reports whether the key is held down.
func (k *Key) Down() bool { return k.press.down }

// MouseDown implements desktop.Mouseable.
func (k *Key) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		k.press.begin()
	}
}

// MouseUp implements desktop.Mouseable.
func (k *Key) MouseUp(*desktop.MouseEvent) { k.press.end() }

// Tapped implements fyne.Tappable.
func (k *Key) Tapped(*fyne.PointEvent) {
	k.press.tap()
	if k.After != nil {
		k.After()
	}
}

// TouchDown implements mobile.Touchable.
func (k *Key) TouchDown(*mobile.TouchEvent) { k.press.begin() }

// TouchUp implements mobile.Touchable.
func (k *Key) TouchUp(*mobile.TouchEvent) { k.press.end() }

// TouchCancel implements mobile.Touchable.
func (k *Key) TouchCancel(*mobile.TouchEvent) { k.press.end() }

// MouseIn implements desktop.Hoverable.
func (k *Key) MouseIn(*desktop.MouseEvent) { k.hovered = true; k.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (k *Key) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (k *Key) MouseOut() {
	k.hovered = false
	k.press.end()
	k.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (k *Key) CreateRenderer() fyne.WidgetRenderer {
	k.paint = &keyPaint{
		key: k, back: canvas.NewRectangle(nil), icon: NewIcon(iconSize),
		label:   newLine(theme.ColorNameForeground, theme.SizeNameHeadingText, fyne.TextStyle{}),
		letters: newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
	}
	k.paint.flash = fyne.NewAnimation(canvas.DurationStandard, func(done float32) { k.paint.lit = done < 1; k.paint.ground() })
	k.paint.Refresh()
	return k.paint
}

// keyPaint draws a Key.
type keyPaint struct {
	key            *Key
	back           *canvas.Rectangle
	icon           *Icon
	label, letters *line
	flash          *fyne.Animation
	lit            bool
}

// Destroy implements fyne.WidgetRenderer.
func (p *keyPaint) Destroy() { p.flash.Stop() }

// MinSize implements fyne.WidgetRenderer.
func (p *keyPaint) MinSize() fyne.Size { return p.key.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *keyPaint) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.back, p.label.text, p.letters.text, p.icon.Image}
}

// Layout implements fyne.WidgetRenderer.
func (p *keyPaint) Layout(size fyne.Size) {
	p.back.Resize(size)
	middle := size.Height / 2
	centre(p.icon.Image, size.Width/2, middle, theme.IconInlineSize()) // whatever the size of text in the field around it
	put := func(l *line, y float32) {
		width := l.natural() + 1
		l.place((size.Width-width)/2, y, width)
	}
	digit := middle
	if p.key.letters != "" {
		digit -= look.Scaled(6)
		put(p.letters, middle+look.Scaled(12))
	}
	put(p.label, digit)
}

// Refresh implements fyne.WidgetRenderer.
func (p *keyPaint) Refresh() {
	p.icon.Draw(p.key.icon, look.Muted)
	for _, l := range []*line{p.label, p.letters} {
		l.themed()
	}
	p.letters.text.TextSize = look.Scaled(keyLetters)
	p.label.set(p.key.label)
	p.letters.set(p.key.letters)
	p.Layout(p.key.Size())
	p.ground()
	canvas.Refresh(p.key)
}

// ground paints what is behind: pressed, under the pointer, or at rest.
func (p *keyPaint) ground() {
	k := p.key
	p.back.CornerRadius = look.Scaled(8)
	p.back.FillColor, p.back.StrokeColor, p.back.StrokeWidth = nil, nil, 0
	if k.icon == "" {
		p.back.FillColor = theme.Color(look.Surface)
		p.back.StrokeColor, p.back.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
	}
	switch {
	case k.press.down || p.lit:
		p.back.FillColor = theme.Color(look.Chosen)
		p.back.StrokeColor, p.back.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	case k.hovered:
		p.back.FillColor = theme.Color(theme.ColorNameButton)
	}
	p.back.Refresh()
}
