package settings

import (
	"maps"
	"slices"
)

// StarredSwitches are the UUIDs of the switches of an account's PBX that a person made favourites, in the order in which they did.
func (s Settings) StarredSwitches(account string) []string { return s.Switches[account] }

// StarSwitch makes a switch of an account's PBX a favourite, or no longer.
func (s *Settings) StarSwitch(account, uuid string, on bool) {
	starred := slices.DeleteFunc(slices.Clone(s.Switches[account]), func(other string) bool { return other == uuid })
	if on {
		starred = append(starred, uuid)
	}
	all := map[string][]string{} // another one: copies of the settings share it
	maps.Copy(all, s.Switches)
	all[account] = starred
	if len(starred) == 0 {
		delete(all, account)
	}
	s.Switches = all
}
