package dialplan

import "testing"

func TestDisplay_NationalAtHomeInternationalAbroad(t *testing.T) {
	for _, c := range []struct{ e164, region, want string }{
		{"+31207947000", "NL", "020 794 7000"},
		{"+31207947000", "nl", "020 794 7000"},
		{"+31207947000", "BE", "+31 20 794 7000"},
		{"+31207947000", "", "+31 20 794 7000"},
		{"+14165550123", "US", "(416) 555-0123"}, // Canada, one country code
		{"+390612345678", "IT", "06 1234 5678"},
		{"+80012345678", "NL", "+800 1234 5678"},
		{"+5491123456789", "AR", "+54 9 11 2345-6789"}, // the library's national form is wrong
		{"2001", "NL", "2001"},
		{"*21#", "NL", "*21#"},
		{"+31 20 794 7000", "NL", "+31 20 794 7000"}, // not E.164, as is
		{"+3100207947000", "NL", "+3100207947000"},
		{"+", "NL", "+"},
		{"", "NL", ""},
		{"anonymous", "NL", "anonymous"},
	} {
		if got := Display(c.e164, c.region); got != c.want {
			t.Errorf("Display(%q, %q) = %q, want %q", c.e164, c.region, got, c.want)
		}
	}
}

func TestDecide_ShowsTheInternationalFormWhereTheNationalIsWrongOrMissing(t *testing.T) {
	for typed, want := range map[string]string{
		"011 15-2345-6789": "+54 9 11 2345-6789", // not 09 15…, as the library has it
		"+80012345678":     "+800 1234 5678",
	} {
		got, err := Rules{Region: "AR"}.Decide(typed)
		if err != nil || got.National != want || got.International != want {
			t.Errorf("%s shown as %q and %q, want %q (%v)", typed, got.National, got.International, want, err)
		}
	}
}

func TestCanonical_EverySpellingOfACallerHasOneKey(t *testing.T) {
	for _, c := range []struct {
		number, region, want string
	}{
		{"0207947000", "NL", "+31207947000"},
		{"020-794 70 00", "NL", "+31207947000"},
		{"0031207947000", "NL", "+31207947000"},
		{"+31207947000", "NL", "+31207947000"},
		{"31207947000", "NL", "+31207947000"},
		{"207947000", "NL", "+31207947000"},
		{"25551234", "BE", "+3225551234"}, // too little to dial, but a caller's number is whole
		{"sip:+31207947000@pbx.example.org", "NL", "+31207947000"},
		{"+31207947000", "", "+31207947000"},
		{"203", "NL", "203"},
		{"٢٠٣", "NL", "203"},
		{"112", "NL", "112"},
		{"14020", "NL", "14020"},
		{"0207947000", "", "0207947000"}, // nothing to go by
		{"79 47-000", "NL", "7947000"},
		{"anonymous", "NL", ""},
		{"", "NL", ""},
	} {
		if got := Canonical(c.number, c.region); got != c.want {
			t.Errorf("Canonical(%q, %q) = %q, want %q", c.number, c.region, got, c.want)
		}
	}
}
