package wake

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scripted is a watcher that tells what a test sends it.
func scripted(notices <-chan Reason) watcher {
	return watcher{"script", func(ctx context.Context, tell func(Reason)) error {
		for {
			select {
			case r := <-notices:
				tell(r)
			case <-ctx.Done():
				return nil
			}
		}
	}}
}

// watching runs a test in a bubble, with a watch over what it sends.
func watching(t *testing.T, test func(t *testing.T, send chan<- Reason, told <-chan Reason)) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		send := make(chan Reason)
		broken := watcher{"broken", func(context.Context, func(Reason)) error { return errors.New("no bus") }}
		told := watch(ctx, slog.New(slog.DiscardHandler), []watcher{broken, scripted(send)})
		test(t, send, told)
		cancel()
		for range told { // closed, or the bubble never ends
		}
	})
}

func TestWatch_TellsOfABurstOnceAndSoon(t *testing.T) {
	watching(t, func(t *testing.T, send chan<- Reason, told <-chan Reason) {
		began := time.Now()
		for range 10 {
			send <- Network
		}
		if got := <-told; got != Network || time.Since(began) > settle {
			t.Errorf("%q after %v", got, time.Since(began))
		}
		select {
		case got := <-told:
			t.Errorf("told again: %q", got)
		case <-time.After(time.Minute):
		}
	})
}

func TestWatch_AStormIsToldOnceASecondAndItsEndIsNotLost(t *testing.T) {
	watching(t, func(t *testing.T, send chan<- Reason, told <-chan Reason) {
		stop := make(chan struct{})
		last := make(chan time.Time, 1)
		go func() {
			for {
				select {
				case send <- Network:
				case <-stop:
					last <- time.Now()
					return
				}
				time.Sleep(10 * time.Millisecond)
			}
		}()
		end := time.After(10 * time.Second)
		n := 0
		for storm := true; storm; {
			select {
			case <-told:
				n++
			case <-end:
				storm = false
			}
		}
		if n < 9 || n > 11 {
			t.Errorf("told %d times in 10 s", n)
		}
		close(stop)
		ended := <-last
		<-told
		if late := time.Since(ended); late > spacing {
			t.Errorf("the last change was told after %v", late)
		}
	})
}

func TestWatch_KeepsWhatNobodyReceives(t *testing.T) {
	watching(t, func(t *testing.T, send chan<- Reason, told <-chan Reason) {
		send <- Network
		time.Sleep(time.Hour)
		send <- Resumed
		send <- Network
		if got := <-told; got != Resumed {
			t.Errorf("told %q", got)
		}
	})
}
