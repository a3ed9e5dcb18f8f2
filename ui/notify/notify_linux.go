//go:build linux && !android

package notify

import (
	"context"
	"fmt"
	"sync"

	"github.com/esiqveland/notify"
	"github.com/godbus/dbus/v5"
)

// New notifies as the application called name, with the icon of that name, through the notification service on the
// session bus.
func New(name string, _ []byte) Notifier { return &bus{name: name, shown: map[string]uint32{}} }

// bus keeps one connection: some desktops take back the notifications of a program that left the bus.
type bus struct {
	name  string
	mu    sync.Mutex
	conn  *dbus.Conn
	shown map[string]uint32 // by Message.Key
}

// Show implements Notifier.
func (b *bus) Show(ctx context.Context, m Message) error {
	conn, err := b.connection()
	if err != nil {
		return fmt.Errorf("session bus: %w", err)
	}
	n := notify.Notification{
		AppName: b.name, AppIcon: "ringside", Summary: plain(m.Title), Body: markup(m.Body),
		ReplacesID: b.replaced(m.Key), ExpireTimeout: notify.ExpireTimeoutSetByNotificationServer,
	}
	n.SetUrgency(notify.UrgencyNormal)
	if m.Urgent {
		n.SetUrgency(notify.UrgencyCritical)
	}
	type answer struct {
		id  uint32
		err error
	}
	answers := make(chan answer, 1)
	go func() {
		id, err := notify.SendNotification(conn, n)
		answers <- answer{id, err}
	}()
	select {
	case a := <-answers:
		if a.err != nil {
			b.forget(conn)
			return fmt.Errorf("notify: %w", a.err)
		}
		b.keep(m.Key, a.id)
		return nil
	case <-ctx.Done():
		b.forget(conn) // ends the call as well
		<-answers
		return fmt.Errorf("notify: %w", ctx.Err())
	}
}

func (b *bus) connection() (*dbus.Conn, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.conn != nil && b.conn.Connected() {
		return b.conn, nil
	}
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		return nil, err
	}
	b.conn = conn
	return conn, nil
}

func (b *bus) forget(conn *dbus.Conn) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = conn.Close()
	if b.conn == conn {
		b.conn = nil
	}
}

func (b *bus) replaced(key string) uint32 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.shown[key]
}

// remembered bounds how many keys are kept: only the last few messages can still be on the screen.
const remembered = 64

func (b *bus) keep(key string, id uint32) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if key == "" {
		return
	}
	if len(b.shown) >= remembered {
		clear(b.shown)
	}
	b.shown[key] = id
}

// Close implements Notifier.
func (b *bus) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.conn == nil {
		return nil
	}
	err := b.conn.Close()
	b.conn = nil
	return err
}
