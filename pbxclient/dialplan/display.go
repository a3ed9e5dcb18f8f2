package dialplan

import (
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Display gives an E.164 number as people of the region write it: in national form if it is dialled so there,
// which is within one country code, otherwise in international form. What isn't E.164 comes back as it is.
func Display(e164, region string) string {
	if !strings.HasPrefix(e164, "+") {
		return e164
	}
	n, err := readAbroad(e164)
	if err != nil || n.e164() != e164 {
		return e164
	}
	if country := planOf(region).countryCode(); country != "" && country == "+"+strconv.Itoa(int(n.GetCountryCode())) {
		return nationalForm(n)
	}
	return phonenumbers.Format(n.PhoneNumber, phonenumbers.INTERNATIONAL)
}

// nationalForm is the number as it is written in its own country, the international form if it has none. The
// library gets it wrong for the mobiles of Argentina (09 15… for 011 15…): a form that doesn't lead back to the
// number gives way as well.
func nationalForm(n reading) string {
	if n.country() == "" {
		return phonenumbers.Format(n.PhoneNumber, phonenumbers.INTERNATIONAL)
	}
	form := phonenumbers.Format(n.PhoneNumber, phonenumbers.NATIONAL)
	if strings.HasSuffix(onlyDigits(form), phonenumbers.GetNationalSignificantNumber(n.PhoneNumber)) {
		return form
	}
	back, err := phonenumbers.Parse(form, n.country())
	if err != nil || phonenumbers.Format(back, phonenumbers.E164) != n.e164() {
		return phonenumbers.Format(n.PhoneNumber, phonenumbers.INTERNATIONAL)
	}
	return form
}

// Canonical gives the key under which a caller's number is looked up: E.164 if it can be that, otherwise its
// digits as they are, as for an extension, and "" for a text without any. Caller numbers arrive in national
// form, with 00, with +, without either, and as extensions; all spellings of one number have the same key.
func Canonical(number, region string) string {
	if decision, err := (Rules{Region: region}).Decide(number); err == nil {
		return decision.Sent
	}
	digits := onlyDigits(strings.Map(diallable, number))
	// A caller's number is whole, so what is too little to dial may do: some trunks leave out the trunk prefix.
	if n, _, err := planOf(region).read(digits); err == nil && n.valid {
		return n.e164()
	}
	return digits
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}
