package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/mobile"

	"ringside/ui/settings"
)

func TestKeys_APhonesBackKeyGoesOutStepByStep(t *testing.T) {
	p := sit(t, newStage(me(), anna), settings.Settings{})
	p.window.Resize(fyne.NewSize(360, 700))
	back := func() { p.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: mobile.KeyBack}) }
	p.open(dialPage)
	back()
	p.look(peoplePage)
	p.people.Pick("anna")
	back()
	p.look(peoplePage)
	if p.signed != "" {
		t.Error("it left too early")
	}
	if back(); p.signed != "left" {
		t.Error("there is no way out")
	}
}
