package resident

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/journal"
)

func TestLogins_BeginWithASecretSignsIn(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	d.Begin(d.life, h.account, h.secret)
	in := d.next(t)
	if in.Account != h.account || in.Mirror == nil || in.Asking || d.Secret() != h.secret {
		t.Errorf("%+v", in)
	}
	pictured(t, in.Mirror, "the office", live)
	if a := h.kept(t); a != (account.Account{}) {
		t.Errorf("kept %+v, which nobody asked for", a)
	}
}

func TestLogins_BeginAsksTheKeyring(t *testing.T) {
	broken := errors.New("the keyring is on fire")
	for name, c := range map[string]struct {
		put    func(*house)
		in     bool
		failed error
	}{
		"that holds the secret":  {put: func(h *house) { h.safe.secrets[h.account.Key()] = h.secret }, in: true},
		"that holds none":        {put: func(*house) {}},
		"that is broken":         {put: func(h *house) { h.safe.broken = broken }, failed: broken},
		"that is none":           {put: func(h *house) { h.safe.broken = account.ErrNoKeyring }, failed: account.ErrNoKeyring},
		"that nobody opens ever": {put: func(h *house) { h.shut(t) }, failed: account.ErrKeyringTimeout},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			c.put(h)
			d := h.logins(t)
			d.Begin(d.life, h.account, "")
			if asking := d.next(t); !asking.Asking || asking.Mirror != nil || asking.Account != h.account {
				t.Errorf("at first %+v", asking)
			}
			came := d.next(t)
			if came.Asking || (came.Mirror != nil) != c.in || !errors.Is(came.Problem, c.failed) || (c.failed == nil) != (came.Problem == nil) {
				t.Errorf("then %+v", came)
			}
		})
	}
}

// shut has the keyring wait until the test ends, longer than anybody waits for it.
func (h *house) shut(t *testing.T) {
	t.Helper()
	h.safe.open = make(chan struct{})
	t.Cleanup(func() { close(h.safe.open) })
	h.Secrets = account.NewSecrets(h.safe, 10*time.Millisecond)
}

func TestLogins_BeginWithoutAnAccountAsksAPerson(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	half := account.Account{Address: h.account.Address}
	d.Begin(d.life, half, "")
	if got := d.next(t); got != (Login{Account: half}) {
		t.Errorf("%+v", got)
	}
}

func TestLogins_SomebodySignsInWhileTheKeyringIsLocked(t *testing.T) {
	h := newHouse(t)
	h.safe.open = make(chan struct{})
	h.safe.secrets[h.account.Key()] = "of old"
	d := h.logins(t)
	d.Keep = false
	d.Begin(d.life, h.account, "")
	d.next(t)
	if kept, err := d.SignIn(t.Context(), d.life, h.account, h.secret, true); kept != nil || err != nil {
		t.Fatal(kept, err)
	}
	in := d.next(t)
	close(h.safe.open)
	d.asking.Wait()
	if now := d.Now(); now != in || d.Secret() != h.secret {
		t.Errorf("the keyring came in between: %+v", now)
	}
}

func TestLogins_ARefusedSignInLeavesNothingBehindAndIsTriedOnce(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	d.Begin(d.life, account.Account{}, "")
	before := d.next(t)
	kept, err := d.SignIn(t.Context(), d.life, h.account, "wrong", true)
	if !pbxclient.IsCode(err, pbxclient.CodeUnauthorized) || kept != nil {
		t.Errorf("kept %v, error %v", kept, err)
	}
	if d.Now() != before || len(d.told) > 0 || d.Secret() != "" {
		t.Errorf("signed in as %+v", d.Now())
	}
	if h.kept(t) != (account.Account{}) || len(h.safe.secrets) > 0 {
		t.Error("something was kept")
	}
	if n := h.refusals(); n != 1 {
		t.Errorf("%d attempts", n)
	}
	for _, path := range journals(t, h.Folder) {
		j, _, err := journal.Open(path)
		if err != nil { // whoever runs has it
			t.Fatalf("the attempt goes on: %v", err)
		}
		_ = j.Close()
	}
}

func TestLogins_SignInTakesThePlaceOfTheSessionOfTheSameAccount(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	d.Begin(d.life, h.account, h.secret)
	old := d.next(t)
	pictured(t, old.Mirror, "the office", live)
	b := h.account
	b.Region = "BE"
	if kept, err := d.SignIn(t.Context(), d.life, b, h.secret, true); kept != nil || err != nil {
		t.Fatal(kept, err)
	}
	now := d.next(t)
	if now.Account != b || now.Mirror == old.Mirror || d.Secret() != h.secret {
		t.Errorf("%+v", now)
	}
	if all, current := d.All(); len(all) != 1 || current != 0 {
		t.Errorf("%d accounts, the current %d", len(all), current)
	}
	if h.kept(t) != b || h.safe.secrets[b.Key()] != h.secret {
		t.Error("it was not kept")
	}
	sub := old.Mirror.Subscribe() // it has ended
	over(t, sub.Changes, "the mirror of before")
}

func TestLogins_TellsWhatKeepsAnAccountFromBeingKept(t *testing.T) {
	h := newHouse(t)
	h.safe.broken = account.ErrNoKeyring
	d := h.logins(t)
	kept, err := d.SignIn(t.Context(), d.life, h.account, h.secret, true)
	if err != nil || !errors.Is(kept, account.ErrNoKeyring) {
		t.Errorf("kept %v, error %v", kept, err)
	}
	if d.next(t).Mirror == nil || h.kept(t) != h.account {
		t.Error("signing in did not hold")
	}
	h.safe.broken = nil
	if kept, err := d.SignIn(t.Context(), d.life, h.account, h.secret, false); kept != nil || err != nil || len(h.safe.secrets) > 0 {
		t.Errorf("a secret that is not to be remembered: kept %v, error %v, in the keyring %v", kept, err, h.safe.secrets)
	}
}

func TestLogins_SignOutForgetsTheAccountAndItsSecret(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	in := h.account
	in.Region = "NL"
	if _, err := d.SignIn(t.Context(), d.life, in, h.secret, true); err != nil {
		t.Fatal(err)
	}
	d.next(t)
	if err := d.SignOut(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if out := d.next(t); out != (Login{Account: h.account}) {
		t.Errorf("signed out as %+v", out)
	}
	if h.kept(t) != (account.Account{}) || len(h.safe.secrets) > 0 || d.Secret() != "" {
		t.Error("something was kept")
	}
}

func TestLogins_LeaveEndsTheSessionAndForgetsNothing(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	if _, err := d.SignIn(t.Context(), d.life, h.account, h.secret, true); err != nil {
		t.Fatal(err)
	}
	in := d.next(t)
	d.Leave()
	if out := d.next(t); out != (Login{Account: h.account}) {
		t.Errorf("left as %+v", out)
	}
	if in.Mirror.Picture().Fresh() || d.client() != nil {
		t.Error("the session goes on")
	}
	if h.kept(t) != h.account || h.safe.secrets[h.account.Key()] != h.secret {
		t.Error("something was forgotten")
	}
}

func TestLogins_OfTwoAtOnceOneIsSignedInAndTheOtherHasEnded(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	ended := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := d.SignIn(t.Context(), d.life, h.account, h.secret, true)
			ended <- err
		}()
	}
	for range 2 {
		if err := await(t, ended, "an attempt"); err != nil {
			t.Error(err)
		}
	}
	first, second := d.next(t), d.next(t)
	if first.Mirror.Picture().Fresh() || d.Now() != second {
		t.Error("the first session goes on")
	}
	pictured(t, second.Mirror, "the second session", live)
}

func TestLogins_AnAttemptThatIsGivenUpEnds(t *testing.T) {
	h := newHouse(t)
	asked := make(chan struct{}, 64)
	h.office.PBX.Inject(pbxsim.Fault{Delay: time.Hour, Match: func(*http.Request) bool { asked <- struct{}{}; return true }})
	d := h.logins(t)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asked; cancel() }()
	if _, err := d.SignIn(ctx, d.life, h.account, h.secret, true); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if d.Now().Mirror != nil {
		t.Error("signed in all the same")
	}
}

func TestLogins_WritesTheSecretIntoTheKeyringOnly(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	if _, err := d.SignIn(t.Context(), d.life, h.account, h.secret, true); err != nil {
		t.Fatal(err)
	}
	pictured(t, d.next(t).Mirror, "the office", live)
	d.Leave()
	for name, content := range files(t, h.Folder) {
		if strings.Contains(content, h.secret) {
			t.Errorf("the secret is in %s", name)
		}
	}
}

func TestLogins_AnAttemptThatIsGivenUpWhileSomebodyElseHasTheTurnKeepsNothing(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	ctx, cancel := context.WithCancel(t.Context())
	tried := make(chan error, 1)
	d.turn.Lock()
	go func() {
		_, err := d.SignIn(ctx, d.life, h.account, h.secret, true)
		tried <- err
	}()
	for late, polls := time.After(long), false; !polls; { // by then the PBX has taken it
		select {
		case <-late:
			t.Fatal("the PBX is not asked for events")
		case <-time.After(time.Millisecond):
		}
		polls = slices.ContainsFunc(h.office.PBX.Requests(), func(r pbxsim.Request) bool { return r.Status == 0 && strings.Contains(r.Query, "timeout=20") })
	}
	cancel()
	d.turn.Unlock()
	if err := await(t, tried, "the attempt"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if d.Now().Mirror != nil || h.kept(t) != (account.Account{}) {
		t.Error("signed in all the same")
	}
}
