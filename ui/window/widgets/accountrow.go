package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"ringside/ui/lang"
	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// AccountRow is one of the accounts side by side: its name, how it stands, what waits there, and whether it is the current one.
type AccountRow struct {
	pressable

	shown rows.Account
}

// NewAccountRow makes the row of an account.
func NewAccountRow(a rows.Account, tapped func()) *AccountRow {
	r := &AccountRow{shown: a}
	r.OnTapped = tapped
	r.ExtendBaseWidget(r)
	return r
}

// Set shows an account.
func (r *AccountRow) Set(a rows.Account) {
	if r.shown != a {
		r.shown = a
		r.Refresh()
	}
}

// Shown is the account that is shown.
func (r *AccountRow) Shown() rows.Account { return r.shown }

// MinSize implements fyne.Widget.
func (r *AccountRow) MinSize() fyne.Size { return fyne.NewSize(look.Scaled(120), look.Scaled(52)) }

// CreateRenderer implements fyne.Widget.
func (r *AccountRow) CreateRenderer() fyne.WidgetRenderer {
	p := &accountPaint{
		of: r, ground: canvas.NewRectangle(nil), avatar: NewAvatar(36), mark: NewIcon(0), current: NewIcon(0), spot: canvas.NewRectangle(nil),
		name:   newLine(theme.ColorNameForeground, theme.SizeNameText, fyne.TextStyle{}),
		detail: newLine(look.Muted, theme.SizeNameCaptionText, fyne.TextStyle{}),
		count:  newLine(theme.ColorNameForegroundOnError, theme.SizeNameCaptionText, fyne.TextStyle{Bold: true}),
	}
	p.ground.CornerRadius = 6
	p.Refresh()
	return p
}

// accountPaint draws an AccountRow.
type accountPaint struct {
	of                  *AccountRow
	ground, spot        *canvas.Rectangle
	avatar              *Avatar
	mark, current       *Icon
	name, detail, count *line
}

// Destroy implements fyne.WidgetRenderer.
func (p *accountPaint) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *accountPaint) MinSize() fyne.Size { return p.of.MinSize() }

// Objects implements fyne.WidgetRenderer.
func (p *accountPaint) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		p.ground, p.avatar, p.name.text, p.mark.Image, p.detail.text, p.spot, p.count.text, p.current.Image,
	}
}

// Layout implements fyne.WidgetRenderer.
func (p *accountPaint) Layout(size fyne.Size) {
	p.ground.Resize(size)
	middle, right := size.Height/2, size.Width-look.Scaled(8)
	side := look.Scaled(36)
	p.avatar.Move(fyne.NewPos(look.Scaled(8), middle-side/2))
	p.avatar.Resize(fyne.NewSquareSize(side))
	if p.of.shown.Current {
		centre(p.current.Image, right-look.Scaled(10), middle, look.Scaled(20))
		right -= look.Scaled(26)
	}
	if p.of.shown.Unread > 0 {
		tall := look.Scaled(20)
		wide := max(tall, p.count.natural()+look.Scaled(12))
		right -= wide
		p.spot.CornerRadius = tall / 2
		p.spot.Move(fyne.NewPos(right, middle-tall/2))
		p.spot.Resize(fyne.NewSize(wide, tall))
		p.count.place(right+(wide-p.count.natural())/2, middle, wide)
		right -= look.Scaled(6)
	}
	left := look.Scaled(8 + 36 + 10)
	p.name.place(left, middle-look.Scaled(10), right-left)
	centre(p.mark.Image, left+look.Scaled(7), middle+look.Scaled(10), look.Scaled(14))
	left += look.Scaled(14 + 5)
	p.detail.place(left, middle+look.Scaled(10), right-left)
}

// Refresh implements fyne.WidgetRenderer.
func (p *accountPaint) Refresh() {
	r, a := p.of, p.of.shown
	p.ground.FillColor, p.ground.StrokeWidth = nil, 0
	switch {
	case a.Current:
		p.ground.FillColor = theme.Color(look.Chosen)
	case r.hovered:
		p.ground.FillColor = theme.Color(theme.ColorNameHover)
	}
	if r.held {
		p.ground.StrokeColor, p.ground.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	p.avatar.Set(a.Initials, a.Tone)
	p.name.text.TextStyle.Bold = a.Current
	p.current.Draw("", theme.ColorNamePrimary)
	if a.Current {
		p.current.Draw(look.Check, theme.ColorNamePrimary)
	}
	p.mark.Draw(accountMark(a.State))
	for l, text := range map[*line]string{p.name: a.Name, p.detail: a.Detail, p.count: lang.Few(a.Unread)} {
		l.set(text)
		l.themed()
	}
	p.spot.FillColor = theme.Color(theme.ColorNameError)
	visible(p.spot, a.Unread > 0)
	visible(p.count.text, a.Unread > 0)
	p.Layout(r.Size())
	canvas.Refresh(r)
}

// accountMark is the sign of how an account stands, which its shape tells as well.
func accountMark(s rows.AccountState) (look.Icon, fyne.ThemeColorName) {
	switch s {
	case rows.AccountLive:
		return look.Call, look.Free
	case rows.AccountWaits:
		return look.Sync, look.Muted
	case rows.AccountOut:
		return look.Person, theme.ColorNameWarning
	}
	return look.Warning, theme.ColorNameWarning
}
