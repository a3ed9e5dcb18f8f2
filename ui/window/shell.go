package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/widgets"
)

// page is one of the pages of the main screen.
type page int

// The pages, in the order of their keys. The last is the way to those that have no room on the bar or the rail.
const (
	peoplePage page = iota
	callsPage
	voicemailPage
	contactsPage
	dialPage
	mePage
	settingsPage
	checkupPage
	queuesPage
	phonesPage
	switchesPage
	desksPage
	receptionPage
	morePage
	pageCount
)

// place is a page as the shell knows it.
type place struct {
	name string // as it is said
	icon look.Icon
	main fyne.CanvasObject
	// detail is about whatever is picked in main: beside it where there is room, else in its place; nil where there is none.
	detail fyne.CanvasObject
	// focus is what gets the keyboard when the page comes up; nil for nothing.
	focus func() fyne.Focusable
	// opened is told that a person looks at the page; may be nil.
	opened func()
	// seen is told whenever it changes whether the page is to be seen; may be nil.
	seen   func(bool)
	isSeen bool
	closed bool // this login may not see what is there: the page is not offered
	badge  int  // of what waits there
}

// shell places the pages: one at a time over a bar as on a phone, or beside a rail with the detail of what is picked, and with
// the dial pad and the own state in a pane of their own where there is room for that. Above them stands what concerns all of
// them, calls and messages; below, the state of the connection.
type shell struct {
	canvas  fyne.Canvas
	content *fyne.Container
	above   fyne.CanvasObject
	height  float32 // of above, when it was placed
	status  fyne.CanvasObject
	calm    bool // the state of the connection need not be said where there is no room
	places  [pageCount]place
	items   [pageCount]*widgets.NavItem
	ground  *canvas.Rectangle // of the rail or the bar
	back    *widget.Button    // from a detail to its page
	// switcher is the way to the other accounts, on top of the rail; offered is whether there are any.
	switcher *widgets.NavItem
	offered  bool
	lines    [5]*widget.Separator
	shown    page
	deep     [pageCount]bool // the detail is open, where it takes the page's place
	form     form
	fits     int  // how many names the rail has room for
	visible  bool // the window is to be seen
}

// form is how much there is room for.
type form uint8

const (
	onePane   form = iota // a page at a time, over a bar
	twoPanes              // a rail, and a page or its detail
	panes                 // a rail, a page and its detail
	allAround             // and the dial pad with the own state as well
)

func newShell(c fyne.Canvas, w *lang.Words, above, status fyne.CanvasObject, places [pageCount]place) *shell {
	s := &shell{canvas: c, above: above, status: status, places: places, ground: canvas.NewRectangle(nil), form: panes}
	s.content = container.NewWithoutLayout(s.ground) // until all is there
	s.switcher = widgets.NewAvatarItem()
	s.switcher.Hide()
	s.content.Add(s.switcher)
	for i := range s.places {
		s.items[i] = widgets.NewNavItem(places[i].icon, places[i].name, func() { s.open(page(i)) })
		s.content.Add(s.items[i])
		s.content.Add(places[i].main)
		if places[i].detail != nil {
			s.content.Add(places[i].detail)
		}
	}
	s.back = widget.NewButtonWithIcon(w.Say("back"), look.Back.Plain(), func() { s.up() })
	s.back.Importance, s.back.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	s.content.Add(s.back)
	for i := range s.lines {
		s.lines[i] = widget.NewSeparator()
		s.content.Add(s.lines[i])
	}
	s.content.Add(above)
	s.content.Add(status)
	s.choose()
	s.content.Layout = s
	return s
}

// offer tells whether there is anything for this login on a page.
func (s *shell) offer(p page, yes bool) {
	if s.places[p].closed == yes {
		s.places[p].closed = !yes
		s.relayout()
	}
}

// setVisible tells whether the window is to be seen.
func (s *shell) setVisible(visible bool) {
	s.visible = visible
	s.tellSeen()
}

// tellSeen tells the pages that want to know whether they are to be seen.
func (s *shell) tellSeen() {
	for i := range s.places {
		at := &s.places[i]
		seen := s.visible && (at.main.Visible() || at.detail != nil && at.detail.Visible())
		if at.seen != nil && seen != at.isSeen {
			at.isSeen = seen
			at.seen(seen)
		}
	}
}

// open shows a page and gives it the keyboard.
func (s *shell) open(p page) {
	if s.places[p].closed {
		return
	}
	if !s.beside(p) {
		s.shown = p
	}
	s.deep[p] = false
	s.relayout()
	s.give(p)
	if opened := s.places[p].opened; opened != nil {
		opened()
	}
}

// refocus gives the page that is shown the keyboard.
func (s *shell) refocus() {
	s.relayout()
	s.give(s.shown)
}

// give gives a page the keyboard. On a phone that would cover half of the page, before anybody wants to type.
func (s *shell) give(p page) {
	if focus := s.places[p].focus; focus != nil && !fyne.CurrentDevice().IsMobile() {
		s.canvas.Focus(focus())
	}
}

// offerSwitcher tells whether there are other accounts.
func (s *shell) offerSwitcher(yes bool) {
	if s.offered != yes {
		s.offered = yes
		s.relayout()
	}
}

// deeper shows the detail of what was picked on a page, where it is not beside it anyway.
func (s *shell) deeper(p page) {
	s.deep[p] = true
	s.relayout()
}

// up goes back from a detail to its page; it reports whether there was one open.
func (s *shell) up() bool {
	if !s.instead(s.shown) {
		return false
	}
	s.open(s.shown)
	return true
}

// setBadge shows how much waits at a page.
func (s *shell) setBadge(p page, n int) {
	s.places[p].badge = n
	s.countMore()
	names := s.names()
	for _, p := range []page{p, morePage} {
		s.items[p].Set(s.chosen(p, names), s.places[p].badge)
	}
}

// setCalm tells whether the connection is as it should be.
func (s *shell) setCalm(calm bool) {
	if s.calm != calm {
		s.calm = calm
		s.relayout()
	}
}

// settle makes room for what has appeared above the pages, or takes it back.
func (s *shell) settle() {
	if s.above.MinSize().Height != s.height {
		s.content.Refresh()
	}
}

func (s *shell) relayout() {
	s.choose()
	s.content.Refresh()
}

// beside reports whether a page has a pane of its own, besides the one that is shown.
func (s *shell) beside(p page) bool { return s.form == allAround && (p == dialPage || p == mePage) }

// instead reports whether the detail of a page stands in its place.
func (s *shell) instead(p page) bool {
	return s.deep[p] && s.form <= twoPanes && s.places[p].detail != nil
}

// choose shows what belongs to the window's width and the page that was opened.
func (s *shell) choose() {
	names := s.names()
	if s.beside(s.shown) || s.places[s.shown].closed || s.shown == morePage && !slices.Contains(names, morePage) {
		s.shown = peoplePage
	}
	s.countMore()
	for i := range s.places {
		p := page(i)
		at := &s.places[i]
		widgets.SetVisible(at.main, p == s.shown && !s.instead(p) || s.beside(p))
		if at.detail != nil {
			widgets.SetVisible(at.detail, p == s.shown && (s.form > twoPanes || s.instead(p)))
		}
		widgets.SetVisible(s.items[i], slices.Contains(names, p))
		s.items[i].Set(s.chosen(p, names), at.badge)
	}
	widgets.SetVisible(s.back, s.instead(s.shown))
	s.ground.FillColor = theme.Color(look.Rail)
	s.ground.Refresh()
	s.tellSeen()
}
