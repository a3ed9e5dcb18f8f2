package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/lang"
	"ringside/ui/window/look"
)

// page is one of the pages of the main screen.
type page int

const (
	peoplePage page = iota
	mePage
	dialPage
	pageCount
)

// shell places the pages: side by side where there is room, one at a time with tabs below where there is not.
// Above them stands what concerns all, calls and messages; below, the state of the connection.
type shell struct {
	canvas  fyne.Canvas
	content *fyne.Container
	above   fyne.CanvasObject
	height  float32 // of above, when it was placed
	status  fyne.CanvasObject
	pages   [pageCount]fyne.CanvasObject
	focus   [pageCount]func() fyne.Focusable
	tabs    [pageCount]*widget.Button
	tabBar  *fyne.Container
	lines   [3]fyne.CanvasObject // between people and side, within the side, above the status
	shown   page
	wide    bool
}

// The side pane's width, the least width with one, and the margin of what stands above the pages.
const (
	sideWidth float32 = 340
	wideFrom  float32 = 720
	margin    float32 = 8
)

func newShell(c fyne.Canvas, w *lang.Words, above, status, people, me, dial fyne.CanvasObject) *shell {
	s := &shell{canvas: c, above: above, status: status, wide: true}
	s.pages = [pageCount]fyne.CanvasObject{people, container.NewVScroll(me), container.NewVScroll(dial)}
	icons := [pageCount]look.Icon{look.People, look.Person, look.DialPad}
	names := [pageCount]string{"page_people", "page_me", "page_dial"}
	s.tabBar = container.NewGridWithColumns(int(pageCount))
	for i := range s.tabs {
		s.tabs[i] = widget.NewButtonWithIcon(w.Say(names[i]), icons[i].Plain(), func() { s.open(page(i)) })
		s.tabBar.Add(s.tabs[i])
	}
	for i := range s.lines {
		s.lines[i] = widget.NewSeparator()
	}
	s.content = container.New(s, s.above, s.status, s.tabBar)
	for _, o := range append(s.pages[:], s.lines[:]...) {
		s.content.Add(o)
	}
	s.choose()
	return s
}

// open shows a page and gives it the keyboard.
func (s *shell) open(p page) {
	s.shown = p
	s.choose()
	s.content.Refresh()
	s.canvas.Focus(s.focus[p]())
}

// settle makes room for what has appeared above the pages, or takes it back.
func (s *shell) settle() {
	if s.above.MinSize().Height != s.height {
		s.content.Refresh()
	}
}

// choose shows the pages and lines that belong to the window's width.
func (s *shell) choose() {
	for i, o := range s.pages {
		setVisible(o, s.wide || page(i) == s.shown)
		importance := widget.LowImportance
		if page(i) == s.shown {
			importance = widget.HighImportance
		}
		if s.tabs[i].Importance != importance {
			s.tabs[i].Importance = importance
			s.tabs[i].Refresh()
		}
	}
	setVisible(s.lines[0], s.wide)
	setVisible(s.lines[1], s.wide)
	setVisible(s.tabBar, !s.wide)
}

func setVisible(o fyne.CanvasObject, yes bool) {
	if yes != o.Visible() {
		if yes {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// MinSize implements fyne.Layout: a phone's width must do.
func (s *shell) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(340, 320) }

// Layout implements fyne.Layout.
func (s *shell) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if wide := size.Width >= wideFrom; wide != s.wide {
		s.wide = wide
		s.choose()
	}
	top, bottom := float32(0), size.Height
	s.above.Resize(fyne.NewSize(size.Width-2*margin, s.above.Size().Height)) // text that wraps is as high as it is narrow
	s.height = s.above.MinSize().Height
	if s.height > 0 {
		put(s.above, margin, margin, size.Width-2*margin, s.height)
		top = s.height + margin
	}
	bottom -= s.status.MinSize().Height
	put(s.status, 0, bottom, size.Width, size.Height-bottom)
	bottom--
	put(s.lines[2], 0, bottom, size.Width, 1)
	if !s.wide {
		bottom -= s.tabBar.MinSize().Height
		put(s.tabBar, 0, bottom, size.Width, s.tabBar.MinSize().Height)
		for _, p := range s.pages {
			put(p, 0, top, size.Width, bottom-top)
		}
		return
	}
	side := size.Width - sideWidth
	put(s.pages[peoplePage], 0, top, side-1, bottom-top)
	put(s.lines[0], side-1, top, 1, bottom-top)
	me := s.pages[mePage].(*container.Scroll)
	half := min(me.Content.MinSize().Height, (bottom-top)*2/3)
	put(me, side, top, sideWidth, half)
	put(s.lines[1], side, top+half, sideWidth, 1)
	put(s.pages[dialPage], side, top+half+1, sideWidth, bottom-top-half-1)
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, height))
}
