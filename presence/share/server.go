package share

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"ringside/presence"
)

// ErrNotSignedIn answers commands while nobody is signed in.
var ErrNotSignedIn = errors.New("nobody is signed in")

const (
	// patience is how long somebody may leave what is sent to them unread.
	patience = 30 * time.Second
	// maxConnections bounds how many may be connected at a time.
	maxConnections = 128
)

// Options is what a server offers.
type Options struct {
	Hello Hello
	// Mirror is what is shown and what takes commands; nil while nobody is signed in.
	Mirror presence.Mirror
	Words  Words
	// Relay sends requests to the PBX as the one who is signed in; nil for none.
	Relay http.RoundTripper
	// More does what the protocol itself does not know, such as asking for the window. It must not block for long. It returns
	// the result, which becomes JSON; handled is false for what it does not know either.
	More   func(c *Conn, do string, more json.RawMessage) (result any, handled bool, err error)
	Logger *slog.Logger // nil is quiet
}

// Server offers a mirror to other processes of the same user.
type Server struct {
	Options
	ctx     context.Context
	end     context.CancelFunc
	running sync.WaitGroup

	mu      sync.Mutex
	clients map[*Conn]bool // with whether somebody looks at it
	seen    bool           // as the mirror was last told
	over    bool
}

// NewServer makes a server; Serve gives it a connection.
func NewServer(o Options) *Server {
	o.Hello.Kind, o.Hello.Protocol = "hello", Protocol
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Server{Options: o, clients: map[*Conn]bool{}}
	s.ctx, s.end = context.WithCancel(context.Background())
	return s
}

// Serve talks to one client, beside the caller, until the client goes or Close is called. The connection is closed then.
func (s *Server) Serve(conn net.Conn) {
	c := &Conn{server: s, conn: conn, out: make(chan any), gone: make(chan struct{}), underWay: map[int64]context.CancelFunc{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over || len(s.clients) >= maxConnections {
		_ = conn.Close()
		return
	}
	s.clients[c] = false
	s.running.Go(func() {
		c.run()
		s.left(c)
	})
}

// Close ends all connections, gives up what they asked for, and returns when nothing of it runs any more.
func (s *Server) Close() {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.end()
	s.running.Wait()
}

func (s *Server) left(c *Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.clients, c)
	s.tellSeen()
}

// visible notes whether anybody looks at the picture of a client.
func (s *Server) visible(c *Conn, yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, here := s.clients[c]; here {
		s.clients[c] = yes
		s.tellSeen()
	}
}

// tellSeen lets the mirror know whether anybody looks; s.mu is held.
func (s *Server) tellSeen() {
	seen := false
	for _, yes := range s.clients {
		seen = seen || yes
	}
	if seen != s.seen && s.Mirror != nil {
		s.seen = seen
		s.Mirror.SetVisible(seen)
	}
}

// Conn is one client.
type Conn struct {
	server *Server
	conn   net.Conn
	out    chan any      // lines besides the picture's
	gone   chan struct{} // closed when nothing is sent any more

	mu       sync.Mutex
	underWay map[int64]context.CancelFunc
}

// Push sends a line, which becomes JSON, and reports whether the client is still there to read it.
func (c *Conn) Push(line any) bool {
	select {
	case c.out <- line:
		return true
	case <-c.gone:
		return false
	}
}

// Gone is closed when the client has gone.
func (c *Conn) Gone() <-chan struct{} { return c.gone }

// run talks to the client until it goes, and leaves no goroutine behind but commands that go on without it.
func (c *Conn) run() {
	var reading sync.WaitGroup
	ctx, cancel := context.WithCancel(c.server.ctx)
	defer context.AfterFunc(ctx, func() { _ = c.conn.Close() })() // wakes whoever reads or writes
	watch := make(chan ContactsWanted, 1)
	reading.Go(func() {
		defer cancel()
		c.read(ctx, watch)
	})
	if err := c.write(ctx, watch); err != nil {
		c.server.Logger.Info("a client of the socket was let go of", "error", err)
	}
	close(c.gone)
	cancel()
	reading.Wait()
	_ = c.conn.Close()
}

// write sends everything that the client gets, in order.
func (c *Conn) write(ctx context.Context, watch <-chan ContactsWanted) error {
	w := newWriter(bufio.NewWriterSize(patient{c.conn}, 64<<10), c.server.Words)
	w.json(c.server.Hello)
	mirror := c.server.Mirror
	sub := &presence.Subscription{}
	defer func() { sub.Close() }()
	picture := func() {
		if w.want != "" {
			w.picture(mirror.Picture())
		}
	}
	for {
		if err := w.flush(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case w.want = <-watch:
			sub = mirror.Subscribe()
		case _, open := <-sub.Changes:
			if !open {
				return nil
			}
			picture()
		case n, open := <-sub.Notices:
			if !open {
				return nil
			}
			w.notice(n, mirror.Picture())
		case line := <-c.out:
			picture() // what a command did is seen before its answer
			w.json(line)
		}
	}
}

// patient is a connection whose other end may leave what was sent unread for a while, and not for ever.
type patient struct{ net.Conn }

func (p patient) Write(b []byte) (int, error) {
	if err := p.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return 0, err
	}
	return p.Conn.Write(b)
}
