package dialplan

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func known(numbers ...string) func(string) bool {
	return func(number string) bool { return slices.Contains(numbers, number) }
}

func TestDecide_EmergencyWinsOverAKnownExtension(t *testing.T) {
	for region, number := range map[string]string{"NL": "112", "US": "911", "GB": "999", "DE": "110", "": "112"} {
		got, err := Rules{Region: region, Known: known(number)}.Decide(number)
		if err != nil || got.Kind != Emergency || got.Sent != number {
			t.Errorf("%s in %q: %s as %s, %v", number, region, got.Sent, got.Kind, err)
		}
	}
}

func TestDecide_AKnownExtensionWinsOverEverythingElse(t *testing.T) {
	for _, number := range []string{"2001", "14020", "1888", "116000", "0207947000", "0112", "7947000", "911"} {
		got, err := Rules{Region: "DE", Known: known(number)}.Decide(number) // where 911 is nothing special
		if err != nil || got.Sent != number || got.Kind != Extension {
			t.Errorf("%s: %s as %s, %v", number, got.Sent, got.Kind, err)
		} else if diff := cmp.Diff(steps(StepKnownExtension), codesOf(got.Steps)); diff != "" {
			t.Errorf("%s: steps (-want +got):\n%s", number, diff)
		}
	}
}

func TestDecide_KnownIsAskedForPlainDigits(t *testing.T) {
	var asked []string
	rules := Rules{Region: "NL", Known: func(number string) bool {
		asked = append(asked, number)
		return false
	}}
	for _, typed := range []string{"2 001", "Tel. ٢٠٠١", "sip:2001@pbx", "+31 20 794 7000", "*21#"} {
		if _, err := rules.Decide(typed); err != nil {
			t.Errorf("%s: %v", typed, err)
		}
	}
	if diff := cmp.Diff([]string{"2001", "2001", "2001"}, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

func TestDecide_ExtensionDigitsSayHowLongAnUnknownExtensionIs(t *testing.T) {
	for _, c := range []struct {
		typed  string
		digits int
		region string
		sent   string // "" for refused
	}{
		{"2001", 4, "NL", "2001"},
		{"0201", 4, "NL", "0201"}, // those who set it may have extensions like this
		{"12345678", 8, "NL", "12345678"},
		{"27123", 5, "LU", "27123"}, // otherwise a whole number there
		{"20015", 4, "NL", ""},
		{"0207947000", 4, "NL", "+31207947000"},
		{"1234567", 7, "", "1234567"},
	} {
		got, err := Rules{Region: c.region, ExtensionDigits: c.digits}.Decide(c.typed)
		if got.Sent != c.sent || (err == nil) != (c.sent != "") {
			t.Errorf("%s with %d digits: sent %q, %v; want %q", c.typed, c.digits, got.Sent, err, c.sent)
		}
		if got.Kind == Extension && got.Steps[0].Code != StepExtensionLength {
			t.Errorf("%s with %d digits: because %s", c.typed, c.digits, got.Steps[0])
		}
	}
}

func TestDecide_RegionMayBeInAnyCaseAndUnknown(t *testing.T) {
	for _, region := range []string{"nl", " NL "} {
		if got, err := (Rules{Region: region}).Decide("0207947000"); err != nil || got.Sent != "+31207947000" {
			t.Errorf("region %q: %q, %v", region, got.Sent, err)
		}
	}
	for _, region := range []string{"", "XX", "001", "Nederland"} {
		var refused *RefusedError
		if _, err := (Rules{Region: region}).Decide("0207947000"); !errors.As(err, &refused) || refused.Reason != NeedsRegion {
			t.Errorf("region %q: %v, want that it needs one", region, err)
		}
	}
}

func TestDecide_Refuses(t *testing.T) {
	for _, c := range []struct {
		typed, region string
		reason        Reason
		detail        string
	}{
		{"", "NL", Empty, ""},
		{" \u200b\u00a0", "NL", Empty, ""},
		{"hello", "NL", NoDigits, ""},
		{"+", "NL", NoDigits, ""},
		{"+31", "NL", TooShort, ""},
		{"+311", "NL", TooShort, ""},
		{"+x12", "NL", NoDigits, ""},
		{"00", "NL", TooShort, "NL"},
		{"020", "NL", TooShort, "NL"},
		{"020794", "NL", TooShort, "NL"},
		{"020 794 700", "NL", TooShort, "NL"}, // one digit is missing
		{"+31 20 794 700", "NL", TooShort, "NL"},
		{"+31112", "NL", TooShort, "NL"},
		{"7947000", "NL", NeedsAreaCode, "NL"},
		{"30123456", "DE", NeedsAreaCode, "DE"}, // Berlin without its 0, or a number in Munich?
		{"4930123", "DE", NeedsAreaCode, "DE"},  // a country code, or a number nearby?
		{"555-0123", "US", NeedsAreaCode, "US"},
		{"+1 555 0123", "NL", NeedsAreaCode, "US"},
		{"0207947000123", "NL", TooLong, "NL"},
		{"+31 20 794 7000 1234", "NL", TooLong, "NL"},
		{strings.Repeat("1", 30), "NL", TooLong, ""},
		{"+31" + strings.Repeat("2", 18), "NL", TooLong, ""},
		{strings.Repeat("x", 300), "NL", TooLong, ""},
		{"+999 123 4567", "NL", NotANumber, ""}, // no country has this code
		{"+020 794 7000", "NL", NotANumber, ""},
		{"+64 00472953965", "NL", NotANumber, "NZ"}, // would read otherwise each time
		{"1632960123", "GB", NotANumber, "GB"},
		{"1-800-FLOWERS", "NL", NotANumber, "NL"},
		{"12FLOWERS", "US", NotANumber, "FLOWERS"}, // no number begins so
		{"O20-7947000", "NL", NotANumber, "O"},     // the letter
		{"020-794l000", "NL", NotANumber, "l000"},
		{"020 794 7000 werk", "NL", TooLong, "NL"},
		{"€ 20", "NL", NotANumber, "€"},
		{"ann@example.org 203", "NL", NotANumber, "ann@example.org"},
		{"https://example.org/0207947000", "NL", NotANumber, "https://example.org"},
		{"020%7947000", "NL", NotANumber, "%"},
		{"0207947000#31#", "NL", NotANumber, "#31#"},
		{"*21%", "NL", NotANumber, "%"},
		{"020 7947000 / 06 12345678", "NL", TwoNumbers, ""},
		{"020 7947000, 06 12345678", "NL", TwoNumbers, ""},
		{"020 7947000; 06 12345678", "NL", TwoNumbers, ""},
		{"020 7947000\n06 12345678", "NL", TwoNumbers, ""},
		{"020 7947000 of 06 12345678", "NL", TwoNumbers, ""},
		{"+31207947000+31612345678", "NL", TwoNumbers, ""},
		{"0291 12345 / 54321", "DE", TwoNumbers, ""},
		{"203, 204", "NL", TwoNumbers, ""},
		{"203,,204", "NL", TwoNumbers, ""},
		{"0207947000", "", NeedsRegion, ""},
		{"31207947000", "", NeedsRegion, ""},
		{"tel:", "NL", BadURI, ""},
		{"tel:ann", "NL", BadURI, ""},
		{"tel:%zz", "NL", BadURI, ""},
		{"sip:ann@example.org", "NL", BadURI, ""},
		{"sip:203ann@example.org", "NL", BadURI, ""},
		{"sip:@example.org", "NL", BadURI, ""},
		{"tel:7947000;phone-context=+49-20", "NL", NotANumber, "+4920"},
		{"020\xff7947000", "NL", NotANumber, "\ufffd7947000"}, // not UTF-8
	} {
		got, err := Rules{Region: c.region}.Decide(c.typed)
		var refused *RefusedError
		if !errors.As(err, &refused) {
			t.Errorf("%q was sent as %q (%s), want it refused as %s", c.typed, got.Sent, got.Kind, c.reason)
			continue
		}
		if refused.Reason != c.reason || refused.Detail != c.detail || refused.Input != c.typed {
			t.Errorf("%q: %s (%q), want %s (%q)", c.typed, refused.Reason, refused.Detail, c.reason, c.detail)
		}
		if got.Sent != "" {
			t.Errorf("%q: refused, but with %q to send", c.typed, got.Sent)
		}
	}
}

func TestRefusedError_IsAPlainSentence(t *testing.T) {
	for reason, want := range map[Reason]string{
		Empty:         `there is no number to dial`,
		NoDigits:      `"12x" has no digits to dial`,
		TooShort:      `"12x" is too short to be a whole telephone number (NL)`,
		TooLong:       `"12x" is too long to be a telephone number (NL)`,
		NotANumber:    `"12x" is not a telephone number (NL)`,
		NeedsRegion:   `"12x" can't be dialled while no region is set: write it with + and the country code`,
		NeedsAreaCode: `"12x" lacks its area code (NL)`,
		TwoNumbers:    `"12x" is more than one telephone number`,
		BadURI:        `"12x" is an address without a telephone number`,
	} {
		if got := (&RefusedError{Input: "12x", Reason: reason, Detail: "NL"}).Error(); got != want {
			t.Errorf("%s: %s, want %s", reason, got, want)
		}
	}
}
