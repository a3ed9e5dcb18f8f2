package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// lines are things below each other, by what each is about. A line stays the same as long as the page, with what a person does in
// it, wherever it comes to stand.
type lines[L interface{ object() fyne.CanvasObject }] struct {
	content *fyne.Container
	made    map[string]L
	order   []string
	make    func(id string) L
}

func newLines[L interface{ object() fyne.CanvasObject }](makeLine func(id string) L) *lines[L] {
	return &lines[L]{content: container.NewVBox(), made: map[string]L{}, make: makeLine}
}

// at is the line about something.
func (l *lines[L]) at(id string) L {
	line, there := l.made[id]
	if !there {
		line = l.make(id)
		l.made[id] = line
	}
	return line
}

// arrange shows the lines about these, in their order.
func (l *lines[L]) arrange(order []string) {
	if slices.Equal(order, l.order) {
		return
	}
	l.order = order
	l.content.Objects = nil
	for _, id := range order {
		l.content.Objects = append(l.content.Objects, l.at(id).object())
	}
	l.content.Refresh()
}
