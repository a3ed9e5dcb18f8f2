package share

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/addressbook"
)

// TestRemote_TellsWhyAsTheEngineDoes holds that an error is the same one in the other process, and says the same.
func TestRemote_TellsWhyAsTheEngineDoes(t *testing.T) {
	offered(t, signIn{}, func(t *testing.T, w *world) {
		r := w.remote(t)
		dial := func(d presence.DialRequest) func(presence.Mirror) error {
			return func(m presence.Mirror) error { _, err := m.Dial(t.Context(), d); return err }
		}
		set := func(m presence.Mirror) error {
			return m.SetOwn(t.Context(), pbxclient.UserSettings{CW: pbxclient.Some(true)})
		}
		for name, c := range map[string]struct {
			fault *pbxsim.Fault
			cut   error
			do    func(presence.Mirror) error
		}{
			"a number that is none": {do: dial(presence.DialRequest{Typed: "hello"})},
			"two numbers":           {do: dial(presence.DialRequest{Typed: "0201234567 / 0207654321"})},
			"a phone of another": {do: func(m presence.Mirror) error {
				_, err := m.Plan(t.Context(), presence.DialRequest{Typed: "203", From: "x"})
				return err
			}},
			"a call that is over":      {do: func(m presence.Mirror) error { return m.Hangup(t.Context(), "1.1") }},
			"forbidden":                {fault: &pbxsim.Fault{Status: 403, Body: `{"message":"not <for> you"}`}, do: set},
			"a pause":                  {fault: &pbxsim.Fault{Status: 429, Header: http.Header{"Retry-After": {"7"}}}, do: set},
			"a page":                   {fault: &pbxsim.Fault{Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: "<html>"}, do: set},
			"half an answer":           {fault: &pbxsim.Fault{CutBodyAt: 9}, do: set},
			"another shape":            {fault: &pbxsim.Fault{Body: "[]"}, do: set},
			"a redirect":               {fault: &pbxsim.Fault{Status: 302, Header: http.Header{"Location": {"https://else.example/x"}}}, do: set},
			"503 to a call":            {fault: &pbxsim.Fault{Status: 503, Body: "<html>"}, do: dial(presence.DialRequest{Typed: "203"})},
			"nothing in time":          {fault: &pbxsim.Fault{Delay: time.Hour}, do: set},
			"a refused connection":     {cut: errRefused, do: set},
			"a name that nobody has":   {cut: errNoHost, do: set},
			"a server of another kind": {cut: errors.New("http: server gave HTTP response to HTTPS client"), do: set},
		} {
			w.cable.fail(c.cut)
			try := func(m presence.Mirror) error {
				if c.fault != nil {
					f := *c.fault
					f.Match = func(r *http.Request) bool { return !strings.HasSuffix(r.URL.Path, "/events") }
					defer w.pbx.Inject(f)()
				}
				return c.do(m)
			}
			direct, remote := try(w.engine), try(r)
			if diff := cmp.Diff(wrongOf(direct), wrongOf(remote)); diff != "" || direct == nil {
				t.Errorf("%s: %v\n%s", name, direct, diff)
			}
			refused, _ := errors.AsType[*dialplan.RefusedError](direct)
			if got, _ := errors.AsType[*dialplan.RefusedError](remote); (got == nil) != (refused == nil) || got != nil && (got.Reason != refused.Reason || got.Input != refused.Input || got.Detail != refused.Detail) {
				t.Errorf("%s: %+v, want %+v", name, got, refused)
			}
			phone, _ := errors.AsType[*presence.NotOwnPhoneError](direct)
			if got, _ := errors.AsType[*presence.NotOwnPhoneError](remote); !cmp.Equal(got, phone) {
				t.Errorf("%s: %+v, want %+v", name, got, phone)
			}
			w.cable.fail(nil)
			w.engine.Retry()
			after(time.Minute)
		}
	})
}

func TestRemote_KnowsTheErrorsThatAreWhatTheyAre(t *testing.T) {
	for name, err := range known {
		for _, told := range []error{err, fmt.Errorf("set: %w", err)} {
			back := failureOf(told).err()
			if !errors.Is(back, err) || back.Error() != told.Error() {
				t.Errorf("%s came back as %v", name, back)
			}
		}
	}
	for name, is := range causes {
		told := fmt.Errorf("x: %w", &pbxclient.Error{Op: "list users", Code: pbxclient.CodeUnreachable, Err: &net.OpError{Op: "dial", Err: is}})
		back := failureOf(told).err()
		if diff := cmp.Diff(wrongOf(told), wrongOf(back)); diff != "" || name != "no_such_host" && !errors.Is(back, is) {
			t.Errorf("%s came back as %v: %s", name, back, diff)
		}
	}
	windows := &pbxclient.Error{Code: pbxclient.CodeUnreachable, Err: wsaConnRefused}
	if back := failureOf(windows).err(); !errors.Is(back, syscall.ECONNREFUSED) {
		t.Errorf("Windows' refusal came back as %v", back)
	}
	contacts := &addressbook.Error{Op: "copy", Code: addressbook.CodeCert, Status: 401, Fingerprint: "ab:cd", Detail: "d"}
	if diff := cmp.Diff(contacts, failureOf(fmt.Errorf("sync: %w", contacts)).what()); diff != "" {
		t.Error(diff)
	}
	if failureOf(nil).err() != nil {
		t.Error("nothing came back as an error")
	}
}
