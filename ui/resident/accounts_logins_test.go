package resident

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient/account"
	"ringside/presence/share"
)

func TestAccounts_SignOutGoesToTheOtherAndForgetsOne(t *testing.T) {
	h := newHouse(t)
	b := h.branch(t)
	d := h.logins(t)
	for _, k := range []Known{{h.account, h.secret}, b.Known} {
		if _, err := d.SignIn(t.Context(), d.life, k.Account, k.Secret, true); err != nil {
			t.Fatal(err)
		}
	}
	first, second := d.next(t), d.next(t)
	if second.Account != b.Account {
		t.Errorf("the current one is %+v", second)
	}
	if err := d.SignOut(t.Context(), "nobody"); !errors.Is(err, share.ErrNoAccount) {
		t.Error(err)
	}
	if err := d.SignOut(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if now := d.next(t); now != first || h.kept(t) != h.account {
		t.Errorf("signed in as %+v, kept %+v", now, h.kept(t))
	}
	if diff := cmp.Diff(map[string]string{h.account.Key(): h.secret}, h.safe.secrets); diff != "" {
		t.Error(diff)
	}
	over(t, second.Mirror.Subscribe().Changes, "the one that signed out")
	pictured(t, first.Mirror, "the other", live)

	if _, err := d.SignIn(t.Context(), d.life, b.Account, b.Secret, true); err != nil {
		t.Fatal(err)
	}
	in := d.next(t)
	if err := d.SignOut(t.Context(), h.account.ID()); err != nil { // not the current one
		t.Fatal(err)
	}
	if d.Now() != in || len(d.told) > 0 || h.kept(t) != b.Account {
		t.Errorf("%+v, kept %+v", d.Now(), h.kept(t))
	}
	if all, current := d.All(); len(all) != 1 || current != 0 {
		t.Errorf("%d accounts, the current %d", len(all), current)
	}
}

func TestAccounts_AKeyThatActsForAnotherStaysInTheKeyring(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	one := account.Account{Address: h.account.Address, PlainHTTP: true, APIKey: true, UserName: h.account.UserName}
	other := one
	other.UserName = h.office.PBX.Accounts()[1].UserName
	for _, a := range []account.Account{one, other} {
		if _, err := d.SignIn(t.Context(), d.life, a, h.office.PBX.APIKey(), true); err != nil {
			t.Fatal(err)
		}
	}
	for i, a := range []account.Account{one, other} {
		if err := d.SignOut(t.Context(), a.ID()); err != nil {
			t.Fatal(err)
		}
		if left := len(h.safe.secrets); left != 1-i {
			t.Errorf("%d secrets are left", left)
		}
	}
}

func TestAccounts_ASecretThatIsNotToBeRememberedAnyMoreLeavesTheKeyring(t *testing.T) {
	for name, c := range map[string]struct {
		before func(*house)
		left   int
	}{
		"an open one":               {func(*house) {}, 0},
		"one that has gone":         {func(h *house) { h.safe.broken = account.ErrNoKeyring }, 1},
		"a locked one":              {func(h *house) { h.safe.broken = account.ErrKeyringLocked }, 1},
		"one that fails":            {func(h *house) { h.safe.broken = errors.New("on fire") }, 1},
		"one with nothing of it in": {func(h *house) { clear(h.safe.secrets) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			d := h.logins(t)
			if kept, err := d.SignIn(t.Context(), d.life, h.account, h.secret, true); kept != nil || err != nil || len(h.safe.secrets) != 1 {
				t.Fatal(kept, err, h.safe.secrets)
			}
			c.before(h)
			kept, err := d.SignIn(t.Context(), d.life, h.account, h.secret, false)
			d.asking.Wait()
			if err != nil || kept != nil || len(h.safe.secrets) != c.left {
				t.Errorf("kept %v, error %v, in the keyring %d", kept, err, len(h.safe.secrets))
			}
		})
	}
}

func TestAccounts_AKeyThatActsForAnotherStaysWhenOneOfThemIsNotRemembered(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	one := account.Account{Address: h.account.Address, PlainHTTP: true, APIKey: true, UserName: h.account.UserName}
	other := one
	other.UserName = h.office.PBX.Accounts()[1].UserName
	for _, a := range []account.Account{one, other} {
		if _, err := d.SignIn(t.Context(), d.life, a, h.office.PBX.APIKey(), true); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.SignIn(t.Context(), d.life, one, h.office.PBX.APIKey(), false); err != nil || len(h.safe.secrets) != 1 {
		t.Errorf("%v, in the keyring %d", err, len(h.safe.secrets))
	}
}

func TestAccounts_OneOfOldIsCarriedOverAndAllComeBackAtTheNextStart(t *testing.T) {
	h := newHouse(t)
	old, err := json.Marshal(h.account)
	if err == nil {
		err = os.WriteFile(filepath.Join(h.Folder, "accounts.json"), old, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.safe.secrets[h.account.Key()] = h.secret
	b := h.branch(t)
	d := h.logins(t)
	d.Begin(d.life, h.kept(t), "")
	if _, err := d.SignIn(t.Context(), d.life, b.Account, b.Secret, true); err != nil {
		t.Fatal(err)
	}
	if err := d.Switch(h.account.ID()); err != nil {
		t.Fatal(err)
	}
	again := h.logins(t)
	again.Begin(again.life, h.kept(t), "")
	again.asking.Wait()
	all, current := again.All()
	if len(all) != 2 || all[0].Account != h.account || all[1].Account != b.Account || current != 0 {
		t.Fatalf("%+v, the current %d", all, current)
	}
	for _, in := range all {
		pictured(t, in.Mirror, "the office", live)
	}
}

func TestAccounts_SwitchAsksTheKeyringAgain(t *testing.T) {
	h := newHouse(t)
	b := h.branch(t)
	h.safe.broken = account.ErrNoKeyring
	d := h.logins(t)
	d.Begin(d.life, h.account, h.secret, Known{Account: b.Account})
	d.asking.Wait()
	d.next(t)
	if all, _ := d.All(); !errors.Is(all[0].Problem, account.ErrNoKeyring) {
		t.Errorf("%+v", all)
	}
	h.safe.broken, h.safe.secrets[b.Account.Key()] = nil, b.Secret
	if err := d.Switch(b.Account.ID()); err != nil {
		t.Fatal(err)
	}
	if asking := d.next(t); !asking.Asking || asking.Account != b.Account {
		t.Errorf("%+v", asking)
	}
	if in := d.next(t); in.Mirror == nil {
		t.Errorf("%+v", in)
	}
	if err := d.Switch(b.Account.ID()); err != nil || len(d.told) > 0 {
		t.Errorf("where one is already: %v", err)
	}
}

func TestAccounts_SigningInAgainKeepsTheJournal(t *testing.T) {
	h := newHouse(t)
	d := h.logins(t)
	for range 2 {
		if _, err := d.SignIn(t.Context(), d.life, h.account, h.secret, true); err != nil {
			t.Fatal(err)
		}
		d.next(t)
	}
	if !inUse(t, journals(t, h.Folder)[0]) {
		t.Error("the second session has none")
	}
}

func TestLocal_HasSeveralAccountsBesideTheWindow(t *testing.T) {
	h := newHouse(t)
	b := h.branch(t)
	l := NewLocal(&Logins{Keep: true, Folder: h.Folder, Secrets: h.Secrets, Logger: h.Logger})
	ctx, cancel := context.WithCancel(context.Background())
	l.Begin(ctx, h.account, h.secret, "")
	told(t, l)
	if _, err := l.SignIn(t.Context(), b.Account, b.Secret, true); err != nil {
		t.Fatal(err)
	}
	if in := told(t, l); in.Account != b.Account {
		t.Errorf("%+v", in)
	}
	for !allLive(2)(l.Accounts()) {
		await(t, l.Events(), "the list")
	}
	if err := l.Switch(t.Context(), h.account.ID()); err != nil {
		t.Fatal(err)
	}
	if in := told(t, l); in.Account != h.account || !l.Accounts()[0].Current {
		t.Errorf("%+v", in)
	}
	if err := l.Forget(t.Context(), b.Account.ID()); err != nil || len(l.Accounts()) != 1 {
		t.Error(err, l.Accounts())
	}
	cancel()
	l.Close()
}

func TestLocal_ReadsTheNumbersOfContactsAsInTheRegionOfTheCurrentAccount(t *testing.T) {
	h := newHouse(t)
	b := h.branch(t)
	h.account.Region, b.Account.Region = "NL", "BE"
	l := NewLocal(&Logins{Keep: true, Folder: h.Folder, Secrets: h.Secrets, Logger: h.Logger})
	ctx, cancel := context.WithCancel(context.Background())
	l.Begin(ctx, h.account, h.secret, "")
	changes, stop := l.contacts.Subscribe()
	in := func(region string) {
		t.Helper()
		for l.contacts.Book().Region() != region {
			await(t, changes, "the region "+region)
		}
	}
	in("NL")
	if _, err := l.SignIn(t.Context(), b.Account, b.Secret, true); err != nil {
		t.Fatal(err)
	}
	in("BE")
	all, _ := l.logins.All()
	for _, one := range all { // nothing more comes of them by itself
		pictured(t, one.Mirror, "the offices", live)
	}
	if err := l.Switch(t.Context(), h.account.ID()); err != nil {
		t.Fatal(err)
	}
	in("NL")
	stop()
	cancel()
	l.Close()
}

func TestHints_OneIsWaitingAtMost(t *testing.T) {
	var h hints
	events := make(chan Event, 8)
	for range 5 {
		h.give(events)
	}
	if len(events) != 1 {
		t.Errorf("%d hints", len(events))
	}
	h.taken()
	if h.give(events); len(events) != 2 {
		t.Errorf("%d hints after a look", len(events))
	}
}
