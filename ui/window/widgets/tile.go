package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// tileShown is what a tile shows: a phone, whether it is picked, and whether the panel it is on has the keyboard.
type tileShown struct {
	rows.Tile
	picked, held bool
}

// tile is a phone on the operator panel. Like a [PersonRow], it draws and hit-tests its parts itself.
type tile struct {
	widget.BaseWidget
	of      *TileGrid
	shown   tileShown
	hovered bool
	pointer fyne.Position // while hovered
	paint   *tilePaint
}

func newTile(of *TileGrid) *tile {
	t := &tile{of: of}
	t.ExtendBaseWidget(t)
	return t
}

// set shows a phone; most tiles show what they did.
func (t *tile) set(shown tileShown) {
	if t.shown != shown {
		t.shown = shown
		t.Refresh()
	}
}

// The measures of a tile, at the usual scale. It is as wide as there is room for.
const (
	tileWidth  float32 = 190 // at least
	tileHeight float32 = 76
	tileInset  float32 = 10
	tileMore   float32 = 26 // of the way to what else can be done
)

// MinSize implements fyne.Widget.
func (t *tile) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(tileWidth), look.Scaled(tileHeight))
}

// Tapped implements fyne.Tappable.
func (t *tile) Tapped(e *fyne.PointEvent) {
	if t.offersMore() && t.onMore(e.Position) {
		t.TappedSecondary(e)
		return
	}
	tell(t.of.OnTapped, t.shown.UUID)
}

// TappedSecondary implements fyne.SecondaryTappable.
func (t *tile) TappedSecondary(e *fyne.PointEvent) {
	if t.of.OnMenu != nil {
		t.of.menu(t.shown.UUID, e.AbsolutePosition)
	}
}

// offersMore reports whether the way to what else can be done is shown.
func (t *tile) offersMore() bool { return t.of.OnMenu != nil && (t.hovered || t.shown.picked) }

func (t *tile) onMore(at fyne.Position) bool {
	corner := look.Scaled(tileMore)
	return at.X >= t.Size().Width-corner && at.Y >= t.Size().Height-corner
}

// MouseIn implements desktop.Hoverable.
func (t *tile) MouseIn(e *desktop.MouseEvent) { t.hover(true, e.Position) }

// MouseMoved implements desktop.Hoverable.
func (t *tile) MouseMoved(e *desktop.MouseEvent) { t.hover(true, e.Position) }

// MouseOut implements desktop.Hoverable.
func (t *tile) MouseOut() { t.hover(false, fyne.Position{}) }

func (t *tile) hover(on bool, at fyne.Position) {
	changed := on != t.hovered || t.onMore(at) != t.onMore(t.pointer)
	t.hovered, t.pointer = on, at
	if changed {
		t.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *tile) CreateRenderer() fyne.WidgetRenderer {
	t.paint = newTilePaint(t)
	t.paint.Refresh()
	return t.paint
}
