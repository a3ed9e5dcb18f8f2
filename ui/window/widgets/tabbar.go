package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// TabBar is a row of names of which one is chosen. It scrolls where there is no room for all.
type TabBar struct {
	widget.BaseWidget
	// OnChosen is told which one a person chose.
	OnChosen func(i int)

	names  []string
	chosen int
	row    *fyne.Container
	scroll *container.Scroll
}

// NewTabBar makes an empty row.
func NewTabBar() *TabBar {
	b := &TabBar{row: container.NewHBox()}
	b.scroll = container.NewHScroll(b.row)
	b.ExtendBaseWidget(b)
	return b
}

// Set shows these names, with one of them chosen.
func (b *TabBar) Set(names []string, chosen int) {
	b.names, b.chosen = names, chosen
	for len(b.row.Objects) < len(names) {
		i := len(b.row.Objects)
		b.row.Add(widget.NewButton("", func() { b.OnChosen(i) }))
	}
	for i, o := range b.row.Objects {
		button := o.(*widget.Button)
		visible(button, i < len(names))
		if i >= len(names) {
			continue
		}
		importance := widget.LowImportance
		if i == chosen {
			importance = widget.HighImportance
		}
		if button.Text != names[i] || button.Importance != importance {
			button.Importance = importance
			button.SetText(names[i])
		}
	}
	b.reveal()
}

// reveal scrolls to the one that is chosen.
func (b *TabBar) reveal() {
	if b.chosen >= len(b.row.Objects) {
		return
	}
	o := b.row.Objects[b.chosen]
	from, to := o.Position().X, o.Position().X+o.Size().Width
	switch offset, wide := b.scroll.Offset.X, b.scroll.Size().Width; {
	case from < offset:
		b.scroll.ScrollToOffset(fyne.NewPos(from, 0))
	case to > offset+wide && wide > 0:
		b.scroll.ScrollToOffset(fyne.NewPos(to-wide, 0))
	}
}

// CreateRenderer implements fyne.Widget.
func (b *TabBar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.scroll) }
