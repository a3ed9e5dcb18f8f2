package pbxclient

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestUsers_WrappedListIsReadLikeABareOne(t *testing.T) {
	want := []User{{UUID: "u1", Username: "anna"}, {UUID: "u2", Username: "bart"}}
	const bare = `[{"uuid":"u1","username":"anna"},{"uuid":"u2","username":"bart"}]`
	for _, body := range []string{
		bare, "\n " + bare + " \r\n", "\xef\xbb\xbf" + bare,
		`{"users":` + bare + `}`, `{ "users" : ` + bare + ` }`, `{"count":2,"next":null,"result": ` + bare + `}`, `{"users":` + bare + `,"errors":[]}`,
	} {
		list, err := clientFor(t, saysJSON(body)).Users(t.Context(), ListOptions{})
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		if diff := cmp.Diff(want, list.Items); diff != "" || list.Skipped != 0 {
			t.Errorf("%s: skipped %d, want(-) got(+):\n%s", body, list.Skipped, diff)
		}
	}
}

func TestUsers_EmptyListIsNoError(t *testing.T) {
	for _, body := range []string{`[]`, `{"users":[]}`} {
		list, err := clientFor(t, saysJSON(body)).Users(t.Context(), ListOptions{})
		if err != nil || len(list.Items) != 0 || list.Skipped != 0 {
			t.Errorf("%s: %+v, %v", body, list, err)
		}
	}
}

func TestUsers_ABadElementCostsOnlyItself(t *testing.T) {
	body := `[{"uuid":"u1"},5,null,"x",[],{"username":"nobody"},{"uuid":null},{"uuid":["u2"]},{"uuid":"u3"}]`
	list, err := clientFor(t, saysJSON(body)).Users(t.Context(), ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]User{{UUID: "u1"}, {UUID: "u3"}}, list.Items); diff != "" || list.Skipped != 7 {
		t.Errorf("skipped %d, want 7; want(-) got(+):\n%s", list.Skipped, diff)
	}
}

func TestUsers_AListOfNothingReadableIsNotAnEmptyOne(t *testing.T) {
	for _, body := range []string{`[1]`, `{"users":[{"name":"x"}]}`, `{"error":"down","details":["disk full"]}`, `null`, `{"users":null}`, `{"users":{"uuid":"u1"}}`, `{"users":[],"users":null}`} {
		if list, err := clientFor(t, saysJSON(body)).Users(t.Context(), ListOptions{}); !IsCode(err, CodeBadAnswer) {
			t.Errorf("%s was read as %+v, %v", body, list, err)
		}
	}
}

func TestUsers_APartOfAnAnswerIsNoList(t *testing.T) {
	const whole = `{"count":1,"users":[{"uuid":"u1"},{"uuid":"u2"}]}`
	for _, body := range []string{whole[:len(whole)-1], whole[:len(whole)-2], whole[:30], whole + "]", whole + "{}", `[{"uuid":"u1"}]]`, `[{"uuid":"u1"},]`, `[{"uuid":"u1"} {"uuid":"u2"}]`} {
		list, err := clientFor(t, saysJSON(body)).Users(t.Context(), ListOptions{})
		if !IsCode(err, CodeBadAnswer) || len(list.Items) > 0 || list.Skipped > 0 {
			t.Errorf("%s was read as %+v, %v", body, list, err)
		}
	}
}

func TestUsers_TheListUnderItsOwnNameGoesBeforeOthers(t *testing.T) {
	for _, body := range []string{
		`{"groups":[{"uuid":"g"}],"users":[{"uuid":"u1"}],"sites":[]}`, `{"users":[{"uuid":"u1"}],"groups":[{"uuid":"g"}]}`,
		`{"a":[1],"b":[2],"c":[3],"users":[{"uuid":"u1"}]}`,
	} {
		list, err := clientFor(t, saysJSON(body)).Users(t.Context(), ListOptions{})
		if diff := cmp.Diff([]User{{UUID: "u1"}}, list.Items); err != nil || diff != "" {
			t.Errorf("%s: %v, want(-) got(+):\n%s", body, err, diff)
		}
	}
}

func TestLists_TellTheServersClock(t *testing.T) {
	at := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	client := clientFor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", at.Format(http.TimeFormat))
		_, _ = w.Write([]byte(`[]`))
	})
	users, err := client.Users(t.Context(), ListOptions{})
	if err != nil || !users.At.Equal(at) {
		t.Errorf("users at %v, %v", users.At, err)
	}
	batch, err := client.Events(t.Context(), EventsQuery{})
	if err != nil || !batch.At.Equal(at) {
		t.Errorf("events at %v, %v", batch.At, err)
	}
	undated := clientFor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Date"] = nil
		_, _ = w.Write([]byte(`[]`))
	})
	if users, err := undated.Users(t.Context(), ListOptions{}); err != nil || !users.At.IsZero() {
		t.Errorf("without a Date: %v, %v", users.At, err)
	}
}

func TestLists_AskForWhatTheOptionsSay(t *testing.T) {
	pbx := serve(t, saysJSON(`[]`))
	client := pbx.client(t)
	for _, o := range []ListOptions{{}, {Status: true, AppID: "my app&"}} {
		_, _ = client.Users(t.Context(), o)
		_, _ = client.Phones(t.Context(), o)
		_, _ = client.Mailboxes(t.Context(), o)
		_, _ = client.Switches(t.Context(), o.Status)
	}
	var asked []string
	for range 8 {
		r := pbx.got(t)
		asked = append(asked, r.Method+" "+r.Path+" "+r.Query)
	}
	want := []string{
		"GET users ", "GET phones ", "GET voicemail ", "GET switches ",
		"GET users appid=my+app%26&status=1", "GET phones status=1", "GET voicemail status=1", "GET switches status=1",
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("want(-) got(+):\n%s", diff)
	}
}

func TestLists_MayBeMuchLargerThanOtherAnswers(t *testing.T) {
	client := clientFor(t, saysJSON(`[{"uuid":"u1","username":"`+strings.Repeat("x", 2*maxOther)+`"}]`))
	if list, err := client.Users(t.Context(), ListOptions{}); err != nil || len(list.Items) != 1 {
		t.Errorf("%d users, %v", len(list.Items), err)
	}
	if _, err := client.User(t.Context(), "u1", ""); !IsCode(err, CodeTooLarge) {
		t.Errorf("a single user of 2 MiB: %v", err)
	}
}
