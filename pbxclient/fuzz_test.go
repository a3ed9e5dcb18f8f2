package pbxclient

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

// stub is a server without a network: it gives one answer to everything.
type stub struct {
	status int
	header http.Header
	body   string
}

func (s *stub) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: s.status, Header: s.header, Body: io.NopCloser(strings.NewReader(s.body)), Request: r}, nil
}

// answered is a client whose server answers with this.
func answered(t testing.TB, s *stub) *Client {
	t.Helper()
	base, err := ParseAddress("https://pbx.example.org", false)
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{Base: base, UserName: testUser, Secret: testSecret}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	c.handlers = chain(cfg, s)
	return c
}

func fine(body string) *stub {
	return &stub{status: http.StatusOK, header: http.Header{"Content-Type": {"application/json"}}, body: body}
}

// wellKnown fails the test on an error that is not one of this package, or that tells the secret.
func wellKnown(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if e, ok := errors.AsType[*Error](err); !ok || e.Code == "" || e.Op == "" {
		t.Fatalf("%T without a kind: %v", err, err)
	}
	if strings.Contains(err.Error(), testSecret) {
		t.Fatalf("it tells the secret: %v", err)
	}
}

// FuzzLists holds that a list is read whole or not at all, that each element counts once, and that a good element
// stands whatever stands beside it.
func FuzzLists(f *testing.F) {
	for _, body := range []string{
		`[]`, `[{"uuid":"a","username":"b"}]`, `{"users":[{"uuid":"a"}],"n":1}`, `[{"uuid":1},{},7,null,[]]`, `[{"uuid":"a"`,
		`{"phones":[{"uuid":"p","status_code":"8","hot_desk":"1"}]}`, `[{"uuid":"a","phones":[{"type":"phone","phone":"p","personal":1}]}]`,
		`[{"uuid":"m","mailbox_number":201,"new_messages":"3"}]`, `[{"uuid":"s","name":"Night","value":null,"default":"0"}]`, "\xef\xbb\xbf [ ]", `null`, `"x"`,
	} {
		f.Add(body)
	}
	const good = `{"uuid":"the good one","username":"good","mailbox_number":"1","name":"good","status_code":0}`
	f.Fuzz(func(t *testing.T, body string) {
		var elements []json.RawMessage
		isList := json.Unmarshal([]byte(body), &elements) == nil && elements != nil
		read := func(c *Client) (lengths [4]int, skipped [4]int, last [4]string, errs [4]error) {
			ctx := context.Background()
			users, err := c.Users(ctx, ListOptions{})
			lengths[0], skipped[0], errs[0] = len(users.Items), users.Skipped, err
			phones, err := c.Phones(ctx, ListOptions{})
			lengths[1], skipped[1], errs[1] = len(phones.Items), phones.Skipped, err
			boxes, err := c.Mailboxes(ctx, ListOptions{})
			lengths[2], skipped[2], errs[2] = len(boxes.Items), boxes.Skipped, err
			switches, err := c.Switches(ctx, true)
			lengths[3], skipped[3], errs[3] = len(switches.Items), switches.Skipped, err
			for i, uuid := range []func() string{
				func() string { return users.Items[len(users.Items)-1].UUID }, func() string { return phones.Items[len(phones.Items)-1].UUID },
				func() string { return boxes.Items[len(boxes.Items)-1].UUID }, func() string { return switches.Items[len(switches.Items)-1].UUID },
			} {
				if lengths[i] > 0 {
					last[i] = uuid()
				}
			}
			return lengths, skipped, last, errs
		}
		lengths, skipped, _, errs := read(answered(t, fine(body)))
		for i, err := range errs {
			wellKnown(t, err)
			if err == nil && isList && lengths[i]+skipped[i] != len(elements) {
				t.Errorf("list %d: %d items and %d skipped of %d elements", i, lengths[i], skipped[i], len(elements))
			}
			if err == nil && !json.Valid(trimBOM([]byte(body))) {
				t.Errorf("list %d: what is no JSON was read", i)
			}
			if err != nil && lengths[i]+skipped[i] > 0 {
				t.Errorf("list %d: %d items beside the error %v", i, lengths[i], err)
			}
		}
		if !isList {
			return
		}
		more, err := json.Marshal(append(elements, json.RawMessage(good)))
		if err != nil {
			return
		}
		_, _, last, errs := read(answered(t, fine(string(more))))
		for i := range last {
			if errs[i] != nil || last[i] != "the good one" {
				t.Errorf("list %d: a good element is lost: %q, %v", i, last[i], errs[i])
			}
		}
	})
}

// FuzzEvents holds the same for a batch of events, and that reading it twice gives the same.
func FuzzEvents(f *testing.F) {
	for _, body := range []string{
		`[]`, `[{"event_type":"phone status update","seq":1,"timestamp":"2026-01-02T03:04:05+01:00","phone_uuid":"p","status_code":"8"}]`,
		`{"events":[{"seq":"7","event_type":"User_Logged-In","user_uuid":"u","phone_uuid":"p"}]}`,
		`[{"seq":2,"voicemail_uuid":"v","new_messages":1,"old_messages":null}]`, `[{"seq":{}},3]`,
		`[{"seq":3,"event_type":"internal dial","unique_id":"1.2","caller":{"number":203},"targets":[{"phone_uuid":"p"},7]}]`,
		`[{"seq":4,"event_type":"attended transfer","unique_id":"1","transferrer":{"name":"< unknown >"},"transfer_target":[]}]`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		c := answered(t, fine(body))
		once, err := c.Events(context.Background(), EventsQuery{})
		wellKnown(t, err)
		twice, _ := c.Events(context.Background(), EventsQuery{})
		if !reflect.DeepEqual(once, twice) {
			t.Errorf("%+v, and then %+v", once, twice)
		}
		var elements []json.RawMessage
		if json.Unmarshal([]byte(body), &elements) == nil && err == nil && len(once.Events)+once.Skipped != len(elements) {
			t.Errorf("%d events and %d skipped of %d elements", len(once.Events), once.Skipped, len(elements))
		}
		for _, e := range once.Events {
			if (e.Mailbox != nil) != (e.Type == EventVoicemail) && e.Mailbox != nil {
				t.Errorf("a mailbox with an event of type %s", e.Type)
			}
		}
	})
}

// FuzzObjects holds that one object, of any kind, is read or refused with a known error.
func FuzzObjects(f *testing.F) {
	for _, body := range []string{
		`{"uuid":"a","username":"b","dnd":"1","call_forward":null}`, `{"status":"success","unique_id":"1.2"}`, `{"status":"busy"}`, `[]`, `{}`, `{"unique_id":7,"targets":{}}`,
		`{"version":4.1,"hostname":null}`, `[{"name":"q","calls_waiting":"2","agents":[{"status_code":-1}],"calls":[{"wait":-3}]}]`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		ctx, c := context.Background(), answered(t, fine(body))
		for _, read := range []func() error{
			func() error { _, err := c.User(ctx, "u", ""); return err },
			func() error { _, err := c.Phone(ctx, "p"); return err },
			func() error { _, err := c.Call(ctx, "1.2"); return err },
			func() error { _, err := c.Hangup(ctx, "1.2"); return err },
			func() error { _, err := c.Originate(ctx, OriginateRequest{Number: "203"}); return err },
			func() error { _, err := c.SystemInformation(ctx); return err },
			func() error { _, err := c.QueueStats(ctx, StatsQuery{Agents: true, Calls: true}); return err },
		} {
			wellKnown(t, read())
		}
	})
}

// FuzzRefusal holds that whatever comes instead of an answer is an error with a kind, on one line, without the secret.
func FuzzRefusal(f *testing.F) {
	f.Add(401, "text/html", "<html>", "", "")
	f.Add(429, "application/json", `{"message":"slow down"}`, "7", "")
	f.Add(503, "application/json", `{"error":{"detail":"x"}}`, "Wed, 21 Oct 2015 07:28:00 GMT", "")
	f.Add(302, "", testSecret, "-1", "https://"+testSecret+".example.net/")
	f.Add(307, "", "", "", "/apis/pbx/users")
	f.Fuzz(func(t *testing.T, status int, contentType, body, after, location string) {
		if status < 200 || status > 599 {
			return
		}
		header := http.Header{"Content-Type": {contentType}, "Retry-After": {after}}
		if location != "" {
			header.Set("Location", location)
		}
		_, err := answered(t, &stub{status, header, body}).Users(context.Background(), ListOptions{})
		wellKnown(t, err)
		if err == nil && status/100 != 2 {
			t.Errorf("status %d is no failure", status)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\r\n\x1b") {
			t.Errorf("more than a line: %q", err.Error())
		}
		if e, ok := errors.AsType[*Error](err); ok && (e.RetryAfter < 0 || e.RetryAfter.Hours() > 1) {
			t.Errorf("to be left alone for %v", e.RetryAfter)
		}
	})
}

// FuzzAddress holds that an address is refused, or gives a base without credentials, query or fragment that reads as itself.
func FuzzAddress(f *testing.F) {
	for _, typed := range []string{"pbx.example.org", "pbx.example.org:8443", "https://pbx/office/apis/pbx/", "http://[::1]:80", "a@b", "ftp://x", " ", "pbx?key=1", "münchen.example"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		base, err := ParseAddress(typed, true)
		if err != nil {
			return
		}
		if base.User != nil || base.RawQuery != "" || base.Fragment != "" || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
			t.Fatalf("%q gives %v", typed, base)
		}
		again, err := ParseAddress(base.String(), true)
		if err != nil || again.String() != base.String() {
			t.Errorf("%q gives %v, and that %v (%v)", typed, base, again, err)
		}
	})
}
