package share

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"time"

	"ringside/presence"
)

// unread is how many pushed lines may wait for a client.
const unread = 256

// Conn is one client.
type Conn struct {
	server *Server
	conn   net.Conn
	lines  *bufio.Scanner
	chosen bool            // the client asked for this server, and was greeted by another
	ctx    context.Context // ends with the server, and when the client is let go of
	end    context.CancelFunc
	next   *Server // where the client wants to go on; of the reader, until that has ended

	watch    chan ContactsWanted
	watches  bool          // known to the reader alone
	answers  chan []byte   // without room: who has one waits until it is sent
	pushed   chan []byte   // with room: who pushes waits for nobody
	offered  chan []byte   // capacity 1: the newest of what was offered
	unsent   chan struct{} // holds one for each command whose answer has not been taken
	gone     chan struct{} // closed when nothing is sent any more
	mu       sync.Mutex    // guards underWay, and makes those take turns who offer
	underWay map[int64]context.CancelFunc
}

func newConn(s *Server, conn net.Conn) *Conn {
	c := &Conn{
		server: s, conn: conn, lines: bufio.NewScanner(conn), watch: make(chan ContactsWanted), answers: make(chan []byte),
		pushed: make(chan []byte, unread), offered: make(chan []byte, 1),
		unsent: make(chan struct{}, 2*maxUnderWay), gone: make(chan struct{}), underWay: map[int64]context.CancelFunc{},
	}
	c.lines.Buffer(make([]byte, 0, 4<<10), maxRequest)
	c.ctx, c.end = context.WithCancel(s.ctx)
	return c
}

// Push sends a line, which becomes JSON, and reports whether the client is still there to read it. It waits for nobody: a
// client that has left 256 of them unread is let go of. A line that is pushed before an answer is given comes before it.
func (c *Conn) Push(line any) bool {
	text, err := lineOf(line)
	if err != nil {
		c.server.Logger.Warn("a line that cannot be sent", "error", err)
		return true
	}
	select {
	case <-c.gone:
		return false
	default:
	}
	select {
	case c.pushed <- text:
		return true
	default:
		c.end()
		return false
	}
}

// Offer sends a line as Push does, in place of the one offered before if that has not been sent yet: it is for what only the
// newest is of use.
func (c *Conn) Offer(line any) {
	text, err := lineOf(line)
	if err != nil {
		c.server.Logger.Warn("a line that cannot be sent", "error", err)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case <-c.offered:
	default:
	}
	c.offered <- text
}

// Gone is closed when the client has gone.
func (c *Conn) Gone() <-chan struct{} { return c.gone }

// run talks to the client until it goes, and leaves no goroutine behind but commands that go on without it.
func (c *Conn) run() {
	stop := context.AfterFunc(c.ctx, func() { _ = c.conn.Close() }) // wakes whoever reads or writes
	defer stop()
	var reading sync.WaitGroup
	heard := make(chan struct{})
	reading.Go(func() {
		defer close(heard)
		c.read()
	})
	err := c.write(heard)
	if err != nil && c.ctx.Err() == nil {
		c.server.Logger.Info("a client of the socket was let go of", "error", err)
	}
	close(c.gone)
	if err == nil && c.movesOn(heard) && stop() {
		c.end()
		reading.Wait()
		c.next.adopt(c)
		return
	}
	c.end()
	_ = c.conn.Close()
	reading.Wait()
}

// write sends everything that the client gets, in order, until it has gone: heard is closed when it says nothing more. What
// it has been answered by then is sent before.
func (c *Conn) write(heard <-chan struct{}) error {
	w := newWriter(bufio.NewWriterSize(patient{c.conn}, 64<<10), c.server.Words)
	if !c.chosen {
		w.json(c.server.Hello)
	}
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
		case <-heard:
			return nil
		case <-c.ctx.Done():
			return nil
		case w.want = <-c.watch:
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
		case line := <-c.pushed:
			picture()
			w.write(line)
		case line := <-c.offered:
			picture()
			w.write(line)
		case line := <-c.answers:
			picture() // what a command did is seen before its answer
			for len(c.pushed) > 0 {
				w.write(<-c.pushed)
			}
			w.write(line)
		}
	}
}

// patient is a connection whose other end may be slow to read, but not stop for long.
type patient struct{ net.Conn }

func (p patient) Write(b []byte) (written int, err error) {
	for written < len(b) {
		if err := p.SetWriteDeadline(time.Now().Add(patience)); err != nil {
			return written, err
		}
		n, err := p.Conn.Write(b[written:])
		written += n
		if err != nil && (n == 0 || !errors.Is(err, os.ErrDeadlineExceeded)) {
			return written, err
		}
	}
	return written, nil
}
