package window

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/widgets"
)

// inOneOf has somebody signed in with the first of so many accounts, and its settings open.
func (w *windowed) inOneOf(n int) (list []share.Listed) {
	list = offices(n)
	w.take(resident.Event{Login: &resident.Login{Account: list[0].Account, Mirror: newStage(me(), anna)}})
	w.back.listed = list
	w.take(resident.Event{Listed: true})
	w.live.screen.open(settingsPage)
	return list
}

// onScreen holds whether the main screen is what is shown, at the settings and with its keys.
func (w *windowed) onScreen(want bool) {
	w.t.Helper()
	if got := w.window.Content() == w.live.screen.content; got != want || w.live.screen.shown != settingsPage {
		w.t.Errorf("the main screen is shown: %v, with page %d", got, w.live.screen.shown)
	}
	if got := w.window.Canvas().OnTypedRune() != nil; got != want {
		w.t.Errorf("its keys work: %v", got)
	}
}

func TestSigning_AddingAnAccountLeavesTheCurrentOneAndCanBeCalledOff(t *testing.T) {
	for _, way := range []string{"cancel", "escape in a field", "escape elsewhere"} {
		w := raise(t, settings.Settings{})
		w.inOneOf(1)
		screen := w.live
		w.live.screen.acts.accounts.add()
		w.onScreen(false)
		if f := w.fields(); f[0].Text != "" || w.window.Canvas().Focused() != f[0] {
			t.Error("the page is filled in, or has no keyboard")
		}
		escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
		switch way {
		case "cancel":
			test.Tap(w.button("account_cancel"))
		case "escape in a field":
			w.fields()[1].TypedKey(escape)
		default:
			w.window.Canvas().OnTypedKey()(escape)
		}
		w.onScreen(true)
		if w.live != screen {
			t.Errorf("%s: it is another screen", way)
		}
		w.asks()
	}
}

func TestSigning_AnAddedAccountComesByItsEvent(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.inOneOf(1)
	w.live.screen.acts.accounts.add()
	w.back.refuse = errors.New("the wire is cut")
	f := w.fields()
	f[0].SetText("phone.example.net")
	f[1].SetText("me")
	f[2].SetText("s3cr3t")
	test.Tap(w.button("sign_in"))
	w.settled()
	if !w.says(w.Words.Error(w.back.refuse)) {
		t.Error("the reason is not shown in its place")
	}
	w.back.refuse, w.back.kept = nil, account.ErrNoKeyring
	test.Tap(w.button("sign_in"))
	w.settled()
	w.onScreen(false) // until the event comes
	added := offices(2)[1].Account
	w.take(resident.Event{Login: &resident.Login{Account: added, Mirror: newStage(me(), anna)}})
	if w.live.account != added || w.window.Content() != w.live.screen.content {
		t.Error("the added one is not shown")
	}
	if w.live.screen.message.Text() != w.Words.Error(account.ErrNoKeyring)+" "+w.Words.Say("signed_in_until_quit") {
		t.Errorf("it says %q", w.live.screen.message.Text())
	}
	if diff := cmp.Diff(added, w.back.tried[1]); diff != "" {
		t.Error(diff)
	}
}

func TestSigning_WhoIsSignedInAlreadyGoesBackToTheScreen(t *testing.T) {
	w := raise(t, settings.Settings{})
	list := w.inOneOf(2)
	w.live.screen.acts.signIn()
	if f := w.fields(); f[0].Text != list[0].Account.Address || f[1].Text != list[0].Account.UserName {
		t.Fatal("the page does not know who")
	}
	w.fields()[2].SetText("s3cr3t")
	test.Tap(w.button("sign_in"))
	w.settled() // no event tells of the same login
	w.onScreen(true)
	w.asks()
}

func TestSigning_WhatWasCalledOffComesToNothing(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.inOneOf(1)
	w.live.screen.acts.accounts.add()
	w.back.kept, w.back.trying, w.back.held = account.ErrNoKeyring, make(chan context.Context, 1), make(chan struct{})
	w.signing.page.OnSignIn(account.Account{Address: "phone.example.net"}, "s3cr3t", true)
	trying := <-w.back.trying
	test.Tap(w.button("account_cancel"))
	if trying.Err() == nil {
		t.Error("the PBX is asked still")
	}
	close(w.back.held)
	w.settled()
	w.onScreen(true)
	if said := w.live.screen.message.Text(); said != "" {
		t.Errorf("it says %q", said)
	}
}

func TestSigning_AnAccountIsUsedOrSignedInToFromItsRow(t *testing.T) {
	w := raise(t, settings.Settings{})
	list := w.inOneOf(3)
	use := w.live.screen.acts.accounts.use
	use(list[0].Key)
	w.asks()
	use(list[1].Key)
	w.asks("switch to " + list[1].Key)
	use(list[2].Key)
	w.onScreen(false)
	if f := w.fields(); f[0].Text != "voice.example.com" || f[1].Text != "moi" || w.window.Canvas().Focused() != f[2] {
		t.Error("the page is not filled in")
	}
	test.Tap(w.button("account_cancel"))
	w.live.screen.acts.accounts.forget(list[1].Key)
	w.asks("switch to "+list[1].Key, "forget "+list[1].Key)
}

func TestSigning_TheSignInPageOfNobodyLeadsToTheOthers(t *testing.T) {
	w := raise(t, settings.Settings{})
	list := offices(3)
	w.out(resident.Login{Account: list[0].Account})
	w.back.listed = list
	w.take(resident.Event{Listed: true})
	others := find(w, func(*widgets.AccountRow) bool { return true })
	if len(others) != 2 || others[0].Shown().Key != list[1].Key {
		t.Fatalf("%d others", len(others))
	}
	if found := find(w, func(b *widget.Button) bool { return b.Text == w.Words.Say("account_cancel") }); len(found) > 0 {
		t.Error("there is nothing to go back to")
	}
	test.Tap(others[0])
	w.asks("switch to " + list[1].Key)
	test.Tap(find(w, func(r *widgets.AccountRow) bool { return r.Shown().Key == list[2].Key })[0])
	if f := w.fields(); f[0].Text != "voice.example.com" {
		t.Errorf("the page has %q", f[0].Text)
	}
}

func TestSigning_ANumberThatIsAskedForTakesThePageAway(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.inOneOf(1)
	w.live.screen.acts.accounts.add()
	w.take(resident.Event{Show: true, Number: "tel:203"})
	if w.window.Content() != w.live.screen.content || !strings.Contains(w.live.screen.link.Text(), "203") {
		t.Error("the number is not to be seen")
	}
}

func TestSigning_ThePageFitsIntoANarrowWindowAtALargeScale(t *testing.T) {
	for _, l := range lang.Languages() {
		test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1.6))
		w := test.NewTempWindow(t, widget.NewLabel(""))
		page := pages.NewSignIn(lang.New(l.Tag), account.Account{Address: "http://pbx.example.org", UserName: "me", Proxy: "proxy.example.org:3128"})
		page.OfferCancel("Und sonst", func() {})
		page.Failed(lang.New(l.Tag).Error(&pbxclient.Error{Code: pbxclient.CodeCertificate, Fingerprint: "abcd"}), "abcd")
		w.SetPadded(false)
		w.SetContent(page.Content)
		w.Resize(fyne.NewSize(360, 640))
		if wide := page.Content.MinSize().Width; wide > 360 {
			t.Errorf("%s: it needs %v", l.Tag, wide)
		}
		for _, o := range test.LaidOutObjects(page.Content) {
			if _, ok := o.(fyne.Focusable); !ok || !o.Visible() {
				continue
			}
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			if at.X < 0 || at.X+o.Size().Width > 360 || o.Size().Width+0.5 < o.MinSize().Width {
				t.Errorf("%s: a %T is at %v and %v wide, and needs %v", l.Tag, o, at.X, o.Size().Width, o.MinSize().Width)
			}
		}
	}
}
