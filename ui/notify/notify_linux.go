//go:build linux && !android

package notify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/esiqveland/notify"
	"github.com/godbus/dbus/v5"

	"ringside/ui/sessionbus"
)

// server is the bus name of the notification service, and its interface as well.
const server = "org.freedesktop.Notifications"

// Fleeting reports whether what is shown goes by itself after a moment, has no buttons and is not taken back.
const Fleeting = false

// New notifies as the application called name, with the icon of that name, through the notification service on the
// session bus.
func New(name string, _ []byte) Notifier { return &bus{name: name} }

// bus keeps one connection: some desktops take back the notifications of a program that left the bus.
type bus struct {
	name      string
	listening sync.WaitGroup

	// mu is held while a message is on its way: what is chosen of it cannot be heard before it is known.
	mu    sync.Mutex
	conn  *dbus.Conn
	shown []showing // oldest first
	// asked is whether the service told what it can do, and actions whether that includes actions.
	asked, actions bool
}

// showing is a message that the service has.
type showing struct {
	Message
	id uint32
}

// Show implements Notifier.
func (b *bus) Show(ctx context.Context, m Message) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	conn, err := b.connection(ctx)
	if err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	n := notify.Notification{
		AppName: b.name, AppIcon: "ringside", Summary: plain(m.Title), Body: markup(m.Body),
		ReplacesID: b.under(m.Key), ExpireTimeout: notify.ExpireTimeoutSetByNotificationServer,
	}
	n.SetUrgency(notify.UrgencyNormal)
	if m.Urgent { // some services take urgent ones away all the same, after a while of their own
		n.SetUrgency(notify.UrgencyCritical)
		n.ExpireTimeout = notify.ExpireTimeoutNever
	}
	err = within(ctx, conn, func() error {
		if len(m.Actions) > 0 && b.offersActions(conn) {
			for _, a := range m.Actions {
				n.Actions = append(n.Actions, notify.Action{Key: a.Key, Label: plain(a.Label)})
			}
		}
		id, err := notify.SendNotification(conn, n)
		if err == nil {
			b.keep(showing{m, id})
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	return nil
}

// Withdraw implements Notifier.
func (b *bus) Withdraw(ctx context.Context, key string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := b.under(key)
	if id == 0 {
		return nil
	}
	b.forget(id)
	conn, err := b.connection(ctx)
	if err != nil {
		return fmt.Errorf("withdraw a notification: %w", err)
	}
	err = within(ctx, conn, func() error {
		return conn.Object(server, "/org/freedesktop/Notifications").Call(server+".CloseNotification", 0, id).Err
	})
	var refused dbus.Error // it has gone already
	if err != nil && !errors.As(err, &refused) {
		return fmt.Errorf("withdraw a notification: %w", err)
	}
	return nil
}

// Close implements Notifier.
func (b *bus) Close() error {
	defer b.listening.Wait()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.conn == nil {
		return nil
	}
	err := b.conn.Close()
	b.conn = nil
	return err
}

// connection connects where there is no connection, or none any more, and listens on it.
func (b *bus) connection(ctx context.Context) (*dbus.Conn, error) {
	if b.conn != nil && b.conn.Connected() {
		return b.conn, nil
	}
	conn, err := sessionbus.Connect(ctx, dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		return nil, err
	}
	signals := make(chan *dbus.Signal, 8)
	conn.Signal(signals)
	err = within(ctx, conn, func() error {
		return errors.Join(
			conn.AddMatchSignal(dbus.WithMatchSender(server), dbus.WithMatchInterface(server)),
			conn.AddMatchSignal(dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"),
				dbus.WithMatchArg(0, server)),
		)
	})
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	b.conn = conn
	b.listening.Go(func() {
		for s := range signals {
			b.hear(s)
		}
	})
	return conn, nil
}

// within makes calls that the end of ctx ends. The connection ends with them: the library cannot give up a single one.
func within(ctx context.Context, conn *dbus.Conn, calls func() error) error {
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	err := calls()
	if !stop() {
		_ = conn.Close() // waits for the other Close
	}
	if err != nil && ctx.Err() != nil { // that is why it failed, whoever closed conn
		return ctx.Err()
	}
	return err
}

// offersActions asks the service once. Messages come without actions where it does not tell.
func (b *bus) offersActions(conn *dbus.Conn) bool {
	if !b.asked {
		able, err := notify.GetCapabilities(conn)
		b.asked, b.actions = err == nil, slices.Contains(able, "actions")
	}
	return b.actions
}
