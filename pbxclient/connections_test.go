package pbxclient

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"
)

// counted is a server that knows its connections. A request for "slow" is answered once release is closed.
type counted struct {
	*httptest.Server
	waiting chan struct{} // one for every slow request that has come
	release chan struct{}

	mu      sync.Mutex
	changed chan struct{} // closed at every change
	opened  int
	closed  int
}

func count(t *testing.T, secure bool) (*counted, *Client) {
	t.Helper()
	c := &counted{waiting: make(chan struct{}, 1), release: make(chan struct{}), changed: make(chan struct{})}
	c.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == testPrefix+"call/slow" {
			c.waiting <- struct{}{}
			<-c.release
		}
		saysJSON("{}")(w, r)
	}))
	c.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		c.mu.Lock()
		defer c.mu.Unlock()
		switch state {
		case http.StateNew:
			c.opened++
		case http.StateClosed:
			c.closed++
		}
		close(c.changed)
		c.changed = make(chan struct{})
	}
	cfg := Config{UserName: testUser, Secret: testSecret}
	if c.EnableHTTP2 = secure; secure {
		c.StartTLS()
		sum := sha256.Sum256(c.Certificate().Raw)
		cfg.Pin = hex.EncodeToString(sum[:])
	} else {
		c.Start()
	}
	t.Cleanup(c.Close)
	cfg.Base = baseOf(t, c.URL)
	return c, clientOf(t, cfg)
}

// want waits until so many connections have been opened, and so many closed.
func (c *counted) want(t *testing.T, opened, closed int) {
	t.Helper()
	for end := time.After(10 * time.Second); ; {
		c.mu.Lock()
		o, cl, changed := c.opened, c.closed, c.changed
		c.mu.Unlock()
		if o == opened && cl == closed {
			return
		}
		select {
		case <-changed:
		case <-end:
			t.Fatalf("%d connections opened and %d closed, want %d and %d", o, cl, opened, closed)
		}
	}
}

func TestCloseIdle_TakesNewConnectionsAndLetsRequestsUnderWayEnd(t *testing.T) {
	for name, secure := range map[string]bool{"HTTP/1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) {
			server, client := count(t, secure)
			ask := func(id string) error { _, err := client.Call(t.Context(), id); return err }
			ended := make(chan error, 1)
			go func() { ended <- ask("slow") }()
			<-server.waiting
			server.want(t, 1, 0)
			client.CloseIdle()
			if err := ask("one"); err != nil {
				t.Fatal(err)
			}
			server.want(t, 2, 0)
			close(server.release)
			if err := <-ended; err != nil {
				t.Errorf("the request under way: %v", err)
			}
			server.want(t, 2, 1) // nobody needs the old connection any more
			if err := ask("two"); err != nil {
				t.Fatal(err)
			}
			server.want(t, 2, 1)
			client.CloseIdle()
			server.want(t, 2, 2)
		})
	}
}

func TestCloseIdle_ClosesWhatIsDialledForARequestThatHasGone(t *testing.T) {
	far, near := net.Pipe()
	defer far.Close()
	dialling, connected := make(chan struct{}), make(chan struct{})
	client := clientOf(t, Config{
		Base: baseOf(t, "http://pbx.example"), UserName: testUser, Secret: testSecret,
		Dial: func(context.Context, string, string) (net.Conn, error) {
			close(dialling)
			<-connected
			return near, nil
		},
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); _, _ = client.Call(ctx, "one") }()
	<-dialling
	cancel()
	<-ended
	client.CloseIdle()
	close(connected)
	if _, err := far.Read(make([]byte, 1)); err == nil {
		t.Error("something was sent")
	}
}

func TestCloseIdle_EndsTheDiallingForARequestThatHasGone(t *testing.T) {
	dialling, over := make(chan struct{}), make(chan struct{})
	client := clientOf(t, Config{
		Base: baseOf(t, "http://pbx.example"), UserName: testUser, Secret: testSecret,
		Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			close(dialling)
			<-ctx.Done()
			close(over)
			return nil, ctx.Err()
		},
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); _, _ = client.Call(ctx, "one") }()
	<-dialling
	cancel()
	<-ended
	client.CloseIdle()
	<-over
}

func TestReach_TellsWhetherAnythingAnswers(t *testing.T) {
	server, client := count(t, true)
	if !client.Reach(t.Context()) {
		t.Error("a server that runs cannot be reached")
	}
	server.Close()
	if !client.Reach(t.Context()) {
		t.Error("a refusal is no answer")
	}
	server.want(t, 1, 1)

	silent := clientOf(t, Config{
		Base: baseOf(t, "http://pbx.example"), UserName: testUser, Secret: testSecret,
		Dial: func(ctx context.Context, _, addr string) (net.Conn, error) {
			if addr != "pbx.example:80" {
				t.Errorf("dialled %s", addr)
			}
			<-ctx.Done()
			return nil, ctx.Err()
		},
	})
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if silent.Reach(ctx) {
		t.Error("silence is an answer")
	}
	silent.connections.transport().Proxy = http.ProxyURL(&url.URL{Scheme: "http", Host: "proxy.example"})
	if !silent.Reach(t.Context()) {
		t.Error("a proxy was taken for the PBX")
	}
}
