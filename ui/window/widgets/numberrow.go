package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// NewNumberRow shows a number, with the ways to call and to copy it; call is nil for what is no number.
func NewNumberRow(n rows.Number, call, copy func(number string)) fyne.CanvasObject {
	label := widget.NewLabel(n.Label)
	label.Importance, label.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	number := widget.NewLabel(n.Shown)
	number.Truncation = fyne.TextTruncateEllipsis
	buttons := container.NewHBox(NewIconButton(look.Copy, func() { copy(n.Shown) }))
	if call != nil {
		buttons.Add(NewIconButton(look.Call, func() { call(n.Dial) }))
	}
	return container.NewBorder(nil, nil, nil, buttons, container.New(tight{}, number, label))
}

// NewIconButton is a button with an icon and no word: what it does must be plain from where it stands.
func NewIconButton(icon look.Icon, tapped func()) *widget.Button {
	b := widget.NewButtonWithIcon("", icon.Plain(), tapped)
	b.Importance = widget.LowImportance
	return b
}

// NewLines puts lines of text closely above each other.
func NewLines(lines ...fyne.CanvasObject) *fyne.Container { return container.New(tight{}, lines...) }

// tight puts lines of text above each other without the space that labels have around them.
type tight struct{}

// overlap is how much of a label's height is space.
func overlap() float32 { return theme.InnerPadding() }

// MinSize implements fyne.Layout.
func (tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height - overlap()
	}
	return size.AddWidthHeight(0, overlap())
}

// Layout implements fyne.Layout.
func (tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height - overlap()
	}
}
