package share

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"ringside/presence"
)

// VersionError is a server that speaks another version of the protocol.
type VersionError struct{ Hello Hello }

// Error is one plain sentence.
func (e *VersionError) Error() string {
	return fmt.Sprintf("the part of Ringside that is running speaks version %d of the protocol, not %d", e.Hello.Protocol, Protocol)
}

// ErrGone answers what is asked of a server that has gone.
var ErrGone = errors.New("the part of Ringside that was running has ended")

// roomForLines is how much of what a long line took is kept for the next ones.
const roomForLines = 1 << 20

// greeting is how long a server may take to say who it is.
const greeting = 5 * time.Second

// Remote is the mirror of another process, seen through a connection to its [Server]. It implements [presence.Mirror].
type Remote struct {
	*presence.Board
	conn   net.Conn
	pushed func(kind string, line []byte)
	ended  chan struct{}

	sending sync.Mutex // guards writes to conn

	mu      sync.Mutex
	hello   Hello
	lastID  int64
	waiting map[int64]chan answer
	over    bool
}

// Connect reads who is at the other end of a connection, which belongs to the Remote from then on. A [VersionError] tells
// that they would not understand each other. pushed is given the lines of kinds that the protocol itself does not know, in
// order and not at the same time; it may be nil, and must not ask anything itself, since the answer comes after it.
func Connect(ctx context.Context, conn net.Conn, pushed func(kind string, line []byte)) (*Remote, error) {
	r := &Remote{
		Board: presence.NewBoard(presence.Blank("")), conn: conn, pushed: pushed, ended: make(chan struct{}),
		waiting: map[int64]chan answer{},
	}
	in := bufio.NewReaderSize(conn, 64<<10)
	if err := r.greet(ctx, in); err != nil {
		_ = conn.Close()
		return nil, err
	}
	go r.read(in)
	return r, nil
}

func (r *Remote) greet(ctx context.Context, in *bufio.Reader) error {
	ctx, cancel := context.WithTimeout(ctx, greeting)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = r.conn.SetReadDeadline(time.Now()) })
	line, err := in.ReadSlice('\n')
	if !stop() {
		err = ctx.Err()
	}
	if err == nil {
		err = json.Unmarshal(line, &r.hello)
	}
	if err == nil && r.hello.Kind != "hello" {
		err = errors.New("this is not Ringside")
	}
	if err != nil {
		return fmt.Errorf("hear who is running: %w", err)
	}
	if r.hello.Protocol != Protocol {
		return &VersionError{r.hello}
	}
	return nil
}

// Hello is who is at the other end.
func (r *Remote) Hello() Hello {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.hello
}

// Gone is closed when the other end has gone, or Close was called; the picture says stale from then on.
func (r *Remote) Gone() <-chan struct{} { return r.ended }

// Close ends the connection, and returns when nothing of it runs any more.
func (r *Remote) Close() {
	_ = r.conn.Close()
	<-r.ended
}

// Watch has the picture told, and every change of it.
func (r *Remote) Watch(ctx context.Context, of ContactsWanted) error {
	return r.ask(ctx, request{Do: doWatch, Contacts: of}, nil)
}

// read takes the lines of the other end until there are no more.
func (r *Remote) read(in *bufio.Reader) {
	p := newReader(r.Board)
	for {
		line, err := readLine(in, p.line[:0])
		if err != nil {
			break
		}
		p.line = line
		if kind, known := p.take(line); !known {
			r.other(kind, line)
		}
		if cap(line) > roomForLines {
			p.line = nil
		}
	}
	_ = r.conn.Close()
	r.mu.Lock()
	r.over = true
	for _, w := range r.waiting {
		close(w)
	}
	r.mu.Unlock()
	r.End(presence.Connection{State: presence.Stale, AsOf: time.Now()})
	close(r.ended)
}

// other takes a line that is not of the picture.
func (r *Remote) other(kind string, line []byte) {
	if kind != "answer" {
		if r.pushed != nil {
			r.pushed(kind, bytes.Clone(line))
		}
		return
	}
	var a answer
	if json.Unmarshal(line, &a) != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if w := r.waiting[a.ID]; w != nil {
		delete(r.waiting, a.ID)
		w <- a // has room
	}
}

// readLine reads a line of any length that a server may send, into the room there is.
func readLine(in *bufio.Reader, room []byte) ([]byte, error) {
	for {
		part, err := in.ReadSlice('\n')
		room = append(room, part...)
		switch {
		case err == nil:
			return room, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		case len(room) > maxLine:
			return nil, io.ErrShortBuffer
		}
	}
}

// send writes a request. One that nobody reads must not hold anybody up for ever, and after half a line nothing more can be
// said: then the connection ends.
func (r *Remote) send(q request) error {
	line, err := lineOf(q)
	if err != nil {
		return err
	}
	if len(line) >= maxRequest {
		return errors.New("this is longer than the other part of Ringside takes")
	}
	r.sending.Lock()
	defer r.sending.Unlock()
	_ = r.conn.SetWriteDeadline(time.Now().Add(patience))
	if _, err := r.conn.Write(line); err != nil {
		_ = r.conn.Close()
		return ErrGone
	}
	return nil
}

// ask sends a request and waits for its answer, which result receives unless it is nil.
func (r *Remote) ask(ctx context.Context, q request, result any) error {
	answers := make(chan answer, 1)
	r.mu.Lock()
	if r.over {
		r.mu.Unlock()
		return ErrGone
	}
	r.lastID++
	q.ID = r.lastID
	r.waiting[q.ID] = answers
	r.mu.Unlock()
	if err := r.send(q); err != nil {
		r.forget(q.ID)
		return err
	}
	select {
	case a, open := <-answers:
		return a.take(open, result)
	case <-ctx.Done():
	}
	// Giving up is asked for as well, and has an answer: a call that was being placed is hung up.
	_ = r.send(request{Do: doCancel, Request: q.ID})
	select {
	case a, open := <-answers:
		err := a.take(open, result)
		if err != nil && !errors.Is(err, ctx.Err()) {
			err = &cause{ctx.Err().Error(), errors.Join(ctx.Err(), err)}
		}
		return err // nil if it was done all the same
	case <-time.After(greeting):
		r.forget(q.ID)
		return ctx.Err()
	}
}

func (r *Remote) forget(id int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.waiting, id)
}

// take gives the result of an answer; there is none if the other end went instead.
func (a answer) take(open bool, result any) error {
	if !open {
		return ErrGone
	}
	if result != nil && len(a.Result) > 0 {
		if err := json.Unmarshal(a.Result, result); err != nil {
			return fmt.Errorf("read an answer: %w", err)
		}
	}
	return a.Error.err()
}
