package dialplan

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// decisionCase is a text, and what is to become of it in a region (the Netherlands unless it says so).
type decisionCase struct {
	typed  string
	region string
	sent   string
	kind   Kind
	steps  []StepCode
}

func steps(codes ...StepCode) []StepCode { return codes }

// What most numbers go through.
var (
	trunkAway = steps(StepTrunkPrefix, StepCountryCode, StepValid)
	tidied    = steps(StepSeparators, StepTrunkPrefix, StepCountryCode, StepValid)
)

var insideCases = []decisionCase{
	{"2001", "", "2001", Extension, steps(StepTooShort)},
	{"2 001", "", "2001", Extension, steps(StepSeparators, StepTooShort)},
	{"203", "", "203", Extension, steps(StepTooShort)},
	{"0", "", "0", Extension, steps(StepTooShort)}, // the operator
	{"12345", "", "12345", Extension, steps(StepTooShort)},
	{"456789", "", "456789", Extension, steps(StepTooShort)}, // or a local number, for the PBX to know
	{"2001", "US", "2001", Extension, steps(StepTooShort)},   // text messages go to such numbers, no calls
	{"2001", "GB", "2001", Extension, steps(StepTooShort)},
	{"2001", "DE", "2001", Extension, steps(StepTooShort)},
	{"399994", "DE", "399994", Extension, steps(StepTooShort)}, // valid with its 0, but written without
	{"491699", "DE", "491699", Extension, steps(StepTooShort)}, // valid behind a plus, but written without
	{"9911", "US", "9911", Extension, steps(StepTooShort)},     // 9 for an outside line, goes as it is
	{"555", "XX", "555", Extension, steps(StepTooShort)},       // no such region
	{"ext. 203", "", "203", Extension, steps(StepLabel, StepTooShort)},
	{"x203", "", "203", Extension, steps(StepLabel, StepTooShort)}, // American
	{"toestel 203", "", "203", Extension, steps(StepLabel, StepTooShort)},

	{"112", "", "112", Emergency, steps(StepEmergency)},
	{"1-1-2", "", "112", Emergency, steps(StepSeparators, StepEmergency)},
	{"112#", "", "112", Emergency, steps(StepTrailingSign, StepEmergency)},
	{"911", "", "911", Emergency, steps(StepEmergency)}, // the Netherlands pass it on
	{"911", "US", "911", Emergency, steps(StepEmergency)},
	{"999", "GB", "999", Emergency, steps(StepEmergency)},
	{"110", "DE", "110", Emergency, steps(StepEmergency)},
	{"17", "FR", "17", Emergency, steps(StepEmergency)},
	{"000", "AU", "000", Emergency, steps(StepEmergency)},
	{"112", "-", "112", Emergency, steps(StepEmergency)},  // no region: the best known ones
	{"999", "TA", "999", Emergency, steps(StepEmergency)}, // a region the library knows none for
	{"0112", "", "0112", Emergency, steps(StepOutsideLine, StepEmergency)},

	{"14020", "", "14020", Short, steps(StepShortCode)},
	{"14 020", "", "14020", Short, steps(StepSeparators, StepShortCode)},
	{"1888", "", "1888", Short, steps(StepShortCode)},
	{"116000", "", "116000", Short, steps(StepShortCode)},
	{"116 117", "", "116117", Short, steps(StepSeparators, StepShortCode)},  // a helpline the library lacks
	{"116138", "SO", "+252116138", E164, steps(StepCountryCode, StepValid)}, // not in Europe
	{"11833", "DE", "11833", Short, steps(StepShortCode)},
	{"211", "US", "211", Short, steps(StepShortCode)},
	{"13 12 13", "AU", "131213", Short, steps(StepSeparators, StepShortCode)}, // can't be dialled from abroad

	{"*21*06-1234 5678#", "", "*21*0612345678#", FeatureCode, steps(StepSeparators, StepFeatureCode)},
	{"#31#0612345678", "", "#31#0612345678", FeatureCode, steps(StepFeatureCode)},
	{"*21*+31612345678#", "", "*21*+31612345678#", FeatureCode, steps(StepFeatureCode)},
	{"*21*0612345678#12", "", "*21*0612345678#12", FeatureCode, steps(StepFeatureCode)},
	{"**203", "", "**203", FeatureCode, steps(StepFeatureCode)},
	{"8*203", "", "8*203", FeatureCode, steps(StepFeatureCode)},
	{"203#", "", "203#", FeatureCode, steps(StepFeatureCode)},
	{"*a1", "", "*A1", FeatureCode, steps(StepCharacters, StepFeatureCode)},
	{"＊２１＃", "", "*21#", FeatureCode, steps(StepCharacters, StepFeatureCode)},
}

var subscriberCases = []decisionCase{
	{"0207947000", "", "+31207947000", E164, trunkAway},
	{"020-794 70 00", "", "+31207947000", E164, tidied},
	{"(020) 794 70 00", "", "+31207947000", E164, tidied},
	{"020.794.70.00", "", "+31207947000", E164, tidied},
	{"020/794 70 00", "", "+31207947000", E164, tidied},
	{"020_794_7000", "", "+31207947000", E164, tidied},
	{"(0)20 794 7000", "", "+31207947000", E164, tidied},
	{"0900-1234", "", "+319001234", E164, tidied},
	{"0800 1351", "", "+318001351", E164, tidied},
	{"207947000", "", "+31207947000", E164, steps(StepTrunkMissing, StepCountryCode, StepValid)},
	{"31207947000", "", "+31207947000", E164, steps(StepPlusMissing, StepValid)},
	{"0601234567", "", "+31601234567", E164, steps(StepTrunkPrefix, StepCountryCode, StepUnknownRange)},

	{"+31207947000", "", "+31207947000", E164, steps(StepValid)},
	{"+31 (0)20 794 7000", "", "+31207947000", E164, steps(StepSeparators, StepTrunkPrefix, StepValid)},
	{"0031(0)20 794 7000", "", "+31207947000", E164, steps(StepSeparators, StepInternational, StepTrunkPrefix, StepValid)},
	{"+31 020 794 7000", "", "+31207947000", E164, steps(StepSeparators, StepTrunkPrefix, StepValid)},
	{"(+31) 20 794 7000", "", "+31207947000", E164, steps(StepSeparators, StepValid)},
	{"0031207947000", "", "+31207947000", E164, steps(StepInternational, StepValid)},
	{"+0031207947000", "", "+31207947000", E164, steps(StepInternational, StepValid)},
	{"++31207947000", "", "+31207947000", E164, steps(StepInternational, StepValid)},
	{"011 31 20 794 7000", "US", "+31207947000", E164, steps(StepSeparators, StepInternational, StepValid)},
	{"0031207947000", "US", "+31207947000", E164, steps(StepInternational, StepValid)},
	{"0011 31 20 794 7000", "AU", "+31207947000", E164, steps(StepSeparators, StepInternational, StepValid)},
	{"8~10 31 20 794 7000", "RU", "+31207947000", E164, steps(StepSeparators, StepInternational, StepValid)},
	{"0031207947000", "-", "+31207947000", E164, steps(StepInternational, StepValid)},
	{"+351 (0)21 123 4567", "", "+351211234567", E164, steps(StepSeparators, StepTrunkPrefix, StepValid)},
	{"00351 (0)21 123 4567", "", "+351211234567", E164, steps(StepSeparators, StepInternational, StepTrunkPrefix, StepValid)},
	{"+39 06 1234 5678", "", "+390612345678", E164, steps(StepSeparators, StepValid)},
	{"+39 (0)6 1234 5678", "", "+390612345678", E164, steps(StepSeparators, StepValid)}, // this 0 is part of it
	{"06 1234 5678", "IT", "+390612345678", E164, steps(StepSeparators, StepCountryCode, StepValid)},
	{"+800 1234 5678", "", "+80012345678", E164, steps(StepSeparators, StepValid)},
	{"+979223456789", "", "+979223456789", E164, steps(StepUnknownRange)},
	{"+31601234567", "", "+31601234567", E164, steps(StepUnknownRange)},

	{"(212) 555-0123", "US", "+12125550123", E164, steps(StepSeparators, StepCountryCode, StepValid)},
	{"1 212 555 0123", "US", "+12125550123", E164, tidied},
	{"(999) 555-0123", "US", "+19995550123", E164, steps(StepSeparators, StepCountryCode, StepUnknownRange)},
	{"460 1234", "AG", "+12684601234", E164, steps(StepSeparators, StepCountryCode, StepValid)}, // one area code there
	{"011 15-2345-6789", "AR", "+5491123456789", E164, steps(StepSeparators, StepCountryCode, StepValid)},
	{"0 15 11 2345 6789", "BR", "+551123456789", E164, tidied}, // 15 is a carrier
	{"32 12 34 56", "DK", "+4532123456", E164, steps(StepSeparators, StepCountryCode, StepValid)},
	{"02345", "NO", "+4702345", E164, steps(StepCountryCode, StepValid)},
	{"27 123", "LU", "+35227123", E164, steps(StepSeparators, StepCountryCode, StepValid)}, // whole at five digits
	{"034291/123456", "DE", "+4934291123456", E164, tidied},
	{"+49 (0)34291/123456", "", "+4934291123456", E164, steps(StepSeparators, StepTrunkPrefix, StepValid)},
	{"089/1234-0", "DE", "+498912340", E164, tidied},

	{"0800-BELMIJ", "", "+31800235645", E164, append(steps(StepLetters), tidied...)},
	{"1-800-FLOWERS", "US", "+18003569377", E164, append(steps(StepLetters), tidied...)},
	{
		"1-800-CONTACTS", "US", "+18002668228", E164,
		steps(StepLetters, StepSeparators, StepTrunkPrefix, StepCountryCode, StepSurplus, StepValid),
	},
}

func TestDecide_WhatGoesAsItIs(t *testing.T)               { testDecisions(t, insideCases) }
func TestDecide_SubscribersNumbersBecomeE164(t *testing.T) { testDecisions(t, subscriberCases) }

func testDecisions(t *testing.T, cases []decisionCase) {
	for _, c := range cases {
		t.Run(strings.ReplaceAll(c.region+" "+c.typed, "/", "⁄"), func(t *testing.T) {
			rules := Rules{Region: c.region}
			if c.region == "" {
				rules.Region = "nl"
			}
			got, err := rules.Decide(c.typed)
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			if got.Sent != c.sent || got.Kind != c.kind || got.Input != c.typed {
				t.Errorf("sent %q as %s for %q, want %q as %s", got.Sent, got.Kind, got.Input, c.sent, c.kind)
			}
			if diff := cmp.Diff(c.steps, codesOf(got.Steps)); diff != "" {
				t.Errorf("steps (-want +got):\n%s", diff)
			}
			if last := got.Steps[len(got.Steps)-1]; last.To != got.Sent {
				t.Errorf("the last step ends with %q, but %q is sent", last.To, got.Sent)
			}
			if again, err := rules.Decide(got.Sent); err != nil || again.Sent != got.Sent || again.Kind != got.Kind {
				t.Errorf("deciding on %q again: %q as %s, %v", got.Sent, again.Sent, again.Kind, err)
			}
		})
	}
}

func codesOf(taken []Step) (codes []StepCode) {
	for _, s := range taken {
		codes = append(codes, s.Code)
	}
	return codes
}

func TestDecide_StepsTellWhatBecameOfWhat(t *testing.T) {
	got, err := Rules{Region: "NL"}.Decide("Tel. (020) 794 70 00 ext. 12")
	if err != nil {
		t.Fatal(err)
	}
	want := Decision{
		Input: "Tel. (020) 794 70 00 ext. 12", Sent: "+31207947000", Kind: E164, Region: "NL",
		National: "020 794 7000", International: "+31 20 794 7000",
		Steps: []Step{
			{StepLabel, "Tel. (020) 794 70 00 ext. 12", "(020) 794 70 00 ext. 12", "Tel"},
			{StepExtensionDropped, "(020) 794 70 00 ext. 12", "(020) 794 70 00", "12"},
			{StepSeparators, "(020) 794 70 00", "0207947000", ""},
			{StepTrunkPrefix, "0207947000", "207947000", "0"},
			{StepCountryCode, "207947000", "+31207947000", "NL"},
			{StepValid, "+31207947000", "+31207947000", "NL"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if s, want := got.Steps[3].String(), `trunk prefix removed (0): "0207947000" became "207947000"`; s != want {
		t.Errorf("in English: %s, want %s", s, want)
	}
}

func TestDecide_RegionIsTheNumbersOwn(t *testing.T) {
	for typed, country := range map[string]string{
		"+442079460018": "GB", "+441481960194": "GG", "+14165550123": "CA", "+19995550123": "US",
		"+390612345678": "IT", "+77172123456": "KZ", "+80012345678": "", "+881612345678": "",
		"+1 416 555 PHONES": "CA", // one letter too many
	} {
		if got, err := (Rules{Region: "NL"}).Decide(typed); err != nil || got.Region != country {
			t.Errorf("%s is of %q, want %q (%v)", typed, got.Region, country, err)
		}
	}
}
