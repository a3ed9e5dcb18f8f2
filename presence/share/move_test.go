package share

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
)

// pair are the servers of two accounts, of which the world has the one and leads to the other.
func pair(t *testing.T, one, other presence.Mirror) (w *world, next *Server) {
	t.Helper()
	next = NewServer(Options{Hello: Hello{Account: &account.Account{UserName: "other"}}, Words: plain{}, Mirror: other})
	more := func(_ *Conn, do string, _ json.RawMessage) (any, bool, error) { return Move{next}, do == DoUse, nil }
	w = &world{server: NewServer(Options{Hello: Hello{Account: &account.Account{UserName: "one"}}, Words: plain{}, Mirror: one, More: more})}
	t.Cleanup(func() { w.server.Close(); next.Close() })
	return w, next
}

func TestUse_HasAConnectionGoOnAtTheServerOfAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, next := pair(t, newHeld(3), newHeld(7))
		r := w.connect(t, nil)
		if err := r.Use(t.Context(), "other"); err != nil || r.Hello().Account.UserName != "other" {
			t.Fatalf("%v, %+v", err, r.Hello())
		}
		if err := r.Watch(t.Context(), AllContacts); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if n := r.Picture().Contacts.Len(); n != 7 {
			t.Errorf("%d people, want those of the other", n)
		}
		if err := r.SetOwn(t.Context(), pbxclient.UserSettings{DND: pbxclient.Some(true)}); err != nil || !r.Picture().Own().DND.Or(false) {
			t.Errorf("a command: %v", err)
		}
		w.server.SendAway()
		next.SendAway()
		w.server.Close()
		if synctest.Wait(); !r.Picture().Fresh() || len(next.clients) != 1 {
			t.Error("it has gone with those who did not choose it")
		}
		next.Close()
		<-r.Gone()
	})
}

func TestUse_WhatIsSaidBeforeTheAnswerIsForTheOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := pair(t, &looked{}, newHeld(2))
		near, far := net.Pipe()
		w.server.Serve(far)
		go func() {
			_, _ = io.WriteString(near, `{"id":1,"do":"use"}`+"\n"+`{"id":2,"do":"plan","number":"203"}`+"\n"+`{"id":3,"do":"watch"}`+"\n")
		}()
		var heard strings.Builder
		var reading sync.WaitGroup
		reading.Go(func() { _, _ = io.Copy(&heard, near) })
		synctest.Wait()
		_ = near.Close()
		reading.Wait()
		if said := heard.String(); strings.Count(said, `"kind":"hello"`) != 2 || !strings.Contains(said, `"sent_number":"203"`) || !strings.Contains(said, `"user1"`) {
			t.Error(said)
		}
	})
}

func TestUse_IsForWhoHasNothingUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := pair(t, newHeld(3), newHeld(7))
		r := w.remote(t)
		if err := r.Use(t.Context(), "other"); err == nil || r.Hello().Account.UserName != "one" {
			t.Errorf("who watches has moved: %v", err)
		}
		mirror := &stuck{release: make(chan struct{})}
		w, _ = pair(t, mirror, newHeld(7))
		r = w.connect(t, nil)
		var asking sync.WaitGroup
		asking.Go(func() { _ = r.SetFavourite(t.Context(), "", true) })
		synctest.Wait()
		if err := r.Use(t.Context(), "other"); err == nil {
			t.Error("who has a command under way has moved")
		}
		close(mirror.release)
		asking.Wait()
	})
}

func TestUse_OfOneThatHasEndedEndsTheConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, next := pair(t, newHeld(1), newHeld(1))
		next.Close()
		r := w.connect(t, nil)
		if err := r.Use(t.Context(), "other"); err != nil && !errors.Is(err, ErrGone) {
			t.Error(err)
		}
		<-r.Gone()
	})
}

// sluggish is a mirror whose settings take until they are let go.
type sluggish struct {
	*held
	release chan struct{}
	done    chan error
}

func (s *sluggish) Hangup(ctx context.Context, _ string) error {
	select {
	case <-s.release:
		s.done <- nil
	case <-ctx.Done():
		s.done <- ctx.Err()
	}
	return nil
}

func TestSendAway_EndsTheConnectionsAndNotWhatTheyAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		mirror := &sluggish{newHeld(3), make(chan struct{}), make(chan error, 1)}
		w := &world{server: NewServer(Options{Words: plain{}, Mirror: mirror})}
		defer w.server.Close()
		r := w.remote(t)
		go func() { _ = r.Hangup(t.Context(), "1.1") }()
		synctest.Wait()
		w.server.SendAway()
		<-r.Gone()
		close(mirror.release)
		if err := <-mirror.done; err != nil {
			t.Errorf("it was given up: %v", err)
		}
		w.connect(t, nil) // who comes later stays
		synctest.Wait()
		if len(w.server.clients) != 1 {
			t.Errorf("%d are connected", len(w.server.clients))
		}
	})
}

func TestSendAway_HasTheAnswerComeBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var server *Server
		server = NewServer(Options{Words: plain{}, More: func(*Conn, string, json.RawMessage) (any, bool, error) {
			server.SendAway()
			return map[string]int{"answer": 42}, true, nil
		}})
		w := &world{server: server}
		defer w.server.Close()
		r := w.connect(t, nil)
		var result map[string]int
		if err := r.Ask(t.Context(), "go", nil, &result); err != nil || result["answer"] != 42 {
			t.Errorf("%v, %v", result, err)
		}
		<-r.Gone()
	})
}

func TestOffer_KeepsTheNewestOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		conns := make(chan *Conn, 1)
		w := &world{server: NewServer(Options{Words: plain{}, More: func(c *Conn, _ string, _ json.RawMessage) (any, bool, error) {
			conns <- c
			return nil, true, nil
		}})}
		defer w.server.Close()
		deaf := w.raw(t)
		_, _ = io.WriteString(deaf, `{"do":"hello"}`+"\n")
		c := <-conns
		for n := range 10 * unread {
			c.Offer(map[string]int{"number": n})
		}
		var heard strings.Builder
		go func() { _, _ = io.Copy(&heard, deaf) }()
		synctest.Wait()
		if said := heard.String(); strings.Count(said, "number") != 1 || !strings.HasSuffix(said, `{"number":2559}`+"\n") {
			t.Error(said)
		}
		w.server.Close()
		synctest.Wait()
		c.Offer(1) // who has gone needs nothing
		c.Offer(2)
	})
}
