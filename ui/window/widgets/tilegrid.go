package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// TileGrid shows phones as tiles beside and below each other, under headings. It has tiles only for the phones in sight, each with
// its phone for as long as that is; the toolkit's grid has no headings, and refreshes all where one changes. Which one is picked is
// kept by UUID, not by place.
type TileGrid struct {
	widget.BaseWidget
	// OnTapped tells which phone was clicked, and OnMenu of which a person wants to see what else can be done, at a place in the window;
	// nil offers nothing else.
	OnTapped func(uuid string)
	OnMenu   func(uuid string, at fyne.Position)
	// OnRune, OnKey and OnShortcut get what is typed while the grid has the focus; the latter two report whether that was for them.
	OnRune     func(rune)
	OnKey      func(fyne.KeyName) bool
	OnShortcut func(fyne.Shortcut) bool

	describe func(uuid string) rows.Tile
	heading  func(rows.PanelPart) string
	parts    []rows.PanelPart
	lines    []tileLine
	columns  int
	picked   string
	held     bool // it has the keyboard
	scroll   *container.Scroll
	body     *tileBody
}

// tileLine is a heading, or tiles beside each other.
type tileLine struct {
	top, tall float32
	heading   string
	phones    []string
}

// The space around tiles, and how high a heading is, at the usual scale.
const (
	tileGap     float32 = 8
	tileHeading float32 = 30
)

// NewTileGrid makes an empty grid. describe says what a tile shows, heading what stands above a part, "" for nothing.
func NewTileGrid(describe func(uuid string) rows.Tile, heading func(rows.PanelPart) string) *TileGrid {
	g := &TileGrid{describe: describe, heading: heading, columns: 1}
	g.body = newTileBody(g)
	g.scroll = container.NewVScroll(g.body)
	g.scroll.OnScrolled = func(fyne.Position) { g.body.fill(false) }
	g.ExtendBaseWidget(g)
	return g
}

// Set shows phones, with one of them picked; picked may be "".
func (g *TileGrid) Set(parts []rows.PanelPart, picked string) {
	same := slices.EqualFunc(parts, g.parts, func(a, b rows.PanelPart) bool {
		return a.Group == b.Group && a.Letter == b.Letter && slices.Equal(a.Phones, b.Phones)
	})
	if g.parts, g.picked = parts, picked; same {
		g.Tick()
	} else {
		g.compose()
	}
}

// Tick shows what the phones in sight do now.
func (g *TileGrid) Tick() { g.body.fill(true) }

// Pick picks another phone, and shows where it stands.
func (g *TileGrid) Pick(uuid string) {
	g.picked = uuid
	if i := g.lineOf(uuid); i >= 0 {
		g.reveal(i)
	}
	g.body.fill(true)
}

// ScrollToTop shows the first phones.
func (g *TileGrid) ScrollToTop() { g.scroll.ScrollToTop() }

// compose puts the phones into lines as long as there is room for.
func (g *TileGrid) compose() {
	g.lines = g.lines[:0]
	gap, top := look.Scaled(tileGap), float32(0)
	g.columns = g.fits()
	add := func(l tileLine) {
		l.top = top
		g.lines = append(g.lines, l)
		top += l.tall
	}
	for _, part := range g.parts {
		if name := g.heading(part); name != "" {
			add(tileLine{tall: look.Scaled(tileHeading), heading: name})
		}
		for line := range slices.Chunk(part.Phones, g.columns) {
			add(tileLine{tall: look.Scaled(tileHeight) + gap, phones: line})
		}
	}
	g.body.tall = top
	g.scroll.Refresh()
	g.body.fill(true)
}

// Resize implements fyne.Widget.
func (g *TileGrid) Resize(size fyne.Size) {
	g.BaseWidget.Resize(size)
	if g.fits() != g.columns {
		g.compose()
	}
	g.body.fill(false)
}

// fits is how many tiles there is room for beside each other.
func (g *TileGrid) fits() int {
	gap := look.Scaled(tileGap)
	return max(1, int((g.Size().Width-gap)/(look.Scaled(tileWidth)+gap)))
}

// Refresh implements fyne.Widget: the theme's scale may be another one.
func (g *TileGrid) Refresh() {
	g.compose()
	g.BaseWidget.Refresh()
}

// reveal scrolls as far as it takes to see a line.
func (g *TileGrid) reveal(i int) {
	l, offset, height := g.lines[i], g.scroll.Offset.Y, g.scroll.Size().Height
	if i > 0 && g.lines[i-1].heading != "" {
		l.top -= g.lines[i-1].tall
		l.tall += g.lines[i-1].tall
	}
	switch {
	case l.top < offset:
		g.scroll.ScrollToOffset(fyne.NewPos(0, l.top))
	case l.top+l.tall > offset+height:
		g.scroll.ScrollToOffset(fyne.NewPos(0, l.top+l.tall-height))
	}
}

func (g *TileGrid) lineOf(uuid string) int {
	return slices.IndexFunc(g.lines, func(l tileLine) bool { return uuid != "" && slices.Contains(l.phones, uuid) })
}

// Beside is the phone so many places after the one picked, before it where that is negative; it stops at the ends. From none it is
// the first. It is "" when there is no phone.
func (g *TileGrid) Beside(steps int) string {
	var all []string
	for _, l := range g.lines {
		all = append(all, l.phones...)
	}
	at := slices.Index(all, g.picked)
	switch {
	case len(all) == 0:
		return ""
	case at < 0:
		return all[0]
	}
	return all[min(max(at+steps, 0), len(all)-1)]
}

// Below is the phone so many lines below the one picked, above it where that is negative; it stops at the ends, like Beside.
func (g *TileGrid) Below(steps int) string {
	at := g.lineOf(g.picked)
	if at < 0 {
		return g.Beside(0)
	}
	column, best := slices.Index(g.lines[at].phones, g.picked), g.picked
	for i := at + sign(steps); steps != 0 && i >= 0 && i < len(g.lines); i += sign(steps) {
		if line := g.lines[i].phones; len(line) > 0 {
			best = line[min(column, len(line)-1)]
			steps -= sign(steps)
		}
	}
	return best
}

// menu asks for what else can be done with a phone.
func (g *TileGrid) menu(uuid string, at fyne.Position) {
	g.picked = uuid
	g.body.fill(true)
	g.OnMenu(uuid, at)
}

// OpenMenu asks for what else can be done with the phone that is picked, beside it.
func (g *TileGrid) OpenMenu() {
	if t := g.body.shown[g.picked]; t != nil {
		corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
		g.menu(g.picked, corner.AddXY(look.Scaled(tileInset), t.Size().Height/2))
	}
}

// FocusGained implements fyne.Focusable.
func (g *TileGrid) FocusGained() { g.held = true; g.body.fill(true) }

// FocusLost implements fyne.Focusable.
func (g *TileGrid) FocusLost() { g.held = false; g.body.fill(true) }

// TypedRune implements fyne.Focusable.
func (g *TileGrid) TypedRune(r rune) {
	if g.OnRune != nil {
		g.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (g *TileGrid) TypedKey(e *fyne.KeyEvent) {
	if g.OnKey != nil {
		g.OnKey(e.Name)
	}
}

// TypedShortcut implements fyne.Shortcutable: what is not for the grid goes to the window.
func (g *TileGrid) TypedShortcut(s fyne.Shortcut) {
	if g.OnShortcut != nil && g.OnShortcut(s) {
		return
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(g).(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// CreateRenderer implements fyne.Widget.
func (g *TileGrid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.scroll) }

// MinSize implements fyne.Widget.
func (g *TileGrid) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(tileWidth+2*tileGap), look.Scaled(tileHeight)+theme.Padding())
}
