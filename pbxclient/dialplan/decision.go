package dialplan

import "slices"

// Kind is what a decided number is to the PBX. The values are those of `ringside normalize`.
type Kind string

const (
	// Extension is a number inside the PBX.
	Extension Kind = "extension"
	// FeatureCode is a PBX command such as *21*203#.
	FeatureCode Kind = "feature_code"
	// Emergency is an emergency number of the region.
	Emergency Kind = "emergency"
	// Short is a short code of the region that is no emergency number: 14020, 1888, 116000.
	Short Kind = "short"
	// E164 is a subscriber's number anywhere in the world.
	E164 Kind = "e164"
)

// Decision is what goes to the PBX for what was typed.
type Decision struct {
	// Input is the text as typed.
	Input string
	// Sent is the `number` for POST call and for `call_forward`: "+" and digits for [E164], otherwise a local
	// dial string made of digits, *, # and, in feature codes only, + and the keys A to D.
	Sent string
	Kind Kind
	// Region is the country of the number as two ISO 3166 letters; "" unless Kind is [E164], and "" for numbers
	// that belong to no country (+800, satellite).
	Region string
	// Premium is true for a number that may cost more than a call, as far as its country's plan tells; false unless Kind is [E164].
	Premium bool
	// National and International are for showing only, and "" unless Kind is [E164]. A number that has no national
	// form shows its international one in both.
	National, International string
	// Steps are the reasons, in the order they were found; never empty, and the last one says what decided.
	Steps []Step
}

// RangeKnown reports whether a number lies in a range that its country has given out, as far as anybody here knows; it is false
// for some of Kind [E164] alone. What a number in another one costs nobody can tell: exchanges may ignore digits too many of a premium number.
func (d Decision) RangeKnown() bool {
	return !slices.ContainsFunc(d.Steps, func(s Step) bool { return s.Code == StepUnknownRange })
}
