package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// findingRow is a line of the palette.
type findingRow struct {
	widget.BaseWidget
	chosen  func(int)
	at      int
	finding rows.Finding
	picked  bool
	hovered bool

	back                *canvas.Rectangle
	icon                *Icon
	title, detail, keys *line
	found               [len(rows.Spans{})]*canvas.Rectangle
}

func newFindingRow(chosen func(int)) *findingRow {
	r := &findingRow{
		chosen: chosen, back: canvas.NewRectangle(nil), icon: NewIcon(18),
		title:  newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{}),
		detail: newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		keys:   newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
	}
	r.back.CornerRadius = 6
	for i := range r.found {
		r.found[i] = canvas.NewRectangle(nil)
		r.found[i].CornerRadius = 2
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *findingRow) set(at int, f rows.Finding, picked bool) {
	r.at, r.finding, r.picked = at, f, picked
	r.Refresh()
}

// MinSize implements fyne.Widget.
func (r *findingRow) MinSize() fyne.Size { return fyne.NewSize(look.Scaled(200), look.Scaled(44)) }

// Tapped implements fyne.Tappable.
func (r *findingRow) Tapped(*fyne.PointEvent) { r.chosen(r.at) }

// MouseIn implements desktop.Hoverable.
func (r *findingRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *findingRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *findingRow) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer implements fyne.Widget.
func (r *findingRow) CreateRenderer() fyne.WidgetRenderer { return &findingPaint{r} }

// findingPaint draws a findingRow.
type findingPaint struct{ *findingRow }

// Destroy implements fyne.WidgetRenderer.
func (p *findingPaint) Destroy() {}

// Objects implements fyne.WidgetRenderer.
func (p *findingPaint) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{p.back, p.icon.Image}
	for _, f := range p.found {
		objects = append(objects, f)
	}
	return append(objects, p.title.text, p.detail.text, p.keys.text)
}

// Layout implements fyne.WidgetRenderer.
func (p *findingPaint) Layout(size fyne.Size) {
	p.back.Move(fyne.NewPos(4, 1))
	p.back.Resize(fyne.NewSize(size.Width-8, size.Height-2))
	middle := size.Height / 2
	centre(p.icon.Image, look.Scaled(22), middle, look.Scaled(18))
	left := look.Scaled(40)
	keys := p.keys.natural() + 1
	p.keys.place(size.Width-keys-look.Scaled(12), middle, keys)
	room := size.Width - left - keys - look.Scaled(20)
	upper, lower := middle, middle
	if p.detail.full != "" {
		upper, lower = middle-look.Scaled(9), middle+look.Scaled(10)
	}
	p.title.place(left, upper, room)
	p.detail.place(left, lower, room)
	p.title.mark(p.found[:], p.finding.Found, left, upper, room)
}

// Refresh implements fyne.WidgetRenderer.
func (p *findingPaint) Refresh() {
	f := p.finding
	p.title.set(f.Title)
	p.detail.set(f.Detail)
	p.keys.set(f.Keys)
	for _, l := range []*line{p.title, p.detail, p.keys} {
		l.themed()
	}
	switch {
	case f.Contact != nil:
		p.icon.Draw(look.MarkOf(f.Presence), look.PresenceColor(f.Presence, f.Current))
	case f.Own:
		p.icon.Draw(look.Person, look.Muted)
	case f.Number != "":
		p.icon.Draw(look.Call, theme.ColorNamePrimary)
	default:
		p.icon.Draw(look.Next, look.Muted)
	}
	p.back.FillColor = nil
	if p.picked {
		p.back.FillColor = theme.Color(look.Chosen)
	} else if p.hovered {
		p.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	p.Layout(p.Size())
	canvas.Refresh(p.findingRow)
}
