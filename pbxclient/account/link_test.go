package account

import (
	"errors"
	"strings"
	"testing"
)

func TestLink_SaysWhoSignsInWhereAndNothingSecret(t *testing.T) {
	for _, a := range []Account{
		{Address: "pbx.example.org", UserName: "anna"},
		{Address: "https://pbx.example.org:8443/branch", UserName: "anna müller", Region: "NL"},
		{Address: "pbx.example.org", APIKey: true, UserName: "anna"},
	} {
		got, err := ParseLink(a.Link())
		if err != nil || got != a {
			t.Errorf("%s: %+v, %v", a.Link(), got, err)
		}
	}
	risky := Account{Address: "pbx.example.org", UserName: "anna", Pin: strings.Repeat("ab", 32), PlainHTTP: true, CAFile: "ca.pem", Proxy: "proxy.example.org:3128"}
	got, err := ParseLink(risky.Link() + "&pin=" + risky.Pin + "&http=yes&ca_file=ca.pem&proxy=proxy.example.org:3128")
	if err != nil || got != (Account{Address: "pbx.example.org", UserName: "anna"}) {
		t.Errorf("a stranger's link decides what to trust: %+v, %v", got, err)
	}
}

func TestParseLink_RefusesWhatMakesNoSenseOrHoldsASecret(t *testing.T) {
	for text, want := range map[string]error{
		"tel:203": ErrNoLink, "": ErrNoLink, "signin?pbx=a": ErrNoLink, "https://pbx.example.org": ErrNoLink,
		"ringside:": ErrBadLink, "ringside://signin": ErrBadLink, "ringside://signin?user=anna": ErrBadLink,
		"ringside://elsewhere?pbx=a": ErrBadLink, "ringside://signin?pbx=a&password=x": ErrBadLink, "ringside://signin?pbx=a&SECRET=x": ErrBadLink,
		"ringside://anna:x@signin?pbx=a": ErrBadLink, "ringside://signin?pbx=a%0ab": ErrBadLink, "ringside://signin?pbx=u:p%40a": ErrBadLink,
		"ringside://signin?pbx=%zz": ErrBadLink,
	} {
		if _, err := ParseLink(text); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
	if a, err := ParseLink("RINGSIDE://SignIn?pbx=pbx.example.org&user=anna&region=zzz"); err != nil || a.Region != "" || a.UserName != "anna" {
		t.Errorf("%+v, %v", a, err)
	}
}
