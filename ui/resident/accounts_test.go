package resident

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/notify"
)

func TestAccounts_OneThatFailsLeavesTheOthersAlone(t *testing.T) {
	h := newHouse(t)
	down, refused := h.branch(t), h.branch(t)
	down.Close()
	refused.Secret = "of before"
	locked := account.Account{Address: "pbx.example.org", UserName: "nobody"}
	h.Others = []Known{down.Known, refused.Known, {Account: locked}}
	h.stay(t, quiet)
	all := h.listed(t, "the others' failures", func(all []share.Listed) bool {
		return len(all) == 4 && all[0].Err() != nil && all[1].State == presence.SignedOut && all[1].Err() != nil && !all[2].Asking && all[3].State == presence.Live
	})
	if all[0].State == presence.Live || !pbxclient.IsCode(all[1].Err(), pbxclient.CodeUnauthorized) || all[2].State != presence.SignedOut || !all[3].Current {
		t.Errorf("%+v", all)
	}
	h.picture(t) // of the one that works
	if remote := h.connect(t, nil); !errors.Is(remote.Use(t.Context(), locked.ID()), share.ErrNotSignedIn) {
		t.Error("one without a session was used")
	}
	if n := len(refused.PBX.Requests()); n != 1 {
		t.Errorf("the PBX that refused was asked %d times", n)
	}
}

func TestAccounts_SwitchHasEverybodyFindTheOther(t *testing.T) {
	h := newHouse(t)
	b := h.both(t)
	s := h.set(t, obedient)
	h.stay(t, Request{})
	w := s.window(t)
	if in := w.hears(t, "login"); in.Account != h.account {
		t.Errorf("first %+v", in)
	}
	h.listed(t, "both", allLive(2))
	remote := h.connect(t, nil)
	if err := remote.Ask(t.Context(), share.DoSwitch, share.OfAccount{Account: "nobody"}, nil); !errors.Is(err, share.ErrNoAccount) {
		t.Error(err)
	}
	if err := remote.Ask(t.Context(), share.DoSwitch, share.OfAccount{Account: b.Account.ID()}, nil); err != nil {
		t.Fatal(err)
	}
	over(t, remote.Gone(), "the connection to the one before")
	if in := w.hears(t, "login"); in.Account != b.Account || !in.SignedIn {
		t.Errorf("then %+v", in)
	}
	if next := h.connect(t, nil); *next.Hello().Account != b.Account {
		t.Errorf("found %+v", next.Hello().Account)
	}
	rings(t, h.office, "Jan") // the one before goes on
	h.desktop.until(t, "the call", func(shown []notify.Message) bool { return len(shown) == 1 })
}

func TestAccounts_WhoUsesAnAccountStaysThereWhicheverIsCurrent(t *testing.T) {
	h := newHouse(t)
	b := h.both(t)
	h.stay(t, quiet)
	h.listed(t, "both", allLive(2))
	remote := h.connect(t, nil)
	if err := remote.Use(t.Context(), b.Account.ID()); err != nil || *remote.Hello().Account != b.Account {
		t.Fatal(err, remote.Hello())
	}
	if err := remote.Watch(t.Context(), share.OwnContact); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{b.Account.ID(), h.account.ID()} {
		if err := h.connect(t, nil).Ask(t.Context(), share.DoSwitch, share.OfAccount{Account: key}, nil); err != nil {
			t.Fatal(err)
		}
		h.listed(t, "the change", func(all []share.Listed) bool {
			return slices.ContainsFunc(all, func(a share.Listed) bool { return a.Key == key && a.Current })
		})
	}
	if err := remote.SetOwn(t.Context(), pbxclient.UserSettings{DND: pbxclient.Some(true)}); err != nil {
		t.Fatal(err)
	}
	if here, there := h.office.PBX.Office().Users[0].DND, b.PBX.Office().Users[0].DND; here || !there {
		t.Errorf("do not disturb is %v here and %v there", here, there)
	}
	if err := remote.Ask(t.Context(), doSignOut, share.OfAccount{Account: b.Account.ID()}, nil); err != nil && !errors.Is(err, share.ErrGone) {
		t.Fatal(err)
	}
	over(t, remote.Gone(), "the connection to who has signed out")
}

func TestAccounts_TheListIsToldOnceWhenItIsAskedForAndWithEachChange(t *testing.T) {
	h := newHouse(t)
	b := h.both(t)
	h.stay(t, quiet)
	h.listed(t, "both", allLive(2))
	told := h.lists(t)
	first := await(t, told, "the list")
	if !allLive(2)(first) || !first[1].Current || first[0].Name != b.Account.Place() {
		t.Errorf("%+v", first)
	}
	if err := b.PBX.LeaveVoicemail(b.PBX.Office().Users[0].Mailbox); err != nil {
		t.Fatal(err)
	}
	for next := await(t, told, "the message"); ; next = await(t, told, "the message") {
		if diff := cmp.Diff(first, next); diff == "" {
			t.Fatal("told without a change")
		}
		if n, known := next[0].New.Get(); known && n > first[0].New.Or(0) {
			break
		}
	}
}

func TestAccounts_ANewVersionIsHandedAllOfThemAndTheWindowComesBackToTheSame(t *testing.T) {
	h := newHouse(t)
	b := h.both(t)
	h.Program, h.lookEvery = copied(t), 10*time.Millisecond
	s := h.set(t, obedient)
	r := h.stay(t, Request{})
	w := s.window(t)
	w.hears(t, "login")
	h.listed(t, "both", allLive(2))
	if err := h.connect(t, nil).Ask(t.Context(), share.DoSwitch, share.OfAccount{Account: b.Account.ID()}, nil); err != nil {
		t.Fatal(err)
	}
	if in := w.hears(t, "login"); in.Account != b.Account {
		t.Errorf("%+v", in)
	}
	install(t, h.Program, "#!/bin/sh\n")
	over(t, r.ended, "the old version")
	want := Successor{Args: residentArgs(false, b.Account), Secret: b.Secret, Others: []Known{{h.account, h.secret}}}
	if diff := cmp.Diff(want, r.next); diff != "" {
		t.Fatal("another is handed on than is there") // with its secret, which is not for a log
	}
	h.Program = copied(t)
	h.Account, h.Secret, h.Others = b.Account, r.next.Secret, r.next.Others
	h.stay(t, quiet)
	h.listed(t, "both", func(all []share.Listed) bool { return allLive(2)(all) && currentIs(b.Account)(all) })
	h.stayed(t, w)
	for len(w.said) > 0 {
		if l := <-w.said; l.Say == "login" {
			t.Errorf("the window was told of %+v", l)
		}
	}
}

func TestStart_AsOneThatIsSignedInBesideGoesThere(t *testing.T) {
	h := newHouse(t)
	b := h.both(t)
	s := h.set(t, obedient)
	h.stay(t, quiet)
	h.listed(t, "both", allLive(2))
	h.Account = b.Account
	named := h.start(t, Request{Number: "tel:1"}, true)
	over(t, named.ended, "the second start")
	if named.err != nil {
		t.Fatal(named.err)
	}
	s.window(t).hearsBoth(t,
		func(l line) bool { return l.Say == "login" && l.Account == b.Account },
		func(l line) bool { return l.Say == "shown" && l.Number == "tel:1" })
	h.listed(t, "the change", currentIs(b.Account))
}

func TestAccounts_SigningOutOfOneHangsUpTheCallThatIsPlacedThere(t *testing.T) {
	h := newHouse(t)
	b := h.both(t)
	h.stay(t, quiet)
	h.listed(t, "both", allLive(2))
	remote := h.connect(t, nil)
	if err := remote.Use(t.Context(), b.Account.ID()); err != nil {
		t.Fatal(err)
	}
	dialled := make(chan error, 1)
	go func() {
		_, err := remote.Dial(t.Context(), presence.DialRequest{Typed: "203"})
		dialled <- err
	}()
	for late := time.After(long); len(b.PBX.Office().Calls) == 0; {
		select {
		case <-late:
			t.Fatal("no call is placed")
		case <-time.After(time.Millisecond):
		}
	}
	if err := h.connect(t, nil).Ask(t.Context(), doSignOut, share.OfAccount{Account: b.Account.ID()}, nil); err != nil {
		t.Fatal(err)
	}
	if err := await(t, dialled, "the call's end"); err == nil {
		t.Error("the call was placed")
	}
	for late := time.After(long); len(b.PBX.Office().Calls) > 0; {
		select {
		case <-late:
			t.Fatalf("left behind %+v", b.PBX.Office().Calls)
		case <-time.After(time.Millisecond):
		}
	}
}
