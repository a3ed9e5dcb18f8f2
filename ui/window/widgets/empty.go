package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
)

// Empty says in the middle of a page why there is nothing, and what can be done about it.
type Empty struct {
	widget.BaseWidget
	icon        *Icon
	title, hint *widget.Label
	action      *widget.Button
	content     *fyne.Container
}

// NewEmpty makes a hidden one.
func NewEmpty() *Empty {
	e := &Empty{icon: NewIcon(40), title: widget.NewLabel(""), hint: widget.NewLabel(""), action: widget.NewButton("", nil)}
	for _, l := range []*widget.Label{e.title, e.hint} {
		l.Alignment, l.Wrapping = fyne.TextAlignCenter, fyne.TextWrapWord
	}
	e.title.TextStyle.Bold = true
	e.hint.Importance = widget.LowImportance
	e.action.Hide()
	e.content = container.NewVBox(e.icon.Box(), e.title, e.hint, container.NewCenter(e.action))
	e.ExtendBaseWidget(e)
	e.Hide()
	return e
}

// Set says a title and a hint under an icon; the title "" hides all of it.
func (e *Empty) Set(icon look.Icon, title, hint string) {
	e.icon.Draw(icon, look.Muted)
	setText(e.title, title)
	setText(e.hint, hint)
	visible(e.hint, hint != "")
	visible(e, title != "")
}

// Offer puts a button under the words.
func (e *Empty) Offer(label string, tapped func()) {
	e.action.SetText(label)
	e.action.OnTapped = tapped
	e.action.Show()
}

// CreateRenderer implements fyne.Widget.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(Inset(48, 0, 24, 24, e.content), nil, nil, nil))
}
