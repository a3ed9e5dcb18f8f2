package dialplan

import "fmt"

// Reason says why nothing was sent. The values are stable.
type Reason string

const (
	Empty         Reason = "empty"           // nothing typed
	NoDigits      Reason = "no_digits"       // words only
	TooShort      Reason = "too_short"       // the beginning of a number
	TooLong       Reason = "too_long"        // more digits than the country has
	NotANumber    Reason = "not_a_number"    // no country's numbers look like this
	NeedsRegion   Reason = "needs_region"    // a national number, and no region set
	NeedsAreaCode Reason = "needs_area_code" // a local number without its area code
	TwoNumbers    Reason = "two_numbers"     // more than one number in the text
	BadURI        Reason = "bad_uri"         // an address without a number in it
)

// RefusedError is the error of [Rules.Decide]: what was typed cannot be a number, and nothing was sent.
type RefusedError struct {
	Input  string // as typed
	Reason Reason
	// Detail is the country whose numbers it doesn't fit, or the part that was not understood; may be "".
	Detail string
	Steps  []Step // what was done up to there; may be nil
}

// Error is one plain sentence.
func (e *RefusedError) Error() string {
	where := ""
	if e.Detail != "" {
		where = " (" + e.Detail + ")"
	}
	switch e.Reason {
	case Empty:
		return "there is no number to dial"
	case NoDigits:
		return fmt.Sprintf("%q has no digits to dial", e.Input)
	case TooShort:
		return fmt.Sprintf("%q is too short to be a whole telephone number%s", e.Input, where)
	case TooLong:
		return fmt.Sprintf("%q is too long to be a telephone number%s", e.Input, where)
	case NeedsRegion:
		return fmt.Sprintf("%q can't be dialled while no region is set: write it with + and the country code", e.Input)
	case NeedsAreaCode:
		return fmt.Sprintf("%q lacks its area code%s", e.Input, where)
	case TwoNumbers:
		return fmt.Sprintf("%q is more than one telephone number", e.Input)
	case BadURI:
		return fmt.Sprintf("%q is an address without a telephone number", e.Input)
	default:
		return fmt.Sprintf("%q is not a telephone number%s", e.Input, where)
	}
}
