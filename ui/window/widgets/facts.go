package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/look"
	"ringside/ui/window/rows"
)

// Facts shows what is known of something, a line each: on the left what it is, on the right what is known.
type Facts struct {
	widget.BaseWidget
	shown []rows.Fact
	box   *fyne.Container
}

// NewFacts makes an empty one.
func NewFacts() *Facts {
	f := &Facts{box: container.New(factLines{})}
	f.ExtendBaseWidget(f)
	return f
}

// Set shows these facts.
func (f *Facts) Set(facts []rows.Fact) {
	if slices.Equal(facts, f.shown) {
		return
	}
	f.shown = slices.Clone(facts)
	f.box.RemoveAll()
	for _, fact := range facts {
		label, text := widget.NewLabel(fact.Label), widget.NewLabel(fact.Text)
		label.Importance, label.Wrapping = widget.LowImportance, fyne.TextWrapWord
		text.Wrapping = fyne.TextWrapWord
		f.box.Add(label)
		f.box.Add(text)
	}
	f.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *Facts) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// factLines places labels, two a line, without the space that labels have around them.
type factLines struct{}

// factLabel is how wide the left column is, at the usual scale.
const factLabel float32 = 150

// MinSize implements fyne.Layout.
func (factLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := overlap()
	for i := 1; i < len(objects); i += 2 {
		height += max(objects[i-1].MinSize().Height, objects[i].MinSize().Height) - overlap()
	}
	return fyne.NewSize(look.Scaled(factLabel), height)
}

// Layout implements fyne.Layout.
func (factLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(look.Scaled(factLabel), size.Width*0.45)
	y := float32(0)
	for i := 1; i < len(objects); i += 2 {
		label, text := objects[i-1], objects[i]
		label.Resize(fyne.NewSize(left, label.Size().Height)) // what wraps is as high as it is narrow
		text.Resize(fyne.NewSize(size.Width-left, text.Size().Height))
		tall := max(label.MinSize().Height, text.MinSize().Height)
		put(label, 0, y, left, tall)
		put(text, left, y, size.Width-left, tall)
		y += tall - overlap()
	}
}
