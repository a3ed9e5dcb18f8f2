package window

import (
	"context"
	"sync/atomic"
	"time"

	"ringside/presence/addressbook/carddav"
	"ringside/ui/resident"
	"ringside/ui/window/rows"
)

// bookView is the own contacts with their accounts, prepared off the widgets' goroutine.
type bookView struct {
	index    *rows.BookIndex
	accounts []carddav.Status
}

// bookBinder brings the own contacts to the window as the [binder] brings pictures: at most one view waits to be shown, and none
// while nobody looks.
type bookBinder struct {
	contacts resident.Contacts
	do       dispatcher
	show     func(bookView) // on the widgets' goroutine

	visible atomic.Bool
	woken   chan struct{} // capacity 1
	pending atomic.Bool   // a view waits on the widgets' goroutine
	latest  atomic.Pointer[bookView]
}

func newBookBinder(c resident.Contacts, do dispatcher) *bookBinder {
	return &bookBinder{contacts: c, do: do, woken: make(chan struct{}, 1)}
}

// setVisible tells whether anybody can see the window.
func (b *bookBinder) setVisible(visible bool) {
	if b.visible.Swap(visible) != visible {
		select {
		case b.woken <- struct{}{}:
		default:
		}
	}
}

// run works until ctx ends.
func (b *bookBinder) run(ctx context.Context) {
	changes, stop := b.contacts.Subscribe()
	defer stop()
	var pause <-chan time.Time
	all := changes
	for {
		b.publish()
		select {
		case <-ctx.Done():
			return
		case <-changes:
			changes, pause = nil, time.After(standing)
		case <-pause:
			changes, pause = all, nil
		case <-b.woken:
		}
	}
}

// publish offers the contacts as they are now.
func (b *bookBinder) publish() {
	if !b.visible.Load() {
		return
	}
	book, next := b.contacts.Book(), &bookView{accounts: b.contacts.Accounts()}
	old := b.latest.Load()
	switch {
	case old == nil:
		next.index = rows.NewBookIndex(book, nil)
	case old.index.Book() != book:
		next.index = rows.NewBookIndex(book, old.index)
	default:
		next.index = old.index
	}
	b.latest.Store(next)
	if !b.pending.Swap(true) {
		b.do(func() {
			b.pending.Store(false)
			b.show(*b.latest.Load())
		})
	}
}
