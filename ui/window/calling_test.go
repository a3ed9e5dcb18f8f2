package window

import (
	"testing"

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
