//go:build !android

package notify

import (
	"slices"

	"github.com/godbus/dbus/v5"
)

// remembered bounds how many messages are kept of services that do not tell when they close one.
const remembered = 64

// keep remembers what is shown, in place of what it replaced.
func (b *bus) keep(s showing) {
	b.forget(b.under(s.Key))
	b.forget(s.id)
	b.shown = append(b.shown, s)
	if len(b.shown) > remembered {
		b.shown = slices.Delete(b.shown, 0, 1)
	}
}

// under finds the number of the message that is shown under a key; 0 for none.
func (b *bus) under(key string) uint32 {
	for _, s := range b.shown {
		if s.Key == key && key != "" {
			return s.id
		}
	}
	return 0
}

func (b *bus) forget(id uint32) {
	b.shown = slices.DeleteFunc(b.shown, func(s showing) bool { return s.id == id })
}

// hear takes what the service tells about messages, those of other programs among them.
func (b *bus) hear(s *dbus.Signal) {
	switch s.Name {
	case server + ".ActionInvoked":
		var id uint32
		var key string
		if dbus.Store(s.Body, &id, &key) == nil {
			b.choose(id, key)
		}
	case server + ".NotificationClosed":
		var id, reason uint32
		if dbus.Store(s.Body, &id, &reason) == nil {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.forget(id)
		}
	case "org.freedesktop.DBus.NameOwnerChanged":
		var name, before, now string
		if dbus.Store(s.Body, &name, &before, &now) == nil && name == server && before != "" {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.shown, b.asked = nil, false // another service counts from the beginning
		}
	}
}

func (b *bus) choose(id uint32, key string) {
	b.mu.Lock()
	i := slices.IndexFunc(b.shown, func(s showing) bool { return s.id == id })
	var m Message
	if i >= 0 {
		m = b.shown[i].Message
	}
	b.mu.Unlock()
	if m.Chosen != nil && slices.ContainsFunc(m.Actions, func(a Action) bool { return a.Key == key }) {
		m.Chosen(key)
	}
}
