package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// CallCard shows one of the user's calls: who, how far, how long, and the way to end it.
type CallCard struct {
	widget.BaseWidget
	// OnHangUp is called with the PBX's identifier, OnDismiss with the card's key.
	OnHangUp  func(uniqueID string)
	OnDismiss func(key uint64)

	shown                rows.Call
	back                 *canvas.Rectangle
	icon                 *Icon
	title, detail, stage *widget.Label
	timer                *widget.Label
	lights               [3]*canvas.Rectangle
	lightRow             *fyne.Container
	hangUp               *widget.Button
	dismiss              *widget.Button
}

// NewCallCard makes an empty card; hangUp and dismiss are the words on its buttons.
func NewCallCard(hangUp, dismiss string) *CallCard {
	c := &CallCard{
		back: canvas.NewRectangle(nil), icon: NewIcon(28),
		title:  widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}),
		detail: widget.NewLabel(""), stage: widget.NewLabel(""),
		timer: widget.NewLabelWithStyle("", fyne.TextAlignTrailing, fyne.TextStyle{Monospace: true}),
	}
	c.back.CornerRadius, c.back.StrokeWidth = 8, 1
	c.title.Truncation, c.detail.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	c.stage.Wrapping = fyne.TextWrapWord
	c.detail.Importance = widget.LowImportance
	c.lightRow = container.NewGridWithColumns(3)
	for i := range c.lights {
		c.lights[i] = canvas.NewRectangle(nil)
		c.lights[i].CornerRadius = 2
		c.lights[i].SetMinSize(fyne.NewSize(20, 4))
		c.lightRow.Add(c.lights[i])
	}
	c.hangUp = widget.NewButtonWithIcon(hangUp, look.HangUp.Plain(), func() {
		if c.OnHangUp != nil && c.shown.UniqueID != "" {
			c.OnHangUp(c.shown.UniqueID)
		}
	})
	c.hangUp.Importance = widget.DangerImportance
	c.dismiss = widget.NewButtonWithIcon(dismiss, theme.CancelIcon(), func() {
		if c.OnDismiss != nil {
			c.OnDismiss(c.shown.Key)
		}
	})
	c.ExtendBaseWidget(c)
	return c
}

// Set shows a call.
func (c *CallCard) Set(call rows.Call) {
	if call == c.shown {
		return
	}
	c.shown = call
	c.Refresh()
}

// Refresh implements fyne.Widget.
func (c *CallCard) Refresh() {
	s := c.shown
	setText(c.title, s.Title)
	setText(c.detail, s.Detail)
	setText(c.stage, s.Stage)
	setText(c.timer, s.Timer)
	visible(c.detail, s.Detail != "")
	visible(c.timer, s.Timer != "")
	visible(c.lightRow, s.Lights > 0)
	visible(c.hangUp, !s.Ended && s.UniqueID != "")
	visible(c.dismiss, s.Ended)
	colour := theme.ColorNamePrimary
	switch {
	case s.Failed:
		colour = theme.ColorNameError
	case s.Ended:
		colour = look.Absent
	case s.Lights == len(c.lights) || s.Lights == 0 && s.Timer != "":
		colour = look.Free
	case s.Inbound:
		colour = look.Rings
	}
	c.back.FillColor, c.back.StrokeColor = theme.Color(look.Surface), theme.Color(colour)
	icon := look.Call
	if s.Ended {
		icon = look.HangUp
	}
	c.icon.Draw(icon, colour)
	for i, light := range c.lights {
		light.FillColor = theme.Color(theme.ColorNameSeparator)
		if i < s.Lights {
			light.FillColor = theme.Color(colour)
		}
	}
	c.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *CallCard) CreateRenderer() fyne.WidgetRenderer {
	words := container.New(layout.NewCustomPaddedVBoxLayout(-8), container.NewBorder(nil, nil, nil, c.timer, c.title), c.detail, c.stage)
	buttons := container.NewCenter(container.NewHBox(c.hangUp, c.dismiss))
	left := container.NewCenter(c.icon.Image)
	content := container.NewBorder(nil, container.New(layout.NewCustomPaddedLayout(0, 4, 8, 8), c.lightRow), left, buttons, words)
	return widget.NewSimpleRenderer(container.NewStack(c.back, container.New(layout.NewCustomPaddedLayout(2, 4, 10, 8), content)))
}

// setText changes a label only when it has to: every SetText lays out again.
func setText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

func visible(o fyne.CanvasObject, yes bool) {
	if yes && !o.Visible() {
		o.Show()
	} else if !yes && o.Visible() {
		o.Hide()
	}
}
