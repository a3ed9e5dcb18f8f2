package presence

import (
	"bytes"
	"net"
	"sync"
)

// line is a connection in the weather: while it is hushed nothing passes. What is written is on its way at once, as it
// is with a socket.
type line struct {
	net.Conn
	weather *weather
	once    sync.Once
	closed  chan struct{}
	out     chan []byte
}

func (l *line) wait() error {
	l.weather.mu.Lock()
	calm := l.weather.calm
	l.weather.mu.Unlock()
	select {
	case <-calm:
		return nil
	case <-l.closed:
		return net.ErrClosed
	}
}

func (l *line) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if wait := l.wait(); wait != nil {
		return 0, wait
	}
	return n, err
}

func (l *line) Write(p []byte) (int, error) {
	select {
	case l.out <- bytes.Clone(p):
		return len(p), nil
	case <-l.closed:
		return 0, net.ErrClosed
	}
}

// send carries what was written.
func (l *line) send() {
	for {
		select {
		case p := <-l.out:
			if l.wait() != nil {
				return
			}
			if _, err := l.Conn.Write(p); err != nil {
				return
			}
		case <-l.closed:
			return
		}
	}
}

func (l *line) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Conn.Close()
}
