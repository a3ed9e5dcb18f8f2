package share

import (
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
	// patience is how long somebody may read nothing at all of what is sent to them.
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
	// the result, which becomes JSON unless it is a [Move]; handled is false for what it does not know either. What takes longer it
	// returns as a [Later].
	More   func(c *Conn, do string, more json.RawMessage) (result any, handled bool, err error)
	Logger *slog.Logger // nil is quiet
}

// Later is a result of More that is worked out beside everything else, like a command of the protocol: ctx ends when the client
// gives it up or goes.
type Later func(ctx context.Context) (result any, err error)

// Server offers a mirror to other processes of the same user.
type Server struct {
	Options
	ctx     context.Context
	end     context.CancelFunc
	running sync.WaitGroup

	telling sync.Mutex // guards what follows, and makes those take turns who tell the mirror of it
	seen    bool       // as the mirror was last told

	mu      sync.Mutex
	clients map[*Conn]bool // with whether somebody looks at it
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
func (s *Server) Serve(conn net.Conn) { s.take(newConn(s, conn)) }

func (s *Server) take(c *Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over || len(s.clients) >= maxConnections {
		_ = c.conn.Close()
		return
	}
	s.clients[c] = false
	s.running.Go(func() {
		c.run()
		s.left(c)
	})
}

// Close ends all connections, gives up what they asked for, and returns when nothing of it runs any more. The mirror has to
// work until then: a call that is being placed is hung up.
func (s *Server) Close() {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.end()
	s.running.Wait()
}

func (s *Server) left(c *Conn) {
	s.mu.Lock()
	delete(s.clients, c)
	s.mu.Unlock()
	s.tellSeen()
}

// visible notes whether anybody looks at the picture of a client.
func (s *Server) visible(c *Conn, yes bool) {
	s.mu.Lock()
	if _, here := s.clients[c]; here {
		s.clients[c] = yes
	}
	s.mu.Unlock()
	s.tellSeen()
}

// tellSeen lets the mirror know whether anybody looks. A mirror that is busy holds up who comes and goes by it, and not who
// connects.
func (s *Server) tellSeen() {
	s.telling.Lock()
	defer s.telling.Unlock()
	if seen := s.anySeen(); seen != s.seen && s.Mirror != nil {
		s.seen = seen
		s.Mirror.SetVisible(seen)
	}
}

func (s *Server) anySeen() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, yes := range s.clients {
		if yes {
			return true
		}
	}
	return false
}
