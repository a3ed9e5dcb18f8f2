package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"ringside/ui/settings"
	"ringside/ui/window/widgets"
)

func TestMore_LeadsAPhoneEverywhere(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(360, 700))
	p.setBadge(voicemailPage, 3)
	p.open(morePage)
	for i, want := range []page{mePage, voicemailPage, receptionPage, settingsPage, checkupPage} {
		p.open(morePage)
		link := on[*widgets.LinkRow](p, morePage)[i]
		if link.Name() != p.places[want].name {
			t.Errorf("%q leads to %q", link.Name(), p.places[want].name)
		}
		if (link.Badge() == 3) != (want == voicemailPage) {
			t.Errorf("%d wait at %q", link.Badge(), link.Name())
		}
		p.window.Canvas().Focus(link)
		p.press(fyne.KeyReturn)
		p.look(want)
	}
	p.open(morePage)
	test.Tap(p.row(morePage, "dnd"))
	p.expect("dnd true")
}
