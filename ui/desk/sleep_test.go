//go:build linux

package desk

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// line carries connections to a PBX, until those that it has go silent, as they do while a computer sleeps: neither end is told.
type line struct {
	net.Listener
	to      string
	running sync.WaitGroup

	mu     sync.Mutex
	silent chan struct{} // of the connections that are there
}

// layLine carries connections until the test ends.
func layLine(t *testing.T, to string) *line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{Listener: listener, to: to, silent: make(chan struct{})}
	ctx, cancel := context.WithCancel(context.Background())
	l.running.Go(func() {
		for {
			here, err := l.Accept()
			if err != nil {
				return
			}
			l.running.Go(func() { l.carry(ctx, here) })
		}
	})
	t.Cleanup(func() { l.Close(); cancel(); l.running.Wait() })
	return l
}

// carry carries one connection until an end of it or the test ends.
func (l *line) carry(ctx context.Context, here net.Conn) {
	l.mu.Lock()
	silent := l.silent
	l.mu.Unlock()
	there, err := net.Dial("tcp", l.to)
	if err != nil {
		here.Close()
		return
	}
	stop := context.AfterFunc(ctx, func() { here.Close(); there.Close() })
	defer stop()
	var ways sync.WaitGroup
	for _, way := range [][2]net.Conn{{here, there}, {there, here}} {
		ways.Go(func() {
			_, _ = io.Copy(hushed{silent, way[0]}, way[1])
			select {
			case <-silent: // whoever hung up is not heard either
			default:
				way[0].Close()
			}
		})
	}
	ways.Wait()
	here.Close()
	there.Close()
}

// hushed is a connection that is written to until it is silent, and then to nowhere.
type hushed struct {
	silent <-chan struct{}
	net.Conn
}

func (h hushed) Write(b []byte) (int, error) {
	select {
	case <-h.silent:
		return len(b), nil
	default:
		return h.Conn.Write(b)
	}
}

// goSilent has the connections that are there carry nothing any more.
func (l *line) goSilent() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.silent)
	l.silent = make(chan struct{})
}

func TestSleep_TheWindowIsLiveAgainAsSoonAsTheComputerWakesUp(t *testing.T) {
	s := set(t)
	l := layLine(t, strings.TrimPrefix(s.office.URL, "http://"))
	s.open("--pbx", "http://"+l.Addr().String()) // of two the last counts
	s.must(s.Type(s.anna.Extension))
	s.must(s.WaitText(s.ctx, given(s.anna), "Available"))
	l.goSilent()
	s.must(s.office.PBX.SetPhoneStatus(s.anna.Phones[0], 1)) // while it sleeps
	s.must(s.desk.WakeUp())
	soon, cancel := context.WithTimeout(s.ctx, 6*time.Second) // reading the screen takes most of it; a poll that hangs takes far longer
	defer cancel()
	s.must(s.WaitText(soon, given(s.anna), "On a call"))
	s.must(s.office.PBX.SetPhoneStatus(s.anna.Phones[0], 8))
	s.must(s.WaitText(s.ctx, given(s.anna), "Ringing"))
}
