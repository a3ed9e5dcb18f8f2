package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/lang"
	"ringside/ui/window/look"
)

// NavItem is the way to a page: an icon over the page's name, with a number of what waits there.
type NavItem struct {
	pressable

	icon   look.Icon
	name   string
	chosen bool
	badge  int
	avatar *Avatar // in place of the icon; nil for none
	paint  *navPaint
}

// NewNavItem makes the way to a page.
func NewNavItem(icon look.Icon, name string, tapped func()) *NavItem {
	n := &NavItem{icon: icon, name: name}
	n.OnTapped = tapped
	n.ExtendBaseWidget(n)
	return n
}

// NewAvatarItem makes an item that shows somebody's initials in place of an icon.
func NewAvatarItem() *NavItem {
	n := &NavItem{avatar: NewAvatar(pillTall)}
	n.ExtendBaseWidget(n)
	return n
}

// SetAvatar shows initials and a name; see [Avatar.Set].
func (n *NavItem) SetAvatar(initials string, tone int, name string) {
	n.avatar.Set(initials, tone)
	if n.name != name {
		n.name = name
		n.Refresh()
	}
}

// Badge is how much waits there.
func (n *NavItem) Badge() int { return n.badge }

// Set shows whether the page is the one that is shown, and what waits there; 0 for nothing.
func (n *NavItem) Set(chosen bool, badge int) {
	if n.chosen != chosen || n.badge != badge {
		n.chosen, n.badge = chosen, badge
		n.Refresh()
	}
}

// Name is the page's.
func (n *NavItem) Name() string { return n.name }

// The measures of an item at the usual scale.
const (
	navWidth, navHeight  float32 = 72, 56
	pillWidth, pillTall  float32 = 48, 28
	navIcon, badgeHeight float32 = 22, 16
)

// MinSize implements fyne.Widget.
func (n *NavItem) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(navWidth), look.Scaled(navHeight))
}

// CreateRenderer implements fyne.Widget.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	n.paint = &navPaint{
		item: n, pill: canvas.NewRectangle(nil), icon: NewIcon(navIcon), spot: canvas.NewRectangle(nil),
		name:  newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		count: newLine(theme.ColorNameForegroundOnError, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}),
	}
	n.paint.Refresh()
	return n.paint
}

// navPaint draws a NavItem.
type navPaint struct {
	item        *NavItem
	pill, spot  *canvas.Rectangle
	icon        *Icon
	name, count *line
}

// Destroy implements fyne.WidgetRenderer.
func (p *navPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *navPaint) MinSize() fyne.Size { return p.item.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *navPaint) Objects() []fyne.CanvasObject {
	middle := fyne.CanvasObject(p.icon.Image)
	if p.item.avatar != nil {
		middle = p.item.avatar
	}
	return []fyne.CanvasObject{p.pill, middle, p.spot, p.count.text, p.name.text}
}

// Layout implements fyne.WidgetRenderer.
func (p *navPaint) Layout(size fyne.Size) {
	middle, iconAt := size.Width/2, look.Scaled(4+pillTall/2)
	pill := fyne.NewSize(min(look.Scaled(pillWidth), size.Width-4), look.Scaled(pillTall))
	p.pill.CornerRadius = pill.Height / 2
	p.pill.Move(fyne.NewPos(middle-pill.Width/2, iconAt-pill.Height/2))
	p.pill.Resize(pill)
	if p.item.avatar != nil {
		centre(p.item.avatar, middle, iconAt, look.Scaled(pillTall-2))
	}
	centre(p.icon.Image, middle, iconAt, look.Scaled(navIcon))
	tall := look.Scaled(badgeHeight)
	wide := max(tall, p.count.natural()+look.Scaled(8))
	p.spot.CornerRadius = tall / 2
	p.spot.Move(fyne.NewPos(middle+look.Scaled(4), iconAt-tall))
	p.spot.Resize(fyne.NewSize(wide, tall))
	p.count.place(middle+look.Scaled(4)+(wide-p.count.natural())/2, iconAt-tall/2, wide)
	p.name.within(size.Width - 4) // a phone's bar gives it a fifth of the width, however large the letters are
	width := min(p.name.natural()+1, size.Width-2)
	p.name.place(middle-width/2, look.Scaled(44), width)
}

// Refresh implements fyne.WidgetRenderer.
func (p *navPaint) Refresh() {
	n := p.item
	colour := look.Muted
	p.name.text.TextStyle.Bold = n.chosen
	p.pill.FillColor = nil
	p.pill.StrokeWidth = 0
	switch {
	case n.chosen:
		colour = theme.ColorNamePrimary
		p.pill.FillColor = theme.Color(look.Chosen)
	case n.hovered:
		p.pill.FillColor = theme.Color(theme.ColorNameHover)
	}
	if n.held {
		p.pill.StrokeColor, p.pill.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	p.icon.Draw(n.icon, colour)
	p.name.colour = colour
	p.name.set(n.name)
	p.name.themed()
	p.count.set(lang.Few(n.badge))
	p.count.themed()
	p.spot.FillColor = theme.Color(theme.ColorNameError)
	visible(p.spot, n.badge > 0)
	visible(p.count.text, n.badge > 0)
	p.Layout(n.Size())
	canvas.Refresh(n)
}
