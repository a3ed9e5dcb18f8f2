package checkup

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/ui/lang"
)

// Whatever runs on this machine's own bus is no part of a test.
func TestMain(m *testing.M) {
	if err := os.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// languages are all that there are sentences in; each takes a while to load.
var languages = []*lang.Words{lang.New("en"), lang.New("nl"), lang.New("de"), lang.New("fr")}

// office is a built-in PBX on a socket, and a person in front of it.
type office struct {
	*pbxsim.PBX
	url    string
	person pbxsim.Account // a plain user with one phone
}

// open opens an office in which nobody does anything by themselves.
func open(t *testing.T, o pbxsim.Options) *office {
	t.Helper()
	o.Quiet = true
	pbx := pbxsim.New(o)
	server := serve(t, pbx.Handler())
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { pbx.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	return &office{PBX: pbx, url: server.URL, person: pbx.Accounts()[0]}
}

// serve has something answer until the test ends.
func serve(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return server
}

// subject is somebody who is signed in, who keeps things in a folder of their own.
func subject(t *testing.T, a account.Account, secret string) Subject {
	t.Helper()
	client, err := a.Client(secret, pbxclient.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdle)
	return Subject{Account: a, Client: client, Folder: t.TempDir(), HasDisplay: true}
}

// as is the person of the office.
func (o *office) as(t *testing.T) Subject {
	t.Helper()
	return subject(t, account.Account{Address: o.url, UserName: o.person.UserName, PlainHTTP: true}, o.person.Password)
}

// byKey is the API key, which acts for a user, "" for nobody.
func (o *office) byKey(t *testing.T, user string) Subject {
	t.Helper()
	return subject(t, account.Account{Address: o.url, UserName: user, APIKey: true, PlainHTTP: true}, o.APIKey())
}

// results are how all checks came out.
type results map[Check]Result

// look makes a check-up, and holds what is true of every one: each check comes out once, and is said in every language.
func look(t *testing.T, of Subject) results {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	all := results{}
	if err := Run(ctx, of, func(r Result) {
		if _, twice := all[r.Check]; twice {
			t.Errorf("%s came out twice", r.Check)
		}
		all[r.Check] = r
	}); err != nil {
		t.Fatal(err)
	}
	if len(all) != len(checks) {
		t.Errorf("%d checks came out", len(all))
	}
	for _, r := range all {
		said(t, r)
	}
	return all
}

// said checks that a result makes whole sentences.
func said(t *testing.T, r Result) {
	t.Helper()
	for _, w := range languages {
		for _, text := range []string{r.Summary(w), r.Check.Name(w), r.Status.Name(w)} {
			if text == "" || strings.HasPrefix(text, "checkup_") || strings.Contains(text, "<no value>") || strings.Contains(text, "checkup_word") {
				t.Errorf("%s: %+v is said as %q", w.Tag(), r, text)
			}
		}
		advice := r.Advice(w)
		if strings.Contains(advice, "<no value>") || (advice == "") == (r.Status == Attention || r.Status == Failed) {
			t.Errorf("%s: of %+v the advice is %q", w.Tag(), r, advice)
		}
	}
}

// want checks what some checks found.
func (all results) want(t *testing.T, found map[Check]Finding) {
	t.Helper()
	for check, f := range found {
		if got := all[check]; got.Finding != f {
			t.Errorf("%s: found %s %v, want %s", check, got.Finding, got.Facts, f)
		}
	}
}

// ofPBX are the checks that ask the PBX.
var ofPBX = []Check{Address, Certificate, Clock, Credentials, Permissions, Events, OwnUser, Region}

// whole are the findings about a PBX and a login at which there is nothing to find.
var whole = map[Check]Finding{
	Address: addressAnswers, Certificate: certificateLocal, Clock: clockRight, Credentials: credentialsAccepted,
	Permissions: permissionsUsual, Events: eventsFlow, OwnUser: ownReady, Region: regionNumber, Folders: foldersGood,
	Resident: skippedNotRunning,
}

// except are the findings of a whole office but for some.
func except(others map[Check]Finding) map[Check]Finding {
	all := map[Check]Finding{}
	for check, f := range whole {
		all[check] = f
	}
	for check, f := range others {
		all[check] = f
	}
	return all
}

// path matches the requests whose path ends with one of these.
func path(ends ...string) func(*http.Request) bool {
	return func(r *http.Request) bool {
		for _, end := range ends {
			if strings.HasSuffix(r.URL.Path, end) && r.Header.Get("Authorization") != "" {
				return true
			}
		}
		return false
	}
}

// below matches the requests below a path.
func below(part string) func(*http.Request) bool {
	return func(r *http.Request) bool {
		return strings.Contains(r.URL.Path, "/apis/pbx/"+part) && r.Header.Get("Authorization") != ""
	}
}
