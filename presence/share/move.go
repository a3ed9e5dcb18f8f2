package share

import (
	"errors"
	"time"
)

// Move is the result of a request after which the connection goes on at another server: its answer is that server's hello, and
// what is asked for then is asked of that one.
type Move struct{ Server *Server }

// moveTo notes where the client goes on, unless something here still goes on for it.
func (c *Conn) moveTo(next *Server) (Hello, error) {
	c.mu.Lock()
	busy := c.watches || len(c.underWay) > 0
	c.mu.Unlock()
	if busy {
		return Hello{}, errors.New("this connection watches, or has commands under way")
	}
	c.next = next
	return next.Hello, nil
}

// movesOn reports whether the client has gone on to another server, once it says nothing more here.
func (c *Conn) movesOn(heard <-chan struct{}) bool {
	select {
	case <-heard:
		return c.next != nil
	default:
		return false
	}
}

// adopt goes on with a client of another server, and with what it has said already.
func (s *Server) adopt(c *Conn) {
	_ = c.conn.SetReadDeadline(time.Time{})
	here := newConn(s, c.conn)
	here.lines, here.chosen = c.lines, true
	s.take(here)
}

// SendAway lets go of all who did not choose this server themselves, by a [Move], for somebody else is at the place now where
// they found it. It waits for nobody: what they have been answered comes before, and what they have asked the PBX for goes on.
func (s *Server) SendAway() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.clients {
		if !c.chosen {
			_ = c.conn.SetReadDeadline(time.Now()) // it is as if the client said nothing more
		}
	}
}
