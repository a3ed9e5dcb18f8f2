package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// tileBody is what a TileGrid scrolls: as high as all its lines, with objects for those in sight alone.
type tileBody struct {
	widget.BaseWidget
	of       *TileGrid
	tall     float32
	shown    map[string]*tile // those in sight, by UUID
	spare    []*tile
	headings []*line // those in sight, and then spare ones
	objects  []fyne.CanvasObject
	ground   *canvas.Rectangle // drawn anew to have the window drawn anew: the body itself would draw every text again
}

func newTileBody(of *TileGrid) *tileBody {
	b := &tileBody{of: of, shown: map[string]*tile{}, ground: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// MinSize implements fyne.Widget.
func (b *tileBody) MinSize() fyne.Size { return fyne.NewSize(0, b.tall) }

// Resize implements fyne.Widget.
func (b *tileBody) Resize(size fyne.Size) {
	if size != b.Size() {
		b.BaseWidget.Resize(size)
		b.fill(false)
	}
}

// inSight are the lines that can be seen.
func (b *tileBody) inSight() []tileLine {
	lines, from := b.of.lines, b.of.scroll.Offset.Y
	to := from + b.of.scroll.Size().Height
	first, _ := slices.BinarySearchFunc(lines, from, func(l tileLine, y float32) int {
		if l.top+l.tall <= y {
			return -1
		}
		return 1
	})
	last := first
	for last < len(lines) && lines[last].top < to {
		last++
	}
	return lines[first:last]
}

// fill has tiles for what is in sight, where it stands. Those that were in sight before only say something new if anew is set.
func (b *tileBody) fill(anew bool) {
	before := b.shown
	b.shown = make(map[string]*tile, len(before))
	lines := b.inSight()
	for _, l := range lines {
		for _, uuid := range l.phones {
			if t := before[uuid]; t != nil {
				b.shown[uuid] = t
				delete(before, uuid)
			}
		}
	}
	for _, t := range before {
		b.spare = append(b.spare, t)
	}
	objects, headings := append(make([]fyne.CanvasObject, 0, len(b.objects)+1), b.ground), 0
	for _, l := range lines {
		if l.heading != "" {
			objects = append(objects, b.placeHeading(headings, l))
			headings++
		}
		for i, uuid := range l.phones {
			objects = append(objects, b.placeTile(uuid, i, l, anew))
		}
	}
	if !slices.Equal(objects, b.objects) {
		b.objects = objects
		canvas.Refresh(b.ground)
	}
}

// placeTile puts a phone where it stands in its line.
func (b *tileBody) placeTile(uuid string, column int, l tileLine, anew bool) *tile {
	t := b.shown[uuid]
	if fresh := t == nil; fresh {
		anew = true
		if last := len(b.spare) - 1; last >= 0 {
			t, b.spare = b.spare[last], b.spare[:last]
		} else {
			t = newTile(b.of)
		}
		b.shown[uuid] = t
	}
	gap := look.Scaled(tileGap)
	wide := (b.Size().Width - gap*float32(b.of.columns+1)) / float32(b.of.columns)
	t.Move(fyne.NewPos(gap+(wide+gap)*float32(column), l.top))
	t.Resize(fyne.NewSize(wide, l.tall-gap))
	if anew {
		picked := uuid == b.of.picked
		t.set(tileShown{b.of.describe(uuid), picked, picked && b.of.held})
	}
	return t
}

// placeHeading puts a heading into its line.
func (b *tileBody) placeHeading(i int, l tileLine) fyne.CanvasObject {
	if i == len(b.headings) {
		b.headings = append(b.headings, newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}))
	}
	h := b.headings[i]
	h.set(l.heading)
	h.place(look.Scaled(tileGap+2), l.top+l.tall-look.Scaled(12), b.Size().Width-2*look.Scaled(tileGap))
	return h.text
}

// Refresh implements fyne.Widget: sizes and colours may be other ones.
func (b *tileBody) Refresh() {
	b.spare = nil
	for _, h := range b.headings {
		h.themed()
	}
	for _, t := range b.shown {
		t.Refresh()
	}
	b.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *tileBody) CreateRenderer() fyne.WidgetRenderer { return &tileBodyPaint{b} }

type tileBodyPaint struct{ of *tileBody }

// Destroy implements fyne.WidgetRenderer.
func (p *tileBodyPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *tileBodyPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *tileBodyPaint) Objects() []fyne.CanvasObject { return p.of.objects }

// Layout implements fyne.WidgetRenderer: each stands where it was put.
func (p *tileBodyPaint) Layout(fyne.Size) {}

// Refresh implements fyne.WidgetRenderer.
func (p *tileBodyPaint) Refresh() { canvas.Refresh(p.of) }
