package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/widgets"
)

// choice is a value that can be chosen, and how it is called.
type choice[T comparable] struct {
	value T
	name  string
}

// chooser is a select for values.
type chooser[T comparable] struct {
	*widget.Select
	choices []choice[T]
	changed func(T)
}

func newChooser[T comparable](choices []choice[T], changed func(T)) *chooser[T] {
	c := &chooser[T]{Select: widget.NewSelect(nil, nil), choices: choices, changed: changed}
	c.PlaceHolder = "–" // for what is none of the choices
	for _, one := range choices {
		c.Options = append(c.Options, one.name)
	}
	return c
}

// control is the select with a line around it.
func (c *chooser[T]) control() fyne.CanvasObject { return widgets.NewOutline(c.Select) }

// set shows a value; one that is none of the choices is shown as nothing chosen. It tells nobody.
func (c *chooser[T]) set(now T) {
	at := slices.IndexFunc(c.choices, func(one choice[T]) bool { return one.value == now })
	c.OnChanged = nil
	switch {
	case at < 0:
		c.ClearSelected()
	case at != c.SelectedIndex():
		c.SetSelectedIndex(at)
	}
	c.OnChanged = func(string) { c.changed(c.choices[c.SelectedIndex()].value) }
}
