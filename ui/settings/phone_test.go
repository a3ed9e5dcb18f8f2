package settings

import "testing"

func TestPhone_IsEachAccountsOwnAndTheOldOneUntilAPersonChose(t *testing.T) {
	s := Settings{CallFrom: "desk", Asked: true}
	before := s
	s.CallWith("one", "soft")
	s.CallWith("two", "")
	s.CallWith("three", "mobile")
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
		if got, chosen := c.settings.Phone(c.account); got != c.want || chosen != c.chosen {
			t.Errorf("%+v: with %s it calls from %q, %v; want %q, %v", c.settings, c.account, got, chosen, c.want, c.chosen)
		}
	}
}

func TestCallWith_LeavesACopyOfTheSettingsAsItWas(t *testing.T) {
	var s Settings
	s.CallWith("one", "desk")
	copied := s
	s.CallWith("one", "soft")
	if got, _ := copied.Phone("one"); got != "desk" {
		t.Errorf("it has %q", got)
	}
}
