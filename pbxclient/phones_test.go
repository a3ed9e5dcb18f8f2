package pbxclient

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPhone_IsReadWithAndWithoutStatus(t *testing.T) {
	tests := map[string]Phone{
		`{"uuid":"p1","name":"Desk 1","type":"snom","hot_desk":true,"phone_username":"ph1","mobile_logins_enabled":true,
		  "status_code":9,"status":"In Use & Ringing","hot_desk_user":"u1","mobile_user":"u1"}`: {
			UUID: "p1", Name: Some("Desk 1"), Type: "snom", HotDesk: Some(true), PhoneUsername: "ph1", MobileLoginsEnabled: Some(true),
			StatusCode: Some(9), Status: Some("In Use & Ringing"), HotDeskUser: Some("u1"), MobileUser: Some("u1"),
		},
		`{"uuid":"p1","name":null,"type":"sip","hot_desk":false,"phone_username":"ph1"}`: {
			UUID: "p1", Name: NullOpt[string](), Type: "sip", HotDesk: Some(false), PhoneUsername: "ph1",
		},
		`{"uuid":"p1","phone_username":201,"status_code":"-1","hot_desk":1,"hot_desk_user":null}`: {
			UUID: "p1", PhoneUsername: "201", StatusCode: Some(-1), HotDesk: Some(true), HotDeskUser: NullOpt[string](),
		},
		`{"uuid":"p1","mobile_logins_enabled":true,"mobile_user":"u1"}`: { // as before the fields were renamed
			UUID: "p1", HotDesk: Some(true), MobileLoginsEnabled: Some(true), HotDeskUser: Some("u1"), MobileUser: Some("u1"),
		},
		`{"uuid":"p1","status_code":"busy"}`: {UUID: "p1"},
	}
	for body, want := range tests {
		phone, err := clientFor(t, saysJSON(body)).Phone(t.Context(), "p1")
		if diff := cmp.Diff(want, phone); err != nil || diff != "" {
			t.Errorf("%s: %v, want(-) got(+):\n%s", body, err, diff)
		}
		list, err := clientFor(t, saysJSON(`{"phones":[`+body+`,{"name":"without uuid"}]}`)).Phones(t.Context(), ListOptions{Status: true})
		if diff := cmp.Diff([]Phone{want}, list.Items); err != nil || diff != "" || list.Skipped != 1 {
			t.Errorf("%s in a list: %v, want(-) got(+):\n%s", body, err, diff)
		}
	}
}
