package settings

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStarSwitch_IsEachAccountsOwnAndLeavesACopyAsItWas(t *testing.T) {
	var s Settings
	s.StarSwitch("one", "night", true)
	s.StarSwitch("one", "holiday", true)
	copied := s
	s.StarSwitch("one", "night", false)
	s.StarSwitch("one", "holiday", true)
	s.StarSwitch("two", "night", true)
	s.StarSwitch("two", "night", false)
	if diff := cmp.Diff([]string{"night", "holiday"}, copied.StarredSwitches("one")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string][]string{"one": {"holiday"}}, s.Switches); diff != "" {
		t.Error(diff)
	}
}
