package rows

import (
	"strings"
	"testing"

	"ringside/pbxclient/dialplan"
	"ringside/ui/lang"
)

func TestLinkCall_OffersNotToAskForNoNumberWhosePriceNobodyKnows(t *testing.T) {
	for region, links := range map[string][]string{
		"DE": {"tel:0900123456", "tel:+4909001234567890"}, "BE": {"tel:0905123456"}, "GB": {"tel:0909123456"},
	} {
		for _, link := range links {
			got, err := LinkCallOf(link, Link, dialplan.Rules{Region: region}, lang.New("en"))
			if err == nil && got.Always != "" {
				t.Errorf("%s in %s: %+v", link, region, got)
			}
		}
	}
}

// Thirty ways in which other programs write a number, at a Dutch PBX with an extension 203.
func TestLinkCall_SaysWhatWouldBeCalledAndOffersNotToAskAtHomeOnly(t *testing.T) {
	rules := dialplan.Rules{Region: "NL", Known: func(number string) bool { return number == "203" }}
	w := lang.New("en")
	for _, c := range []struct {
		link, sent, shown string
		always, dear      bool
	}{
		{link: "tel:+31201234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:+31-20-123-4567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "TEL:+31(20)1234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:+31%20201234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:0031201234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:0201234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:020-1234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:020.123.45.67", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:020%20123%2045%2067", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:%2B31201234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:+31(0)201234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel://+31201234567", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:1234567;phone-context=+3120", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:+31201234567;ext=12", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "tel:+31612345678", sent: "+31612345678", shown: "+31 6 12345678 (Netherlands)", always: true},
		{link: "callto:0612345678", sent: "+31612345678", shown: "+31 6 12345678 (Netherlands)", always: true},
		{link: "callto://+31612345678", sent: "+31612345678", shown: "+31 6 12345678 (Netherlands)", always: true},
		{link: "sip:+31201234567@pbx.example.org", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "sip:0201234567@pbx.example.org;user=phone", sent: "+31201234567", shown: "+31 20 123 4567 (Netherlands)", always: true},
		{link: "sips:203@pbx.example.org", sent: "203", shown: "203 (Extension)"},
		{link: "tel:203", sent: "203", shown: "203 (Extension)"},
		{link: "tel:+493012345678", sent: "+493012345678", shown: "+49 30 12345678 (Germany)"},
		{link: "tel:004930123456", sent: "+4930123456", shown: "+49 30 123456 (Germany)"},
		{link: "tel:+442079460000", sent: "+442079460000", shown: "+44 20 7946 0000 (United Kingdom)"},
		{link: "tel:+1-202-555-0123", sent: "+12025550123", shown: "+1 202-555-0123 (United States)"},
		{link: "tel:+80012345678", sent: "+80012345678", shown: "+800 1234 5678"},
		{link: "tel:112", sent: "112", shown: "112 (Emergency number)"},
		{link: "tel:1888", sent: "1888", shown: "1888 (Short number)"},
		{link: "tel:*21*203%23", sent: "*21*203#", shown: "*21*203# (Feature code)"},
		{link: "tel:0900-1234567", sent: "+319001234567", shown: "+31 900 1234567 (Netherlands)", dear: true},
	} {
		got, err := LinkCallOf(c.link, Link, rules, w)
		if err != nil || got.Sent != c.sent || !strings.Contains(got.Question, c.shown) {
			t.Errorf("%s: %q, %q, %v; want %q and %q", c.link, got.Sent, got.Question, err, c.sent, c.shown)
		}
		if (got.Always != "") != c.always || strings.Contains(got.Question, "cost more") != c.dear {
			t.Errorf("%s: offers %q, asks %q", c.link, got.Always, got.Question)
		}
	}
}
