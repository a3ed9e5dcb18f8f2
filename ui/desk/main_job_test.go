//go:build linux

package desk

import (
	"slices"
	"strings"
	"testing"

	"ringside/pbxclient/pbxsim"
)

func TestRingside_ThreeLettersAndEnterCallAColleagueAndAKeyHangsUp(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
	s.must(s.Type(strings.ToLower(s.anna.FullName[:3])))
	s.must(s.WaitText(s.ctx, given(s.anna)))
	s.must(s.Key("Return"))
	s.asked("POST", "/call", `"number":"`+s.anna.Extension+`"`, `"auto_answer":true`)
	call := s.calling(func(c pbxsim.Call) bool { return slices.Equal(c.Ringing, s.anna.Phones) })
	s.must(s.WaitText(s.ctx, "It rings at "+s.anna.FullName))
	s.must(s.office.PBX.Answer(call.ID, s.anna.Phones[0]))
	s.must(s.WaitText(s.ctx, "0:0"))
	s.must(s.Key("ctrl+h"))
	s.asked("DELETE", "/call/")
	s.must(poll(s.ctx, "the end of the call", func() (bool, error) { return len(s.office.PBX.Office().Calls) == 0, nil }))
	s.must(s.WaitText(s.ctx, "Available"))
	s.must(s.End())
}

func TestRingside_TheMouseCallsAndHangsUpToo(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Available", "Connected"))
	s.must(s.Type(s.anna.Extension))
	s.must(s.WaitText(s.ctx, given(s.anna)))
	s.must(s.Click(rowCallX, firstRowY))
	s.asked("POST", "/call", `"number":"`+s.anna.Extension+`"`)
	s.must(s.WaitText(s.ctx, "It rings at"))
	s.must(s.ClickBeside("rings", hangUpButton, 27))
	s.asked("DELETE", "/call/")
}

// Where buttons stand in a window of the first size: the telephone of the first row that was found, and from the right edge the
// button of a call, which is a line above its stage.
const (
	rowCallX, firstRowY = 500, 114
	hangUpButton        = 70
)

func TestRingside_TheDialFieldShowsWhatWillBeSentAndSendsThat(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Connected"))
	s.must(s.Key("ctrl+l"))
	s.must(s.Type("020 123 4567"))
	s.must(s.WaitText(s.ctx, "+31 20 123 4567", "Netherlands"))
	s.must(s.Key("Return"))
	s.asked("POST", "/call", `"number":"+31201234567"`)
}

func TestRingside_PresenceOnTheScreenFollowsThePhones(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.Type(s.anna.Extension))
	s.must(s.WaitText(s.ctx, given(s.anna), "Available"))
	s.must(s.office.PBX.SetPhoneStatus(s.anna.Phones[0], 8))
	s.must(s.WaitText(s.ctx, given(s.anna), "Ringing"))
	s.must(s.office.PBX.SetPhoneStatus(s.anna.Phones[0], 1))
	s.must(s.WaitText(s.ctx, given(s.anna), "On a call"))
	s.must(s.office.PBX.SetPhoneStatus(s.anna.Phones[0], 4))
	s.must(s.WaitText(s.ctx, given(s.anna), "Away"))
}

func TestRingside_OwnSettingsAreSetAndReadBack(t *testing.T) {
	s := set(t)
	s.open()
	s.must(s.WaitText(s.ctx, "Voicemail"))
	s.must(s.Key("ctrl+d"))
	s.asked("POST", "/users/"+s.me.UUID, `"dnd":true`)
	s.must(poll(s.ctx, "do not disturb", func() (bool, error) { return s.own().DND, nil }))
	s.must(s.Key("ctrl+6"))
	s.must(s.WaitText(s.ctx, "Forward calls"))
	s.must(s.ClickWord("Forward"))
	s.must(s.Type("06-12345678"))
	s.must(s.Key("Return"))
	s.asked("POST", "/users/"+s.me.UUID, `"call_forward":"+31612345678"`)
	s.must(s.WaitText(s.ctx, "06 12345678", "Stop"))
	s.must(s.ClickWord("Stop"))
	s.must(s.WaitText(s.ctx, "not forwarded"))
	if s.own().CallForward != "" {
		t.Errorf("the PBX still forwards to %q", s.own().CallForward)
	}
}
