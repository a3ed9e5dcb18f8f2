package pbxclient

import (
	"net/url"
	"testing"
)

func TestBypasses_GoesByWhatDesktopsWrite(t *testing.T) {
	for _, c := range []struct {
		exceptions, to string
		want           bool
	}{
		{"", "https://pbx", false},
		{"<local>", "https://pbx", true},
		{"<local>", "https://PBX:8443/api/", true},
		{"<LOCAL>", "https://pbx.", true},
		{"<local>", "https://pbx.example.org", false},
		{"<local>", "https://192.168.1.5", false},
		{"<local>", "https://[fd00::5]", false},
		{"<-loopback>", "https://pbx", false},
		{"192.168.*", "https://192.168.1.5:8443", true},
		{"192.168.*", "https://192.169.1.5", false},
		{"192.168.*:8443", "https://192.168.1.5:8443", true},
		{"192.168.*:8443", "https://192.168.1.5", false},
		{"*.example.org", "https://pbx.Example.org", true},
		{"*.example.org", "https://example.org", false},
		{"pbx*.example.org", "https://pbx2.example.org", true},
		{"*example.org", "https://example.org", true},
		{"*", "https://pbx.example.com", true},
		{"pbx.example.org", "https://pbx.example.org:8443", true},
		{"pbx.example.org", "https://xpbx.example.org", false},
		{"https://pbx.example.org", "https://pbx.example.org", true},
		{"http://pbx.example.org", "https://pbx.example.org", false},
		{"a.example; <local>;10.*", "https://10.1.2.3", true},
		{"a.example,b.example c.example", "https://c.example", true},
		{"169.254/16", "https://169.254.7.8", true},
		{"169.254/16", "https://169.253.7.8", false},
		{"10/8", "https://10.1.2.3", true},
		{"10/8", "https://10.example.org", false},
		{"192.168.1.0/24", "https://[::ffff:192.168.1.9]", true},
		{"fd00::/8", "https://[fd00::5]:8443", true},
		{"[fd00::*]", "https://[fd00::5]", true},
		{"10/99", "https://10.1.2.3", false},
		{"/", "https://10.1.2.3", false},
		{`\`, "https://pbx", false},
	} {
		to, err := url.Parse(c.to)
		if err != nil {
			t.Fatal(err)
		}
		if got := bypasses(c.exceptions, to); got != c.want {
			t.Errorf("%q for %s: %v", c.exceptions, c.to, got)
		}
	}
}
