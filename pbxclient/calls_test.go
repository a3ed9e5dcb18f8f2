package pbxclient

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCall_IsReadAsACallEventIs(t *testing.T) {
	const body = `{"unique_id":"1699.7","event_type":"Call_Answered","caller":{"number":203},"target":{"user_uuid":"u1"},"status":"up","new in 5.0":[1]}`
	pbx := serve(t, saysJSON(" "+body+"\n"))
	details, err := pbx.client(t).Call(t.Context(), "1699.7/ü")
	if err != nil {
		t.Fatal(err)
	}
	want := CallDetails{
		CallInfo: CallInfo{UniqueID: "1699.7", Caller: Caller{Number: "203"}, Target: &Target{UserUUID: "u1"}, Status: "up"},
		Type:     EventCallAnswered, Raw: []byte(body),
	}
	if diff := cmp.Diff(want, details); diff != "" {
		t.Errorf("want(-) got(+):\n%s", diff)
	}
	if r := pbx.got(t); r.Method != http.MethodGet || r.Path != "call/1699.7%2F%C3%BC" {
		t.Errorf("asked %+v", r)
	}
}

func TestCall_ThatDoesNotNameItselfIsTheOneAskedFor(t *testing.T) {
	details, err := clientFor(t, saysJSON(`{"caller":{"number":"203"}}`)).Call(t.Context(), "1699.7")
	if err != nil || details.UniqueID != "1699.7" || details.Type != "" {
		t.Errorf("%+v, %v", details, err)
	}
	if _, err := clientFor(t, saysJSON(`[]`)).Call(t.Context(), "1699.7"); !IsCode(err, CodeBadAnswer) {
		t.Errorf("a list: %v", err)
	}
}

func TestCall_ThatIsOverOrNotOurs(t *testing.T) {
	for status, want := range map[int]Code{404: CodeNotFound, 403: CodeForbidden} {
		client := clientFor(t, says(status, "text/html", page))
		if _, err := client.Call(t.Context(), "1"); !IsCode(err, want) {
			t.Errorf("call, %d: %v", status, err)
		}
		if _, err := client.Hangup(t.Context(), "1"); !IsCode(err, want) {
			t.Errorf("hang-up, %d: %v", status, err)
		}
	}
}

func TestHangup_ThatThePBXDidNotDoIsAFailure(t *testing.T) {
	for body, says := range map[string]string{`{"status":"failure","message":17}`: "17", `{"status":"no such channel"}`: "no such channel"} {
		result, err := clientFor(t, saysJSON(body)).Hangup(t.Context(), "1699.7")
		if e, ok := errors.AsType[*Error](err); !ok || e.Code != CodeNotHungUp || e.Message != says || result.Status == "" {
			t.Errorf("%s: %+v, %v", body, result, err)
		}
	}
}

func TestCommands_ARefusalInPlainTextIsQuoted(t *testing.T) {
	for status, want := range map[int]Code{400: CodeBadRequest, 404: CodeNotFound, 405: CodeBadRequest} {
		_, err := clientFor(t, says(status, "text/plain; charset=utf-8", "not while it rains\n")).Hangup(t.Context(), "1699.7")
		if e, ok := errors.AsType[*Error](err); !ok || e.Code != want || e.Message != "not while it rains" || e.Snippet != "" {
			t.Errorf("%d: %v", status, err)
		}
	}
	_, err := clientFor(t, says(400, "text/html", page)).Hangup(t.Context(), "1699.7")
	if e, ok := errors.AsType[*Error](err); !ok || e.Code != CodeBadRequest || e.Snippet == "" {
		t.Errorf("a page: %v", err)
	}
}

func TestHangup_TakesAnyAnswerOfSuccess(t *testing.T) {
	tests := map[string]HangupResult{
		`{"status":"success","message":"Call\nhung up"}`: {Status: "success", Message: "Call hung up"},
		`{}`:   {},
		``:     {},
		`null`: {},
	}
	for body, want := range tests {
		pbx := serve(t, saysJSON(body))
		result, err := pbx.client(t).Hangup(t.Context(), "1699.7")
		if err != nil || result != want {
			t.Errorf("%q: %+v, %v", body, result, err)
		}
		if r := pbx.got(t); r.Method != http.MethodDelete || r.Path != "call/1699.7" || r.Body != "" {
			t.Errorf("sent %+v", r)
		}
	}
}
