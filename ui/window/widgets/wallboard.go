package widgets

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// Wallboard shows queues over the whole window, to be read from across a room. Those that there is no room for come in turn.
type Wallboard struct {
	widget.BaseWidget
	// OnLeave is told that a person wants to leave it.
	OnLeave func()

	names [4]string // of the figures
	shown BoardState
	paint *boardPaint
}

// BoardState is what a Wallboard shows.
type BoardState struct {
	Queues []rows.Queue
	Clock  string
	Stale  string // says that the figures are not current; "" while they are
	Leave  string // how it is left
	Turn   int    // which page it is the turn of, counted for ever
}

func (b BoardState) equal(other BoardState) bool {
	return b.Clock == other.Clock && b.Stale == other.Stale && b.Leave == other.Leave && b.Turn == other.Turn && slices.Equal(b.Queues, other.Queues)
}

// NewWallboard makes an empty one. The names are those of the calls that wait, the longest wait, the free agents and the service
// level.
func NewWallboard(names [4]string) *Wallboard {
	b := &Wallboard{names: names}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows queues.
func (b *Wallboard) Set(s BoardState) {
	if !s.equal(b.shown) {
		s.Queues = slices.Clone(s.Queues)
		b.shown = s
		b.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (b *Wallboard) Tapped(*fyne.PointEvent) { b.OnLeave() }

// FocusGained implements fyne.Focusable.
func (b *Wallboard) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (b *Wallboard) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (b *Wallboard) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (b *Wallboard) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape || e.Name == fyne.KeyF11 {
		b.OnLeave()
	}
}

// Showing are the names of the queues on the page that is shown, and Letters how high its figures are.
func (b *Wallboard) Showing() (names []string, letters float32) {
	for _, q := range b.paint.page() {
		names = append(names, q.Name)
	}
	return names, b.paint.grid.letters
}

// Place says where of how many pages it is, "" where there is one.
func (b *Wallboard) Place() string { return b.paint.place.Text }

// CreateRenderer implements fyne.Widget.
func (b *Wallboard) CreateRenderer() fyne.WidgetRenderer {
	b.paint = &boardPaint{
		of: b, ground: canvas.NewRectangle(nil), clock: &canvas.Text{}, stale: &canvas.Text{}, place: &canvas.Text{},
	}
	b.paint.Refresh()
	return b.paint
}

// boardGrid is how the tiles of a page stand.
type boardGrid struct {
	columns, rows int
	letters       float32 // the height of the figures
}

// What a tile takes, in heights of its figures, and the least height of those, in parts of the window's.
const (
	boardWide  float32 = 6.2
	boardTall  float32 = 5.0
	boardLeast float32 = 1. / 12
	boardFoot  float32 = 0.06 // of the window's height, for the line below
)

// gridFor places so many tiles so that their letters are as large as can be.
func gridFor(n int, size fyne.Size) boardGrid {
	best := boardGrid{columns: 1, rows: 1}
	for columns := 1; columns <= n; columns++ {
		lines := (n + columns - 1) / columns
		letters := min(size.Width/float32(columns)/boardWide, size.Height*(1-boardFoot)/float32(lines)/boardTall)
		if letters > best.letters {
			best = boardGrid{columns, lines, letters}
		}
	}
	return best
}

// fullest is the grid with the most tiles, up to n, that can be read from afar: one at least.
func fullest(n int, size fyne.Size) boardGrid {
	for ; n > 1; n-- {
		if g := gridFor(n, size); g.letters >= size.Height*boardLeast {
			return g
		}
	}
	return gridFor(1, size)
}

// boardPaint draws a Wallboard.
type boardPaint struct {
	of                  *Wallboard
	ground              *canvas.Rectangle
	clock, stale, place *canvas.Text
	tiles               []*boardTile
	grid                boardGrid
	objects             []fyne.CanvasObject
}

// Destroy implements fyne.WidgetRenderer.
func (p *boardPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *boardPaint) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// Objects implements fyne.WidgetRenderer.
func (p *boardPaint) Objects() []fyne.CanvasObject { return p.objects }

// page are the queues that are shown now.
func (p *boardPaint) page() []rows.Queue {
	all, per := p.of.shown.Queues, p.grid.columns*p.grid.rows
	if per >= len(all) {
		return all
	}
	from := p.of.shown.Turn % p.pages() * per
	return all[from:min(from+per, len(all))]
}

func (p *boardPaint) pages() int {
	per := max(p.grid.columns*p.grid.rows, 1)
	return max((len(p.of.shown.Queues)+per-1)/per, 1)
}

// Layout implements fyne.WidgetRenderer.
func (p *boardPaint) Layout(size fyne.Size) {
	p.grid = fullest(len(p.of.shown.Queues), size)
	page := p.page()
	for len(p.tiles) < len(page) {
		p.tiles = append(p.tiles, newBoardTile(p.of.names))
	}
	p.objects = append(p.objects[:0], p.ground, p.clock, p.stale, p.place)
	p.ground.Resize(size)
	p.ground.FillColor = theme.Color(theme.ColorNameBackground)
	wide := size.Width / float32(p.grid.columns)
	tall := size.Height * (1 - boardFoot) / float32(p.grid.rows)
	for i, q := range page {
		t := p.tiles[i]
		t.set(q, p.grid.letters)
		t.layout(rect{float32(i%p.grid.columns) * wide, float32(i/p.grid.columns) * tall, wide, tall})
		p.objects = append(p.objects, t.objects...)
	}
	p.foot(size)
}

// foot places the line below the tiles.
func (p *boardPaint) foot(size fyne.Size) {
	s, tall := p.of.shown, size.Height*boardFoot
	letters, pad := tall*0.5, tall*0.4
	place := s.Leave
	if n := p.pages(); n > 1 {
		place = fmt.Sprintf("%d/%d · %s", s.Turn%n+1, n, s.Leave)
	}
	third := (size.Width - 2*pad) / 4
	middle := size.Height - tall/2
	write(p.clock, s.Clock, theme.Color(theme.ColorNameForeground), letters, third).at(pad, middle, third, fyne.TextAlignLeading)
	write(p.stale, s.Stale, theme.Color(theme.ColorNameWarning), letters, 2*third).at(pad+third, middle, 2*third, fyne.TextAlignCenter)
	write(p.place, place, theme.Color(look.Muted), letters, third).at(pad+3*third, middle, third, fyne.TextAlignTrailing)
}

// Refresh implements fyne.WidgetRenderer.
func (p *boardPaint) Refresh() {
	p.Layout(p.of.Size())
	canvas.Refresh(p.of)
}
