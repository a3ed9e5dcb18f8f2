package resident

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/presence/share/socket"
)

// soon is how long an end may take, whatever is under way.
const soon = 2 * time.Second

// endsSoon ends it and looks at the clock.
func (s *staying) endsSoon(t *testing.T) {
	t.Helper()
	began := time.Now()
	s.end(t)
	if took := time.Since(began); took > soon || s.err != nil {
		t.Errorf("it took %v to end, with %v", took, s.err)
	}
}

func TestRun_EndsTheWindowWithItself(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	r := h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "shown")
	r.endsSoon(t)
	w.hears(t, "ended") // by itself
	w.gone(t)
}

func TestRun_EndsWhenAWindowAsksForThat(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	r := h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "shown")
	if err := h.connect(t, nil).Ask(t.Context(), doQuit, nil, nil); err != nil && !errors.Is(err, share.ErrGone) {
		t.Fatal(err)
	}
	over(t, r.ended, "the part that stays")
	if r.err != nil || r.next.Secret != "" {
		t.Errorf("%v", r.err)
	}
	w.gone(t)
}

func TestRun_EndsAWindowThatDoesNot(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, deaf)
	r := h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "shown")
	r.endsSoon(t)
	w.gone(t)
	if len(h.desktop.shown) > 0 {
		t.Errorf("told %v", h.desktop.shown)
	}
}

func TestRun_EndsAWindowThatIsOnlyBeginning(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, silent)
	r := h.stay(t, Request{})
	w := s.window(t)
	r.endsSoon(t)
	w.gone(t)
}

func TestRun_EndsWithAClientThatReadsNothing(t *testing.T) {
	h := newHouse(t)
	r := h.stay(t, quiet)
	h.picture(t)
	conn, err := h.place.Dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, `{"id":1,"do":"window"}`+"\n"+`{"id":2,"do":"watch"}`+"\n"); err != nil {
		t.Fatal(err)
	}
	r.endsSoon(t)
}

func TestRun_EndsWithADialUnderWayAndHangsUp(t *testing.T) {
	h := newHouse(t)
	r := h.stay(t, quiet)
	remote := h.picture(t)
	dialled := make(chan error, 1)
	go func() {
		_, err := remote.Dial(t.Context(), presence.DialRequest{Typed: "203"})
		dialled <- err
	}()
	pictured(t, remote, "the call", func(s *presence.Snapshot) bool {
		return len(s.Calls) > 0 && len(h.office.PBX.Office().Calls) > 0
	})
	r.endsSoon(t)
	if err := await(t, dialled, "the call's end"); err == nil {
		t.Error("the call was placed")
	}
	for late := time.After(long); len(h.office.PBX.Office().Calls) > 0; { // the PBX notices by and by
		select {
		case <-late:
			t.Fatalf("left behind %+v", h.office.PBX.Office().Calls)
		case <-time.After(time.Millisecond):
		}
	}
}

func TestRun_EndsWithAHungKeyringAndAHungPBX(t *testing.T) {
	h := newHouse(t)
	locked := make(chan struct{})
	t.Cleanup(func() { close(locked) })
	h.safe.open, h.Secret = locked, ""
	h.stay(t, quiet).endsSoon(t)

	h = newHouse(t)
	asked := make(chan struct{}, 64)
	h.office.PBX.Inject(pbxsim.Fault{Delay: time.Hour, Match: func(*http.Request) bool { asked <- struct{}{}; return true }})
	r := h.stay(t, quiet)
	await(t, asked, "a request")
	r.endsSoon(t)
}

func TestRun_EndsWithSomebodySigningInAndSigningOut(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	r := h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "shown")
	asked := make(chan struct{}, 64)
	h.office.PBX.Inject(pbxsim.Fault{Delay: time.Hour, Match: func(*http.Request) bool { asked <- struct{}{}; return true }})
	w.do(t, line{Say: "sign in", Account: h.account, Secret: h.secret})
	await(t, asked, "a request")
	_ = h.connect(t, nil).Ask(t.Context(), doSignOut, nil, nil)
	r.endsSoon(t)
}

// wire is a way to the part that stays on which everything that passes is kept.
type wire struct {
	mu     sync.Mutex
	passed bytes.Buffer
}

func (w *wire) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.passed.Write(b)
}

// tap puts a wire where windows meet the part that stays, which is moved.
func (h *house) tap(t *testing.T) *wire {
	t.Helper()
	front, w := h.place, &wire{}
	h.place = socket.In(filepath.Dir(front.Path()), "behind")
	claim, err := front.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen()
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := h.place.Dial(t.Context())
			if err != nil {
				_ = near.Close()
				continue
			}
			pass := func(to, from net.Conn) {
				_, _ = io.Copy(io.MultiWriter(to, w), from)
				_, _ = to.Close(), from.Close()
			}
			running.Go(func() { pass(near, far) })
			running.Go(func() { pass(far, near) })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); running.Wait(); _ = claim.Release() })
	return w
}

func TestSignIn_ByAWindowNeverHasTheSecretOnTheSocket(t *testing.T) {
	h := newHouse(t)
	passed := h.tap(t)
	s := h.set(t, obedient)
	known := h.account
	h.Secret = ""
	r := h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "shown")
	w.do(t, line{Say: "sign in", Account: known, Secret: "wr0ng-w0rd"})
	if said := w.hears(t, "answer"); said.Error == "" {
		t.Error("the wrong secret was taken")
	}
	w.do(t, line{Say: "sign in", Account: known, Secret: h.secret})
	w.hearsBoth(t, func(l line) bool { return l.Say == "answer" && l.Error == "" }, func(l line) bool { return l.SignedIn })
	b := h.branch(t)
	w.do(t, line{Say: "sign in", Account: b.Account, Secret: b.Secret + "-wr0ng"})
	if said := w.hears(t, "answer"); said.Error == "" {
		t.Error("the wrong secret of another was taken")
	}
	w.do(t, line{Say: "sign in", Account: b.Account, Secret: b.Secret})
	w.hearsBoth(t, func(l line) bool { return l.Say == "answer" && l.Error == "" }, func(l line) bool { return l.Account == b.Account })
	w.do(t, line{Say: "switch", Account: known})
	for in := w.hears(t, "login"); in.Account != known; in = w.hears(t, "login") {
		continue
	}
	w.do(t, line{Say: "leave"})
	for in := w.hears(t, "login"); in.SignedIn; in = w.hears(t, "login") {
		continue
	}
	if h.safe.secrets[known.Key()] != h.secret || h.safe.secrets[b.Account.Key()] != b.Secret {
		t.Error("a secret was not kept")
	}
	r.end(t)
	passed.mu.Lock()
	defer passed.mu.Unlock()
	for _, secret := range []string{h.secret, "wr0ng", b.Secret} {
		if strings.Contains(passed.passed.String(), secret) {
			t.Error("a secret was on the socket")
		}
	}
	for _, said := range []string{`"do":"window"`, `"do":"accounts"`, `"do":"switch"`, `"kind":"accounts"`} {
		if !strings.Contains(passed.passed.String(), said) {
			t.Errorf("%s was not heard", said)
		}
	}
}

func TestSignIn_ThatAWindowGivesUpLeavesNothingAndHoldsUpNoOther(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	h.Secret = ""
	h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "shown")
	var held atomic.Bool
	held.Store(true)
	h.office.PBX.Inject(pbxsim.Fault{Delay: time.Hour, Match: func(*http.Request) bool { return held.Load() }})
	w.do(t, line{Say: "sign in", Account: h.account, Secret: h.secret, Patience: 50 * time.Millisecond})
	w.hears(t, "answer")
	held.Store(false)
	b := h.branch(t)
	began := time.Now()
	w.do(t, line{Say: "sign in", Account: b.Account, Secret: b.Secret})
	w.hearsBoth(t, func(l line) bool { return l.Say == "answer" && l.Error == "" }, func(l line) bool { return l.Account == b.Account })
	if took := time.Since(began); took > 2*soon {
		t.Errorf("the other took %v", took)
	}
	if all, err := account.NewStore(h.Folder).All(); len(all.Accounts) != 1 || err != nil {
		t.Errorf("kept %+v, %v", all.Accounts, err)
	}
}
