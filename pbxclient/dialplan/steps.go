package dialplan

import "fmt"

// StepCode names what a step did. The values are stable: translations and scripts may hang on them.
type StepCode string

const (
	// How the text became a dial string.

	StepOwnCode          StepCode = "own_short_code"           // one of Rules.ShortCodes
	StepInvisible        StepCode = "invisible_removed"        // bidi marks, zero-width spaces, joiners
	StepCharacters       StepCode = "characters_converted"     // digits, letters and signs of other scripts
	StepURI              StepCode = "uri_unwrapped"            // Detail: the scheme
	StepHost             StepCode = "host_removed"             // Detail: what followed the @ of a SIP address
	StepParameter        StepCode = "parameter_removed"        // Detail: the URI parameter
	StepContext          StepCode = "context_applied"          // Detail: the phone-context, a number
	StepContextIgnored   StepCode = "context_ignored"          // Detail: the phone-context that changed nothing
	StepLabel            StepCode = "label_removed"            // Detail: the words before the number
	StepExtensionDropped StepCode = "extension_dropped"        // Detail: its digits, which the API can't dial
	StepLetters          StepCode = "letters_converted"        // a vanity number
	StepSurplus          StepCode = "surplus_removed"          // Detail: digits past the end of a vanity number
	StepTrailingSign     StepCode = "trailing_sign_removed"    // Detail: a * or # behind a whole number
	StepSeparators       StepCode = "separators_removed"       // spaces, dashes, dots, slashes, brackets
	StepInternational    StepCode = "international_prefix"     // Detail: what stood for the +, such as 00
	StepTrunkPrefix      StepCode = "trunk_prefix_removed"     // Detail: the prefix, such as 0
	StepCountryCode      StepCode = "country_code_added"       // Detail: the region
	StepPlusMissing      StepCode = "plus_missing"             // the country code stood there without its +
	StepTrunkMissing     StepCode = "trunk_prefix_missing"     // Detail: the prefix it should have had
	StepFeatureCode      StepCode = "feature_code"             // why it goes as it is
	StepEmergency        StepCode = "emergency_number"         // Detail: the region, "" when unknown
	StepOutsideLine      StepCode = "outside_line"             // Detail: the digit before an emergency number
	StepKnownExtension   StepCode = "known_extension"          // why it goes as it is
	StepExtensionLength  StepCode = "extension_length"         // why it goes as it is
	StepTooShort         StepCode = "too_short_for_subscriber" // why it goes as it is
	StepShortCode        StepCode = "short_code"               // Detail: the region
	StepValid            StepCode = "number_valid"             // Detail: the number's country
	StepUnknownRange     StepCode = "range_unknown"            // Detail: the number's country
)

// Step is one step of a decision.
type Step struct {
	Code StepCode
	// From and To are what the step made of what; equal when the step only found something out.
	From, To string
	// Detail is the part or country the step is about; see the codes. May be "".
	Detail string
}

// String gives the step as plain English, for logs and the command line.
func (s Step) String() string {
	text := s.Code.String()
	if s.Detail != "" {
		text += fmt.Sprintf(" (%s)", s.Detail)
	}
	if s.From != s.To {
		text += fmt.Sprintf(": %q became %q", s.From, s.To)
	}
	return text
}

// String gives plain English; the stable value itself is string(c).
func (c StepCode) String() string {
	switch c {
	case StepOwnCode:
		return "a short code of the user's own"
	case StepInvisible:
		return "invisible characters removed"
	case StepCharacters:
		return "characters of another script converted"
	case StepURI:
		return "taken out of an address"
	case StepHost:
		return "host removed"
	case StepParameter:
		return "parameter of the address removed"
	case StepContext:
		return "completed with the context of the address"
	case StepContextIgnored:
		return "context of the address ignored"
	case StepLabel:
		return "words before the number removed"
	case StepExtensionDropped:
		return "extension behind the number dropped, it has to be keyed in by hand"
	case StepLetters:
		return "letters converted to the digits of their keys"
	case StepSurplus:
		return "letters past the end of the number removed"
	case StepTrailingSign:
		return "sign behind the number removed"
	case StepSeparators:
		return "separators removed"
	case StepInternational:
		return "international prefix replaced by +"
	case StepTrunkPrefix:
		return "trunk prefix removed"
	case StepCountryCode:
		return "country code added"
	case StepPlusMissing:
		return "begins with the own country code, + added"
	case StepTrunkMissing:
		return "trunk prefix is missing, taken for a whole number all the same"
	case StepFeatureCode:
		return "a feature code goes as it is"
	case StepEmergency:
		return "an emergency number goes as it is"
	case StepOutsideLine:
		return "outside-line digit before an emergency number kept"
	case StepKnownExtension:
		return "an extension of this PBX goes as it is"
	case StepExtensionLength:
		return "as short as an extension, goes as it is"
	case StepTooShort:
		return "too short for a subscriber's number, goes as it is"
	case StepShortCode:
		return "a short code goes as it is"
	case StepValid:
		return "a valid number"
	case StepUnknownRange:
		return "right length, but in a range that is not known"
	}
	return string(c)
}
