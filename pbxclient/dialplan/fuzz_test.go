package dialplan

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/nyaruka/phonenumbers"
	"pgregory.net/rapid"
)

var diallableString = regexp.MustCompile(`^(\+[0-9]+|[0-9]+|[+*#0-9A-D]*[*#][+*#0-9A-D]*)$`)

func FuzzDecide(f *testing.F) {
	for _, cases := range [][]decisionCase{insideCases, subscriberCases, pastedCases, addressCases} {
		for _, c := range cases {
			f.Add(c.typed, c.region, 0)
		}
	}
	f.Fuzz(func(t *testing.T, typed, region string, extensionDigits int) {
		rules := Rules{Region: region, ExtensionDigits: extensionDigits, Known: known("2001", "14020", "911")}
		got, err := rules.Decide(typed)
		if err != nil {
			var refused *RefusedError
			if !errors.As(err, &refused) || refused.Reason == "" || refused.Input != typed {
				t.Fatalf("%q: %#v", typed, err)
			}
			return
		}
		if !diallableString.MatchString(got.Sent) {
			t.Fatalf("%q: %q can't be dialled", typed, got.Sent)
		}
		if (got.Sent[0] == '+') != (got.Kind == E164) {
			t.Fatalf("%q: %q as %s", typed, got.Sent, got.Kind)
		}
		if len(got.Steps) == 0 || got.Steps[len(got.Steps)-1].To != got.Sent {
			t.Fatalf("%q: %q isn't what the steps lead to: %v", typed, got.Sent, got.Steps)
		}
		if same, err := rules.Decide(typed); err != nil || !cmp.Equal(got, same) {
			t.Fatalf("%q: once %v, once %v (%v)", typed, got, same, err)
		}
		if again, err := rules.Decide(got.Sent); err != nil || again.Sent != got.Sent || again.Kind != got.Kind {
			t.Fatalf("%q: sent %q as %s, deciding again gives %q as %s, %v", typed, got.Sent, got.Kind, again.Sent, again.Kind, err)
		}
	})
}

// FuzzURI holds that a tel: address means the same however it is written, and that a number survives being made one.
func FuzzURI(f *testing.F) {
	for _, rest := range []string{
		"+31207947000", "+31-20-794-7000;ext=12", "020-7947000;phone-context=+31", "203;phone-context=example.org", "863-1234;phone-context=+1-914-555",
		"%2B31207947000", "+31207947000?subject=x", "7042;isub=1;phone-context=+49", "112", "*21*0612345678#", "%zz", "", ";", "+",
	} {
		f.Add(rest, "NL")
	}
	f.Fuzz(func(t *testing.T, rest, region string) {
		rules := Rules{Region: region, Known: known("203")}
		got, err := rules.Decide("tel:" + rest)
		if strings.TrimSpace(rest) == rest && !strings.HasPrefix(rest, "/") && !strings.ContainsAny(rest, "<>") && !strings.ContainsFunc(rest, unicode.IsControl) {
			for _, same := range []string{"TEL:" + rest, "tel://" + rest, "<tel:" + rest + ">"} {
				again, failed := rules.Decide(same)
				if (err == nil) != (failed == nil) || again.Sent != got.Sent || again.Kind != got.Kind {
					t.Errorf("%q gives %q, %v, and %q gives %q, %v", "tel:"+rest, got.Sent, err, same, again.Sent, failed)
				}
			}
		}
		if err != nil || got.Kind != E164 {
			return
		}
		if again, err := rules.Decide("tel:" + got.Sent); err != nil || again.Sent != got.Sent {
			t.Errorf("%q became %q, and as an address %q, %v", rest, got.Sent, again.Sent, err)
		}
	})
}

// The fuzzer works on bytes and seldom meets a number; this one meets little else.
func TestDecide_DecidesTheSameOnWhatItSent(t *testing.T) {
	regions := append(slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions())), "")
	rapid.Check(t, func(t *rapid.T) {
		rules := Rules{Region: rapid.SampledFrom(regions).Draw(t, "region")}
		typed := rapid.StringMatching(`(\+|00|0|1|8|011|\(0\)|\+(31|44|39|54)( ?\(0\))?)?[0-9]{1,14}`).Draw(t, "typed")
		got, err := rules.Decide(typed)
		if err != nil {
			return
		}
		again, err := rules.Decide(got.Sent)
		if err != nil || again.Sent != got.Sent || again.Kind != got.Kind || again.Region != got.Region {
			t.Errorf("sent %q as %s, deciding again gives %q as %s, %v", got.Sent, got.Kind, again.Sent, again.Kind, err)
		}
		if key := Canonical(typed, rules.Region); key != got.Sent {
			t.Errorf("the key is %q, but %q is sent", key, got.Sent)
		}
	})
}

func FuzzShow(f *testing.F) {
	f.Add("+31207947000", "NL", "Europe/Amsterdam")
	f.Add("٢٠٣", "", "UTC")
	f.Fuzz(func(t *testing.T, number, region, zone string) {
		if shown := Display(number, region); shown == "" && number != "" {
			t.Errorf("%q is shown as nothing", number)
		}
		if key := Canonical(number, region); strings.Trim(key, "+*#0123456789ABCD") != "" {
			t.Errorf("%q has the key %q", number, key)
		}
		if found, why := RegionFor(number, zone); (found == "") != (why == FromNothing) {
			t.Errorf("%q, %q: %q from %s", number, zone, found, why)
		}
	})
}

func TestDigit_OfEveryScript(t *testing.T) {
	next := '0' // Unicode orders the digits of a script from zero to nine
	for r := range unicode.MaxRune {
		if !unicode.Is(unicode.Nd, r) {
			continue
		}
		if got := diallable(r); got != next {
			t.Errorf("%U is %q, want %q", r, got, next)
		}
		if next++; next > '9' {
			next = '0'
		}
	}
}
