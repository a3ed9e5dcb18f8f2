package window

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/ui/lang"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/look"
	"ringside/ui/window/pages"
	"ringside/ui/window/widgets"
)

func TestSigning_TheWayToThePBXIsAskedForWhereItMatters(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.out(resident.Login{Account: account.Account{Address: "pbx.example.org", UserName: "me"}})
	if n := len(w.fields()); n != 3 {
		t.Fatalf("%d fields ask for more than most can tell", n)
	}
	test.Tap(find(w, func(r *widgets.LinkRow) bool { return r.Name() == w.Words.Say("sign_in_way") })[0])
	proxies := find(w, func(*widget.Select) bool { return true })[0]
	f := w.fields()
	f[2].SetText("s3cr3t")
	f[4].SetText(" /etc/office/ca.pem ")
	for _, c := range []struct{ choice, typed, want string }{
		{"proxy_other", " proxy.example.org:3128 ", "proxy.example.org:3128"}, {"proxy_none", "", pbxclient.NoProxy}, {"proxy_system", "", ""},
	} {
		proxies.SetSelected(w.Words.Say(c.choice))
		f[3].SetText(c.typed)
		w.back.refuse = errors.New("the wire is cut")
		test.Tap(w.button("sign_in"))
		w.settled()
		got := w.back.tried[len(w.back.tried)-1]
		if got.Proxy != c.want || got.CAFile != "/etc/office/ca.pem" || got.Address != "pbx.example.org" {
			t.Errorf("%s: tried %+v", c.choice, got)
		}
	}
}

func TestSigning_TheWayOfAnAccountIsShownAndKept(t *testing.T) {
	w := raise(t, settings.Settings{})
	known := account.Account{Address: "pbx.example.org", UserName: "me", Proxy: pbxclient.NoProxy, CAFile: "/etc/office/ca.pem"}
	w.out(resident.Login{Account: known})
	if got := find(w, func(*widget.Select) bool { return true })[0].Selected; got != w.Words.Say("proxy_none") {
		t.Errorf("the proxy is %q", got)
	}
	w.fields()[2].SetText("s3cr3t")
	test.Tap(w.button("sign_in"))
	w.settled()
	if got := w.back.tried[0]; got != known {
		t.Errorf("tried %+v", got)
	}
}

func TestSigning_TheConnectionCanBecomeAnotherWhileTheOldOneGoesOn(t *testing.T) {
	w := raise(t, settings.Settings{})
	list := w.inOneOf(1)
	rows := find(w, func(r *widgets.LinkRow) bool { return r.Name() == w.Words.Say("connection_change") })
	test.Tap(rows[0])
	w.onScreen(false)
	if f := w.fields(); f[0].Text != list[0].Account.Address || w.window.Canvas().Focused() != f[2] {
		t.Errorf("the page has %q, and asks for something else than the secret", f[0].Text)
	}
	test.Tap(w.button("account_cancel"))
	w.onScreen(true)
	w.asks()
}

func TestSigning_ACertificateToTrustIsInSightWhereNotAllHasRoom(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, 1))
	w := test.NewTempWindow(t, widget.NewLabel(""))
	words := lang.New("en")
	page := pages.NewSignIn(words, account.Account{Address: "pbx.example.org", UserName: "me"})
	w.SetContent(page.Content)
	w.Resize(fyne.NewSize(1000, 700))
	print := strings.TrimSuffix(strings.Repeat("AB:", 32), ":")
	page.Failed(words.Error(&pbxclient.Error{Code: pbxclient.CodeCertificate, Fingerprint: print}), print)
	trust := button(t, page.Content, words.Say("trust_certificate"))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(trust)
	if at.Y < 0 || at.Y+trust.Size().Height > 700 {
		t.Errorf("it is at %v, %v tall", at, trust.Size().Height)
	}
}

func TestSigning_AChangedCertificateIsTrustedOnlyOnceTheOldOneIsForgottenAndTheNewOneShown(t *testing.T) {
	w := raise(t, settings.Settings{})
	pin := strings.Repeat("ab", 32)
	w.out(resident.Login{Account: account.Account{Address: "pbx.example.org", UserName: "me", Pin: pin}})
	w.back.refuse = &pbxclient.Error{Code: pbxclient.CodePinMismatch, Fingerprint: "cd"}
	w.fields()[2].SetText("s3cr3t")
	test.Tap(w.button("sign_in"))
	w.settled()
	if !w.says(w.Words.Error(w.back.refuse)) || len(find(w, func(b *widget.Button) bool { return b.Text == w.Words.Say("trust_certificate") })) > 0 {
		t.Fatal("it does not warn, or would trust the new one at once")
	}
	w.back.refuse = &pbxclient.Error{Code: pbxclient.CodeCertificate, Fingerprint: "cd"}
	test.Tap(w.button("forget_certificate"))
	test.Tap(w.button("sign_in"))
	w.settled()
	w.back.refuse = nil
	test.Tap(w.button("trust_certificate"))
	w.settled()
	var pins []string
	for _, a := range w.back.tried {
		pins = append(pins, a.Pin)
	}
	if diff := cmp.Diff([]string{pin, "", "cd"}, pins); diff != "" {
		t.Error(diff)
	}
}
