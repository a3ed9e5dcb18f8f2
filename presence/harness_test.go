package presence

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/pbxclient/pipenet"
	"ringside/presence/journal"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// login is how a test signs in, and what it lets the engine keep.
type login struct {
	account int    // one of the PBX's accounts; 0 is the demo person
	key     bool   // with the API key, acting for that account
	secret  string // instead of the right one
	quiet   bool   // act for nobody
	region  string
	journal *journal.Journal
	front   func(http.Handler) http.Handler // what stands in front of the PBX, nil for nothing
}

// world is a PBX in memory, a client, and an engine that mirrors the one through the other.
type world struct {
	*Engine
	t      *testing.T
	pbx    *pbxsim.PBX
	client *pbxclient.Client
	me     pbxsim.Account
	office pbxsim.Office // as it was at the start
	sub    *Subscription
	stop   context.CancelFunc
	ended  chan struct{}
}

// mirrored runs a test against a quiet office in a synctest bubble.
func mirrored(t *testing.T, in login, test func(t *testing.T, w *world)) {
	t.Helper()
	mirroredOffice(t, pbxsim.Options{Quiet: true}, in, test)
}

func mirroredOffice(t *testing.T, o pbxsim.Options, in login, test func(t *testing.T, w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, pbxsim.New(o), in)
		w.run()
		test(t, w)
	})
}

func newWorld(t *testing.T, pbx *pbxsim.PBX, in login) *world {
	w := &world{t: t, pbx: pbx, me: pbx.Accounts()[in.account], office: pbx.Office(), ended: make(chan struct{})}
	listener := pipenet.Listen()
	handler := pbx.Handler()
	if in.front != nil {
		handler = in.front(handler)
	}
	server := &http.Server{Handler: handler}
	served, lived := make(chan struct{}), make(chan struct{})
	ctx, cancel := context.WithCancel(context.Background())
	go func() { defer close(served); _ = server.Serve(listener) }()
	go func() { defer close(lived); pbx.Run(ctx) }()

	base := &url.URL{Scheme: "http", Host: "pbx.example.org", Path: "/apis/pbx/"}
	cfg := pbxclient.Config{Base: base, UserName: w.me.UserName, Secret: w.me.Password, Dial: listener.Dial}
	options := Options{UserName: w.me.UserName, ByKey: in.key, Region: in.region, Journal: in.journal}
	if in.key {
		cfg.UserName, cfg.Secret = pbxclient.APIKeyUser, pbx.APIKey()
	}
	if in.secret != "" {
		cfg.Secret = in.secret
	}
	if in.quiet {
		options.UserName = ""
	}
	w.client, _ = pbxclient.New(cfg)
	w.Engine = New(w.client, options)
	t.Cleanup(func() {
		cancel()
		_ = server.Close()
		<-served
		<-lived
		w.client.CloseIdle()
	})
	return w
}

// run starts the engine and waits until it has done all that it can do at this moment.
func (w *world) run() {
	ctx, cancel := context.WithCancel(context.Background())
	w.stop = cancel
	w.sub = w.Subscribe()
	go func() { defer close(w.ended); w.Run(ctx) }()
	w.t.Cleanup(func() { cancel(); <-w.ended })
	synctest.Wait()
}

// after lets so much time pass, and then everybody finish what they are doing.
func (w *world) after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// do steers the PBX and lets the engine hear of it.
func (w *world) do(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	synctest.Wait()
}

// state fails the test unless the connection is in this state.
func (w *world) state(want ConnectionState) *Snapshot {
	w.t.Helper()
	snap := w.Picture()
	if snap.Connection.State != want {
		w.t.Fatalf("connection is %q (%v), want %q", snap.Connection.State, snap.Connection.Err, want)
	}
	return snap
}

// contact is a colleague in the newest picture.
func (w *world) contact(uuid string) *Contact {
	w.t.Helper()
	c := w.Picture().Contacts.Find(uuid)
	if c == nil {
		w.t.Fatalf("no contact %s", uuid)
	}
	return c
}

// call is the only call in the newest picture.
func (w *world) call() *Call {
	w.t.Helper()
	calls := w.Picture().Calls
	if len(calls) != 1 {
		w.t.Fatalf("%d calls in the picture, want 1", len(calls))
	}
	return calls[0]
}

// unread takes the notices since it was last asked.
func (w *world) unread() []Notice {
	synctest.Wait()
	var list []Notice
	for len(w.sub.Notices) > 0 {
		list = append(list, <-w.sub.Notices)
	}
	return list
}

func abouts(notices []Notice) []About {
	var list []About
	for _, n := range notices {
		list = append(list, n.About)
	}
	return list
}

func (w *world) wantTold(want ...About) {
	w.t.Helper()
	if got := abouts(w.unread()); !slices.Equal(got, want) {
		w.t.Errorf("told %q, want %q", got, want)
	}
}

// requests are the requests since the last time, as "METHOD path", of those whose path ends in one of the names.
func (w *world) requests(names ...string) []string {
	var list []string
	for _, r := range w.pbx.Requests() {
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasSuffix(r.Path, name) }) {
			list = append(list, r.Method+" "+strings.TrimPrefix(r.Path, "/apis/pbx/"))
		}
	}
	return list
}

// to matches the requests to a part of the API.
func to(part string) func(*http.Request) bool {
	return func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/"+part) }
}
