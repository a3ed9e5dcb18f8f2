//go:build linux

package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
)

// notificationSettings have dunst show messages in letters that are recognised, and ask a file instead of a person which of the
// actions it offers is chosen.
const notificationSettings = `[global]
markup = full
format = "<b>%%s</b>\n%%b"
font = DejaVu Sans 12
width = 400
dmenu = grep -m 1 -f %s
[urgency_normal]
background = "#ffffff"
foreground = "#000000"
[urgency_critical]
background = "#ffffff"
foreground = "#000000"
timeout = 0
`

func (d *Desk) startNotifications(ctx context.Context) error {
	settings := filepath.Join(d.home, "dunstrc")
	if err := os.WriteFile(settings, fmt.Appendf(nil, notificationSettings, d.choice()), 0o600); err != nil {
		return err
	}
	if err := d.run(d.Command("dunst", "-conf", settings)); err != nil {
		return err
	}
	return poll(ctx, "the notification service", func() (bool, error) { return d.owned(notificationsName) })
}

const notificationsName = "org.freedesktop.Notifications"

// choice is the file with what is chosen next.
func (d *Desk) choice() string { return filepath.Join(d.home, "choice") }

// Choose chooses an action, by its label, of the notification on the screen.
func (d *Desk) Choose(label string) error {
	if err := os.WriteFile(d.choice(), []byte(label+"\n"), 0o600); err != nil {
		return err
	}
	_, err := d.tool(nil, "dunstctl", "context")
	return err
}

// Displayed is how many notifications are on the screen now.
func (d *Desk) Displayed() (int, error) {
	out, err := d.tool(nil, "dunstctl", "count", "displayed")
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(out)))
}

// Message is what a program told the notification service, as it went over the bus.
type Message struct {
	Program       string
	Replaces      uint32
	Icon          string
	Summary, Body string
	Actions       []string
	Hints         map[string]dbus.Variant
	Expires       int32 // milliseconds; 0 is never, and -1 as the service likes
}

// Messages listens to what the notification service is told.
type Messages struct {
	conn *dbus.Conn
	mu   sync.Mutex
	all  []Message
}

// Overhear listens from now on until Close.
func (d *Desk) Overhear() (*Messages, error) {
	conn, err := dbus.Connect(d.busAddress)
	if err != nil {
		return nil, err
	}
	rules := []string{"type='method_call',member='Notify',interface='" + notificationsName + "'"}
	if err := asked(conn.BusObject(), "org.freedesktop.DBus.Monitoring.BecomeMonitor", rules, uint32(0)).Err; err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("listen to the bus: %w", err)
	}
	heard := make(chan *dbus.Message, 64)
	conn.Eavesdrop(heard) // from now on, or the answer would be heard in place of being taken
	m := &Messages{conn: conn}
	go func() {
		for h := range heard {
			m.hear(h)
		}
	}()
	return m, nil
}

func (m *Messages) hear(h *dbus.Message) {
	var told Message
	if h.Type != dbus.TypeMethodCall || dbus.Store(h.Body, &told.Program, &told.Replaces, &told.Icon, &told.Summary, &told.Body,
		&told.Actions, &told.Hints, &told.Expires) != nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all = append(m.all, told)
}

// All are those so far.
func (m *Messages) All() []Message {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.all)
}

// Close ends it.
func (m *Messages) Close() { _ = m.conn.Close() }

// Notification is one that the desktop was told.
type Notification struct{ Summary, Body string }

// Notifications are those shown so far, on the screen now or before.
func (d *Desk) Notifications() ([]Notification, error) {
	if _, err := d.tool(nil, "dunstctl", "close-all"); err != nil { // only closed ones are in its history
		return nil, err
	}
	out, err := d.tool(nil, "dunstctl", "history")
	if err != nil {
		return nil, err
	}
	type text struct {
		Data string `json:"data"`
	}
	var history struct {
		Data [][]struct {
			Summary text `json:"summary"`
			Body    text `json:"body"`
		} `json:"data"`
	}
	if err := json.Unmarshal(out, &history); err != nil {
		return nil, fmt.Errorf("dunstctl history: %w", err)
	}
	var all []Notification
	for _, group := range history.Data {
		for _, n := range group {
			all = append(all, Notification{n.Summary.Data, n.Body.Data})
		}
	}
	return all, nil
}
