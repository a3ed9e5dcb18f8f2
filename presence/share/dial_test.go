package share

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"ringside/presence"
)

func TestDial_ThatIsGivenUpHangsUp(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		r := w.remote(t)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		begun := time.Now()
		_, err := r.Dial(ctx, presence.DialRequest{Typed: "203"})
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) > 6*time.Second {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		if synctest.Wait(); len(w.pbx.Office().Calls) != 0 {
			t.Error("the call goes on")
		}
		if diff := unlike(w.engine.Picture(), r.Picture()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestDial_GoesOnWhenItsClientDies(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		r := w.remote(t)
		var dialling sync.WaitGroup
		dialling.Go(func() {
			if _, err := r.Dial(t.Context(), presence.DialRequest{Typed: "203"}); !errors.Is(err, ErrGone) {
				t.Errorf("its client has died: %v", err)
			}
		})
		synctest.Wait()
		r.Close()
		dialling.Wait()
		synctest.Wait()
		if calls := w.pbx.Office().Calls; len(calls) != 1 {
			t.Fatalf("%d calls", len(calls))
		}
		if err := w.pbx.PickUp(w.user(t).Phones[0]); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if calls := w.engine.Picture().Calls; len(calls) != 1 || calls[0].Stage < presence.PickedUp {
			t.Errorf("the calls are %+v", calls)
		}
		if len(w.server.clients) != 0 {
			t.Error("the client is still here")
		}
	})
}

func TestServer_HangsUpWhatIsBeingPlacedWhenItEnds(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		r := w.remote(t)
		var dialling sync.WaitGroup
		dialling.Go(func() { _, _ = r.Dial(t.Context(), presence.DialRequest{Typed: "203"}) })
		synctest.Wait()
		w.server.Close()
		dialling.Wait()
		if synctest.Wait(); len(w.pbx.Office().Calls) != 0 {
			t.Error("the call goes on")
		}
		if state := r.Picture().Connection.State; state != presence.Stale {
			t.Errorf("the picture says %s", state)
		}
		if err := r.Hangup(t.Context(), "1"); !errors.Is(err, ErrGone) {
			t.Errorf("what is asked of nobody: %v", err)
		}
	})
}
