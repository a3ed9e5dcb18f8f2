package dialplan

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // a machine may have none

	"github.com/nyaruka/phonenumbers"
)

func TestRegionFor(t *testing.T) {
	for _, c := range []struct {
		number, zone, region string
		why                  RegionSource
	}{
		{"+31207947000", "", "NL", FromNumber},
		{"+31207947000", "Europe/Brussels", "NL", FromNumber},
		{"0031207947000", "", "NL", FromNumber},
		{"+1 416 555 0123", "America/New_York", "CA", FromNumber},
		{"0207947000", "Europe/Amsterdam", "NL", FromTimeZone}, // a national number tells no country
		{"203", "Europe/Amsterdam", "NL", FromTimeZone},
		{"+80012345678", "Europe/Amsterdam", "NL", FromTimeZone},
		{"", "Europe/Amsterdam", "NL", FromTimeZone},
		{"", "europe/amsterdam ", "NL", FromTimeZone},
		{"", "Europe/Kiev", "UA", FromTimeZone}, // its former name
		{"", "Asia/Calcutta", "IN", FromTimeZone},
		{"", "US/Eastern", "US", FromTimeZone},
		{"", "Iceland", "IS", FromTimeZone}, // the database keeps its time with Ivory Coast's
		{"", "Africa/Asmera", "ER", FromTimeZone},
		{"", "Atlantic/Reykjavik", "IS", FromTimeZone},
		{"", "America/Argentina/Buenos_Aires", "AR", FromTimeZone},
		{"", "UTC", "", FromNothing},
		{"", "CET", "", FromNothing},
		{"", "NL", "", FromNothing}, // a country is no zone
		{"", "Europe", "", FromNothing},
		{"", "", "", FromNothing},
	} {
		region, why := RegionFor(c.number, c.zone)
		if region != c.region || why != c.why {
			t.Errorf("RegionFor(%q, %q) = %q from %s, want %q from %s", c.number, c.zone, region, why, c.region, c.why)
		}
	}
}

func TestZones_AreThoseOfTheWorld(t *testing.T) {
	countries := map[string]bool{}
	seen := map[string]string{}
	for line := range strings.Lines(zones) {
		country, names, _ := strings.Cut(strings.TrimSpace(line), " ")
		countries[country] = true
		if planOf(country).region == "" {
			t.Errorf("%s has no telephone numbers", country)
		}
		for name := range strings.FieldsSeq(names) {
			if _, err := time.LoadLocation(name); err != nil {
				t.Errorf("%s: %v", country, err)
			}
			if seen[name] != "" {
				t.Errorf("%s is in %s and in %s", name, seen[name], country)
			}
			seen[name] = country
		}
	}
	for region := range phonenumbers.GetSupportedRegions() {
		switch region {
		case "AC", "TA", "XK": // Ascension, Tristan da Cunha and Kosovo share a neighbour's
			continue
		}
		if !countries[region] {
			t.Errorf("%s has no time zone", region)
		}
	}
}
