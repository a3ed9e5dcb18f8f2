package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ringside/pbxclient/account"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/presence/share/socket"
	"ringside/ui/lang"
	"ringside/ui/session"
)

// runner is a Ringside that runs.
type runner struct {
	place socket.Place
	stop  func()
}

// somewhere is a place in a folder whose path is short enough for a socket.
func somewhere(t *testing.T) socket.Place {
	t.Helper()
	folder, err := os.MkdirTemp("", "rs")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return socket.In(filepath.Join(folder, "run"), "ringside")
}

// login is the account of the demo person.
func (o *office) login() account.Account {
	return account.Account{Address: o.url, UserName: o.person.UserName, PlainHTTP: true}
}

// session is one of the office's, live, until stop is called.
func (o *office) session(t *testing.T, a account.Account, secret string) (s *session.Session, stop func()) {
	t.Helper()
	s, err := session.Open(a, secret, session.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); s.Run(ctx) }()
	sub := s.Mirror.Subscribe()
	for c := s.Mirror.Picture(); !c.Synced || c.Connection.State != presence.Live; c = s.Mirror.Picture() {
		<-sub.Changes
	}
	sub.Close()
	return s, func() { cancel(); <-ended }
}

// runs has a Ringside run that is signed in as an account of the office, until the test ends.
func (o *office) runs(t *testing.T, a account.Account, secret string) *runner {
	t.Helper()
	s, end := o.session(t, a, secret)
	server := share.NewServer(share.Options{
		Hello: share.Hello{Account: &a}, Mirror: s.Mirror, Words: lang.New("nl"), Relay: s.Client,
	})
	r := &runner{place: somewhere(t)}
	hangUp := serve(t, r.place, server)
	r.stop = sync.OnceFunc(func() {
		hangUp()
		end()
	})
	t.Cleanup(r.stop)
	return r
}

// serve has a server listen at a place.
func serve(t *testing.T, place socket.Place, server *share.Server) (stop func()) {
	t.Helper()
	claim, err := place.Claim()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := claim.Listen()
	if err != nil {
		t.Fatal(err)
	}
	accepted := make(chan struct{})
	go func() {
		defer close(accepted)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			server.Serve(conn)
		}
	}()
	return func() {
		_ = listener.Close()
		<-accepted
		server.Close()
		_ = claim.Release()
	}
}

// runAt runs a command where a Ringside may run. It knows no secret.
func runAt(t *testing.T, place socket.Place, args ...string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	p := program(t, "", args...)
	p.Place = place
	return runIn(ctx, t, p, "")
}

// twins are an office, and one like it at which a Ringside runs.
func twins(t *testing.T, opt pbxsim.Options) (own, with *office, r *runner) {
	t.Helper()
	own, with = open(t, opt), open(t, opt)
	return own, with, with.runs(t, with.login(), with.person.Password)
}

// requests are those since the first so many, as "GET user".
func (o *office) requests(since int) (all []string) {
	for _, r := range o.Requests()[since:] {
		if !strings.Contains(r.Path, "event") {
			all = append(all, r.Method+" "+r.Path)
		}
	}
	return all
}

// alike makes the outcomes of two offices comparable, whose addresses differ.
func (o outcome) alike(of *office) outcome {
	o.stdout = strings.ReplaceAll(o.stdout, of.url, "http://office")
	o.stderr = strings.ReplaceAll(o.stderr, of.url, "http://office")
	return o
}
