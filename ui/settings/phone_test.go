package settings

import "testing"

func TestPhone_IsEachAccountsOwnAndTheOldOneUntilAPersonChose(t *testing.T) {
	s := Settings{CallFrom: "desk", Asked: true}
	before := s
	s.CallWith("one", Phone{UUID: "soft"})
	s.CallWith("two", Phone{UUID: ""})
	s.CallWith("three", Phone{UUID: "mobile"})
	for _, c := range []struct {
		settings      Settings
		account, want string
		chosen        bool
	}{
		{Settings{}, "one", "", false},
		{Settings{CallFrom: "desk", Asked: true}, "one", "desk", true},
		{before, "one", "desk", true},
		{s, "one", "soft", true},
		{s, "two", "", true},
		{s, "three", "mobile", true},
		{s, "another", "desk", true},
	} {
		if got, chosen := c.settings.Phone(c.account); got.UUID != c.want || chosen != c.chosen {
			t.Errorf("%+v: with %s it calls from %q, %v; want %q, %v", c.settings, c.account, got, chosen, c.want, c.chosen)
		}
	}
}

func TestCallWith_LeavesACopyOfTheSettingsAsItWas(t *testing.T) {
	var s Settings
	s.CallWith("one", Phone{UUID: "desk"})
	copied := s
	s.CallWith("one", Phone{UUID: "soft"})
	if got, _ := copied.Phone("one"); got.UUID != "desk" {
		t.Errorf("it has %q", got)
	}
}

func TestPhone_GivesWayToTheDeskThatSomebodyHasSatDownAtSince(t *testing.T) {
	soft := Phone{UUID: "soft", Over: "desk"}
	for certain, want := range map[string]string{"desk": "soft", "": "soft", "elsewhere": ""} {
		if got := soft.From(certain); got != want {
			t.Errorf("where the PBX chooses %q it calls from %q, want %q", certain, got, want)
		}
	}
}
