package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Switch is what a SwitchRow shows.
type Switch struct {
	On       bool
	Disabled bool
	Asked    bool // a change is under way: the knob stands in the middle, and nothing can be asked
	Unknown  bool // how it stands is not known, as the knob in the middle tells, and On is what the opposite is asked of
}

// SwitchRow is a setting that is on or off, with what it means. It shows what it was told last: to be touched changes nothing by
// itself.
type SwitchRow struct {
	widget.BaseWidget
	// OnChanged is asked for the opposite of what is shown.
	OnChanged func(on bool)
	// OnKey is asked first about every key; it returns true for those it has dealt with. May be nil.
	OnKey func(fyne.KeyName) bool
	// OnFocus tells that the keyboard has come to it, which has to be seen then. May be nil.
	OnFocus func()

	title, hint   *widget.Label
	words         *fyne.Container
	shown         Switch
	hovered, held bool
}

// NewSwitchRow makes one that is off; the hint may be "".
func NewSwitchRow(title, hint string, changed func(on bool)) *SwitchRow {
	s := &SwitchRow{OnChanged: changed, title: widget.NewLabel(title), hint: widget.NewLabel(hint)}
	s.title.Wrapping, s.hint.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	s.hint.Importance, s.hint.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	s.hint.Hidden = hint == ""
	s.words = container.New(tight{}, s.title, s.hint)
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a state.
func (s *SwitchRow) Set(now Switch) {
	if now != s.shown {
		s.shown = now
		s.Refresh()
	}
}

// Shown is the state that is shown.
func (s *SwitchRow) Shown() Switch { return s.shown }

// Title is what it is called.
func (s *SwitchRow) Title() string { return s.title.Text }

// Rename calls it something else.
func (s *SwitchRow) Rename(title string) { setText(s.title, title) }

// Hint is what is said below the title.
func (s *SwitchRow) Hint() string { return s.hint.Text }

// SetHint says something else below the title; "" says nothing.
func (s *SwitchRow) SetHint(hint string) {
	setText(s.hint, hint)
	visible(s.hint, hint != "")
}

// Tapped implements fyne.Tappable.
func (s *SwitchRow) Tapped(*fyne.PointEvent) {
	if !s.shown.Disabled && !s.shown.Asked && s.OnChanged != nil {
		s.OnChanged(!s.shown.On)
	}
}

// MouseIn implements desktop.Hoverable.
func (s *SwitchRow) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (s *SwitchRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *SwitchRow) MouseOut() { s.hovered = false; s.Refresh() }

// FocusGained implements fyne.Focusable.
func (s *SwitchRow) FocusGained() {
	s.held = true
	s.Refresh()
	if s.OnFocus != nil {
		s.OnFocus()
	}
}

// FocusLost implements fyne.Focusable.
func (s *SwitchRow) FocusLost() { s.held = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *SwitchRow) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (s *SwitchRow) TypedKey(e *fyne.KeyEvent) {
	if s.OnKey != nil && s.OnKey(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.Tapped(nil)
	default:
		passOn(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *SwitchRow) CreateRenderer() fyne.WidgetRenderer {
	p := &switchPaint{of: s, ground: canvas.NewRectangle(nil), track: canvas.NewRectangle(nil), knob: canvas.NewCircle(nil)}
	p.ground.CornerRadius = 6
	p.colour()
	return p
}

// switchPaint draws a SwitchRow.
type switchPaint struct {
	of            *SwitchRow
	ground, track *canvas.Rectangle
	knob          *canvas.Circle
}

// The measures of a switch at the usual scale.
const (
	trackWidth, trackTall float32 = 38, 22
	trackSpace            float32 = 54 // with what is around it
	knobGap               float32 = 4
)

// Destroy implements fyne.WidgetRenderer.
func (p *switchPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *switchPaint) MinSize() fyne.Size {
	words := p.of.words.MinSize()
	return fyne.NewSize(words.Width+look.Scaled(trackSpace), max(words.Height, look.Scaled(36)))
}

// Objects implements fyne.WidgetRenderer.
func (p *switchPaint) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.ground, p.of.words, p.track, p.knob}
}

// Layout implements fyne.WidgetRenderer.
func (p *switchPaint) Layout(size fyne.Size) {
	p.ground.Resize(size)
	least := p.of.words.MinSize().Height
	p.of.words.Move(fyne.NewPos(0, max(0, (size.Height-least)/2)))
	p.of.words.Resize(fyne.NewSize(size.Width-look.Scaled(trackSpace), least))
	wide, tall, gap := look.Scaled(trackWidth), look.Scaled(trackTall), look.Scaled(knobGap)
	at := fyne.NewPos(size.Width-look.Scaled(8)-wide, (size.Height-tall)/2)
	p.track.CornerRadius = tall / 2
	p.track.Move(at)
	p.track.Resize(fyne.NewSize(wide, tall))
	knob := tall - 2*gap
	x := gap
	switch {
	case p.of.shown.Asked, p.of.shown.Unknown:
		x = (wide - knob) / 2
	case p.of.shown.On:
		x = wide - gap - knob
	}
	p.knob.Move(at.AddXY(x, gap))
	p.knob.Resize(fyne.NewSquareSize(knob))
}

// Refresh implements fyne.WidgetRenderer.
func (p *switchPaint) Refresh() {
	p.colour()
	p.of.words.Refresh()
	p.Layout(p.of.Size())
	canvas.Refresh(p.of)
}

func (p *switchPaint) colour() {
	s := p.of.shown
	p.ground.FillColor, p.ground.StrokeWidth = nil, 0
	if p.of.hovered && !s.Disabled && !s.Asked {
		p.ground.FillColor = theme.Color(theme.ColorNameHover)
	}
	if p.of.held {
		p.ground.StrokeColor, p.ground.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	p.track.StrokeWidth, p.track.StrokeColor = 1.5, theme.Color(theme.ColorNameInputBorder)
	p.track.FillColor, p.knob.FillColor = theme.Color(theme.ColorNameInputBackground), theme.Color(look.Muted)
	switch {
	case s.Disabled || s.Asked:
		p.track.FillColor, p.knob.FillColor = theme.Color(theme.ColorNameDisabledButton), theme.Color(theme.ColorNameDisabled)
	case s.On && !s.Unknown:
		p.track.FillColor, p.track.StrokeColor = theme.Color(theme.ColorNamePrimary), theme.Color(theme.ColorNamePrimary)
		p.knob.FillColor = theme.Color(theme.ColorNameForegroundOnPrimary)
	}
}
