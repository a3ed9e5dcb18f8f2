package resident

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
)

func TestLink_TellsWhoIsSignedInAndShowsTheirPicture(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	p.has(share.Hello{Account: &anna}, paint("bea"))
	v := h.view(t, nil)
	in := v.login(t)
	if in.Account != anna || in.Mirror == nil {
		t.Fatalf("%+v", in)
	}
	s := pictured(t, in.Mirror, "the picture", live)
	if s.Contacts.Find("bea") == nil || s.Resyncs != 1 {
		t.Errorf("%+v", s)
	}
	conn := await(t, p.conns, "the window")
	conn.Push(show{Kind: "show", Number: "tel:1"})
	if e := await(t, v.Events(), "the request"); e != (Event{Show: true, Number: "tel:1"}) {
		t.Errorf("%+v", e)
	}
}

func TestLink_TellsThatNobodyIsSignedInAndWhy(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	failed := &pbxclient.Error{Code: pbxclient.CodeCertificate, Fingerprint: "ab"}
	p.welcome = welcome{Account: anna, Asking: true, Problem: share.PackError(failed)}
	p.has(share.Hello{}, nil)
	out := h.view(t, nil).login(t)
	if out.Account != anna || out.Mirror != nil || !out.Asking {
		t.Errorf("%+v", out)
	}
	if e, ok := errors.AsType[*pbxclient.Error](out.Problem); !ok || e.Fingerprint != "ab" {
		t.Errorf("%v", out.Problem)
	}
}

func TestLink_FollowsWhoSignsInAndOut(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	p.has(share.Hello{}, nil)
	v := h.view(t, nil)
	if out := v.login(t); out.Mirror != nil {
		t.Fatalf("%+v", out)
	}
	p.has(share.Hello{Account: &anna}, paint("bea"))
	first := v.login(t)
	pictured(t, first.Mirror, "the picture", live)
	p.has(share.Hello{}, nil)
	if out := v.login(t); out.Mirror != nil {
		t.Errorf("%+v", out)
	}
	p.has(share.Hello{Account: &anna}, paint("carl"))
	if again := v.login(t); again.Mirror == first.Mirror || again.Mirror == nil {
		t.Error("the mirror of before")
	}
	otto := account.Account{Address: "pbx.example.org", UserName: "otto"}
	p.has(share.Hello{Account: &otto}, paint("dora"))
	other := v.login(t)
	if other.Account != otto || pictured(t, other.Mirror, "the picture", live).Contacts.Find("dora") == nil {
		t.Errorf("%+v", other)
	}
}

func TestLink_BringsThePartThatStaysBack(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	first := paint("bea")
	p.has(share.Hello{Account: &anna}, first)
	v := h.view(t, nil)
	m := v.login(t).Mirror
	pictured(t, m, "the picture", live)
	m.SetVisible(true)
	if said := await(t, first.asked, "that somebody looks"); said != "visible true" {
		t.Error(said)
	}
	p.die()
	s := pictured(t, m, "that it is away", func(s *presence.Snapshot) bool { return !s.Fresh() })
	if !errors.Is(s.Connection.Err, share.ErrAway) || s.Connection.State != presence.Stale || !s.Synced || s.Connection.AsOf.IsZero() {
		t.Errorf("%+v", s.Connection)
	}
	away(t, m)
	var left error
	for range 1000 { // the link finds it out a moment after the mirror
		if left = v.Leave(t.Context()); left != nil {
			break
		}
	}
	if stays, err := v.StaysReachable(t.Context()); !errors.Is(left, share.ErrAway) || stays || !errors.Is(err, share.ErrAway) {
		t.Errorf("leave: %v; it stays: %v, %v", left, stays, err)
	}
	want := "--hidden --pbx pbx.example.org --user anna --region NL"
	if line := await(t, v.launched, "a new one"); line != want {
		t.Errorf("started %q, want %q", line, want)
	}
	second := paint("bea", "carl")
	again := h.host(t)
	again.has(share.Hello{Account: &anna}, second)
	s = pictured(t, m, "the picture", live)
	if s.Contacts.Find("carl") == nil || s.Resyncs != 2 {
		t.Errorf("resyncs %d, carl %v", s.Resyncs, s.Contacts.Find("carl"))
	}
	if said := await(t, second.asked, "that somebody looks"); said != "visible true" {
		t.Error(said)
	}
	if err := m.Hangup(t.Context(), "c1"); err != nil {
		t.Error(err)
	}
	if len(v.Events()) > 0 {
		t.Error("the window was told of something")
	}
}

// away checks that every command says that there is nobody to take it.
func away(t *testing.T, m presence.Mirror) {
	t.Helper()
	ctx := t.Context()
	_, plan := m.Plan(ctx, presence.DialRequest{})
	_, dial := m.Dial(ctx, presence.DialRequest{})
	_, history := m.History(ctx, presence.HistoryQuery{})
	for name, err := range map[string]error{
		"plan": plan, "dial": dial, "hang up": m.Hangup(ctx, ""), "set": m.SetOwn(ctx, pbxclient.UserSettings{}),
		"favourite": m.SetFavourite(ctx, "", true), "extension": m.SetExtension(ctx, "", ""),
		"set until": m.SetOwnUntil(ctx, pbxclient.UserSettings{}, time.Time{}), "note": m.SetNote(ctx, "", ""),
		"tell when free": m.SetTellWhenFree(ctx, "", true), "history": history, "call note": m.SetCallNote(ctx, "", ""), "seen": m.SeenCalls(ctx),
	} {
		if !errors.Is(err, share.ErrAway) {
			t.Errorf("%s: %v", name, err)
		}
	}
	m.Retry()
	m.Wake()
}

func TestLink_KeepsThePictureWhileTheSecretIsLookedFor(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	p.has(share.Hello{Account: &anna}, paint("bea"))
	v := h.view(t, nil)
	m := v.login(t).Mirror
	pictured(t, m, "the picture", live)
	await(t, p.conns, "the window")
	p.welcome = welcome{Account: anna, Asking: true}
	p.has(share.Hello{}, nil) // as when the part that stays has been started again
	await(t, p.conns, "the window")
	p.has(share.Hello{Account: &anna}, paint("bea"))
	pictured(t, m, "a new picture", func(s *presence.Snapshot) bool { return live(s) && s.Resyncs == 2 })
	if len(v.Events()) > 0 {
		t.Error("the window left the main screen")
	}
}

func TestLink_HasTheListOfAccountsAndHintsOnceUntilItIsLookedAt(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	p.has(share.Hello{Account: &anna}, paint())
	v := h.view(t, nil)
	v.login(t)
	conn := await(t, p.conns, "the window")
	for _, name := range []string{"of before", "newest"} {
		conn.Push(share.Accounts{Kind: share.AccountsKind, Accounts: []share.Listed{{Name: name, Account: anna}}})
	}
	conn.Push(show{Kind: "show"})
	if e := await(t, v.Events(), "a hint"); e != (Event{Listed: true}) {
		t.Errorf("%+v", e)
	}
	if e := await(t, v.Events(), "the request"); e != (Event{Show: true}) {
		t.Errorf("%+v", e)
	}
	if all := v.Accounts(); len(all) != 1 || all[0].Name != "newest" || all[0].Account != anna {
		t.Errorf("%+v", all)
	}
	conn.Push(share.Accounts{Kind: share.AccountsKind})
	if e := await(t, v.Events(), "another hint"); e != (Event{Listed: true}) || len(v.Accounts()) != 0 {
		t.Errorf("%+v", e)
	}
}

func TestLink_EndsWhenItIsToldTo(t *testing.T) {
	for name, has := range map[string]func(*host){
		"signed in":  func(p *host) { p.has(share.Hello{Account: &anna}, paint()) },
		"signed out": func(p *host) { p.has(share.Hello{}, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			p := h.host(t)
			has(p)
			v := h.view(t, nil)
			v.login(t)
			await(t, p.conns, "the window").Push(bye{"bye"})
			over(t, v.ended, "the link")
		})
	}
}

func TestLink_OfAnOutdatedWindowAsksForAnother(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	p.has(share.Hello{Build: BuildOf(h.Program), Account: &anna}, paint())
	v := h.view(t, func(l *Link) { l.build = "of before"; l.SetVisible(true) })
	over(t, v.ended, "the link")
	if asked := await(t, p.asked, "what it asks for"); asked != `replace {"visible":true}` {
		t.Error(asked)
	}
	if len(p.conns) > 0 {
		t.Error("it said that it is the window")
	}
}

func TestLink_OfAnOutdatedLanguageStartsAnotherWindow(t *testing.T) {
	h := newHouse(t)
	claim, err := h.place.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = listener.Close(), claim.Release() }()
	go func() {
		conn, err := listener.Accept()
		if err == nil {
			_, _ = io.WriteString(conn, `{"kind":"hello","protocol":99,"build":"`+BuildOf(h.Program)+`"}`+"\n")
		}
	}()
	v := h.view(t, func(l *Link) { l.build = "of before"; l.SetVisible(true) })
	over(t, v.ended, "the link")
	if line := await(t, v.launched, "another"); line != "" {
		t.Errorf("started %q", line)
	}
}

func TestLink_WithoutAPipeAsksForAWindowThatHasOne(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	p.has(share.Hello{}, nil)
	v := h.view(t, nil)
	v.login(t)
	if _, err := v.SignIn(t.Context(), anna, "s3cr3t", true); !errors.Is(err, share.ErrNoPipe) {
		t.Error(err)
	}
	if asked := await(t, p.asked, "what it asks for"); asked != `replace {"visible":true}` {
		t.Error(asked)
	}
	over(t, v.ended, "the link")
}

func TestLink_AWindowThatTakesNothingIsNotWaitedFor(t *testing.T) {
	h := newHouse(t)
	p := h.host(t)
	p.has(share.Hello{Account: &anna}, paint())
	v := h.view(t, nil)
	m := v.login(t).Mirror
	conn := await(t, p.conns, "the window")
	for range 4 * cap(v.events) {
		conn.Push(show{Kind: "show", Number: "tel:1"})
	}
	pictured(t, m, "the picture", live)
	v.SetVisible(true) // waits for nobody
	v.stop()
	over(t, v.Events(), "the link")
}

func TestResidentArgs_SayWhoToSignInAs(t *testing.T) {
	full := account.Account{Address: "http://pbx", UserName: "anna", APIKey: true, PlainHTTP: true, Pin: "ab", Region: "NL"}
	for _, c := range []struct {
		demo bool
		of   account.Account
		want string
	}{
		{false, full, "--hidden --pbx http://pbx --user anna --pin ab --region NL --api-key --insecure-http"},
		{false, account.Account{}, "--hidden"},
		{true, full, "--demo --hidden"},
	} {
		if got := strings.Join(residentArgs(c.demo, c.of), " "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
