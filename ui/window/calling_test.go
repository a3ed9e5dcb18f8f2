package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"ringside/presence"
	"ringside/ui/settings"
)

func TestScreen_ThePhoneChosenAtAnotherPBXIsIgnoredAndStaysChosenThere(t *testing.T) {
	s := newStage(me("desk", "soft"), anna)
	s.paint(func(p *presence.Snapshot) { p.OwnPhones = me("desk", "soft").Phones })
	p := sit(t, s, settings.Settings{CallFrom: "elsewhere", Asked: true, CallsFrom: map[string]settings.Phone{"another": {UUID: "mobile"}}})
	p.callContact(anna)
	p.expect(`dial 203 from="" auto=true`)
	p.choosePhone("soft")
	p.callContact(anna)
	p.expect(`dial 203 from="soft" auto=true`)
	if other, _ := p.settings.Phone("another"); other.UUID != "mobile" {
		t.Errorf("the other calls from %q", other)
	}
	if third, _ := p.settings.Phone("third"); third.UUID != "elsewhere" {
		t.Errorf("the third calls from %q", third)
	}
}

func TestScreen_AsksOnceWhichPhoneWhereThePBXCannotTell(t *testing.T) {
	s := newStage(me("desk", "soft"), anna)
	s.paint(func(p *presence.Snapshot) { p.OwnPhones = me("desk", "soft").Phones })
	p := sit(t, s, settings.Settings{})
	p.typed("anna")
	p.press(fyne.KeyReturn)
	p.expect() // nothing before the answer
	if p.chooser.Text() == "" {
		t.Fatal("not asked")
	}
	p.press(fyne.KeyTab) // the first button has the focus: go to the second
	p.window.Canvas().FocusNext()
	p.press(fyne.KeySpace)
	p.expect(`dial 203 from="soft" auto=true`)
	if p.callFrom() != "soft" || p.saved == 0 || p.chooser.Text() != "" {
		t.Errorf("kept %+v, saved %d times, asks %q", p.settings, p.saved, p.chooser.Text())
	}
	p.callContact(anna)
	p.expect(`dial 203 from="soft" auto=true`)
}
