package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/rows"
)

// CallStack shows the cards of all the user's calls, one below the other. A call keeps its card while it lasts.
type CallStack struct {
	widget.BaseWidget
	OnHangUp  func(uniqueID string)
	OnDismiss func(key uint64)

	hangUp, dismiss string
	cards           map[uint64]*CallCard
	box             *fyne.Container
}

// NewCallStack makes an empty stack; hangUp and dismiss are the words on the buttons.
func NewCallStack(hangUp, dismiss string) *CallStack {
	s := &CallStack{hangUp: hangUp, dismiss: dismiss, cards: map[uint64]*CallCard{}, box: container.NewVBox()}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows these calls, in this order.
func (s *CallStack) Set(calls []rows.Call) {
	keep := make(map[uint64]*CallCard, len(calls))
	objects := make([]fyne.CanvasObject, 0, len(calls))
	changed := len(calls) != len(s.box.Objects)
	for i, c := range calls {
		card := s.cards[c.Key]
		if card == nil {
			card = NewCallCard(s.hangUp, s.dismiss)
			card.OnHangUp = func(id string) { s.OnHangUp(id) }
			card.OnDismiss = func(key uint64) { s.OnDismiss(key) }
		}
		card.Set(c)
		keep[c.Key] = card
		objects = append(objects, card)
		changed = changed || s.box.Objects[i] != card
	}
	s.cards = keep
	if changed {
		s.box.Objects = objects
		s.box.Refresh()
		s.Refresh()
	}
	visible(s, len(calls) > 0)
}

// CreateRenderer implements fyne.Widget.
func (s *CallStack) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.box) }
