package window

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"ringside/presence/pace"
)

// rooms are the pages of what the PBX has no events for: each is read again and again while it is to be seen.
type rooms struct {
	ctx   context.Context // of the screen
	leave context.CancelFunc
	all   []room
	begun bool
	// running are those that read, which end when the screen does.
	running sync.WaitGroup
}

// room is one of them, whatever is read for it.
type room struct {
	run   func(context.Context)
	again func()
}

// openRoom has something read for a page in such a distance, and its readings shown on the widgets' goroutine. The page is
// offered once this login was found to be allowed to read it. nil is what it returns where there is no way to the PBX.
func openRoom[T any](m *mainScreen, p page, every time.Duration, read func(context.Context) (T, error), show func(pace.Reading[T])) *pace.Poller[T] {
	if m.acts.client == nil {
		return nil
	}
	var latest atomic.Pointer[pace.Reading[T]]
	ctx := m.rooms.ctx
	poller := pace.NewPoller(every, read, func(r pace.Reading[T]) {
		if latest.Swap(&r) != nil { // one waits to be shown already
			return
		}
		m.do.do(func() {
			if ctx.Err() != nil {
				return
			}
			r := *latest.Swap(nil)
			m.offer(p, r.Known && !r.Denied)
			show(r)
			m.settle()
		})
	})
	m.rooms.all = append(m.rooms.all, room{poller.Run, poller.Again})
	return poller
}

// enterRooms begins to read, once the PBX is there; after an outage it is asked anew what may be read.
func (m *mainScreen) enterRooms(fresh, before bool) {
	switch {
	case !fresh || before:
	case m.rooms.begun:
		for _, r := range m.rooms.all {
			r.again()
		}
	default:
		m.rooms.begun = true
		for _, r := range m.rooms.all {
			m.rooms.running.Go(func() { r.run(m.rooms.ctx) })
		}
	}
}

// gone ends what the screen keeps going, when another takes its place.
func (m *mainScreen) gone() {
	m.leaveBoard()
	m.unkeys()
	m.rooms.leave()
	m.rooms.running.Go(func() { _ = m.queues.trends.save() }) // nobody is left to be told
	m.rooms.running.Wait()
}
