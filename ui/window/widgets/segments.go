package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Segment is one of several things to choose between.
type Segment struct {
	Icon look.Icon
	Name string
}

// Segments is a row of things of which one is chosen. Where there is no room for all their names, only the chosen one has its
// name, or none.
type Segments struct {
	widget.BaseWidget
	// OnChosen is told which one a person chose.
	OnChosen func(i int)

	segments []Segment
	chosen   int
	held     bool // it has the keyboard
	paint    *segmentsPaint
}

// NewSegments makes a row with the first chosen.
func NewSegments(segments ...Segment) *Segments {
	s := &Segments{segments: segments}
	s.ExtendBaseWidget(s)
	return s
}

// Chosen is the one that is chosen.
func (s *Segments) Chosen() int { return s.chosen }

// Choose chooses one, as a person does.
func (s *Segments) Choose(i int) {
	if i == s.chosen || i < 0 || i >= len(s.segments) {
		return
	}
	s.chosen = i
	s.Refresh()
	if s.OnChosen != nil {
		s.OnChosen(i)
	}
}

// The measures of a segment, at the usual scale.
const (
	segmentTall float32 = 30
	segmentIcon float32 = 16
	segmentGap  float32 = 7 // around and between
)

// MinSize implements fyne.Widget: the icons have to have room.
func (s *Segments) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(float32(len(s.segments))*(segmentIcon+2*segmentGap)), look.Scaled(segmentTall))
}

// Tapped implements fyne.Tappable.
func (s *Segments) Tapped(e *fyne.PointEvent) {
	for i, at := range s.paint.grounds {
		if e.Position.X >= at.Position().X && e.Position.X < at.Position().X+at.Size().Width {
			s.Choose(i)
		}
	}
}

// FocusGained implements fyne.Focusable.
func (s *Segments) FocusGained() { s.held = true; s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *Segments) FocusLost() { s.held = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *Segments) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (s *Segments) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.Choose(s.chosen - 1)
	case fyne.KeyRight:
		s.Choose(s.chosen + 1)
	default:
		passOn(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	p := &segmentsPaint{of: s}
	for _, segment := range s.segments {
		p.grounds = append(p.grounds, canvas.NewRectangle(nil))
		p.icons = append(p.icons, NewIcon(segmentIcon))
		name := newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{})
		name.set(segment.Name)
		p.names = append(p.names, name)
	}
	s.paint = p
	p.Refresh()
	return p
}

// segmentsPaint draws Segments.
type segmentsPaint struct {
	of      *Segments
	grounds []*canvas.Rectangle
	icons   []*Icon
	names   []*line
}

// Destroy implements fyne.WidgetRenderer.
func (p *segmentsPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *segmentsPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *segmentsPaint) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i := range p.grounds {
		all = append(all, p.grounds[i], p.icons[i].Image, p.names[i].text)
	}
	return all
}

// Layout implements fyne.WidgetRenderer.
func (p *segmentsPaint) Layout(size fyne.Size) {
	gap, icon := look.Scaled(segmentGap), look.Scaled(segmentIcon)
	bare := icon + 2*gap
	named := func(i int) float32 { return p.names[i].natural() + 1 + gap*3/4 }
	all := bare * float32(len(p.names))
	for i := range p.names {
		all += named(i)
	}
	some := bare*float32(len(p.names)) + named(p.of.chosen)
	x := float32(0)
	for i := range p.names {
		wide := bare
		word := all <= size.Width || some <= size.Width && i == p.of.chosen
		if word {
			wide += named(i)
		}
		visible(p.names[i].text, word)
		p.grounds[i].Move(fyne.NewPos(x, 0))
		p.grounds[i].Resize(fyne.NewSize(wide, size.Height))
		centre(p.icons[i].Image, x+gap+icon/2, size.Height/2, icon)
		p.names[i].place(x+gap+icon+gap*3/4, size.Height/2, named(i))
		x += wide
	}
}

// Refresh implements fyne.WidgetRenderer.
func (p *segmentsPaint) Refresh() {
	for i := range p.names {
		colour, ground := look.Muted, p.grounds[i]
		ground.FillColor, ground.StrokeWidth = nil, 0
		ground.CornerRadius = look.Scaled(segmentTall) / 2
		p.names[i].text.TextStyle.Bold = i == p.of.chosen
		if i == p.of.chosen {
			colour = theme.ColorNamePrimary
			ground.FillColor = theme.Color(look.Chosen)
			if p.of.held {
				ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
			}
		}
		p.icons[i].Draw(p.of.segments[i].Icon, colour)
		p.names[i].colour = colour
		p.names[i].themed()
	}
	p.Layout(p.of.Size())
	canvas.Refresh(p.of)
}
