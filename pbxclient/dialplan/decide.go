// Package dialplan decides what is sent to the PBX for what a person typed, and keeps every step of that
// decision so that it can be shown.
//
// The PBX takes "a local dial string or a '+'-prefixed E.164 number" (POST call, `number`). Emergency numbers,
// extensions, short codes and feature codes go as they are; everything else is read as a subscriber's number
// and sent as E.164; what cannot be either is refused with a [RefusedError] before anything is sent.
package dialplan

import "strings"

// Rules are what a decision depends on besides the text. The zero value knows no extension and no country.
type Rules struct {
	// Region is the country of the PBX as two ISO 3166 letters, in either case. With "", or a region without
	// telephone numbers of its own, only international forms become [E164].
	Region string
	// Known tells whether a number, always given as ASCII digits, exists on this PBX; nil means none is known.
	Known func(number string) bool
	// ExtensionDigits is the longest number that is taken for an extension although Known doesn't know it. 0
	// leaves it to the region: up to six digits, unless they are a whole subscriber's number there.
	ExtensionDigits int
	// ShortCodes is what is meant by what a person types, by what that is exactly; nil for nothing. One that stands for another
	// is not followed further. Emergency numbers and known extensions stay what they are.
	ShortCodes map[string]string
}

const (
	// longestTyped bounds the work on a text; no way of writing a number comes near it.
	longestTyped = 250
	// longestDialled bounds the digits: E.164 has 15, German numbers up to 17, an international prefix adds five.
	longestDialled = 22
	// longestGuess is the longest number taken for an extension without knowing it. Offices don't give out
	// longer ones, while seven digits and more are a subscriber's number somewhere nearby.
	longestGuess = 6
	// wholeWithoutTrunk is where a national number that lost its trunk prefix (spreadsheets drop leading
	// zeros) can be told from a local one without area code: those have eight digits at most.
	wholeWithoutTrunk = 9
)

// Decide says what to send for a typed or pasted text, or why nothing is sent: the error is always a
// [*RefusedError]. Deciding on Sent again gives the same Sent, unless that is a short code itself. Safe for concurrent use if
// Known is.
func (r Rules) Decide(typed string) (Decision, error) {
	d := &draft{input: typed, text: typed, plan: planOf(r.Region)}
	if meant, ok := r.ShortCodes[strings.TrimSpace(typed)]; ok && !r.fixed(typed) {
		d.became(StepOwnCode, meant, "")
	}
	if err := d.tidy(); err != nil {
		return Decision{}, err
	}
	isCode, err := d.featureCode()
	if err != nil {
		return Decision{}, err
	}
	if isCode {
		return d.asIs(FeatureCode, StepFeatureCode, ""), nil
	}
	if err := d.dialString(); err != nil {
		return Decision{}, err
	}
	if strings.HasPrefix(d.text, "+") {
		return d.international()
	}
	return d.local(r)
}

// fixed tells whether a text is a number that no short code may take the place of.
func (r Rules) fixed(typed string) bool {
	r.ShortCodes = nil
	d, err := r.Decide(typed)
	return err == nil && (d.Kind == Emergency || r.Known != nil && r.Known(d.Sent))
}

// local decides on plain digits. The order matters:
//
// Emergency numbers win over everything, even over an extension of the same digits: whoever dials 112 must
// reach help, and a PBX on which 112 is an extension is set up wrongly.
//
// A known extension wins over short codes and subscribers: staff dial it daily, and the PBX does the same.
//
// An extension nobody told us of looks like a short code, or like a local number without area code. As both
// go as they are, the PBX has the last word and only the kind shown can be wrong.
func (d *draft) local(r Rules) (Decision, error) {
	number := d.text
	switch {
	case d.plan.emergency(number):
		return d.asIs(Emergency, StepEmergency, d.plan.region), nil
	case r.Known != nil && r.Known(number):
		return d.asIs(Extension, StepKnownExtension, ""), nil
	case d.context != "":
		return d.inContext(r)
	case d.plan.shortCode(number):
		return d.asIs(Short, StepShortCode, d.plan.region), nil
	case len(number) <= r.ExtensionDigits:
		return d.asIs(Extension, StepExtensionLength, ""), nil
	case number[0] == '0' && d.plan.emergency(number[1:]):
		// Where a 0 takes an outside line people dial 0-112. Never refuse that for being too short.
		d.found(StepOutsideLine, "0")
		return d.asIs(Emergency, StepEmergency, d.plan.region), nil
	}
	return d.national(r.ExtensionDigits == 0)
}

// inContext decides on a local number with the context that its tel URI gave. A context that doesn't make it a
// valid number is fine if it is our own country: then the number is a local one here.
func (d *draft) inContext(r Rules) (Decision, error) {
	context := d.context
	if n, err := readAbroad(context + d.text); err == nil && n.valid {
		d.became(StepContext, context+d.text, context)
		return d.subscriber(n)
	}
	if own := d.plan.countryCode(); own == "" || !strings.HasPrefix(context, own) {
		return Decision{}, d.refuse(NotANumber, context)
	}
	d.found(StepContextIgnored, context)
	d.context = ""
	return d.local(r)
}

// tooShort tells whether a number may be taken for an unknown extension. One that begins with 0 isn't: trunk
// and international prefixes begin so, and half a number shall be refused rather than sent.
func tooShort(number string) bool {
	return len(number) <= longestGuess && (number[0] != '0' || len(number) == 1)
}
