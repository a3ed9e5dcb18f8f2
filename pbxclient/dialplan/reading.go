package dialplan

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// reading is what the library makes of digits: nearly anything, so valid is always asked.
type reading struct {
	*phonenumbers.PhoneNumber
	region string // whose number it is, [worldRegion] or "" for nobody's
	valid  bool
}

func readingOf(n *phonenumbers.PhoneNumber) reading {
	region := phonenumbers.GetRegionCodeForNumber(n)
	return reading{n, region, phonenumbers.IsValidNumberForRegion(n, region)}
}

// readAbroad reads digits behind a +.
func readAbroad(number string) (reading, error) {
	n, err := phonenumbers.Parse(number, "")
	if err != nil {
		return reading{}, err
	}
	return readingOf(n), nil
}

// read reads digits as a number of the region; withoutPlus tells that they began with its country code. A number
// behind an international prefix is left to international.
func (p plan) read(digits string) (n reading, withoutPlus bool, err error) {
	if p.region == "" {
		return reading{}, false, phonenumbers.ErrInvalidCountryCode
	}
	parsed, err := phonenumbers.ParseAndKeepRawInput(digits, p.region)
	if err != nil {
		return reading{}, false, err
	}
	switch parsed.GetCountryCodeSource() {
	case phonenumbers.PhoneNumber_FROM_NUMBER_WITH_IDD:
		return reading{}, false, phonenumbers.ErrInvalidCountryCode
	case phonenumbers.PhoneNumber_FROM_NUMBER_WITHOUT_PLUS_SIGN:
		// In America the 1 is trunk prefix and country code in one, and people dial the former.
		withoutPlus = p.countryCode() != "+"+p.full.GetNationalPrefix()
	}
	return readingOf(parsed), withoutPlus, nil
}

// writes tells whether digits are the number as the country writes it, nothing missing.
func (p plan) writes(digits string, n reading) bool {
	number := phonenumbers.GetNationalSignificantNumber(n.PhoneNumber)
	return number != digits || !p.writesTrunk(number)
}

func (n reading) e164() string { return phonenumbers.Format(n.PhoneNumber, phonenumbers.E164) }

// country is the country of a number, the main one of its country code if the number doesn't tell (an unknown
// range of +1), and "" for numbers that belong to none.
func (n reading) country() string {
	region := n.region
	if region == "" {
		region = phonenumbers.GetRegionCodeForCountryCode(int(n.GetCountryCode()))
	}
	if region == worldRegion || region == phonenumbers.UNKNOWN_REGION {
		return ""
	}
	return region
}

// costsMore tells whether whoever is called may get a part of what the call costs.
func (n reading) costsMore() bool {
	switch phonenumbers.GetNumberType(n.PhoneNumber) {
	case phonenumbers.PREMIUM_RATE, phonenumbers.SHARED_COST:
		return true
	}
	return false
}

// trunkIn is the trunk prefix between country code and number in text, "" if it isn't to be found.
func (n reading) trunkIn(text string) string {
	rest := strings.TrimPrefix(text, "+"+strconv.Itoa(int(n.GetCountryCode())))
	trunk, ok := strings.CutSuffix(rest, phonenumbers.GetNationalSignificantNumber(n.PhoneNumber))
	if !ok {
		return ""
	}
	return trunk
}

// judgeLength is judge for a length that the library calls possible: one that any kind of number has, even a
// code of five digits, so that half a number would pass. New ranges are opened for landlines and mobiles, so an
// unknown one has a length of those.
func judgeLength(n reading) Reason {
	// Only what reads the same again may be sent, or a second look would send something else.
	if again, err := readAbroad(n.e164()); err != nil || again.e164() != n.e164() {
		return NotANumber
	}
	full := planOf(n.country()).full
	lengths := slices.Concat(lengthsOf(full, full.GetFixedLine()), lengthsOf(full, full.GetMobile()))
	length := int32(len(phonenumbers.GetNationalSignificantNumber(n.PhoneNumber)))
	switch {
	case len(lengths) == 0, slices.Contains(lengths, length):
		return ""
	case length < slices.Min(lengths):
		return TooShort
	case length > slices.Max(lengths):
		return TooLong
	}
	return NotANumber
}

// lengthsOf is how long numbers of a kind are; the library leaves out what is the same as for all.
func lengthsOf(full *phonenumbers.PhoneMetadata, kind *phonenumbers.PhoneNumberDesc) []int32 {
	if lengths := kind.GetPossibleLength(); len(lengths) > 0 {
		return lengths
	}
	return full.GetGeneralDesc().GetPossibleLength()
}

// reasonOf translates an error of the library's Parse for a string of digits: of those it calls nothing else
// "not a number" than one or two.
func reasonOf(err error) Reason {
	switch {
	case errors.Is(err, phonenumbers.ErrTooShortNSN), errors.Is(err, phonenumbers.ErrTooShortAfterIDD),
		errors.Is(err, phonenumbers.ErrNotANumber):
		return TooShort
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return TooLong
	}
	return NotANumber
}
