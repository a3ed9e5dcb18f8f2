package share

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/pbxclient/pipenet"
	"ringside/presence"
	"ringside/presence/journal"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// plain are words without a language.
type plain struct{}

func (plain) Error(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func (plain) Notice(n presence.Notice, _ *presence.Snapshot) (title, body string) {
	if n.Call != nil {
		return string(n.About), n.Call.Number
	}
	return string(n.About), n.Mailbox.Number + n.Phone.Name
}

// signIn is how a test signs in.
type signIn struct {
	account int  // one of the PBX's accounts
	key     bool // with the API key, acting for that account
	nobody  bool // acting for nobody
	secret  string
	region  string
	keeps   string // the path of a journal, "" for none
}

// world is a PBX in memory, an engine that mirrors it, and a server that offers the mirror.
type world struct {
	pbx    *pbxsim.PBX
	me     pbxsim.Account
	cable  *cable
	client *pbxclient.Client
	engine *presence.Engine
	server *Server
	stop   func()
	failed error // of the journal
}

// newWorld is to be called in a synctest bubble.
func newWorld(pbx *pbxsim.PBX, in signIn) *world {
	w := &world{pbx: pbx, me: pbx.Accounts()[in.account], cable: &cable{Listener: pipenet.Listen()}}
	web := &http.Server{Handler: pbx.Handler()}
	cfg := pbxclient.Config{Base: base(), UserName: w.me.UserName, Secret: w.me.Password, Dial: w.cable.dial}
	options := presence.Options{UserName: w.me.UserName, ByKey: in.key, Region: in.region}
	if in.key {
		cfg.UserName, cfg.Secret = pbxclient.APIKeyUser, pbx.APIKey()
	}
	if in.nobody {
		options.UserName = ""
	}
	if in.secret != "" {
		cfg.Secret = in.secret
	}
	if in.keeps != "" {
		options.Journal, _, w.failed = journal.Open(in.keeps)
	}
	w.client, _ = pbxclient.New(cfg)
	w.engine = presence.New(w.client, options)
	w.server = NewServer(Options{Hello: Hello{Version: "1"}, Mirror: w.engine, Words: plain{}, Relay: w.client})
	ctx, cancel := context.WithCancel(context.Background())
	var outside, engine sync.WaitGroup
	outside.Go(func() { _ = web.Serve(w.cable) })
	outside.Go(func() { pbx.Run(ctx) })
	engineCtx, endEngine := context.WithCancel(ctx)
	engine.Go(func() { w.engine.Run(engineCtx) })
	w.stop = sync.OnceFunc(func() {
		w.server.Close()
		endEngine()
		engine.Wait()
		if options.Journal != nil {
			w.failed = errors.Join(w.failed, options.Journal.Close())
		}
		cancel()
		_ = web.Close()
		w.client.CloseIdle()
		outside.Wait()
	})
	return w
}

func base() *url.URL { return &url.URL{Scheme: "http", Host: "pbx.example.org", Path: "/apis/pbx/"} }

// offered runs a test against a quiet office whose mirror is offered, in a synctest bubble.
func offered(t *testing.T, in signIn, test func(t *testing.T, w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(pbxsim.New(pbxsim.Options{Quiet: true}), in)
		t.Cleanup(w.stop)
		synctest.Wait()
		test(t, w)
	})
}

// remote is a mirror of the world's that has everything told.
func (w *world) remote(t *testing.T) *Remote {
	t.Helper()
	r := w.connect(t, nil)
	if err := r.Watch(t.Context(), AllContacts); err != nil {
		t.Fatal(err)
	}
	return r
}

// connect is a mirror of the world's that has nothing told yet.
func (w *world) connect(t *testing.T, pushed func(kind string, line []byte)) *Remote {
	t.Helper()
	near, far := net.Pipe()
	w.server.Serve(far)
	r, err := Connect(t.Context(), near, pushed)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

// raw is a connection to the server that nobody reads.
func (w *world) raw(t *testing.T) net.Conn {
	t.Helper()
	near, far := net.Pipe()
	t.Cleanup(func() { _ = near.Close() })
	w.server.Serve(far)
	return near
}

// user is the user that is signed in, as the PBX has it.
func (w *world) user(t *testing.T) pbxsim.User {
	t.Helper()
	for _, u := range w.pbx.Office().Users {
		if u.UserName == w.me.UserName {
			return u
		}
	}
	t.Fatal("the user is gone")
	return pbxsim.User{}
}

// after lets so much time pass, and then everybody finish what they are doing.
func after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// cable is the network to the PBX, which can be cut.
type cable struct {
	*pipenet.Listener
	mu    sync.Mutex
	cut   error
	lines []net.Conn
}

func (c *cable) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	c.mu.Lock()
	err := c.cut
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	conn, err := c.Dial(ctx, network, addr)
	if err == nil {
		c.mu.Lock()
		c.lines = append(c.lines, conn)
		c.mu.Unlock()
	}
	return conn, err
}

// fail cuts all connections and lets new ones fail; nil mends the cable.
func (c *cable) fail(err error) {
	c.mu.Lock()
	lines := c.lines
	c.cut, c.lines = err, nil
	c.mu.Unlock()
	for _, l := range lines {
		_ = l.Close()
	}
}

var (
	errRefused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	errNoHost  = &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "pbx.example.org", IsNotFound: true}}
)
