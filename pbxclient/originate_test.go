package pbxclient

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOriginate_SendsOnlyWhatIsGiven(t *testing.T) {
	tests := map[string]OriginateRequest{
		`{"number":"203"}`: {Number: "203"},
		`{"user_name":"anna","number":"+31201234567"}`:                           {UserName: "anna", Number: "+31201234567"},
		`{"number":"*21","auto_answer":false}`:                                   {Number: "*21", AutoAnswer: Some(false)},
		`{"user_uuid":"u1","number":"203","auto_answer":true,"phone_uuid":"p1"}`: {UserUUID: "u1", Number: "203", AutoAnswer: Some(true), PhoneUUID: "p1"},
	}
	pbx := serve(t, says(http.StatusCreated, "application/json", `{"status":"success","unique_id":"1699.7"}`))
	client := pbx.client(t)
	for want, r := range tests {
		if _, err := client.Originate(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if got := pbx.got(t); got.Method != http.MethodPost || got.Path != "call" || got.Body != want || got.Query != "" {
			t.Errorf("sent %+v, want %s", got, want)
		}
	}
}

func TestOriginate_Outcomes(t *testing.T) {
	tests := []struct {
		status int
		body   string
		want   Originated
	}{
		{201, `{"status":"success","unique_id":"1699.7"}`, Originated{Outcome: Started, Status: "success", UniqueID: "1699.7"}},
		{201, `{"status":"success","unique_id":1699.70}`, Originated{Outcome: Started, Status: "success", UniqueID: "1699.70"}},
		{201, `{"unique_id":"1699.7"}`, Originated{Outcome: Started, UniqueID: "1699.7"}},
		{201, `{}`, Originated{Outcome: Started}},
		{201, ``, Originated{Outcome: Started}},
		{201, `{"status":"succ`, Originated{Outcome: Started}}, // it rings, whatever was lost of the answer
		{200, `{"status":"success","unique_id":"1699.7"}`, Originated{Outcome: Started, Status: "success", UniqueID: "1699.7"}},
		{200, `{"unique_id":"1699.7"}`, Originated{Outcome: Started, UniqueID: "1699.7"}},
		{200, `{"status":"busy"}`, Originated{Outcome: Busy, Status: "busy"}},
		{200, `{"status":"no answer"}`, Originated{Outcome: NoAnswer, Status: "no answer"}},
		{200, `{"status":"No_Answer"}`, Originated{Outcome: NoAnswer, Status: "No_Answer"}},
		{200, `{"status":"failed"}`, Originated{Outcome: Failed, Status: "failed"}},
		{200, `{"status":"congestion"}`, Originated{Outcome: Failed, Status: "congestion"}},
		{200, ``, Originated{Outcome: Failed}},
		{503, `{"status":"failed","message":"Device not registered"}`, Originated{Outcome: PhoneUnavailable, Status: "Device not registered"}},
		{503, `{}`, Originated{Outcome: PhoneUnavailable}},
		{503, ``, Originated{Outcome: PhoneUnavailable}},
	}
	for _, test := range tests {
		got, err := clientFor(t, says(test.status, "application/json", test.body)).Originate(t.Context(), OriginateRequest{Number: "203"})
		if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
			t.Errorf("%d %s: %v, want(-) got(+):\n%s", test.status, test.body, err, diff)
		}
	}
}

func TestOriginate_APhoneThatIsNotThereIsToldInPlainTextToo(t *testing.T) {
	got, err := clientFor(t, says(503, "text/plain", "Service Not Available\n")).Originate(t.Context(), OriginateRequest{Number: "203"})
	if want := (Originated{Outcome: PhoneUnavailable, Status: "Service Not Available"}); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestOriginate_Failures(t *testing.T) {
	tests := []struct {
		status            int
		contentType, body string
		want              Code
	}{
		{503, "text/html", page, CodeUnavailable}, // a proxy's: the PBX never saw it
		{502, "application/json", `{}`, CodeUnavailable},
		{400, "application/json", `{"message":"user_name or user_uuid is required"}`, CodeBadRequest},
		{403, "application/json", `{}`, CodeForbidden},
		{200, "application/json", `[]`, CodeBadAnswer},
		{200, "application/json", `{"status":"bu`, CodeBadAnswer},
		{200, "text/html", page, CodeNotPBX},
	}
	for _, test := range tests {
		pbx := serve(t, says(test.status, test.contentType, test.body))
		got, err := pbx.client(t).Originate(t.Context(), OriginateRequest{Number: "203"})
		if !IsCode(err, test.want) || got != (Originated{}) || !strings.HasPrefix(err.Error(), "originate 203: ") {
			t.Errorf("%d %s: %+v, %v", test.status, test.body, got, err)
		}
		pbx.got(t)
		pbx.gotNothing(t) // it would ring twice
	}
}

func TestOriginate_LocationIsUsedOnlyFromTheOwnOrigin(t *testing.T) {
	pbx := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.Header.Get("User-Agent")) // replaced below
	})
	tests := map[string]struct{ location, id string }{
		"ORIGIN/office/apis/pbx/call/1699.7":       {"ORIGIN/office/apis/pbx/call/1699.7", "1699.7"},
		"ORIGIN/office/apis/pbx/call/1699.7/":      {"ORIGIN/office/apis/pbx/call/1699.7/", "1699.7"},
		"/office/apis/pbx/call/a%2Fb%20c?x=1":      {"ORIGIN/office/apis/pbx/call/a%2Fb%20c?x=1", "a/b c"},
		"call/1699.7":                              {"ORIGIN/office/apis/pbx/call/1699.7", "1699.7"},
		"ORIGIN/office/apis/pbx/call/":             {"ORIGIN/office/apis/pbx/call/", ""},
		"https://evil.example/apis/pbx/call/666":   {"", ""},
		"//evil.example/apis/pbx/call/666":         {"", ""},
		"http://anna:x@HOST/apis/pbx/call/666":     {"", ""},
		"https://HOST/office/apis/pbx/call/1699.7": {"", ""},
		"http://[::1/666":                          {"", ""},
		"":                                         {"", ""},
	}
	host := strings.TrimPrefix(pbx.URL, "http://")
	for sent, want := range tests {
		sent := strings.NewReplacer("ORIGIN", pbx.URL, "HOST", host).Replace(sent)
		pbx.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", sent)
			w.WriteHeader(http.StatusCreated)
		})
		got, err := pbx.client(t).Originate(t.Context(), OriginateRequest{Number: "203"})
		wanted := Originated{Outcome: Started, UniqueID: want.id, Location: strings.ReplaceAll(want.location, "ORIGIN", pbx.URL)}
		if diff := cmp.Diff(wanted, got); err != nil || diff != "" {
			t.Errorf("%s: %v, want(-) got(+):\n%s", sent, err, diff)
		}
	}
}
