package dialplan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

var numberTypes = map[phonenumbers.PhoneNumberType]string{
	phonenumbers.FIXED_LINE: "landline", phonenumbers.MOBILE: "mobile",
	phonenumbers.FIXED_LINE_OR_MOBILE: "landline or mobile", phonenumbers.TOLL_FREE: "freephone",
	phonenumbers.PREMIUM_RATE: "premium rate", phonenumbers.SHARED_COST: "shared cost", phonenumbers.VOIP: "VoIP",
	phonenumbers.PERSONAL_NUMBER: "personal", phonenumbers.PAGER: "pager", phonenumbers.UAN: "company",
	phonenumbers.VOICEMAIL: "voicemail",
}

// notAsTyped are the example numbers that don't become their E.164, and why; all others of the world do, in
// every spelling.
var notAsTyped = map[string]string{
	"AR mobile, national":  "the library writes 09 15… for 011 15…, which is a number of somebody else",
	"DE pager, national":   "written without trunk prefix, and then like a local number: eight digits",
	"NL company, national": "14 020 is a short code, dialled only inside the country",
	"PF company, national": "six digits that can't be dialled from abroad, a short code",
}

func TestDecide_EveryRegionsExampleNumbersInEverySpelling(t *testing.T) {
	excepted := map[string]bool{}
	spelt := 0
	for region := range phonenumbers.GetSupportedRegions() {
		rules := Rules{Region: region}
		own := ownPrefix(t, region)
		for kind, name := range numberTypes {
			n := phonenumbers.GetExampleNumberForType(region, kind)
			if n == nil {
				continue
			}
			want := phonenumbers.Format(n, phonenumbers.E164)
			for spelling, typed := range map[string]string{
				"national":      phonenumbers.Format(n, phonenumbers.NATIONAL),
				"international": phonenumbers.Format(n, phonenumbers.INTERNATIONAL),
				"E.164":         want,
				"00":            "00" + want[1:],
				"own prefix":    own + want[1:],
			} {
				spelt++
				what := fmt.Sprintf("%s %s, %s", region, name, spelling)
				got, err := rules.Decide(typed)
				if err == nil && got.Sent == want && got.Kind == E164 {
					continue
				}
				if notAsTyped[what] == "" {
					t.Errorf("%s: %s gave %q (%s), %v; want %s", what, typed, got.Sent, got.Kind, err, want)
				}
				excepted[what] = true
			}
		}
	}
	for what, why := range notAsTyped {
		if !excepted[what] {
			t.Errorf("%s became its E.164 after all: no longer an exception because %s", what, why)
		}
	}
	if spelt < 6000 {
		t.Errorf("only %d spellings tried", spelt)
	}
}

// ownPrefix is an international prefix of the region: the one it prefers, or else the first that its pattern
// allows.
func ownPrefix(t *testing.T, region string) string {
	t.Helper()
	plan := planOf(region)
	if preferred := plan.full.GetPreferredInternationalPrefix(); preferred != "" {
		return strings.ReplaceAll(preferred, "~", "")
	}
	pattern := plan.full.GetInternationalPrefix()
	desc := &phonenumbers.PhoneNumberDesc{NationalNumberPattern: &pattern}
	for length, count := 1, 10; length <= 4; length, count = length+1, count*10 {
		for i := range count {
			if prefix := fmt.Sprintf("%0*d", length, i); phonenumbers.MatchNationalNumber(prefix, desc, false) {
				return prefix
			}
		}
	}
	t.Fatalf("%s has no international prefix", region)
	return ""
}

func TestDecide_NumbersOfNoCountry(t *testing.T) {
	for code := range phonenumbers.GetSupportedGlobalNetworkCallingCodes() {
		n := phonenumbers.GetExampleNumberForNonGeoEntity(code)
		want := phonenumbers.Format(n, phonenumbers.E164)
		for _, typed := range []string{want, "00" + want[1:], phonenumbers.Format(n, phonenumbers.INTERNATIONAL)} {
			got, err := Rules{Region: "NL"}.Decide(typed)
			if err != nil || got.Sent != want || got.Region != "" {
				t.Errorf("%s gave %q of %q, %v; want %s", typed, got.Sent, got.Region, err, want)
			}
		}
	}
}

func TestDecide_EveryRegionHasEmergencyNumbers(t *testing.T) {
	candidates := []string{"10111", "9999"} // Namibia's and Oman's; everywhere else three digits do
	for i := range 1000 {
		candidates = append(candidates, fmt.Sprint(i), fmt.Sprintf("%02d", i), fmt.Sprintf("%03d", i))
	}
	for region := range phonenumbers.GetSupportedRegions() {
		if !slices.ContainsFunc(candidates, planOf(region).emergency) {
			t.Errorf("%s has no emergency number", region)
		}
	}
}
