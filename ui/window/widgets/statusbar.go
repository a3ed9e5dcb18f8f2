package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// StatusBar is the line at the foot of the window: the connection on the left, voicemail on the right.
type StatusBar struct {
	widget.BaseWidget
	mark, envelope   *Icon
	state, voicemail *widget.Label
	live             bool
}

// NewStatusBar makes an empty bar.
func NewStatusBar() *StatusBar {
	b := &StatusBar{mark: NewIcon(12), envelope: NewIcon(16), state: widget.NewLabel(""), voicemail: widget.NewLabel("")}
	for _, l := range []*widget.Label{b.state, b.voicemail} {
		l.SizeName = theme.SizeNameCaptionText
	}
	b.state.Truncation = fyne.TextTruncateEllipsis
	b.ExtendBaseWidget(b)
	return b
}

// Set shows the state of the connection in words, whether it is live, and the new voicemail in words, "" for none.
func (b *StatusBar) Set(state string, live bool, voicemail string) {
	if b.state.Text == state && b.live == live && b.voicemail.Text == voicemail {
		return
	}
	b.live = live
	setText(b.state, state)
	setText(b.voicemail, voicemail)
	b.Refresh()
}

// Refresh implements fyne.Widget.
func (b *StatusBar) Refresh() {
	if b.live {
		b.mark.Draw(look.Check, theme.ColorNameSuccess)
	} else {
		b.mark.Draw(look.Warning, theme.ColorNameWarning)
	}
	b.envelope.Draw(only(b.voicemail.Text != "", look.Voicemail), theme.ColorNamePrimary)
	b.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *StatusBar) CreateRenderer() fyne.WidgetRenderer {
	left := container.New(layout.NewCustomPaddedLayout(0, 0, 12, 0), b.mark.Box())
	right := container.NewHBox(b.envelope.Box(), b.voicemail)
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedVBoxLayout(0), container.NewBorder(nil, nil, left, right, b.state)))
}
