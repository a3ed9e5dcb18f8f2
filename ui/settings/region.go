package settings

import "maps"

// Region is the ISO 3166 region that a person has numbers of an account read in, "" where nobody set one.
func (s Settings) Region(account string) string { return s.Regions[account] }

// ReadIn notes the region that a person has numbers of an account read in, "" for none.
func (s *Settings) ReadIn(account, region string) { s.Regions = with(s.Regions, account, region) }

// with is what is set for accounts with another text for one of them, "" for none: another map, since copies of the settings share
// the old one.
func with(all map[string]string, account, text string) map[string]string {
	next := map[string]string{}
	maps.Copy(next, all)
	next[account] = text
	if text == "" {
		delete(next, account)
	}
	return next
}
