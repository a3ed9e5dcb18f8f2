package rows

import (
	"testing"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/lang"
)

func TestDialFrom_NamesWhatThePBXChoosesAndSaysWhetherThePhonePicksUp(t *testing.T) {
	desk := presence.ContactPhone{UUID: "desk", Name: "Desk", Personal: true}
	soft := presence.ContactPhone{UUID: "soft", Name: "Softphone"}
	hot := presence.ContactPhone{UUID: "hot", Name: "Flex 1", HotDesk: true}
	for _, c := range []struct {
		name     string
		phones   []presence.ContactPhone
		chosen   string
		auto     bool
		choices  int
		is       string
		byItself string
		picksUp  bool
	}{
		{"one phone", []presence.ContactPhone{desk}, "", true, 0, "", "Desk", true},
		{"by hand", []presence.ContactPhone{desk}, "", false, 0, "", "Desk", false},
		{"two, and none is certain", []presence.ContactPhone{desk, soft}, "", true, 2, "", "", false},
		{"two, and one is chosen", []presence.ContactPhone{desk, soft}, "soft", true, 2, "soft", "", true},
		{"a hot desk", []presence.ContactPhone{desk, hot}, "", true, 2, "", "Flex 1", true},
		{"one that is gone", []presence.ContactPhone{desk, soft}, "old", true, 2, "", "", false},
	} {
		me := named("Me", "200", presence.Available)
		me.Phones = c.phones
		for _, p := range c.phones {
			if !p.HotDesk {
				me.Assigned = append(me.Assigned, pbxclient.AssignedPhone{Type: pbxclient.AssignedTypePhone, Phone: p.UUID})
			}
		}
		s, _ := office(me)
		s.OwnPhones = c.phones
		from := DialFromOf(s, lang.New("en"), c.chosen, c.auto)
		if len(from.Phones) != c.choices || from.Chosen != c.is || from.ByItself != c.byItself || from.PicksUp != c.picksUp {
			t.Errorf("%s: %+v", c.name, from)
		}
	}
}
