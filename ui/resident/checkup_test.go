package resident

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/share"
	"ringside/ui/checkup"
)

// checkedUp has somebody make a check-up, and returns how each check came out.
func checkedUp(t *testing.T, by func(context.Context, func(checkup.Result)) error) map[checkup.Check]checkup.Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), long)
	defer cancel()
	all := map[checkup.Check]checkup.Result{}
	if err := by(ctx, func(r checkup.Result) { all[r.Check] = r }); err != nil {
		t.Fatal(err)
	}
	if len(all) != len(checkup.Checks()) {
		t.Errorf("%d checks came out", len(all))
	}
	return all
}

// ofSession are the checks that need somebody signed in.
var ofSession = []checkup.Check{
	checkup.Address, checkup.Clock, checkup.Credentials, checkup.Permissions, checkup.Events, checkup.OwnUser, checkup.Region,
}

// asker asks whoever stays at a place, as the command line does.
func (h *house) asker(t *testing.T, id string) func(context.Context, func(checkup.Result)) error {
	t.Helper()
	var a checkup.Asker
	remote := h.connect(t, func(kind string, line []byte) {
		if strings.Contains(string(line), h.secret) {
			t.Errorf("the secret crossed: %s", line)
		}
		a.Take(kind, line)
	})
	return func(ctx context.Context, tell func(checkup.Result)) error { return a.Ask(ctx, remote.Ask, id, tell) }
}

func TestCheckup_ThePartThatStaysLooksWithItsOwnSession(t *testing.T) {
	h := newHouse(t)
	s := h.set(t, obedient)
	h.stay(t, Request{})
	s.window(t).hears(t, "shown")
	all := checkedUp(t, h.asker(t, ""))
	for _, check := range append(ofSession, checkup.Certificate, checkup.Folders, checkup.Display, checkup.Resident) {
		if all[check].Status != checkup.OK {
			t.Errorf("%+v", all[check])
		}
	}
	if f := all[checkup.Resident].Facts; f["version"] != "1.2.3" || f["up_minutes"] != 0 {
		t.Errorf("%v", f)
	}
	if f := all[checkup.Display].Facts; f["window"] != true {
		t.Errorf("%v", f)
	}
	checkedUp(t, h.asker(t, h.account.ID()))
	if err := h.asker(t, "nobody")(t.Context(), func(checkup.Result) { t.Error("told") }); err == nil || err.Error() != share.ErrNoAccount.Error() {
		t.Error(err)
	}
}

func TestCheckup_TellsOfAWindowThatCrashedAndOfASecretThatIsWrong(t *testing.T) {
	h := newHouse(t)
	h.set(t, crashing)
	h.Secret = "wr0ng"
	h.stay(t, Request{})
	h.desktop.until(t, "the failure", failed)
	all := checkedUp(t, h.asker(t, ""))
	if r := all[checkup.Display]; r.Status != checkup.Failed || r.Facts["reason"] != "the paint is wet" {
		t.Errorf("%+v", r)
	}
	if r := all[checkup.Credentials]; r.Status != checkup.Failed {
		t.Errorf("%+v", r)
	}
	if r := all[checkup.Permissions]; r.Status != checkup.Skipped {
		t.Errorf("%+v", r)
	}
}

func TestCheckup_WhereNobodyIsSignedIn(t *testing.T) {
	h := newHouse(t)
	h.Account, h.Secret, h.secret = account.Account{}, "", "no such thing"
	h.set(t, obedient)
	h.stay(t, quiet)
	all := checkedUp(t, h.asker(t, ""))
	for _, check := range ofSession {
		if want := map[bool]checkup.Status{true: checkup.Attention, false: checkup.Skipped}[check == checkup.Credentials]; all[check].Status != want {
			t.Errorf("%+v", all[check])
		}
	}
}

func TestCheckup_HoldsUpNoOtherRequestAndIsGivenUpWithItsClient(t *testing.T) {
	h := newHouse(t)
	h.set(t, obedient)
	r := h.stay(t, quiet)
	remote := h.connect(t, nil)
	h.office.PBX.Inject(pbxsim.Fault{Delay: time.Hour})
	done := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { done <- remote.Ask(ctx, checkup.Do, nil, nil) }()
	for range 3 {
		if err := remote.Ask(t.Context(), doTray, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	if err := await(t, done, "the end of the check-up"); err == nil {
		t.Error("it was made all the same")
	}
	r.stop()
	over(t, r.ended, "the part that stays")
}

func TestCheckup_OfALinkIsMadeByThePartThatStays(t *testing.T) {
	h := newHouse(t)
	h.set(t, obedient)
	h.stay(t, quiet)
	v := h.view(t, nil)
	v.login(t)
	if r := checkedUp(t, v.Checkup)[checkup.Credentials]; r.Status != checkup.OK {
		t.Errorf("%+v", r)
	}
}

func TestCheckup_OfALocalLooksFromHere(t *testing.T) {
	h := newHouse(t)
	l := NewLocal(&Logins{Folder: h.Folder, Secrets: h.Secrets, Logger: h.Logger})
	ctx, cancel := context.WithCancel(t.Context())
	l.Begin(ctx, h.account, h.secret, "")
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for range l.Events() {
		}
	}()
	all := checkedUp(t, l.Checkup)
	for _, check := range ofSession {
		if all[check].Status != checkup.OK {
			t.Errorf("%+v", all[check])
		}
	}
	cancel()
	l.Close()
	<-drained
}

func TestCheckup_ARequestThatMakesNoSenseIsAnError(t *testing.T) {
	h := newHouse(t)
	h.set(t, obedient)
	h.stay(t, quiet)
	if err := h.connect(t, nil).Ask(t.Context(), checkup.Do, json.RawMessage(`"what"`), nil); err == nil {
		t.Error("it was answered")
	}
}
