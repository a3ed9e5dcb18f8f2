package pbxclient

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var compareSwitches = cmp.AllowUnexported(Switch{})

func TestSwitch_IsReadInEveryForm(t *testing.T) {
	tests := map[string]Switch{
		`{"uuid":"s1","name":"Night","default":false}`:                             {UUID: "s1", Name: "Night", Default: Some(false)},
		`{"uuid":"s1","name":"Night","default":0,"value":"1","can_toggle":"true"}`: {UUID: "s1", Name: "Night", Default: Some(false), Value: Some("1"), CanToggle: Some(true)},
		`{"uuid":"s1","name":7,"value":null}`:                                      {UUID: "s1", Name: "7", Value: NullOpt[string]()},
		`{"uuid":"s1","value":true}`:                                               {UUID: "s1", Value: Some("true"), boolean: true},
		`{"uuid":"s1","value": false }`:                                            {UUID: "s1", Value: Some("false"), boolean: true},
		`{"uuid":"s1","value":"true"}`:                                             {UUID: "s1", Value: Some("true")},
		`{"uuid":"s1","value":1}`:                                                  {UUID: "s1", Value: Some("1")},
		`{"uuid":"s1","name":["x"],"value":true}`:                                  {UUID: "s1", Value: Some("true"), boolean: true},
	}
	for body, want := range tests {
		sw, err := clientFor(t, saysJSON(body)).Switch(t.Context(), "s1")
		if diff := cmp.Diff(want, sw, compareSwitches); err != nil || diff != "" {
			t.Errorf("%s: %v, want(-) got(+):\n%s", body, err, diff)
		}
		list, err := clientFor(t, saysJSON(`{"switches":[`+body+`,{}]}`)).Switches(t.Context(), true)
		if diff := cmp.Diff([]Switch{want}, list.Items, compareSwitches); err != nil || diff != "" || list.Skipped != 1 {
			t.Errorf("%s in a list: %v, want(-) got(+):\n%s", body, err, diff)
		}
	}
}

func TestSetSwitch_SendsTheValueInTheFormThePBXWrites(t *testing.T) {
	plain, boolean := Switch{UUID: "s 1"}, Switch{UUID: "s 1", boolean: true}
	tests := []struct {
		sw          Switch
		value       Opt[string]
		body, query string
	}{
		{plain, Some("true"), `{"value":"true"}`, "value=true"},
		{plain, Some("1"), `{"value":"1"}`, "value=1"},
		{plain, Some(""), `{"value":""}`, "value="},
		{plain, Some("day & night"), `{"value":"day \u0026 night"}`, "value=day+%26+night"},
		{plain, NullOpt[string](), `{"value":null}`, ""},
		{boolean, Some("true"), `{"value":true}`, "value=true"},
		{boolean, Some("0"), `{"value":false}`, "value=false"},
		{boolean, Some("night"), `{"value":"night"}`, "value=night"},
		{boolean, NullOpt[string](), `{"value":null}`, ""},
	}
	pbx := serve(t, saysJSON(`{"uuid":"s 1","value":"as it is"}`))
	client := pbx.client(t)
	for _, test := range tests {
		now, err := client.SetSwitch(t.Context(), test.sw, test.value)
		if err != nil || now.Value != Some("as it is") {
			t.Errorf("%+v: %+v, %v", test, now, err)
		}
		if r := pbx.got(t); r.Method != http.MethodPost || r.Path != "switches/s%201" || r.Body != test.body || r.Query != test.query {
			t.Errorf("sent %+v, want %s and %s", r, test.body, test.query)
		}
	}
	if _, err := client.SetSwitch(t.Context(), plain, Opt[string]{}); !IsCode(err, CodeBadRequest) {
		t.Errorf("a missing value: %v", err)
	}
	pbx.gotNothing(t)
}

func TestSetSwitch_AsksForTheSwitchWhenTheAnswerIsWithout(t *testing.T) {
	for _, answer := range []string{``, `{}`, `{"status":"success"}`, `{"uuid":"s1","name":"Night"}`} {
		pbx := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				answer = `{"uuid":"s1","value":true}`
			}
			saysJSON(answer)(w, r)
		})
		now, err := pbx.client(t).SetSwitch(t.Context(), Switch{UUID: "s1"}, Some("1"))
		if err != nil || now.Value != Some("true") {
			t.Errorf("%+v, %v", now, err)
		}
	}
}
