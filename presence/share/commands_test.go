package share

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/pbxclient/pbxsim"
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

// TestRemote_TellsWhyAsTheEngineDoes holds that an error is the same one in the other process, and says the same.
func TestRemote_TellsWhyAsTheEngineDoes(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		r := w.remote(t)
		dial := func(d presence.DialRequest) func(presence.Mirror) error {
			return func(m presence.Mirror) error { _, err := m.Dial(t.Context(), d); return err }
		}
		set := func(m presence.Mirror) error {
			return m.SetOwn(t.Context(), pbxclient.UserSettings{CW: pbxclient.Some(true)})
		}
		for name, c := range map[string]struct {
			fault *pbxsim.Fault
			cut   error
			do    func(presence.Mirror) error
		}{
			"a number that is none": {do: dial(presence.DialRequest{Typed: "hello"})},
			"two numbers":           {do: dial(presence.DialRequest{Typed: "0201234567 / 0207654321"})},
			"a phone of another": {do: func(m presence.Mirror) error {
				_, err := m.Plan(t.Context(), presence.DialRequest{Typed: "203", From: "x"})
				return err
			}},
			"a call that is over":      {do: func(m presence.Mirror) error { return m.Hangup(t.Context(), "1.1") }},
			"forbidden":                {fault: &pbxsim.Fault{Status: 403, Body: `{"message":"not <for> you"}`}, do: set},
			"a pause":                  {fault: &pbxsim.Fault{Status: 429, Header: http.Header{"Retry-After": {"7"}}}, do: set},
			"a page":                   {fault: &pbxsim.Fault{Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: "<html>"}, do: set},
			"half an answer":           {fault: &pbxsim.Fault{CutBodyAt: 9}, do: set},
			"another shape":            {fault: &pbxsim.Fault{Body: "[]"}, do: set},
			"a redirect":               {fault: &pbxsim.Fault{Status: 302, Header: http.Header{"Location": {"https://else.example/x"}}}, do: set},
			"503 to a call":            {fault: &pbxsim.Fault{Status: 503, Body: "<html>"}, do: dial(presence.DialRequest{Typed: "203"})},
			"nothing in time":          {fault: &pbxsim.Fault{Delay: time.Hour}, do: set},
			"a refused connection":     {cut: errRefused, do: set},
			"a name that nobody has":   {cut: errNoHost, do: set},
			"a server of another kind": {cut: errors.New("http: server gave HTTP response to HTTPS client"), do: set},
		} {
			w.cable.fail(c.cut)
			try := func(m presence.Mirror) error {
				if c.fault != nil {
					f := *c.fault
					f.Match = func(r *http.Request) bool { return !strings.HasSuffix(r.URL.Path, "/events") }
					defer w.pbx.Inject(f)()
				}
				return c.do(m)
			}
			direct, remote := try(w.engine), try(r)
			if diff := cmp.Diff(wrongOf(direct), wrongOf(remote)); diff != "" || direct == nil {
				t.Errorf("%s: %v\n%s", name, direct, diff)
			}
			refused, _ := errors.AsType[*dialplan.RefusedError](direct)
			if got, _ := errors.AsType[*dialplan.RefusedError](remote); (got == nil) != (refused == nil) || got != nil && (got.Reason != refused.Reason || got.Input != refused.Input || got.Detail != refused.Detail) {
				t.Errorf("%s: %+v, want %+v", name, got, refused)
			}
			phone, _ := errors.AsType[*presence.NotOwnPhoneError](direct)
			if got, _ := errors.AsType[*presence.NotOwnPhoneError](remote); !cmp.Equal(got, phone) {
				t.Errorf("%s: %+v, want %+v", name, got, phone)
			}
			w.cable.fail(nil)
			w.engine.Retry()
			after(time.Minute)
		}
	})
}

func TestRemote_KnowsTheErrorsThatAreWhatTheyAre(t *testing.T) {
	for name, err := range known {
		for _, told := range []error{err, fmt.Errorf("set: %w", err)} {
			back := failureOf(told).err()
			if !errors.Is(back, err) || back.Error() != told.Error() {
				t.Errorf("%s came back as %v", name, back)
			}
		}
	}
	for name, is := range causes {
		told := fmt.Errorf("x: %w", &pbxclient.Error{Op: "list users", Code: pbxclient.CodeUnreachable, Err: &net.OpError{Op: "dial", Err: is}})
		back := failureOf(told).err()
		if diff := cmp.Diff(wrongOf(told), wrongOf(back)); diff != "" || name != "no_such_host" && !errors.Is(back, is) {
			t.Errorf("%s came back as %v: %s", name, back, diff)
		}
	}
	windows := &pbxclient.Error{Code: pbxclient.CodeUnreachable, Err: wsaConnRefused}
	if back := failureOf(windows).err(); !errors.Is(back, syscall.ECONNREFUSED) {
		t.Errorf("Windows' refusal came back as %v", back)
	}
	if failureOf(nil).err() != nil {
		t.Error("nothing came back as an error")
	}
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
			if _, err := r.Dial(t.Context(), presence.DialRequest{Typed: "203"}); !errors.Is(err, errGone) {
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
		if err := r.Hangup(t.Context(), "1"); !errors.Is(err, errGone) {
			t.Errorf("what is asked of nobody: %v", err)
		}
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
		a.SetVisible(false)
		said("the other looks")
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
