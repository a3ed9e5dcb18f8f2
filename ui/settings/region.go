package settings

import "maps"

// Region is the ISO 3166 region that a person has numbers of an account read in, "" where nobody set one.
func (s Settings) Region(account string) string { return s.Regions[account] }

// ReadIn notes the region that a person has numbers of an account read in, "" for none.
func (s *Settings) ReadIn(account, region string) {
	regions := map[string]string{} // another one: copies of the settings share it
	maps.Copy(regions, s.Regions)
	regions[account] = region
	if region == "" {
		delete(regions, account)
	}
	s.Regions = regions
}
