// Package tray shows an icon with a menu in the place beside the clock, without a window toolkit.
package tray

import (
	"context"
	"slices"
	"sync"
)

// Item is one line of a menu. The zero Item is a separator.
type Item struct {
	// ID is what tells that a person chose this item; no two items of a menu have the same. An item without
	// one can be read only.
	ID, Label string
	// Checkable items have a place for a mark beside them, also while they are not checked.
	Checkable, Checked, Disabled bool
	// Items are those of a menu of its own that this one opens; nil for none. They have none themselves.
	Items []Item
}

// separates reports whether an item is a separator.
func (i Item) separates() bool { return i.ID == "" && i.Label == "" }

// Menu is all that a tray shows.
type Menu struct {
	Tooltip string
	Marks   Marks // on the icon
	Items   []Item
}

// Tray is an icon with a menu.
type Tray struct {
	icon   []byte
	chosen func(id string)
	tapped func()

	mu      sync.Mutex
	menu    Menu
	changed chan struct{} // capacity 1
	calls   chan func()
}

// impatience is how many clicks wait for the one before. Nobody means more than that.
const impatience = 8

// New makes a tray with an icon as PNG. chosen is called with the ID of an item that a person chose, and tapped when
// they clicked on the icon itself, where the platform tells; both one after the other, on a goroutine of the tray's
// own that Run waits for. With a tapped of nil such a click opens the menu.
func New(icon []byte, chosen func(id string), tapped func()) *Tray {
	return &Tray{
		icon: icon, chosen: chosen, tapped: tapped,
		changed: make(chan struct{}, 1), calls: make(chan func(), impatience),
	}
}

// Set shows another menu, before Run or during it, from any goroutine, and never waits. As long as the items are the
// same, in the same order, they change in place: a menu that is open stays so. Other items close it.
func (t *Tray) Set(m Menu) {
	m.Items = slices.Clone(m.Items)
	t.mu.Lock()
	t.menu = m
	t.mu.Unlock()
	select {
	case t.changed <- struct{}{}:
	default:
	}
}

// Run shows the icon until ctx ends, as soon as the desktop has a place for it; where it never has, Run only waits. It
// has to be called on the main goroutine, since macOS lets nobody else have an icon, and once in the life of a
// process: the library behind it is global to the process and does not begin again.
func (t *Tray) Run(ctx context.Context) {
	var telling sync.WaitGroup
	telling.Go(func() { t.tell(ctx) })
	t.show(ctx)
	telling.Wait()
}

// tell makes the calls that clicks ask for.
func (t *Tray) tell(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case call := <-t.calls:
			if ctx.Err() == nil {
				call()
			}
		}
	}
}

// soon queues a call: whoever tells of a click must not be held up.
func (t *Tray) soon(call func()) {
	select {
	case t.calls <- call:
	default:
	}
}

func (t *Tray) wanted() Menu {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.menu
}
