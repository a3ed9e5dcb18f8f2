//go:build !android

package notify

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// patience is how long a test waits for what has to come.
const patience = 10 * time.Second

// service is a desktop's notification service.
type service struct {
	t       *testing.T
	conn    *dbus.Conn
	able    []string
	answers chan struct{} // closed once it answers
	calls   chan call
	last    atomic.Uint32 // the number of the newest message
}

// call is what the service was asked for.
type call struct {
	Method         string
	ID             uint32 // that it replaces, or closes
	Summary, Body  string
	Actions        []string
	Urgency        byte
	Program, Image string
	Expires        int32
}

// GetCapabilities is called by programs over the bus, like the other methods.
func (s *service) GetCapabilities() ([]string, *dbus.Error) { return s.able, nil }

// Notify shows a message, or another in the place of replaces.
func (s *service) Notify(program string, replaces uint32, image, summary, body string, actions []string,
	hints map[string]dbus.Variant, expires int32,
) (uint32, *dbus.Error) {
	urgency, _ := hints["urgency"].Value().(byte)
	s.calls <- call{"Notify", replaces, summary, body, actions, urgency, program, image, expires}
	<-s.answers
	if replaces != 0 {
		return replaces, nil
	}
	return s.last.Add(1), nil
}

// CloseNotification takes a message away.
func (s *service) CloseNotification(id uint32) *dbus.Error {
	s.calls <- call{Method: "CloseNotification", ID: id}
	return nil
}

func (s *service) say(signal string, values ...any) {
	s.t.Helper()
	if err := s.conn.Emit("/org/freedesktop/Notifications", server+"."+signal, values...); err != nil {
		s.t.Fatal(err)
	}
}

func (s *service) next() call {
	s.t.Helper()
	return receive(s.t, s.calls, "a call of the service")
}

// receive waits for what has to come.
func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("never came: %s", what)
		panic("unreachable")
	}
}

// serve starts a service that can do what able says.
func serve(t *testing.T, able ...string) *service {
	answers := make(chan struct{})
	close(answers)
	return serveOnce(t, answers, able...)
}

// serveOnce starts a service that answers once a channel is closed.
func serveOnce(t *testing.T, answers chan struct{}, able ...string) *service {
	t.Helper()
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	s := &service{t: t, conn: conn, able: able, answers: answers, calls: make(chan call, 8)}
	if err := conn.Export(s, "/org/freedesktop/Notifications", server); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.RequestName(server, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return s
}
