package dialplan

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// plan is the numbering plan of a region; the zero value is that of no region.
type plan struct {
	region string
	full   *phonenumbers.PhoneMetadata // subscribers' numbers
	short  *phonenumbers.PhoneMetadata // emergency numbers and short codes; nil where the library has none
}

func planOf(region string) plan {
	p := plan{region: strings.ToUpper(strings.TrimSpace(region))}
	if all, err := phonenumbers.MetadataCollection(); err == nil {
		p.full = ofRegion(all, p.region)
	}
	if p.full == nil {
		return plan{}
	}
	if all, err := phonenumbers.ShortNumberMetadataCollection(); err == nil {
		p.short = ofRegion(all, p.region)
	}
	return p
}

func ofRegion(all *phonenumbers.PhoneMetadataCollection, region string) *phonenumbers.PhoneMetadata {
	for _, m := range all.GetMetadata() {
		if m.GetId() == region && region != worldRegion {
			return m
		}
	}
	return nil
}

// countryCode is "+" and the region's country code, "" without a region.
func (p plan) countryCode() string {
	if p.region == "" {
		return ""
	}
	return "+" + strconv.Itoa(int(p.full.GetCountryCode()))
}

// worldRegion is what the library calls the numbers that belong to no country.
const worldRegion = "001"

// emergency tells whether digits are an emergency number. Where nothing is known of the region these are the
// three that most of the world's exchanges and phones understand.
func (p plan) emergency(digits string) bool {
	pattern := p.short.GetEmergency()
	if known := pattern.GetNationalNumberPattern(); known == "" || known == "NA" {
		return digits == "112" || digits == "911" || digits == "999"
	}
	return matches(digits, pattern)
}

// shortCode tells whether digits are a code that is dialled by itself and only inside the region.
//
// The library lists codes for text messages among them, without telling which: whole ranges from 2000 on, that
// nobody calls and that offices use for extensions. Codes for calls begin with 0 or 1, or have three digits.
//
// 116 and three digits are the helplines of Europe, one scheme of which the library has a part for each region.
func (p plan) shortCode(digits string) bool {
	if len(digits) > 3 && digits[0] > '1' {
		return false
	}
	codes := p.short.GetShortCode()
	isHelpline := len(digits) == len("116000") && strings.HasPrefix(digits, "116")
	return matches(digits, codes) || isHelpline && (matches("116000", codes) || matches("116111", codes))
}

// onlyInland tells whether a number can't be reached from abroad, as the library knows it.
func (p plan) onlyInland(number string) bool {
	return matches(number, p.full.GetNoInternationalDialling())
}

// longestShort is more than any short code has, and spares whole numbers the regular expressions.
const longestShort = 8

func matches(digits string, kind *phonenumbers.PhoneNumberDesc) bool {
	if kind == nil || len(digits) > longestShort {
		return false
	}
	lengths := kind.GetPossibleLength()
	return (len(lengths) == 0 || slices.Contains(lengths, int32(len(digits)))) &&
		phonenumbers.MatchNationalNumber(digits, kind, false)
}

// international gives what may stand behind an international prefix at the beginning of digits, and that
// prefix: the region's own ones (00, 011, 0011, 810, with carrier codes), the shortest first, and then 00,
// which people write everywhere.
func (p plan) international(digits string) (forms []internationalForm) {
	add := func(n int) {
		if n < len(digits) {
			forms = append(forms, internationalForm{prefix: digits[:n], rest: digits[n:]})
		}
	}
	switch pattern := p.full.GetInternationalPrefix(); {
	case pattern == onlyDigits(pattern): // as for most; only the others are worth a regular expression
		if pattern != "" && strings.HasPrefix(digits, pattern) {
			add(len(pattern))
		}
	default:
		own := &phonenumbers.PhoneNumberDesc{NationalNumberPattern: &pattern}
		for n := 1; n <= min(longestPrefix, len(digits)); n++ {
			if phonenumbers.MatchNationalNumber(digits[:n], own, false) {
				add(n)
			}
		}
	}
	if strings.HasPrefix(digits, "00") && (len(forms) == 0 || forms[0].prefix != "00") {
		add(2)
	}
	return forms
}

type internationalForm struct{ prefix, rest string }

// longestPrefix is the longest international prefix, Australia's with carrier code: 14880011.
const longestPrefix = 8

// writesTrunk tells whether the country writes a number of its own with the trunk prefix, as NL does in
// 020 794 7000 but not in 14 020, and the United States never do.
func (p plan) writesTrunk(number string) bool {
	trunk := p.full.GetNationalPrefix()
	if trunk == "" {
		return false
	}
	ever := false
	for _, format := range p.full.GetNumberFormat() {
		before, _, _ := strings.Cut(format.GetNationalPrefixFormattingRule(), "$1")
		written := strings.Contains(before, trunk)
		if formats(format, number) {
			return written
		}
		ever = ever || written
	}
	return ever // no format says, so go by the others
}

// formats tells whether a format is meant for the number.
func formats(format *phonenumbers.NumberFormat, number string) bool {
	if leading := format.GetLeadingDigitsPattern(); len(leading) > 0 {
		begin := &phonenumbers.PhoneNumberDesc{NationalNumberPattern: &leading[len(leading)-1]}
		if !phonenumbers.MatchNationalNumber(number, begin, true) {
			return false
		}
	}
	whole := &phonenumbers.PhoneNumberDesc{NationalNumberPattern: format.Pattern}
	return phonenumbers.MatchNationalNumber(number, whole, false)
}
