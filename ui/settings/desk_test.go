package settings

import "testing"

func TestDeskCode_IsEachAccountsOwnAndLeavesACopyAsItWas(t *testing.T) {
	var s Settings
	s.LogInBy("one", "*11")
	copied := s
	s.LogInBy("one", "")
	s.LogInBy("two", "*12")
	if copied.DeskCode("one") != "*11" || s.DeskCode("one") != "" || s.DeskCode("two") != "*12" || len(s.DeskCodes) != 1 {
		t.Errorf("%v and %v", copied.DeskCodes, s.DeskCodes)
	}
}
