package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"ringside/ui/window/rows"
)

// CallStack shows the cards of all the user's calls, one below the other. A call keeps its card while it lasts, and longer where
// something is being noted about it.
type CallStack struct {
	widget.BaseWidget
	OnHangUp  func(uniqueID string)
	OnDismiss func(key uint64)
	// OnNoting tells that the field for a note was opened, which asks for the note that is kept so far, for SetNote, or was closed.
	// OnNote keeps another one.
	OnNoting func(uniqueID string, open bool)
	OnNote   func(uniqueID, note string)
	// Pause is that of a [NoteField].
	Pause func(f func()) (stop func())

	words CallWords
	cards map[uint64]*CallCard
	order []uint64
	box   *fyne.Container
}

// NewCallStack makes an empty stack.
func NewCallStack(words CallWords) *CallStack {
	s := &CallStack{words: words, cards: map[uint64]*CallCard{}, box: container.NewVBox()}
	s.ExtendBaseWidget(s)
	return s
}

// roomy is how many calls have cards of their full height: more would leave no room for anything else.
const roomy = 2

// Set shows these calls, in this order.
func (s *CallStack) Set(calls []rows.Call) {
	calls = s.withNoted(calls)
	keep := make(map[uint64]*CallCard, len(calls))
	objects := make([]fyne.CanvasObject, len(calls))
	s.order = s.order[:0]
	changed := len(calls) != len(s.box.Objects)
	for i, c := range calls {
		card := s.cards[c.Key]
		if card == nil {
			card = s.newCard()
		}
		card.Set(c, len(calls) > roomy)
		keep[c.Key], objects[i] = card, card
		s.order = append(s.order, c.Key)
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

// withNoted puts the calls back, where they were, that are gone while something is being noted about them.
func (s *CallStack) withNoted(calls []rows.Call) []rows.Call {
	there := map[uint64]bool{}
	for _, c := range calls {
		there[c.Key] = true
	}
	var all []rows.Call
	for _, key := range s.order {
		if card := s.cards[key]; !there[key] && card.Noting() {
			gone := card.shown
			gone.Ended, gone.Rings = true, false
			all = append(all, gone)
		}
	}
	return append(all, calls...)
}

// SetNote shows what is kept with a call.
func (s *CallStack) SetNote(uniqueID, note string) {
	for _, card := range s.cards {
		if card.shown.UniqueID == uniqueID {
			card.SetNote(note)
		}
	}
}

func (s *CallStack) newCard() *CallCard {
	card := NewCallCard(s.words, func(id, note string) { s.OnNote(id, note) }, func(f func()) func() { return s.Pause(f) })
	card.OnHangUp = func(id string) { s.OnHangUp(id) }
	card.OnDismiss = func(key uint64) { s.OnDismiss(key) }
	card.OnNoting = func(id string, open bool) {
		s.box.Refresh() // the card has become higher, or lower
		s.OnNoting(id, open)
	}
	return card
}

// CreateRenderer implements fyne.Widget.
func (s *CallStack) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.box) }
