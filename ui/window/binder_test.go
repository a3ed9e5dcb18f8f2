package window

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/text/language"

	"ringside/presence"
)

// bound runs a binder over a stage inside a synctest bubble. What it hands to the widgets' goroutine waits in queue.
type bound struct {
	*binder
	queue chan func()
	shown []*presence.Snapshot
	ticks int
}

func bind(t *testing.T, s *stage) *bound {
	b := &bound{queue: make(chan func(), 64)}
	b.binder = newBinder(s, func(f func()) { b.queue <- f }, func() language.Tag { return language.English })
	b.show = func(v view) { b.shown = append(b.shown, v.snap) }
	b.tick = func() { b.ticks++ }
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); b.run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
	return b
}

// draw does what waits on the widgets' goroutine.
func (b *bound) draw() {
	synctest.Wait()
	for len(b.queue) > 0 {
		(<-b.queue)()
	}
}

func TestBinder_HoweverFastPicturesChangeOneWaitsAndTheNewestIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(me(), anna)
		b := bind(t, s)
		b.setVisible(true)
		b.draw()
		before := len(b.shown)
		for range 100 {
			s.paint(func(p *presence.Snapshot) { p.Resyncs++ })
			time.Sleep(time.Millisecond)
		}
		time.Sleep(standing)
		synctest.Wait()
		if len(b.queue) != 1 {
			t.Errorf("%d pictures wait, want 1", len(b.queue))
		}
		b.draw()
		if got := b.shown[len(b.shown)-1].Resyncs; got != 100 || len(b.shown) != before+1 {
			t.Errorf("shown %d more, the last with %d changes", len(b.shown)-before, got)
		}
	})
}

func TestBinder_DoesNothingForAHiddenWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(me(), anna)
		b := bind(t, s)
		s.paint(func(p *presence.Snapshot) { p.Calls = []*presence.Call{{Role: presence.Callee}} })
		s.notices <- presence.Notice{About: presence.IncomingCall}
		time.Sleep(time.Minute)
		b.draw()
		if len(b.shown) != 0 || b.ticks != 0 {
			t.Errorf("shown %d, ticked %d", len(b.shown), b.ticks)
		}
		b.setVisible(true)
		b.draw()
		if len(b.shown) != 1 {
			t.Errorf("shown %d pictures after becoming visible", len(b.shown))
		}
	})
}

func TestBinder_PutsPeopleInTheOrderOfAnotherLanguage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := bind(t, newStage(me(), anna))
		order := language.English
		b.order = func() language.Tag { return order }
		b.setVisible(true)
		b.draw()
		before := len(b.shown)
		b.wake()
		b.draw()
		if len(b.shown) != before {
			t.Error("the same picture is shown again")
		}
		order = language.Swedish
		b.wake()
		b.draw()
		if len(b.shown) != before+1 {
			t.Errorf("shown %d more", len(b.shown)-before)
		}
	})
}

func TestBinder_TicksOnlyWhileTimeIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(me(), anna)
		b := bind(t, s)
		b.setVisible(true)
		time.Sleep(10 * time.Second)
		b.draw()
		if b.ticks != 0 {
			t.Errorf("%d ticks without a call", b.ticks)
		}
		s.paint(func(p *presence.Snapshot) { p.Calls = []*presence.Call{{Role: presence.Caller}} })
		for range 50 {
			time.Sleep(100 * time.Millisecond)
			b.draw()
		}
		if b.ticks < 4 || b.ticks > 5 {
			t.Errorf("%d ticks in 5 s of a call", b.ticks)
		}
	})
}
