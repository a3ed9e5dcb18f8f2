package pbxclient

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"sync"
)

// dialFunc opens a connection, as [net.Dialer.DialContext] does.
type dialFunc func(ctx context.Context, network, addr string) (net.Conn, error)

// connections is the handler at the bottom of the chain: the transport of the moment. A connection may have died without
// anybody knowing, and HTTP/2 would send every further request into the same one, so that renew puts a new transport in
// its place. Requests under way, such as a call being placed, keep the old one until they end.
type connections struct {
	open func(*lane) *http.Transport // a transport whose connections the lane hears of

	mu      sync.Mutex // guards current, and every lane
	current *lane
}

// lane is a transport with the requests and connections that it has; connections.mu guards it.
type lane struct {
	transport *http.Transport
	requests  int
	retired   bool
	conns     map[net.Conn]bool
	needed    context.Context // ended by end, once nobody needs the lane
	end       context.CancelFunc
}

// newConnections makes them anew by what the arguments tell: see newTransport. The proxy is asked for again each time, since the
// network may have become another one.
func newConnections(dial dialFunc, proxy func() proxyFunc, tlsConfig *tls.Config) *connections {
	c := &connections{}
	c.open = func(l *lane) *http.Transport {
		transport := newTransport(dial, proxy(), tlsConfig.Clone()) // the transport writes into its own
		transport.DialContext = c.counting(l, transport.DialContext)
		return transport
	}
	c.renew()
	return c
}

// transport is the one of the moment.
func (c *connections) transport() *http.Transport {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.current.transport
}

func (c *connections) RoundTrip(request *http.Request) (*http.Response, error) {
	c.mu.Lock()
	l := c.current
	l.requests++
	c.mu.Unlock()
	response, err := l.transport.RoundTrip(request)
	if err != nil {
		c.leave(l)
		return nil, err
	}
	response.Body = &lastRead{response.Body, sync.OnceFunc(func() { c.leave(l) })}
	return response, nil
}

// renew lets all further requests go over new connections.
func (c *connections) renew() {
	fresh := &lane{conns: map[net.Conn]bool{}}
	fresh.needed, fresh.end = context.WithCancel(context.Background())
	fresh.transport = c.open(fresh)
	c.mu.Lock()
	old := c.current
	c.current = fresh
	if old != nil {
		old.retired = true
	}
	c.mu.Unlock()
	if old != nil {
		old.transport.CloseIdleConnections()
		c.closeUnused(old)
	}
}

func (c *connections) leave(l *lane) {
	c.mu.Lock()
	l.requests--
	c.mu.Unlock()
	c.closeUnused(l)
}

// closeUnused closes what a lane has once nobody needs it any more. The transport alone would keep a connection of
// HTTP/2 for as long as it believes that a request is ending there, and would go on dialling for requests that have gone.
func (c *connections) closeUnused(l *lane) {
	c.mu.Lock()
	var unused []net.Conn
	if l.over() {
		l.end()
		for conn := range l.conns {
			unused = append(unused, conn)
		}
	}
	c.mu.Unlock()
	for _, conn := range unused {
		_ = conn.Close()
	}
}

// over reports whether the lane was retired and its last request has ended.
func (l *lane) over() bool { return l.retired && l.requests == 0 }

// counting lets the lane know of every connection that is opened for it.
func (c *connections) counting(l *lane, dial dialFunc) dialFunc {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(l.needed, cancel)()
		conn, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		counted := &countedConn{Conn: conn}
		counted.closed = sync.OnceFunc(func() {
			c.mu.Lock()
			delete(l.conns, counted)
			c.mu.Unlock()
		})
		c.mu.Lock()
		late := l.over() // whoever wanted it has gone
		l.conns[counted] = true
		c.mu.Unlock()
		if late {
			_ = counted.Close()
			return nil, net.ErrClosed
		}
		return counted, nil
	}
}

type countedConn struct {
	net.Conn
	closed func()
}

func (c *countedConn) Close() error {
	c.closed()
	return c.Conn.Close()
}

// lastRead is an answer's body that tells when it is closed.
type lastRead struct {
	io.ReadCloser
	closed func()
}

func (b *lastRead) Close() error {
	err := b.ReadCloser.Close()
	b.closed()
	return err
}
