package pbxclient

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

func TestParseAddress_TakesWhatPeopleType(t *testing.T) {
	tests := map[string]string{
		"pbx.example.org":                              "https://pbx.example.org/apis/pbx/",
		"  PBX.Example.ORG \n":                         "https://pbx.example.org/apis/pbx/",
		"pbx.example.org.":                             "https://pbx.example.org/apis/pbx/",
		"pbx":                                          "https://pbx/apis/pbx/",
		"my_pbx.local":                                 "https://my_pbx.local/apis/pbx/",
		"pbx.example.org:8443":                         "https://pbx.example.org:8443/apis/pbx/",
		"pbx.example.org:443":                          "https://pbx.example.org/apis/pbx/",
		"pbx.example.org:08443":                        "https://pbx.example.org:8443/apis/pbx/",
		"pbx.example.org:80":                           "https://pbx.example.org:80/apis/pbx/",
		"HTTPS://pbx.example.org":                      "https://pbx.example.org/apis/pbx/",
		"https://pbx.example.org/":                     "https://pbx.example.org/apis/pbx/",
		"https://pbx.example.org/apis/pbx":             "https://pbx.example.org/apis/pbx/",
		"https://pbx.example.org/apis/pbx/":            "https://pbx.example.org/apis/pbx/",
		"https://pbx.example.org/APIs/PBX/":            "https://pbx.example.org/apis/pbx/",
		"https://pbx.example.org/apis/pbx/users":       "https://pbx.example.org/apis/pbx/",
		"https://pbx.example.org/apis/pbx/v1/docs":     "https://pbx.example.org/apis/pbx/",
		"pbx.example.org/office":                       "https://pbx.example.org/office/apis/pbx/",
		"pbx.example.org/office/":                      "https://pbx.example.org/office/apis/pbx/",
		"pbx.example.org//office":                      "https://pbx.example.org/office/apis/pbx/",
		"pbx.example.org/Head%2FOffice/apis/pbx/users": "https://pbx.example.org/Head%2FOffice/apis/pbx/",
		"pbx.example.org/../apis/pbx":                  "https://pbx.example.org/apis/pbx/",
		"192.0.2.7":                                    "https://192.0.2.7/apis/pbx/",
		"192.0.2.7:8443":                               "https://192.0.2.7:8443/apis/pbx/",
		"2001:DB8::0:1":                                "https://[2001:db8::1]/apis/pbx/",
		"[2001:db8::1]":                                "https://[2001:db8::1]/apis/pbx/",
		"[2001:db8::1]:8443/office":                    "https://[2001:db8::1]:8443/office/apis/pbx/",
		"[2001:db8::1]:443":                            "https://[2001:db8::1]/apis/pbx/",
		"fe80::1%eth0":                                 "https://[fe80::1%25eth0]/apis/pbx/",
		"büro.example":                                 "https://xn--bro-hoa.example/apis/pbx/",
		"BÜRO.example:8443":                            "https://xn--bro-hoa.example:8443/apis/pbx/",
		"电话.example":                                   "https://xn--wny669b.example/apis/pbx/",
	}
	for typed, want := range tests {
		for _, plainHTTP := range []bool{false, true} {
			base, err := ParseAddress(typed, plainHTTP)
			if err != nil {
				t.Errorf("%q: %v", typed, err)
				continue
			}
			if got := base.String(); got != want {
				t.Errorf("%q: got %s, want %s", typed, got, want)
			}
			if !strings.HasPrefix(base.Path, "/") {
				t.Errorf("%q: the path %q is relative", typed, base.Path)
			}
			if again, err := ParseAddress(base.String(), plainHTTP); err != nil || again.String() != want {
				t.Errorf("%q: its own result is read as %v, %v", typed, again, err)
			}
		}
	}
}

func TestParseAddress_PlainHTTPOnlyWhenTypedAndAllowed(t *testing.T) {
	for typed, want := range map[string]string{
		"http://pbx.example.org":         "http://pbx.example.org/apis/pbx/",
		"HTTP://pbx.example.org:80/":     "http://pbx.example.org/apis/pbx/",
		"http://pbx.example.org:443":     "http://pbx.example.org:443/apis/pbx/",
		"http://192.0.2.7:8080/apis/pbx": "http://192.0.2.7:8080/apis/pbx/",
	} {
		if base, err := ParseAddress(typed, true); err != nil || base.String() != want {
			t.Errorf("%q allowed: got %v, %v, want %s", typed, base, err, want)
		}
		if base, err := ParseAddress(typed, false); !errors.Is(err, ErrPlainHTTP) {
			t.Errorf("%q not allowed: got %v, %v", typed, base, err)
		}
	}
}

func TestParseAddress_RefusesWhatIsNoAddressAndNeverRepeatsIt(t *testing.T) {
	tests := map[string]error{
		"":                                    errNoAddress,
		" \t ":                                errNoAddress,
		"https://":                            errNoHost,
		"/apis/pbx":                           errNoHost,
		"ftp://hunter2.example.org":           errScheme,
		"://hunter2":                          errScheme,
		"javascript://hunter2":                errScheme,
		"https://anna:hunter2@pbx.example":    errCredentials,
		"anna:hunter2@pbx.example":            errCredentials,
		"hunter2@pbx.example":                 errCredentials,
		"anna:hunter2%zz@pbx.example":         errCredentials,
		"pbx.example/?key=hunter2":            errQuery,
		"pbx.example?":                        errQuery,
		"pbx.example/#hunter2":                errQuery,
		"pbx example":                         errSpace,
		"pbx.example/hunter2 x":               errSpace,
		"pbx\x00.example":                     errSpace,
		"pbx.example:":                        errPort,
		"pbx.example:hunter2":                 errPort,
		"pbx.example:0":                       errPort,
		"pbx.example:65536":                   errPort,
		"pbx.example:-1":                      errPort,
		"pbx.example:80:80":                   errPort,
		"http:/pbx.example":                   errPort,
		"::%%":                                errNoHost,
		"[2001:db8::1":                        errNoHost,
		"[2001:db8::1]hunter2":                errNoHost,
		"[2001:db8::1]:":                      errPort,
		"[192.0.2.7]":                         errNoHost,
		"[pbx.example]":                       errNoHost,
		"pbx..example":                        errNoHost,
		".example":                            errNoHost,
		"pbx,example":                         errNoHost,
		`pbx.example\hunter2`:                 errNoHost,
		"pbx<hunter2>":                        errNoHost,
		strings.Repeat("a", 64) + ".example":  errNoHost,
		strings.Repeat("abcd.", 60) + "exmpl": errNoHost,
		"pbx.example/%zz/hunter2":             errEscape,
	}
	for typed, want := range tests {
		base, err := ParseAddress(typed, true)
		if err == nil {
			t.Errorf("%q was taken as %v", typed, base)
			continue
		}
		if !errors.Is(err, want) {
			t.Errorf("%q: got %q, want %q", typed, err, want)
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: the error repeats what was typed: %v", typed, err)
		}
	}
}

func TestSameOrigin_ComparesSchemeHostAndPort(t *testing.T) {
	base := "https://pbx.example/apis/pbx/"
	tests := map[string]bool{
		"https://pbx.example/x":          true,
		"HTTPS://PBX.example:443/":       true,
		"https://pbx.example:8443/":      false,
		"http://pbx.example/":            false,
		"http://pbx.example:443/":        false,
		"https://pbx.example.evil.test/": false,
		"https://sub.pbx.example/":       false,
		"//pbx.example/":                 false,
	}
	for other, want := range tests {
		a, _ := url.Parse(base)
		b, _ := url.Parse(other)
		if got := sameOrigin(a, b); got != want {
			t.Errorf("%s: got %v", other, got)
		}
	}
}
