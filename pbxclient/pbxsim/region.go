package pbxsim

import (
	"cmp"
	"strings"
	"time"
)

// region is what the country of the office decides.
type region struct {
	code     string // ISO 3166
	language string
	zone     string // IANA name
	calling  string // country calling code, with +
	trunk    string // prefix of a national number: "0", or none
	landline string // national number without trunk prefix, up to where an extension fits
	mobile   string // where mobile numbers begin, without trunk prefix
	digits   int    // of a mobile number without trunk prefix
}

var regions = []region{
	{"NL", "nl", "Europe/Amsterdam", "+31", "0", "20555", "61", 9},
	{"BE", "nl", "Europe/Brussels", "+32", "0", "2555", "470", 9},
	{"DE", "de", "Europe/Berlin", "+49", "0", "30555", "151", 10},
	{"GB", "en", "Europe/London", "+44", "0", "207946", "7700900", 10},
	{"US", "en", "America/New_York", "+1", "", "212555", "91755501", 10},
}

// regionOf falls back to the Netherlands, where this PBX comes from.
func regionOf(code string) region {
	code = strings.ToUpper(cmp.Or(code, "NL"))
	for _, r := range regions {
		if r.code == code {
			return r
		}
	}
	return regions[0]
}

// location is UTC where the machine has no time zones on board.
func (r region) location() *time.Location {
	loc, err := time.LoadLocation(r.zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// did is the outside number of an extension, in E.164.
func (r region) did(extension string) string {
	room := len("0000") - len(extension)
	if room < 0 {
		return r.calling + r.landline + "0000" // offices this big have one number for all
	}
	return r.calling + r.landline + strings.Repeat("0", room) + extension
}

// local writes an E.164 number the way people of the region dial it.
func (r region) local(e164 string) string {
	if national, ok := strings.CutPrefix(e164, r.calling); ok {
		return r.trunk + national
	}
	return "00" + strings.TrimPrefix(e164, "+")
}

// international writes a number people of the region dial as E.164; what has no such form stays as it is.
func (r region) international(number string) string {
	abroad, isAbroad := strings.CutPrefix(number, "00")
	national, isNational := strings.CutPrefix(number, "0")
	switch {
	case isAbroad:
		return "+" + abroad
	case isNational && r.trunk == "0":
		return r.calling + national
	case r.trunk == "" && len(number) == r.digits:
		return r.calling + number
	}
	return number
}
