package resident

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/ui/notify"
)

// lock has the keyring wait for somebody to unlock it, which they do later than a keyring may take.
func (h *house) lock() (unlock func()) {
	open := make(chan struct{})
	h.safe.open, h.Secret = open, ""
	h.safe.secrets[h.account.Key()] = h.secret
	h.Secrets = account.NewSecrets(h.safe, 10*time.Millisecond)
	return func() { close(open) }
}

// lockedOut begins with a keyring that is locked, and returns once that is told.
func (h *house) lockedOut(t *testing.T) (d *desk, unlock func()) {
	t.Helper()
	unlock = h.lock()
	d = h.logins(t)
	d.Begin(d.life, h.account, "")
	d.next(t)
	if in := d.next(t); in.Asking || !errors.Is(in.Problem, account.ErrKeyringTimeout) {
		t.Errorf("%+v", in)
	}
	return d, unlock
}

func TestLocked_WhoUnlocksTheKeyringLateIsSignedIn(t *testing.T) {
	h := newHouse(t)
	d, unlock := h.lockedOut(t)
	unlock()
	if in := d.next(t); in.Mirror == nil || in.Problem != nil || d.Secret() != h.secret {
		t.Errorf("%+v", in)
	}
}

func TestLocked_WhoUnlocksItLateIsAskedOnceForAllAccounts(t *testing.T) {
	h := newHouse(t)
	b := h.branch(t)
	unlock := h.lock()
	h.safe.secrets[b.Account.Key()] = b.Secret
	d := h.logins(t)
	d.Begin(d.life, h.account, "", Known{Account: b.Account})
	for in := d.next(t); !errors.Is(in.Problem, account.ErrKeyringTimeout); in = d.next(t) {
	}
	unlock()
	for in := d.next(t); in.Mirror == nil; in = d.next(t) {
	}
	d.asking.Wait()
	all, _ := d.All()
	if len(all) != 2 || all[0].Mirror == nil || all[1].Mirror == nil {
		t.Errorf("%+v", all)
	}
}

func TestLocked_WhoDoesNotUnlockItLeavesThePageAsItIs(t *testing.T) {
	h := newHouse(t)
	d, unlock := h.lockedOut(t)
	h.safe.broken = account.ErrKeyringLocked
	unlock()
	d.asking.Wait()
	if len(d.told) > 0 {
		t.Errorf("told %+v", d.next(t))
	}
}

func TestLocked_TheAnswerComesTooLateForWhoSignedInOrOutOrIsTrying(t *testing.T) {
	for name, meanwhile := range map[string]func(*testing.T, *house, *desk){
		"in": func(t *testing.T, h *house, d *desk) {
			if _, err := d.SignIn(t.Context(), d.life, h.account, h.secret, false); err != nil {
				t.Fatal(err)
			}
			d.next(t)
		},
		"out": func(t *testing.T, _ *house, d *desk) {
			if err := d.SignOut(t.Context(), ""); err != nil {
				t.Fatal(err)
			}
			d.next(t)
		},
		"leave": func(t *testing.T, _ *house, d *desk) { d.Leave(); d.next(t) },
		"trying": func(t *testing.T, h *house, d *desk) {
			asked := make(chan struct{}, 64)
			h.office.PBX.Inject(pbxsim.Fault{Delay: time.Hour, Match: func(*http.Request) bool { asked <- struct{}{}; return true }})
			go func() { _, _ = d.SignIn(d.life, d.life, h.account, h.secret, false) }()
			await(t, asked, "the attempt")
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			d, unlock := h.lockedOut(t)
			d.Keep = false
			seat := d.find(h.account.ID())
			meanwhile(t, h, d)
			before := d.Now()
			unlock()
			d.asking.Wait()
			if len(d.told) > 0 || d.Now() != before || name == "out" && seat.session != nil {
				t.Errorf("the keyring came in between: %+v", d.Now())
			}
		})
	}
}

func TestLocked_AStartThatNobodySeesSaysSoUntilItIsSignedIn(t *testing.T) {
	h := newHouse(t)
	unlock := h.lock()
	h.stay(t, quiet)
	h.desktop.until(t, "the keyring", func(shown []notify.Message) bool {
		return len(shown) == 1 && shown[0].Body == h.Words.Error(account.ErrKeyringTimeout) && len(shown[0].Actions) > 0
	})
	unlock()
	h.desktop.until(t, "its end", func(shown []notify.Message) bool { return len(shown) == 0 })
	h.picture(t)
}

func TestLocked_WhereTheWindowComesItSaysSo(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	unlock := h.lock()
	h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "shown")
	unlock()
	for in := w.hears(t, "login"); !in.SignedIn; in = w.hears(t, "login") {
		continue
	}
	h.picture(t)
	rings(t, h.office, "Jan")
	h.desktop.until(t, "the call", func(shown []notify.Message) bool { return len(shown) == 1 })
	if told := h.desktop.told; slices.Contains(told, "keyring") { // whatever was told was told before
		t.Errorf("told %v", told)
	}
}
