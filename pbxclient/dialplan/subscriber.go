package dialplan

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// international decides on a number that begins with +.
func (d *draft) international() (Decision, error) {
	if digits := strings.TrimLeft(d.text, "+0"); "+"+digits != d.text {
		// "++31" and "+0031" are mixtures people write; a + before a trunk prefix could mean anything.
		prefix := strings.TrimSuffix(d.text, digits)
		if zeros := strings.TrimLeft(prefix, "+"); zeros != "" && zeros != "00" {
			return Decision{}, d.refuse(NotANumber, "")
		}
		d.became(StepInternational, "+"+digits, prefix)
	}
	n, err := readAbroad(d.text)
	if err != nil {
		return Decision{}, d.refuse(reasonOf(err), "")
	}
	if !n.valid && d.bracketedZero {
		// "+351 (0)21…": a 0 that the country doesn't have, from somebody used to one.
		country := "+" + strconv.Itoa(int(n.GetCountryCode()))
		without := country + strings.TrimPrefix(strings.TrimPrefix(d.text, country), "0")
		if other, err := readAbroad(without); err == nil && other.valid {
			d.became(StepTrunkPrefix, without, "0")
			n = other
		}
	}
	return d.subscriber(n)
}

// national decides on digits without a +, by the plan of the region. guess allows what is too short for a
// subscriber to be an extension.
//
// Six digits and less are ambiguous: an extension, a local number without area code, or in small and in old
// numbering plans (Luxembourg, the Cook Islands) a whole number. They are a whole number only if the region has
// a valid one that is written just so. A local number goes to the PBX as it is, like an extension, and a PBX
// with local calls in its dial plan knows what to do.
//
// From seven digits on, a valid number without its trunk prefix has a step saying so if it is too long for a
// local number, and is refused if it could be one: 30123456 is Berlin with its 0 lost, or somebody in Munich.
func (d *draft) national(guess bool) (Decision, error) {
	digits := d.text
	forms := d.plan.international(digits)
	for _, form := range forms {
		if n, err := readAbroad("+" + form.rest); err == nil && n.valid {
			d.became(StepInternational, "+"+form.rest, form.prefix)
			return d.subscriber(n)
		}
	}
	n, withoutPlus, err := d.plan.read(digits)
	whole := err == nil && !withoutPlus && d.plan.writes(digits, n)
	switch {
	case n.valid && withoutPlus && len(digits) >= wholeWithoutTrunk:
		d.became(StepPlusMissing, "+"+digits, "")
		return d.subscriber(n)
	case n.valid && whole && len(digits) <= longestGuess && d.plan.onlyInland(digits):
		return d.asIs(Short, StepShortCode, d.plan.region), nil
	case n.valid && whole:
		return d.inland(n)
	case guess && tooShort(digits):
		return d.asIs(Extension, StepTooShort, ""), nil
	case len(forms) > 0:
		d.became(StepInternational, "+"+forms[0].rest, forms[0].prefix)
		return d.international()
	case d.plan.region == "":
		return Decision{}, d.refuse(NeedsRegion, "")
	case err != nil:
		return Decision{}, d.refuse(reasonOf(err), d.plan.region)
	case n.valid && len(digits) >= wholeWithoutTrunk:
		d.found(StepTrunkMissing, d.plan.full.GetNationalPrefix())
		return d.inland(n)
	case whole:
		return d.inland(n)
	case len(digits) <= longestGuess:
		return Decision{}, d.refuse(TooShort, d.plan.region)
	case len(digits) < wholeWithoutTrunk:
		return Decision{}, d.refuse(NeedsAreaCode, d.plan.region)
	}
	return Decision{}, d.refuse(cmp.Or(judge(n), NotANumber), d.plan.region)
}

// inland records how a national number became an international one.
func (d *draft) inland(n reading) (Decision, error) {
	number := phonenumbers.GetNationalSignificantNumber(n.PhoneNumber)
	if trunk, ok := strings.CutSuffix(d.text, number); ok && trunk != "" {
		d.became(StepTrunkPrefix, number, trunk)
	}
	d.became(StepCountryCode, n.e164(), d.plan.region)
	return d.subscriber(n)
}

// subscriber ends the decision with a number in E.164, or refuses it.
//
// A number of the right length whose range the library doesn't know is allowed: countries open ranges faster
// than programs are updated, and refusing a real number is worse than a call that doesn't get through.
func (d *draft) subscriber(n reading) (Decision, error) {
	why, refused := StepValid, Reason("")
	if !n.valid {
		why, refused = StepUnknownRange, judge(n)
	}
	if refused == TooLong && d.vanity && isAmerican(n) && phonenumbers.TruncateTooLongNumber(n.PhoneNumber) {
		// 1-800-CONTACTS: there a word may be longer than the number, the exchange ignores the rest.
		n = readingOf(n.PhoneNumber)
		d.became(StepSurplus, n.e164(), strings.TrimPrefix(d.text, n.e164()))
		why, refused = StepValid, ""
	}
	country := n.country()
	if refused != "" {
		return Decision{}, d.refuse(refused, country)
	}
	sent := n.e164()
	if sent != d.text {
		d.became(StepTrunkPrefix, sent, n.trunkIn(d.text))
	}
	d.found(why, country)
	return Decision{
		Input: d.input, Sent: sent, Kind: E164, Region: country,
		Premium:       n.costsMore(),
		National:      nationalForm(n),
		International: phonenumbers.Format(n.PhoneNumber, phonenumbers.INTERNATIONAL),
		Steps:         d.steps,
	}, nil
}

// judge tells why a number that isn't valid can't be one either, and "" for a possible one: a number in a range
// the library doesn't know.
func judge(n reading) Reason {
	switch phonenumbers.IsPossibleNumberWithReason(n.PhoneNumber) {
	case phonenumbers.IS_POSSIBLE:
		return judgeLength(n)
	case phonenumbers.IS_POSSIBLE_LOCAL_ONLY:
		return NeedsAreaCode
	case phonenumbers.TOO_SHORT:
		return TooShort
	case phonenumbers.TOO_LONG:
		return TooLong
	}
	return NotANumber
}

// isAmerican tells whether a number belongs to the North American numbering plan, +1.
func isAmerican(n reading) bool { return n.GetCountryCode() == phonenumbers.NANPA_COUNTRY_CODE }
