package pbxclient

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSystemInformation_IsRead(t *testing.T) {
	tests := map[string]SystemInformation{
		`{"uuid":"x1","version":"4.1.10","language":"nl","time_zone":"Europe/Amsterdam","hostname":"pbx.example",
		  "external_ipaddr":"192.0.2.1","number":"+31201234567","licence":{"users":50}}`: {
			UUID: "x1", Version: "4.1.10", Language: "nl", TimeZone: "Europe/Amsterdam", Hostname: "pbx.example",
			ExternalIPAddr: "192.0.2.1", Number: "+31201234567",
		},
		`{"version":4.2,"number":31201234567,"language":null,"hostname":["pbx"]}`: {Version: "4.2", Number: "31201234567"},
	}
	for body, want := range tests {
		pbx := serve(t, saysJSON(body))
		got, err := pbx.client(t).SystemInformation(t.Context())
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v, want(-) got(+):\n%s", body, err, diff)
		}
		if r := pbx.got(t); r.Path != "system_information" {
			t.Errorf("asked for %s", r.Path)
		}
	}
}

func TestSystemInformation_ThatSaysNothingIsABadAnswer(t *testing.T) {
	for _, body := range []string{`{}`, `[]`, `{"hello":"world"}`} {
		if got, err := clientFor(t, saysJSON(body)).SystemInformation(t.Context()); !IsCode(err, CodeBadAnswer) {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}
