package rows

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/presence"
)

// noon is a moment to look at the own state.
var noon = time.Date(2026, 3, 4, 12, 10, 0, 0, time.Local)

// self is a picture of the user, who has a number of phones, and of Anna.
func self(phones ...presence.ContactPhone) (*presence.Snapshot, *presence.Contact) {
	c := named("Me", "200", presence.Available)
	c.DND, c.CW, c.CallForward, c.HotDesk = pbxclient.Some(false), pbxclient.Some(true), pbxclient.NullOpt[string](), pbxclient.NullOpt[string]()
	c.Phones = phones
	for _, p := range phones {
		c.Assigned = append(c.Assigned, pbxclient.AssignedPhone{Type: pbxclient.AssignedTypePhone, Phone: p.UUID})
	}
	anna := named("Anna", "203", presence.Available)
	anna.Assigned = []pbxclient.AssignedPhone{{Type: pbxclient.AssignedTypeNumber, Number: "0201234567"}}
	s, _ := office(c, anna)
	s.Me, s.Region, s.OwnPhones = c.UUID, "NL", phones
	return s, c
}

func TestMineOf_SaysUntilWhenAndWhatThen(t *testing.T) {
	today, tomorrow := noon.Add(2*time.Hour), noon.Add(21*time.Hour)
	forward := func(o pbxclient.Opt[string]) pbxclient.UserSettings { return pbxclient.UserSettings{CallForward: o} }
	for _, c := range []struct {
		until        presence.Until
		dnd, forward string
	}{
		{presence.Until{DND: today, Back: pbxclient.UserSettings{DND: pbxclient.Some(false)}}, "Until 14:10, then off again", ""},
		{presence.Until{DND: tomorrow, Back: pbxclient.UserSettings{DND: pbxclient.Some(true)}}, "Until tomorrow 09:10, then on again", ""},
		{presence.Until{CallForward: today, Back: forward(pbxclient.NullOpt[string]())}, "", "Until 14:10, then no longer forwarded"},
		{presence.Until{CallForward: today, Back: forward(pbxclient.Some("+31612345678"))}, "", "Until 14:10, then to 06 12345678 again"},
	} {
		s, _ := self()
		s.Until = &c.until
		if m := MineOf(s, english, noon, ""); m.DNDBack != c.dnd || m.ForwardBack != c.forward {
			t.Errorf("said %q and %q, want %q and %q", m.DNDBack, m.ForwardBack, c.dnd, c.forward)
		}
	}
}

func TestMineOf_NamesColleaguesWhereCallsWent(t *testing.T) {
	s, c := self()
	c.CallForward = pbxclient.Some("203")
	s.ForwardedTo = []string{"203", "+31201234567", "0612345678", "+31612345678"}
	m := MineOf(s, english, noon, "")
	if m.Whose != "Anna" {
		t.Errorf("calls go to %q", m.Whose)
	}
	want := []Target{{"Anna", "+31201234567"}, {"0612345678", "0612345678"}, {"06 12345678", "+31612345678"}}
	if diff := cmp.Diff(want, m.Targets); diff != "" {
		t.Error(diff)
	}
}

func TestMineOf_SaysWhyTheOwnPhoneCanPickUpByItself(t *testing.T) {
	desk, soft := presence.ContactPhone{UUID: "desk", Name: "Desk"}, presence.ContactPhone{UUID: "soft", Name: "Soft"}
	personal, flex := desk, soft
	personal.Personal, flex.HotDesk = true, true
	for _, c := range []struct {
		what   string
		phones []presence.ContactPhone
		from   string
		want   Pickup
	}{
		{"none", nil, "", Pickup{false, english.Say("pickup_no_phone")}},
		{"one of the user's own", []presence.ContactPhone{personal}, "", Pickup{true, "Calls start at Desk."}},
		{"a hot desk", []presence.ContactPhone{desk, flex}, "", Pickup{true, "Calls start at Soft."}},
		{"several", []presence.ContactPhone{desk, soft}, "", Pickup{false, english.Say("pickup_unchosen")}},
		{"one chosen", []presence.ContactPhone{desk, soft}, "soft", Pickup{true, "Soft was chosen for that."}},
		{"one chosen that has gone", []presence.ContactPhone{desk, soft}, "old", Pickup{false, english.Say("pickup_unchosen")}},
	} {
		s, _ := self(c.phones...)
		if m := MineOf(s, english, noon, c.from); m.Pickup != c.want {
			t.Errorf("%s: %+v", c.what, m.Pickup)
		}
	}
}

func TestOffers_EndAtTimesThatLieAhead(t *testing.T) {
	for at, want := range map[string][]string{
		"12:10": {"30 min", "1 h", "until 14:00", "until 17:00", "until tomorrow 09:00"},
		"14:59": {"30 min", "1 h", "until 16:00", "until 17:00", "until tomorrow 09:00"},
		"15:00": {"30 min", "1 h", "until 17:00", "until tomorrow 09:00"},
		"18:30": {"30 min", "1 h", "until 20:00", "until tomorrow 09:00"},
		"22:00": {"30 min", "1 h", "until tomorrow 09:00"},
		"23:50": {"30 min", "1 h", "until tomorrow 09:00"},
	} {
		now, err := time.ParseInLocation("2006-01-02 15:04", "2026-03-04 "+at, time.Local)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range Offers(now, english) {
			got = append(got, o.Label)
			if !o.Ends(now).After(now) {
				t.Errorf("at %s %q has passed", at, o.Label)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("at %s: %s", at, diff)
		}
	}
}

func TestNextAt_ReadsATimeAsPeopleWriteIt(t *testing.T) {
	for typed, want := range map[string]string{
		"14:30": "04 14:30", "14.30": "04 14:30", "1430": "04 14:30", "14h30": "04 14:30", "14h": "04 14:00", " 14 ": "04 14:00",
		"2:30 pm": "04 14:30", "2 PM": "04 14:00", "9": "05 09:00", "12:10": "05 12:10", "00:00": "05 00:00",
		"": "", "24:00": "", "14:60": "", "noon": "", "14:30:00": "",
	} {
		got := ""
		if at, ok := NextAt(typed, noon); ok {
			got = at.Format("02 15:04")
		}
		if got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}
