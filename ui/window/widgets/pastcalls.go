package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/rows"
)

// PastCalls shows a few calls that all were with one party: how and when, and what was noted.
type PastCalls struct {
	widget.BaseWidget
	// OnPick is told of the call that was clicked, by its Key. nil leaves the rows without an answer to that.
	OnPick func(key string)

	shown []rows.Past
	box   *fyne.Container
}

// NewPastCalls makes an empty one.
func NewPastCalls() *PastCalls {
	p := &PastCalls{box: container.New(layout.NewCustomPaddedVBoxLayout(0))}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows these calls, in this order.
func (p *PastCalls) Set(calls []rows.Past) {
	if slices.Equal(calls, p.shown) {
		return
	}
	p.shown = slices.Clone(calls)
	for len(p.box.Objects) > len(calls) {
		p.box.Remove(p.box.Objects[len(p.box.Objects)-1])
	}
	for i, c := range calls {
		if i == len(p.box.Objects) {
			row := NewPastRow()
			if p.OnPick != nil {
				row.OnTapped = func(key string) { p.OnPick(key) }
			}
			p.box.Add(row)
		}
		p.box.Objects[i].(*PastRow).Set(PastLine{Call: c, Alone: true})
	}
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *PastCalls) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }
