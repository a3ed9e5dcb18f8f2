package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// The widths from which there is room for more, at the usual scale, and those of what has a fixed one.
const (
	railFrom   float32 = 600
	panesFrom  float32 = 940
	aroundFrom float32 = 1400

	listWidth  float32 = 440 // at least, beside a detail
	sideWidth  float32 = 340
	margin     float32 = 8
	leastWidth float32 = 340
)

// formOf is what there is room for in a width.
func formOf(width float32) form {
	switch {
	case width >= look.Scaled(aroundFrom):
		return allAround
	case width >= look.Scaled(panesFrom):
		return panes
	case width >= look.Scaled(railFrom):
		return twoPanes
	}
	return onePane
}

// area is a part of the window that has not been given away yet.
type area struct{ x, y, width, height float32 }

// top, bottom, left and right give a strip away, of the given height or width.
func (a *area) top(h float32) area {
	strip := area{a.x, a.y, a.width, h}
	a.y, a.height = a.y+h, a.height-h
	return strip
}

func (a *area) bottom(h float32) area {
	a.height -= h
	return area{a.x, a.y + a.height, a.width, h}
}

func (a *area) left(w float32) area {
	strip := area{a.x, a.y, w, a.height}
	a.x, a.width = a.x+w, a.width-w
	return strip
}

func (a *area) right(w float32) area {
	a.width -= w
	return area{a.x + a.width, a.y, w, a.height}
}

func (a area) place(o fyne.CanvasObject) {
	o.Move(fyne.NewPos(a.x, a.y))
	o.Resize(fyne.NewSize(a.width, max(a.height, 0)))
}

// MinSize implements fyne.Layout: a phone's width must do.
func (s *shell) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(leastWidth, 320) }

// Layout implements fyne.Layout.
func (s *shell) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if f := formOf(size.Width); f != s.form {
		s.form = f
		s.choose()
	}
	for _, l := range s.lines {
		widgets.SetVisible(l, false)
	}
	rest := area{0, 0, size.Width, size.Height}
	widgets.SetVisible(s.status, s.form != onePane || !s.calm)
	if s.status.Visible() {
		rest.bottom(s.status.MinSize().Height).place(s.status)
		s.line(0, rest.bottom(1))
	}
	s.placeNames(&rest)
	s.placeAbove(&rest)
	if s.form == allAround {
		s.placeSide(rest.right(look.Scaled(sideWidth)))
		s.line(1, rest.right(1))
	}
	at := &s.places[s.shown]
	switch {
	case s.instead(s.shown):
		back := rest.top(s.back.MinSize().Height + margin)
		back.left(margin / 2)
		back.height -= margin / 2
		back.y += margin / 2
		back.left(s.back.MinSize().Width).place(s.back)
		rest.place(at.detail)
	case s.form > twoPanes && at.detail != nil:
		rest.left(max(look.Scaled(listWidth), rest.width*0.46)).place(at.main)
		s.line(2, rest.left(1))
		rest.place(at.detail)
	default:
		rest.place(at.main)
	}
}

func (s *shell) line(i int, at area) {
	widgets.SetVisible(s.lines[i], true)
	at.place(s.lines[i])
}

// placeNames puts the names of the pages below or on the left.
func (s *shell) placeNames(rest *area) {
	if s.form == onePane {
		widgets.SetVisible(s.switcher, false)
		bar := rest.bottom(s.items[0].MinSize().Height)
		s.line(3, rest.bottom(1))
		bar.place(s.ground)
		for i, p := range barPages {
			bar.left(bar.width / float32(len(barPages)-i)).place(s.items[p])
		}
		return
	}
	tall := s.items[0].MinSize().Height
	rail := rest.left(s.items[0].MinSize().Width + margin)
	rail.place(s.ground)
	s.line(3, rest.left(1))
	rail.top(margin)
	rail.bottom(margin)
	if fits := int(rail.height / tall); fits != s.fits {
		s.fits = fits
		s.choose()
	}
	above, below := s.rail()
	for _, p := range slices.Backward(below) {
		rail.bottom(tall).place(s.items[p])
	}
	room := rail.height >= tall*float32(len(above)+1)
	if widgets.SetVisible(s.switcher, s.offered && room); s.switcher.Visible() {
		rail.top(tall).place(s.switcher)
	}
	for _, p := range above {
		rail.top(tall).place(s.items[p])
	}
}

// placeAbove puts calls and messages above the pages: text that wraps is as high as it is narrow.
func (s *shell) placeAbove(rest *area) {
	width := rest.width - 2*margin
	s.above.Resize(fyne.NewSize(width, s.above.Size().Height))
	s.height = s.above.MinSize().Height
	if s.height > 0 {
		strip := rest.top(s.height + margin)
		area{strip.x + margin, strip.y + margin, width, s.height}.place(s.above)
	}
}

// placeSide puts the own state and the dial pad above each other.
func (s *shell) placeSide(side area) {
	me, dial := s.places[mePage].main, s.places[dialPage].main
	side.bottom(min(look.Scaled(480), side.height*0.6)).place(dial)
	s.line(4, side.bottom(1))
	side.place(me)
}
