package pbxsim

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// client talks to a PBX as one account.
type client struct {
	t              *testing.T
	pbx            *PBX
	user, password string
}

// quiet makes an office that does nothing by itself, and a client with the API key.
func quiet(t *testing.T) (*PBX, *client) {
	t.Helper()
	p := New(Options{Quiet: true})
	return p, withKey(t, p)
}

func withKey(t *testing.T, p *PBX) *client { return &client{t, p, apiKeyUser, p.APIKey()} }

// as signs in as one of the accounts: 0 the demo person, 1 the admin, 2 and 3 plain users.
func as(t *testing.T, p *PBX, account int) *client {
	a := p.Accounts()[account]
	return &client{t, p, a.UserName, a.Password}
}

// do sends a request straight to the handler: no socket, so it runs inside synctest.
func (c *client) do(method, path, body string) *httptest.ResponseRecorder {
	c.t.Helper()
	r := httptest.NewRequestWithContext(c.t.Context(), method, "/apis/pbx/"+path, strings.NewReader(body))
	r.SetBasicAuth(c.user, c.password)
	w := httptest.NewRecorder()
	c.pbx.Handler().ServeHTTP(w, r)
	return w
}

// want sends a request, insists on a status, and returns the body.
func (c *client) want(status int, method, path, body string) string {
	c.t.Helper()
	w := c.do(method, path, body)
	if w.Code != status {
		c.t.Fatalf("%s %s %s: status %d, want %d: %s", method, path, body, w.Code, status, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/json; charset=utf-8" {
		c.t.Errorf("%s %s: Content-Type %q", method, path, got)
	}
	if status >= 400 {
		var said message
		if json.Unmarshal(w.Body.Bytes(), &said) != nil || said.Message == "" {
			c.t.Errorf("%s %s: a refusal must say why, got %s", method, path, w.Body)
		}
	}
	return w.Body.String()
}

func (c *client) get(path string) string {
	c.t.Helper()
	return c.want(http.StatusOK, "GET", path, "")
}

func (c *client) post(path, body string) string {
	c.t.Helper()
	return c.want(http.StatusOK, "POST", path, body)
}

// sameJSON compares two JSON texts by what they mean.
func sameJSON(t *testing.T, got, want string) {
	t.Helper()
	if diff := cmp.Diff(decode[any](t, want), decode[any](t, got)); diff != "" {
		t.Errorf("wrong JSON (-want +got):\n%s", diff)
	}
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var into T
	if err := json.Unmarshal([]byte(text), &into); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return into
}

type event map[string]any

func (e event) kind() string { return e["event_type"].(string) }
func (e event) seq() int     { return int(e["seq"].(float64)) }

// drain reads all events there are, without waiting.
func (c *client) drain() []event {
	c.t.Helper()
	return decode[[]event](c.t, c.get("events?timeout=0"))
}

// stories are events in the form "type detail", without those of phones unless they are asked for.
func stories(events []event, phones bool) []string {
	var told []string
	for _, e := range events {
		line := e.kind()
		switch {
		case line == "phone status update" && !phones:
			continue
		case line == "phone status update":
			line = e["status"].(string)
		case e["reason"] != nil:
			line += " " + e["reason"].(string)
		case e["status"] != nil:
			line += " " + e["status"].(string)
		}
		told = append(told, line)
	}
	return told
}

func sameStories(t *testing.T, got []event, phones bool, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, stories(got, phones)); diff != "" {
		t.Errorf("wrong story (-want +got):\n%s", diff)
	}
}

// must is for steering that has to work.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// running runs a PBX in a synctest bubble for as long as test takes.
func running(t *testing.T, o Options, test func(*testing.T, *PBX)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := New(o)
		done := make(chan struct{})
		go func() {
			defer close(done)
			p.Run(t.Context())
		}()
		t.Cleanup(func() { <-done })
		test(t, p)
	})
}

// first is the first item of a JSON list.
func first(t *testing.T, list string) string {
	t.Helper()
	return string(decode[[]json.RawMessage](t, list)[0])
}

// find is the item with that UUID.
func find(t *testing.T, list, uuid string) string {
	t.Helper()
	for _, item := range decode[[]json.RawMessage](t, list) {
		if strings.Contains(string(item), `{"uuid":"`+uuid+`"`) {
			return string(item)
		}
	}
	t.Fatalf("no %s in %s", uuid, list)
	return ""
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	must(t, err)
	return string(text)
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
