package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Finding is what came of looking at something: a sign, what was looked at and how it is, and below it what was found and what to
// do about it.
type Finding struct {
	widget.BaseWidget
	sign                          *Icon
	name, status, summary, advice *widget.Label
}

// NewFinding makes one that waits for what is found.
func NewFinding(name string) *Finding {
	f := &Finding{
		sign: NewIcon(20), name: widget.NewLabel(name), status: widget.NewLabel(""), summary: widget.NewLabel(""), advice: widget.NewLabel(""),
	}
	f.name.TextStyle.Bold = true
	f.name.Truncation = fyne.TextTruncateEllipsis
	f.status.Importance, f.status.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	f.summary.Wrapping, f.advice.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	f.summary.Importance = widget.LowImportance
	f.ExtendBaseWidget(f)
	f.Wait()
	return f
}

// Wait shows that nothing was found yet.
func (f *Finding) Wait() {
	f.sign.Draw(look.More, look.Absent)
	setText(f.status, "")
	visible(f.summary, false)
	visible(f.advice, false)
}

// Set shows what was found: how it is in a word, a sentence, and what to do, which may be "".
func (f *Finding) Set(sign look.Icon, colour fyne.ThemeColorName, status, summary, advice string) {
	f.sign.Draw(sign, colour)
	setText(f.status, status)
	setText(f.summary, summary)
	setText(f.advice, advice)
	visible(f.summary, summary != "")
	visible(f.advice, advice != "")
	f.Refresh()
}

// Text is all that is said, a line each.
func (f *Finding) Text() string {
	return f.name.Text + "\n" + f.status.Text + "\n" + f.summary.Text + "\n" + f.advice.Text
}

// CreateRenderer implements fyne.Widget.
func (f *Finding) CreateRenderer() fyne.WidgetRenderer {
	sign := Inset(8, 0, 4, 4, container.NewVBox(f.sign.Box()))
	words := NewLines(container.NewBorder(nil, nil, nil, f.status, f.name), f.summary, f.advice)
	return widget.NewSimpleRenderer(container.New(layout.NewCustomPaddedVBoxLayout(0), NewCard(container.NewBorder(nil, nil, sign, nil, words))))
}
