package share

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/presence"
)

func TestRemote_GivesEveryCommand(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		ctx := t.Context()
		r := w.remote(t)
		colleague := w.pbx.Office().Users[1]

		if err := r.SetOwn(ctx, pbxclient.UserSettings{DND: pbxclient.Some(true), CallForward: pbxclient.Some("203")}); err != nil {
			t.Fatal(err)
		}
		if own := r.Picture().Own(); !own.DND.Or(false) || own.Forward() != "203" {
			t.Errorf("what was set is not in the picture when SetOwn returns: %+v", own)
		}
		if err := r.SetOwn(ctx, pbxclient.UserSettings{CallForward: pbxclient.NullOpt[string]()}); err != nil || w.user(t).CallForward != "" {
			t.Errorf("forwarding is still %q: %v", w.user(t).CallForward, err)
		}
		if err := r.SetFavourite(ctx, colleague.UUID, true); err != nil || !r.Picture().Contacts.Find(colleague.UUID).Favourite {
			t.Errorf("no favourite: %v", err)
		}
		if err := r.SetExtension(ctx, colleague.UUID, "777"); err != nil || r.Picture().Contacts.Find(colleague.UUID).Extension != "777" {
			t.Errorf("no extension: %v", err)
		}

		request := presence.DialRequest{Typed: "0201234567", AutoAnswer: true}
		plan, err := r.Plan(ctx, request)
		want, wantErr := w.engine.Plan(ctx, request)
		want.Steps = nil
		if diff := cmp.Diff(want, plan); diff != "" || err != nil || wantErr != nil {
			t.Errorf("%v, %v: %s", err, wantErr, diff)
		}
		result, err := r.Dial(ctx, request)
		if err != nil || result.Outcome != pbxclient.Started || result.Sent != "+31201234567" || result.UniqueID == "" || result.Location == "" {
			t.Fatalf("the call did not start: %+v, %v", result, err)
		}
		if err := r.Hangup(ctx, result.UniqueID); err != nil || len(w.pbx.Office().Calls) != 0 {
			t.Errorf("%d calls after hanging up: %v", len(w.pbx.Office().Calls), err)
		}
		w.pbx.Requests()
		r.Wake()
		if after(2 * time.Second); len(w.pbx.Requests()) == 0 {
			t.Error("nothing was asked of the PBX")
		}
		w.cable.fail(errRefused)
		after(5 * time.Minute)
		w.cable.fail(nil)
		r.Retry()
		if synctest.Wait(); !r.Picture().Fresh() {
			t.Error("nothing was tried")
		}
	})
}

func TestRemote_IsRefusedASecondCallToTheSameNumber(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		r := w.remote(t)
		var first sync.WaitGroup
		first.Go(func() { _, _ = r.Dial(t.Context(), presence.DialRequest{Typed: "203"}) })
		synctest.Wait()
		if _, err := r.Dial(t.Context(), presence.DialRequest{Typed: "203"}); !errors.Is(err, presence.ErrAlreadyDialling) {
			t.Errorf("the second call: %v", err)
		}
		first.Wait()
	})
	offered(t, signIn{key: true, nobody: true}, func(t *testing.T, w *world) {
		if err := w.remote(t).SetOwn(t.Context(), pbxclient.UserSettings{}); !errors.Is(err, presence.ErrNoUser) {
			t.Errorf("nobody's settings: %v", err)
		}
	})
}

func TestServer_WithoutAMirrorKnowsThatNobodyIsSignedIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &world{server: NewServer(Options{Words: plain{}})}
		defer w.server.Close()
		r := w.connect(t, nil)
		if err := r.Watch(t.Context(), AllContacts); !errors.Is(err, ErrNotSignedIn) {
			t.Errorf("watch: %v", err)
		}
		if _, err := r.Dial(t.Context(), presence.DialRequest{Typed: "203"}); !errors.Is(err, ErrNotSignedIn) {
			t.Errorf("dial: %v", err)
		}
		r.SetVisible(true)
		r.Retry()
		synctest.Wait()
	})
}

// looked is a mirror that notes whether somebody looks.
type looked struct {
	presence.Mirror
	mu   sync.Mutex
	said []bool
}

func (l *looked) SetVisible(yes bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.said = append(l.said, yes)
}

func TestServer_IsLookedAtWhileAnyClientIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		mirror := &looked{}
		w := &world{server: NewServer(Options{Words: plain{}, Mirror: mirror})}
		defer w.server.Close()
		a, b := w.connect(t, nil), w.connect(t, nil)
		said := func(what string, want ...bool) {
			t.Helper()
			synctest.Wait()
			mirror.mu.Lock()
			defer mirror.mu.Unlock()
			if !slices.Equal(mirror.said, want) {
				t.Errorf("%s: said %v, want %v", what, mirror.said, want)
			}
			mirror.said = nil
		}
		a.SetVisible(true)
		said("one looks", true)
		b.SetVisible(true)
		said("the other looks as well") // what two of them say comes in no order
		a.SetVisible(false)
		said("the other still looks")
		b.Close()
		said("it has gone", false)
		a.SetVisible(true)
		said("somebody looks again", true)
		w.server.Close()
		said("the server has ended", false)
	})
}

// stuck is a mirror whose commands wait until they are let go.
type stuck struct {
	presence.Mirror
	release chan struct{}
	mu      sync.Mutex
	given   int
}

func (s *stuck) SetFavourite(ctx context.Context, _ string, _ bool) error {
	s.mu.Lock()
	s.given++
	s.mu.Unlock()
	select {
	case <-s.release:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestServer_RefusesTheThirtyThirdCommandAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		mirror := &stuck{release: make(chan struct{})}
		w := &world{server: NewServer(Options{Words: plain{}, Mirror: mirror})}
		defer w.server.Close()
		r := w.connect(t, nil)
		ask := func() error { return r.SetFavourite(t.Context(), "", true) }
		var asking sync.WaitGroup
		for range maxUnderWay {
			asking.Go(func() {
				if err := ask(); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if err := ask(); err == nil || mirror.given != maxUnderWay {
			t.Errorf("the next one: %v, and %d under way", err, mirror.given)
		}
		close(mirror.release)
		asking.Wait()
		if err := ask(); err != nil {
			t.Errorf("once they are done: %v", err)
		}
	})
}
