package pbxclient

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const annaJSON = `{
	"uuid": "u1", "username": "anna", "full_name": "Anna Jansen", "appdata": {"x": [1]},
	"phones": [
		{"type": "phone", "phone": "p1", "personal": true},
		{"type": "hot-desk"},
		{"type": "number", "number": "+31201234567", "personal": false},
		{"type": "trunk number", "number": "0612345678", "trunk": "t1"}
	],
	"primary_phone": "p1", "hot_desk": null, "call_forward": "204", "cw": true, "dnd": false, "phone": "p1"
}`

var anna = User{
	UUID: "u1", Username: "anna", FullName: Some("Anna Jansen"),
	Phones: []AssignedPhone{
		{Type: AssignedTypePhone, Phone: "p1", Personal: Some(true)},
		{Type: AssignedTypeHotDesk},
		{Type: AssignedTypeNumber, Number: "+31201234567", Personal: Some(false)},
		{Type: AssignedTypeTrunkNumber, Number: "0612345678", Trunk: "t1"},
	},
	HotDesk: NullOpt[string](), CallForward: Some("204"), CW: Some(true), DND: Some(false),
}

func TestUser_IsReadWhole(t *testing.T) {
	pbx := serve(t, saysJSON(annaJSON))
	user, err := pbx.client(t).User(t.Context(), "u1", "crm")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(anna, user); diff != "" {
		t.Errorf("want(-) got(+):\n%s", diff)
	}
	if r := pbx.got(t); r.Method != http.MethodGet || r.Path != "users/u1" || r.Query != "appid=crm" {
		t.Errorf("asked %+v", r)
	}
}

func TestUser_OddTypesCostOnlyTheirField(t *testing.T) {
	tests := map[string]User{
		`{"uuid":"u1","username":201,"full_name":7}`:                 {UUID: "u1", Username: "201", FullName: Some("7")},
		`{"uuid":17,"dnd":"1","cw":0}`:                               {UUID: "17", DND: Some(true), CW: Some(false)},
		`{"uuid":"u1","username":null,"full_name":{"first":"Anna"}}`: {UUID: "u1"},
		`{"uuid":"u1","username":["anna"],"dnd":true}`:               {UUID: "u1", DND: Some(true)},
		`{"uuid":"u1","phones":null}`:                                {UUID: "u1"},
		`{"uuid":"u1","phones":"none","dnd":true}`:                   {UUID: "u1", DND: Some(true)},
		`{"uuid":"u1","phones":{}}`:                                  {UUID: "u1"},
		`{"uuid":"u1","call_forward":false}`:                         {UUID: "u1"},
		`{"uuid":"u1","phones":[5,{"type":"number","number":203},null,{"type":7,"phone":"p2"}],"cw":"true"}`: {
			UUID: "u1", CW: Some(true), Phones: []AssignedPhone{{Type: AssignedTypeNumber, Number: "203"}, {Type: "7", Phone: "p2"}},
		},
	}
	for body, want := range tests {
		user, err := clientFor(t, saysJSON(body)).User(t.Context(), "u1", "")
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		if diff := cmp.Diff(want, user); diff != "" {
			t.Errorf("%s: want(-) got(+):\n%s", body, diff)
		}
	}
}

func TestUser_WithoutIdentifierIsABadAnswer(t *testing.T) {
	for _, body := range []string{`{}`, `{"username":"anna"}`, `{"uuid":""}`, `[` + annaJSON + `]`, `null`} {
		if user, err := clientFor(t, saysJSON(body)).User(t.Context(), "u1", ""); !IsCode(err, CodeBadAnswer) {
			t.Errorf("%s: %+v, %v", body, user, err)
		}
	}
}

func TestIdentifiers_AreEscapedInPaths(t *testing.T) {
	pbx := serve(t, saysJSON(`{"uuid":"x"}`))
	client := pbx.client(t)
	for id, want := range map[string]string{
		"a/../b":            "a%2F..%2Fb",
		"1699.7@pbx;x=1":    "1699.7@pbx%3Bx=1",
		"50%?key=1#é":       "50%25%3Fkey=1%23%C3%A9",
		"SIP/201-0000 0001": "SIP%2F201-0000%200001",
	} {
		if _, err := client.User(t.Context(), id, ""); err != nil {
			t.Errorf("%q: %v", id, err)
		}
		if r := pbx.got(t); r.Path != "users/"+want || r.Query != "" {
			t.Errorf("%q was sent as %s?%s", id, r.Path, r.Query)
		}
	}
}

func TestSetUser_SendsNullToClearAndLeavesOutWhatStays(t *testing.T) {
	tests := map[string]UserSettings{
		`{}`:                                    {},
		`{"dnd":true}`:                          {DND: Some(true)},
		`{"call_forward":null,"cw":false}`:      {CallForward: NullOpt[string](), CW: Some(false)},
		`{"call_forward":"204"}`:                {CallForward: Some("204")},
		`{"hot_desk":null}`:                     {HotDesk: NullOpt[string]()},
		`{"call_forward":"","hot_desk":"p\"1"}`: {CallForward: Some(""), HotDesk: Some(`p"1`)},
	}
	pbx := serve(t, saysJSON(annaJSON))
	client := pbx.client(t)
	for want, settings := range tests {
		user, err := client.SetUser(t.Context(), "u1", settings)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(anna, user); diff != "" {
			t.Errorf("want(-) got(+):\n%s", diff)
		}
		if r := pbx.got(t); r.Method != http.MethodPost || r.Path != "users/u1" || r.Body != want || r.Query != "" {
			t.Errorf("sent %+v, want %s", r, want)
		}
	}
	pbx.gotNothing(t)
}

func TestSetUser_AsksForTheUserWhenTheAnswerIsWithout(t *testing.T) {
	for _, answer := range []string{``, `{}`, `null`, `{"status":"success"}`} {
		pbx := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				saysJSON(answer)(w, r)
				return
			}
			saysJSON(annaJSON)(w, r)
		})
		user, err := pbx.client(t).SetUser(t.Context(), "u1", UserSettings{DND: Some(false)})
		if diff := cmp.Diff(anna, user); err != nil || diff != "" {
			t.Errorf("%q: %v\n%s", answer, err, diff)
		}
	}
}

func TestUser_IsWrittenAsItIsRead(t *testing.T) {
	written, err := json.Marshal(anna)
	if err != nil {
		t.Fatal(err)
	}
	var again User
	err = readUser(written, &again)
	if diff := cmp.Diff(anna, again); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}
