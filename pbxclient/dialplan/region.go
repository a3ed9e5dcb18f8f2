package dialplan

import (
	_ "embed"
	"strings"
)

// RegionSource says what a guess of the region rests on.
type RegionSource string

const (
	FromNumber   RegionSource = "number"    // `number` of system_information
	FromTimeZone RegionSource = "time_zone" // `time_zone` of system_information
	FromNothing  RegionSource = "nothing"   // neither tells: the region has to be set by hand
)

// zones has one line a country: its two letters, and its time zones. The time zones and their former names are
// those of the IANA tz database; countries without telephone numbers of their own are left out.
//
//go:embed zones.txt
var zones string

// RegionFor guesses the region of a PBX from `number` and `time_zone` of system_information; either may be "".
// The number goes first, but counts only in international form, since the PBX promises no more than "a best
// guess". The region is two ISO 3166 letters, and "" with [FromNothing].
func RegionFor(number, timeZone string) (region string, why RegionSource) {
	if decision, err := (Rules{}).Decide(number); err == nil && decision.Region != "" {
		return decision.Region, FromNumber
	}
	if timeZone = strings.TrimSpace(timeZone); timeZone != "" {
		for line := range strings.Lines(zones) {
			region, names, _ := strings.Cut(line, " ")
			for name := range strings.FieldsSeq(names) {
				if strings.EqualFold(name, timeZone) {
					return region, FromTimeZone
				}
			}
		}
	}
	return "", FromNothing
}
