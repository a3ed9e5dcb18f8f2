//go:build linux

package linktest

import (
	"context"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence"
	"ringside/presence/wake"
)

// office is a PBX far away and the engine that mirrors it here.
type office struct {
	*network
	pbx    *pbxsim.PBX
	engine *presence.Engine
	sub    *presence.Subscription
	lost   bool // contact has been lost: from now on a fresh picture has to be right
}

// open builds a network and puts a quiet office into it, over HTTPS, and so HTTP/2, or over plain HTTP. It returns once the
// engine is live.
func open(t *testing.T, secure bool) *office {
	t.Helper()
	n := build(t)
	o := &office{network: n, pbx: pbxsim.New(pbxsim.Options{Quiet: true})}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	base, pin := o.serve(ctx, secure, &running)
	person := o.pbx.Accounts()[0]
	client, err := pbxclient.New(pbxclient.Config{Base: base, UserName: person.UserName, Secret: person.Password, Pin: pin})
	n.must(err)
	o.engine = presence.New(client, presence.Options{UserName: person.UserName})
	o.sub = o.engine.Subscribe()
	running.Go(func() { o.engine.Run(ctx) })
	running.Go(func() {
		for range wake.Watch(ctx, slog.New(slog.DiscardHandler)) {
			o.engine.Wake()
		}
	})
	t.Cleanup(func() {
		n.cable.cut.Store(false)
		cancel()
		running.Wait()
		client.CloseIdle()
	})
	o.until(presence.Live, 10*time.Second)
	return o
}

// serve lets the PBX listen far away.
func (o *office) serve(ctx context.Context, secure bool, running *sync.WaitGroup) (base *url.URL, pin string) {
	o.t.Helper()
	base = &url.URL{Scheme: "http", Host: farAddress + ":8080", Path: "/apis/pbx/"}
	var listener net.Listener
	var err error
	o.far.do(func() {
		if secure {
			base.Scheme = "https"
			listener, pin, err = pbxsim.ListenTLS(base.Host)
		} else {
			listener, err = net.Listen("tcp", base.Host)
		}
	})
	o.must(err)
	server := &http.Server{Handler: o.pbx.Handler(), ErrorLog: log.New(io.Discard, "", 0)}
	running.Go(func() { o.pbx.Run(ctx) })
	running.Go(func() { _ = server.Serve(listener) })
	running.Go(func() {
		<-ctx.Done()
		_ = server.Close()
	})
	return base, pin
}

// wait returns once a picture is as it should be, with how long that took. Every fresh picture on the way has to be right.
func (o *office) wait(what string, patience time.Duration, is func(*presence.Snapshot) bool) time.Duration {
	o.t.Helper()
	began := time.Now()
	for end := time.After(patience); ; {
		snap := o.engine.Picture()
		o.lost = o.lost || !snap.Fresh() && snap.Synced
		if o.lost && snap.Fresh() && !o.isRight(snap) {
			o.t.Fatal("an old picture is shown as fresh")
		}
		if is(snap) {
			return time.Since(began)
		}
		select {
		case <-o.sub.Changes:
		case <-end:
			o.t.Fatalf("not %s after %v, but %s (%v)", what, patience, snap.Connection.State, snap.Connection.Err)
		}
	}
}

// until waits for a state of the connection.
func (o *office) until(state presence.ConnectionState, patience time.Duration) time.Duration {
	o.t.Helper()
	return o.wait(string(state), patience, func(s *presence.Snapshot) bool { return s.Connection.State == state })
}

// untilRight waits for a fresh picture of what the PBX holds.
func (o *office) untilRight(patience time.Duration) time.Duration {
	o.t.Helper()
	o.lost = false // events are on their way, and only their arrival counts
	return o.wait("right", patience, func(s *presence.Snapshot) bool { return s.Fresh() && o.isRight(s) })
}

// isRight reports whether a picture shows everybody and everybody's phones as the PBX has them.
func (o *office) isRight(snap *presence.Snapshot) bool {
	truth := o.pbx.Office()
	if snap.Contacts.Len() != len(truth.Users) {
		return false
	}
	for _, u := range truth.Users {
		c := snap.Contacts.Find(u.UUID)
		if c == nil || c.FullName != u.FullName {
			return false
		}
		for _, shown := range c.Phones {
			i := slices.IndexFunc(truth.Phones, func(p pbxsim.Phone) bool { return p.UUID == shown.UUID })
			if i < 0 || shown.StatusCode.Or(-99) != truth.Phones[i].Code {
				return false
			}
		}
	}
	return true
}

// pickUp is a colleague who picks up the phone, or puts it down again.
func (o *office) pickUp(colleague int, code int) {
	o.t.Helper()
	o.must(o.pbx.SetPhoneStatus(o.pbx.Office().Users[colleague].Phones[0], code))
}

// liveOn lets the office go on without us: somebody picks up the phone, somebody is new, and somebody marries.
func (o *office) liveOn() {
	o.t.Helper()
	o.pickUp(2, 1)
	_, err := o.pbx.AddUser("zoe", "Zoë Nieuw", "299")
	o.must(err)
	o.must(o.pbx.RenameUser(o.pbx.Office().Users[3].UUID, "Somebody Else"))
}

// stays fails the test unless all pictures of a span of time are as they should be.
func (o *office) stays(span time.Duration, is func(*presence.Snapshot) bool) {
	o.t.Helper()
	for end := time.After(span); ; {
		if snap := o.engine.Picture(); !is(snap) {
			o.t.Fatalf("the connection became %s (%v)", snap.Connection.State, snap.Connection.Err)
		}
		select {
		case <-o.sub.Changes:
		case <-end:
			return
		}
	}
}

// idle returns once the PBX waits for an event with the engine's request.
func (o *office) idle() {
	o.t.Helper()
	again := time.NewTicker(time.Millisecond)
	defer again.Stop()
	for end := time.After(5 * time.Second); ; {
		last := o.pbx.Requests()
		if r := last[len(last)-1]; r.Status == 0 && strings.Contains(r.Query, "timeout=20") {
			return
		}
		select {
		case <-again.C:
		case <-end:
			o.t.Fatal("nobody asks for events")
		}
	}
}
