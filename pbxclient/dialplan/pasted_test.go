package dialplan

import "testing"

// Numbers with something around them, from web pages, spreadsheets, address books and links.
var pastedCases = []decisionCase{
	{"Tel: 020 794 7000", "", "+31207947000", E164, append(steps(StepLabel), tidied...)},
	{"Tel:020 794 7000", "", "+31207947000", E164, append(steps(StepURI), tidied...)},
	{"☎ +31 20 794 7000", "", "+31207947000", E164, steps(StepLabel, StepSeparators, StepValid)},
	{"Tel(020)7947000", "", "+31207947000", E164, append(steps(StepLabel), tidied...)},
	{"M+31612345678", "", "+31612345678", E164, steps(StepLabel, StepValid)},
	{"Mobiel (privé): 06-12345678", "", "+31612345678", E164, append(steps(StepLabel), tidied...)},
	{"(werk) (020) 794 70 00", "", "+31207947000", E164, append(steps(StepLabel), tidied...)},
	{"тел. +7 495 123-45-67", "", "+74951234567", E164, steps(StepLabel, StepSeparators, StepValid)},
	{"'0207947000", "", "+31207947000", E164, tidied}, // a spreadsheet's way to keep the 0
	{"“020 7947000”", "", "+31207947000", E164, tidied},
	{" \t020 7947000\r\n", "", "+31207947000", E164, tidied},
	{"020-7947000*", "", "+31207947000", E164, append(steps(StepTrailingSign), tidied...)},
	{"0207947000#", "", "+31207947000", E164, append(steps(StepTrailingSign), trunkAway...)},

	{"020\u00a0794\u202f70\u200900", "", "+31207947000", E164, tidied},
	{"020–794—70‑00", "", "+31207947000", E164, tidied},
	{"020−794 70 00", "", "+31207947000", E164, tidied}, // a minus
	{"020 · 794 · 70 · 00", "", "+31207947000", E164, tidied},
	{"[020] 794 70 00", "", "+31207947000", E164, tidied},
	{"\u200e+31 20 794 7000\u202c", "", "+31207947000", E164, steps(StepInvisible, StepSeparators, StepValid)},
	{"\u202a020\u200b7947000\u202c", "", "+31207947000", E164, append(steps(StepInvisible), trunkAway...)},
	{"\x7f2001", "", "2001", Extension, steps(StepInvisible, StepTooShort)},
	{"\ufeff2001", "", "2001", Extension, steps(StepInvisible, StepTooShort)},
	{"020\u00ad7947000", "", "+31207947000", E164, append(steps(StepInvisible), trunkAway...)}, // soft hyphen
	{"1️⃣1️⃣2️⃣", "", "112", Emergency, steps(StepInvisible, StepEmergency)},
	{"０２０－７９４　７０００", "", "+31207947000", E164, append(steps(StepCharacters), tidied...)},
	{"＋３１２０７９４７０００", "", "+31207947000", E164, steps(StepCharacters, StepValid)},
	{"٠٢٠٧٩٤٧٠٠٠", "", "+31207947000", E164, append(steps(StepCharacters), trunkAway...)},
	{"۰۲۰۷۹۴۷۰۰۰", "", "+31207947000", E164, append(steps(StepCharacters), trunkAway...)},
	{"०२०७९४७०००", "", "+31207947000", E164, append(steps(StepCharacters), trunkAway...)}, // the library can't
	{"𝟎𝟐𝟎𝟕𝟗𝟒𝟕𝟎𝟎𝟎", "", "+31207947000", E164, append(steps(StepCharacters), trunkAway...)},

	{"020 7947000 ext. 12", "", "+31207947000", E164, append(steps(StepExtensionDropped), tidied...)},
	{"020 7947000 x12", "", "+31207947000", E164, append(steps(StepExtensionDropped), tidied...)},
	{"020 7947000 (toestel 12)", "", "+31207947000", E164, append(steps(StepExtensionDropped), tidied...)},
	{"030 123456 Durchwahl: 12", "DE", "+4930123456", E164, append(steps(StepExtensionDropped), tidied...)},
	{"020 7947000 #12", "", "+31207947000", E164, append(steps(StepExtensionDropped), tidied...)},
	{"0207947000,12", "", "+31207947000", E164, append(steps(StepExtensionDropped), trunkAway...)},
	{"0207947000,,123456789#", "", "+31207947000", E164, append(steps(StepExtensionDropped), trunkAway...)},
	{"+31207947000;12", "", "+31207947000", E164, steps(StepExtensionDropped, StepValid)},
	{"+31 20 794 7000, ext 12", "", "+31207947000", E164, steps(StepExtensionDropped, StepSeparators, StepValid)},
}

var addressCases = []decisionCase{
	{"tel:+31-20-794-7000", "", "+31207947000", E164, steps(StepURI, StepSeparators, StepValid)},
	{"TEL:+31207947000", "", "+31207947000", E164, steps(StepURI, StepValid)},
	{"tel://+31207947000", "", "+31207947000", E164, steps(StepURI, StepValid)},
	{"\u200etel:+31207947000", "", "+31207947000", E164, steps(StepInvisible, StepURI, StepValid)},
	{"tel:+31-20-794-7000;ext=12", "", "+31207947000", E164, steps(StepURI, StepExtensionDropped, StepSeparators, StepValid)},
	{"tel:+31207947000;isub=12", "", "+31207947000", E164, steps(StepURI, StepParameter, StepValid)},
	{"tel:+31207947000;phone-context=pbx.example.org", "", "+31207947000", E164, steps(StepURI, StepContextIgnored, StepValid)},
	{"tel:+31207947000;phone-context=+31", "", "+31207947000", E164, steps(StepURI, StepContextIgnored, StepValid)},
	{"tel:+31207947000?subject=hello", "", "+31207947000", E164, steps(StepURI, StepParameter, StepValid)},
	{"tel:%2B31%2020%20794%207000", "", "+31207947000", E164, steps(StepURI, StepSeparators, StepValid)},
	{"tel:%EF%BC%8B31207947000", "", "+31207947000", E164, steps(StepURI, StepCharacters, StepValid)},
	{"tel:0207947000", "", "+31207947000", E164, append(steps(StepURI), trunkAway...)},
	{"tel:0207947000;phone-context=+31", "US", "+31207947000", E164, steps(StepURI, StepContext, StepTrunkPrefix, StepValid)},
	{"tel:7947000;phone-context=+31-20", "US", "+31207947000", E164, steps(StepURI, StepContext, StepValid)},
	{"tel:2001;phone-context=pbx.example.org", "", "2001", Extension, steps(StepURI, StepContextIgnored, StepTooShort)},
	{"tel:2001;phone-context=+31", "", "2001", Extension, steps(StepURI, StepContextIgnored, StepTooShort)},
	{"tel:112;phone-context=+31", "", "112", Emergency, steps(StepURI, StepEmergency)},
	{"tel:*21%23", "", "*21#", FeatureCode, steps(StepURI, StepFeatureCode)},
	{"tel:0800-BELMIJ", "", "+31800235645", E164, append(steps(StepURI, StepLetters), tidied...)},
	{"tel:0207947000;12", "", "+31207947000", E164, append(steps(StepURI, StepExtensionDropped), trunkAway...)},
	{"callto:+31207947000", "", "+31207947000", E164, steps(StepURI, StepValid)},
	{"callto://0207947000", "", "+31207947000", E164, append(steps(StepURI), trunkAway...)},
	{"sip:+31207947000@pbx.example.org;user=phone", "", "+31207947000", E164, steps(StepURI, StepHost, StepValid)},
	{"sip:2001@pbx.example.org:5060", "", "2001", Extension, steps(StepURI, StepHost, StepTooShort)},
	{"sips:%2B31207947000@pbx.example.org", "", "+31207947000", E164, steps(StepURI, StepHost, StepValid)},
	{"sip:+31207947000;ext=12@pbx.example.org", "", "+31207947000", E164, steps(StepURI, StepHost, StepExtensionDropped, StepValid)},
	{`"Ann" <sip:203@pbx.example.org>`, "", "203", Extension, steps(StepURI, StepHost, StepTooShort)},
}

func TestDecide_PastedText(t *testing.T) { testDecisions(t, pastedCases) }
func TestDecide_Addresses(t *testing.T)  { testDecisions(t, addressCases) }

func TestSteps_EveryCodeHappensAndHasItsEnglish(t *testing.T) {
	happened := map[StepCode]bool{
		StepKnownExtension: true, StepExtensionLength: true, StepOwnCode: true, // with rules of their own, below
	}
	for _, cases := range [][]decisionCase{insideCases, subscriberCases, pastedCases, addressCases} {
		for _, c := range cases {
			for _, code := range c.steps {
				happened[code] = true
			}
		}
	}
	for _, code := range []StepCode{
		StepInvisible, StepCharacters, StepURI, StepHost, StepParameter, StepContext, StepContextIgnored, StepLabel,
		StepExtensionDropped, StepLetters, StepSurplus, StepTrailingSign, StepSeparators, StepInternational,
		StepTrunkPrefix, StepCountryCode, StepPlusMissing, StepTrunkMissing, StepFeatureCode, StepEmergency,
		StepOutsideLine, StepKnownExtension, StepExtensionLength, StepTooShort, StepShortCode, StepValid,
		StepUnknownRange, StepOwnCode,
	} {
		if !happened[code] {
			t.Errorf("no case shows %s", string(code))
		}
		if code.String() == string(code) {
			t.Errorf("%s has no English", string(code))
		}
	}
}
