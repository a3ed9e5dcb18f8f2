package window

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/text/language"

	"ringside/presence"
	"ringside/ui/window/rows"
)

// dispatcher runs something on the goroutine that owns the widgets: fyne.Do in the program, a queue in tests.
type dispatcher func(func())

// view is a picture with its contacts in order, made off the widgets' goroutine.
type view struct {
	snap  *presence.Snapshot
	index *rows.Index
}

// binder brings pictures from the engine to the window. However fast pictures change, at most one is
// waiting to be shown, and none while nobody looks.
type binder struct {
	mirror presence.Mirror
	do     dispatcher
	order  func() language.Tag // of names, at the moment
	// show is given every picture worth showing, tick is called once a second while time alone changes what is
	// shown; both on the widgets' goroutine.
	show func(view)
	tick func()

	visible atomic.Bool
	watched atomic.Bool   // the window has the keyboard: seconds are worth showing
	woken   chan struct{} // capacity 1: one of them or the language changed
	pending atomic.Bool   // a picture waits on the widgets' goroutine
	latest  atomic.Pointer[view]
}

// standing is how long a picture stands at least: faster is only work.
const standing = 40 * time.Millisecond

func newBinder(m presence.Mirror, do dispatcher, order func() language.Tag) *binder {
	return &binder{mirror: m, do: do, order: order, woken: make(chan struct{}, 1)}
}

// setVisible tells whether anybody can see the window.
func (b *binder) setVisible(visible bool) { b.set(&b.visible, visible) }

// setWatched tells whether the window has the keyboard.
func (b *binder) setWatched(watched bool) { b.set(&b.watched, watched) }

func (b *binder) set(what *atomic.Bool, yes bool) {
	if what.Swap(yes) != yes {
		b.wake()
	}
}

// wake has the picture looked at again.
func (b *binder) wake() {
	select {
	case b.woken <- struct{}{}:
	default:
	}
}

// run works until ctx or the engine ends.
func (b *binder) run(ctx context.Context) {
	sub := b.mirror.Subscribe()
	defer sub.Close()
	var pause, second <-chan time.Time
	changes := sub.Changes
	for {
		select {
		case <-ctx.Done():
			return
		case _, open := <-sub.Notices:
			if !open {
				return
			}
			continue // the part that stays has told of it
		case _, open := <-changes:
			if !open {
				return
			}
			changes, pause = nil, time.After(standing)
		case <-pause:
			changes, pause = sub.Changes, nil
			continue
		case <-second:
			b.do(b.tick)
		case <-b.woken:
		}
		second = b.publish()
	}
}

// publish offers the newest picture, and returns when time alone will have changed it: nil for never.
func (b *binder) publish() <-chan time.Time {
	snap := b.mirror.Picture()
	if !b.visible.Load() {
		return nil
	}
	old, order := b.latest.Load(), b.order()
	next := &view{snap: snap}
	if old != nil && old.index.Current(snap.Contacts, order) {
		next.index = old.index
	} else if old != nil {
		next.index = rows.NewIndex(snap.Contacts, order, old.index)
	} else {
		next.index = rows.NewIndex(snap.Contacts, order, nil)
	}
	if old == nil || old.snap != snap || old.index != next.index {
		b.latest.Store(next)
		if !b.pending.Swap(true) {
			b.do(func() {
				b.pending.Store(false)
				b.show(*b.latest.Load())
			})
		}
	}
	if wait := timeShows(snap, b.watched.Load()); wait > 0 {
		return time.After(wait)
	}
	return nil
}

// timeShows tells when the passing of time is going to be seen, 0 for never: each second in the timer of an own call, in the
// age of a picture that is not current and, while somebody watches, in how long colleagues have been on the phone. Otherwise
// that is shown in minutes.
func timeShows(s *presence.Snapshot, watched bool) time.Duration {
	if !s.Fresh() && s.Synced {
		return time.Second
	}
	for _, c := range s.Calls {
		if c.Mine() {
			return time.Second
		}
	}
	for c := range s.Contacts.All() {
		if rows.TimeMatters(c.Presence) && !c.Since.IsZero() {
			if watched {
				return time.Second
			}
			return 15 * time.Second
		}
	}
	return 0
}
