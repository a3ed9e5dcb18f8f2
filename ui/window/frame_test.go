package window

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/ui/resident"
	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

func TestFrame_ShowsTheMainScreenOfWhoIsSignedIn(t *testing.T) {
	w := raise(t, settings.Settings{})
	s := w.in()
	if w.live == nil || w.window.Content() != w.live.screen.content {
		t.Fatal("it is not there")
	}
	first := w.live
	w.out(resident.Login{})
	if w.live != nil || len(w.fields()) == 0 {
		t.Error("the main screen of nobody")
	}
	w.in()
	if w.live == first || w.live.mirror == s {
		t.Error("the screen of before")
	}
}

func TestFrame_TheSignInPageKnowsWhatIsKnown(t *testing.T) {
	w := raise(t, settings.Settings{})
	problem := account.ErrKeyringTimeout
	w.out(resident.Login{Account: account.Account{Address: "pbx.example.org", UserName: "anna"}, Problem: problem})
	f := w.fields()
	if len(f) < 3 || f[0].Text != "pbx.example.org" || f[1].Text != "anna" || f[2].Text != "" {
		t.Fatalf("%d fields", len(f))
	}
	if w.window.Canvas().Focused() != f[2] {
		t.Error("the field that is empty has no focus")
	}
	if !w.says(w.Words.Error(problem)) || w.button("sign_in").Disabled() {
		t.Error("the problem is not shown, or it cannot be tried again")
	}
	w.out(resident.Login{Asking: true, Problem: problem})
	if !w.button("sign_in").Disabled() || w.says(w.Words.Error(problem)) {
		t.Error("it does not wait for the keyring")
	}
}

func TestFrame_ACertificateCanBeTrustedByItsFingerprint(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.out(resident.Login{Account: account.Account{Address: "pbx.example.org", UserName: "anna"}})
	failed := &pbxclient.Error{Op: "list users", Code: pbxclient.CodeCertificate, Fingerprint: "abcd"}
	w.back.refuse = failed
	w.fields()[2].SetText("s3cr3t")
	test.Tap(w.button("sign_in"))
	w.settled()
	if !w.says(w.Words.Error(failed)) {
		t.Error("the reason is not shown")
	}
	w.back.refuse = nil
	test.Tap(w.button("trust_certificate"))
	w.settled()
	if n := len(w.back.tried); n != 2 || w.back.tried[0].Pin != "" || w.back.tried[1].Pin != "abcd" || w.back.secret != "s3cr3t" {
		t.Errorf("tried %+v", w.back.tried)
	}
}

func TestFrame_AnyOtherRefusalOffersNoTrust(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.out(resident.Login{Account: account.Account{Address: "pbx.example.org", UserName: "anna"}})
	w.back.refuse = &pbxclient.Error{Code: pbxclient.CodeUnauthorized, Status: 401, Fingerprint: "abcd"}
	w.fields()[2].SetText("s3cr3t")
	test.Tap(w.button("sign_in"))
	w.settled()
	if !w.says(w.Words.Error(w.back.refuse)) || w.button("sign_in").Disabled() {
		t.Error("the reason is not shown, or it cannot be tried again")
	}
	if found := find(w, func(b *widget.Button) bool { return b.Text == w.Words.Say("trust_certificate") }); len(found) > 0 {
		t.Error("there is something to trust")
	}
}

func TestFrame_SaysWhyAnAccountIsNotKept(t *testing.T) {
	for _, first := range []string{"the answer", "the event"} {
		w := raise(t, settings.Settings{})
		w.back.kept = account.ErrNoKeyring
		w.out(resident.Login{Account: account.Account{Address: "pbx.example.org", UserName: "anna"}})
		w.fields()[2].SetText("s3cr3t")
		test.Tap(w.button("sign_in"))
		if first == "the answer" {
			w.settled()
		}
		w.in()
		w.settled()
		if w.live.screen.message.Text() != w.Words.Error(account.ErrNoKeyring)+" "+w.Words.Say("signed_in_until_quit") {
			t.Errorf("with %s first it says %q", first, w.live.screen.message.Text())
		}
	}
}

func TestFrame_ALinkIsAskedAboutOnceSomebodyIsSignedIn(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.out(resident.Login{})
	w.take(resident.Event{Show: true, Number: "tel:+31201234567"})
	w.in()
	if asked := w.live.screen.link.Text(); !strings.Contains(asked, "+31 20 123 4567") {
		t.Errorf("it asks %q", asked)
	}
	w.take(resident.Event{Show: true, Number: "tel:nobody"})
	if got := w.dialled(); got != "tel:nobody" || w.live.screen.shown != dialPage {
		t.Errorf("what is no number is shown as %q", got)
	}
}

func TestFrame_ALinkToSignInWithIsFilledInAndSignsNobodyIn(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.in()
	w.take(resident.Event{Show: true, Number: "ringside://signin?pbx=branch.example.org&user=anna"})
	f := w.fields()
	if len(f) < 3 || f[0].Text != "branch.example.org" || f[1].Text != "anna" || f[2].Text != "" {
		t.Fatalf("%d fields", len(f))
	}
	if w.settled(); len(w.back.tried) != 0 {
		t.Errorf("tried %+v", w.back.tried)
	}
	w.take(resident.Event{Show: true, Number: "ringside://signin?pbx=a&password=b"})
	if !w.says(w.Words.Error(account.ErrBadLink)) {
		t.Error("a link with a secret is taken as any other")
	}
}

// dialled is what the dial field has.
func (w *windowed) dialled() string { return w.live.screen.dialer.Focus().(*widgets.Field).Text }

func TestFrame_AWindowThatIsClosedHidesAndIsKeptReady(t *testing.T) {
	w := raise(t, settings.Settings{})
	s := w.in()
	w.back.stays = true
	w.take(resident.Event{Show: true})
	w.closed()
	w.settled()
	if w.shown || w.ready == nil || w.app.quit > 0 {
		t.Errorf("shown %v, ready %v, quit %d times", w.shown, w.ready != nil, w.app.quit)
	}
	w.take(resident.Event{Show: true})
	if !w.shown || w.ready != nil {
		t.Error("it does not come back")
	}
	w.unwanted() // the end of the wait came at the same moment
	if w.app.quit > 0 {
		t.Error("it ends in front of whoever looks")
	}
	w.hide()
	w.unwanted()
	if w.app.quit != 1 {
		t.Error("it stays for ever")
	}
	w.asks()
	if said := s.took(); len(said) == 0 || said[len(said)-1] != "visible false" {
		t.Errorf("the mirror was told %q", said)
	}
	if diff := cmp.Diff([]bool{false, true, false, true, false}, w.back.visible); diff != "" {
		t.Error(diff)
	}
}

func TestFrame_AWindowThatIsNotKeptReadyEndsAtOnce(t *testing.T) {
	none := 0
	w := raise(t, settings.Settings{ReadyMinutes: &none})
	w.in()
	w.back.stays = true
	w.take(resident.Event{Show: true})
	w.closed()
	w.settled()
	if w.app.quit != 1 || w.ready != nil {
		t.Errorf("quit %d times", w.app.quit)
	}
	w.asks()
}

func TestFrame_ClosingQuitsWhereRingsideCannotBeReachedAndSaysSoOnce(t *testing.T) {
	said := "quit Ringside has ended with its window, since this desktop has no place for its icon. To be told who calls, minimise the window instead."
	w := raise(t, settings.Settings{})
	for _, want := range []string{said, "quit"} {
		w.in()
		w.closed()
		w.settled()
		w.settled() // the answer, and what it leads to
		if w.back.asked[len(w.back.asked)-1] != want {
			t.Errorf("asked for %q, want %q", w.back.asked, want)
		}
	}
	if kept, err := settings.Load(w.Folder); !kept.ClosingEnds || err != nil || w.app.quit != 2 {
		t.Errorf("it would be said again: %v; quit %d times", err, w.app.quit)
	}
}

func TestFrame_ClosingQuitsWhereOnlyTheWindowIsLeft(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.in()
	w.back.gone = share.ErrAway
	w.closed()
	w.settled()
	w.settled()
	if w.app.quit != 1 || w.settings.ClosingEnds {
		t.Errorf("quit %d times, told %v", w.app.quit, w.settings.ClosingEnds)
	}
}

func TestFrame_TheMirrorIsToldTheLastOfManyChanges(t *testing.T) {
	w := raise(t, settings.Settings{})
	s := w.in()
	for range 50 {
		w.reveal()
		w.hide()
	}
	w.reveal()
	w.settled()
	if said := s.took(); said[len(said)-1] != "visible true" {
		t.Errorf("told %q at last", said[len(said)-1])
	}
}

func TestFrame_EndsWithTheEvents(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.back.events <- resident.Event{Show: true}
	close(w.back.events)
	w.follow()
	w.settled()
	if !w.shown || w.app.quit != 1 {
		t.Errorf("shown %v, quit %d times", w.shown, w.app.quit)
	}
}

func TestFrame_IsPreparedBeforeItIsShown(t *testing.T) {
	w := raise(t, settings.Settings{})
	s := newStage(me(), anna)
	w.back.events <- resident.Event{Login: &resident.Login{Mirror: s}}
	w.back.events <- resident.Event{Show: true, Number: "tel:203"}
	w.prepare()
	if w.live == nil || !w.shown || !strings.Contains(w.live.screen.link.Text(), "203") {
		t.Error("it is not")
	}
	began := time.Now()
	w = raise(t, settings.Settings{})
	w.prepare() // nobody says a word
	if took := time.Since(began); took > 10*firstWord {
		t.Errorf("it waited for %v", took)
	}
	close(w.back.events)
	w.prepare()
}

func TestFrame_SignsOutAndLeaves(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.in()
	w.leave()
	w.asking.Wait()
	w.signOut()
	w.asks("leave", "sign out")
	w.command(func(context.Context) error { return errors.New("the wire is cut") })
	w.settled()
	if w.live.screen.message.Text() != w.Words.Error(errors.New("the wire is cut")) {
		t.Errorf("it says %q", w.live.screen.message.Text())
	}
}

func TestFrame_KeepsTheListOfAccountsAsItWasToldLast(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.in()
	w.back.listed = []share.Listed{{Name: "one", Current: true}, {Name: "other"}}
	w.take(resident.Event{Listed: true})
	if len(w.accounts) != 2 || w.accounts[1].Name != "other" || w.live == nil {
		t.Errorf("%+v", w.accounts)
	}
}
