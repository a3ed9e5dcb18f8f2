package window

import (
	"testing"

	"fyne.io/fyne/v2/widget"

	"ringside/pbxclient/account"
	"ringside/ui/resident"
	"ringside/ui/settings"
)

// labelled reports whether a button has a text.
func (w *windowed) labelled(text string) bool {
	return len(find(w, func(b *widget.Button) bool { return b.Text == text })) > 0
}

func TestSetLanguage_ShowsTheSamePageInOtherWords(t *testing.T) {
	w := raise(t, settings.Settings{})
	s := w.in()
	w.live.screen.open(settingsPage)
	before, old := w.live, w.live.screen
	w.setLanguage("de")
	if !w.labelled("Abmelden") || w.labelled("Sign out") {
		t.Error("it is not in German")
	}
	if w.live != before || w.live.mirror != s || w.live.screen == old || w.live.screen.shown != settingsPage {
		t.Errorf("it is another session, or the screen of before, or page %d", w.live.screen.shown)
	}
	w.asks("settings")
	if set, err := settings.Load(w.Folder); err != nil || set.Language != "de" {
		t.Errorf("it is not kept: %+v, %v", set, err)
	}
	w.setLanguage("nl")
	if !w.labelled("Afmelden") {
		t.Error("it is not in Dutch")
	}
}

func TestSetLanguage_LeavesACallThatIsBeingPlaced(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.in()
	ctx := w.live.control.ctx
	w.setLanguage("fr")
	if ctx.Err() != nil {
		t.Error("what was asked for is given up")
	}
	w.live.control.failed("Une phrase")
	if w.live.screen.message.Text() != "Une phrase" {
		t.Error("what came of it is told to the screen of before")
	}
}

func TestSetLanguage_ShowsThePictureThatWasThere(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.in()
	w.reveal()
	next := <-w.queue // the binder's
	next()
	w.setLanguage("fr")
	if w.live.screen.snap == nil {
		t.Error("the new screen knows nobody")
	}
}

func TestSetLanguage_OfTheSignInPage(t *testing.T) {
	w := raise(t, settings.Settings{})
	w.out(resident.Login{Account: account.Account{Address: "pbx.example.org", UserName: "anna"}})
	w.setLanguage("nl")
	if !w.labelled("Aanmelden") || w.fields()[1].Text != "anna" {
		t.Error("it is not in Dutch, or has forgotten what was known")
	}
	w.asks("settings")
}
