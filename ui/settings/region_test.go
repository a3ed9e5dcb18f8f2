package settings

import "testing"

func TestReadIn_IsEachAccountsOwnAndLeavesACopyAsItWas(t *testing.T) {
	var s Settings
	s.ReadIn("one", "BE")
	copied := s
	s.ReadIn("one", "")
	s.ReadIn("two", "DE")
	if copied.Region("one") != "BE" || copied.Region("two") != "" || s.Region("one") != "" || s.Region("two") != "DE" || len(s.Regions) != 1 {
		t.Errorf("%v and %v", copied.Regions, s.Regions)
	}
}
