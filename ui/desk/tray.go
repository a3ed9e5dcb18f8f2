//go:build linux

package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

const watcherName, watcherPath = "org.kde.StatusNotifierWatcher", dbus.ObjectPath("/StatusNotifierWatcher")

// watcher is the tray: programs register their icon with it, as with the panel of a desktop.
type watcher struct {
	conn *dbus.Conn
	mu   sync.Mutex
	item string // bus name of the newest icon, "" while there is none
}

// RegisterStatusNotifierItem is called by a program that has an icon, over the bus.
func (w *watcher) RegisterStatusNotifierItem(service string, sender dbus.Sender) *dbus.Error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.item = service
	if strings.HasPrefix(service, "/") { // some give their object's path instead
		w.item = string(sender)
	}
	return nil
}

func (w *watcher) close() { _ = w.conn.Close() }

func (d *Desk) startTray(context.Context) error {
	conn, err := dbus.Connect(d.busAddress)
	if err != nil {
		return err
	}
	d.tray = &watcher{conn: conn}
	if err := conn.Export(d.tray, watcherPath, watcherName); err != nil {
		return err
	}
	_, err = prop.Export(conn, watcherPath, prop.Map{watcherName: {
		"IsStatusNotifierHostRegistered": {Value: true}, "ProtocolVersion": {Value: int32(0)},
		"RegisteredStatusNotifierItems": {Value: []string{}},
	}})
	if err != nil {
		return err
	}
	reply, err := conn.RequestName(watcherName, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		err = fmt.Errorf("%s belongs to somebody else", watcherName)
	}
	return err
}

// MenuItem is an entry of a tray icon's menu.
type MenuItem struct {
	Label            string
	Checked, Enabled bool
	id               int32
}

// TrayMenu reads the menu of the tray icon, with those that its items open.
func (d *Desk) TrayMenu() ([]MenuItem, error) {
	menu, err := d.trayMenu()
	if err != nil {
		return nil, err
	}
	type layout struct {
		ID         int32
		Properties map[string]dbus.Variant
		Children   []dbus.Variant
	}
	var root layout
	for range 2 { // the first answer after a change of the menu may lack its entries
		var revision uint32
		err := asked(menu, "com.canonical.dbusmenu.GetLayout", int32(0), int32(-1), []string{}).Store(&revision, &root)
		if err != nil {
			return nil, fmt.Errorf("read the tray's menu: %w", err)
		}
	}
	var items []MenuItem
	for children := root.Children; len(children) > 0; {
		var l layout
		if err := dbus.Store([]any{children[0].Value()}, &l); err != nil {
			return nil, err
		}
		children = append(slices.Clone(l.Children), children[1:]...) // those of menus that items open come after these
		item := MenuItem{id: l.ID, Enabled: true}
		if v, ok := l.Properties["label"]; ok {
			item.Label, _ = v.Value().(string)
		}
		if v, ok := l.Properties["toggle-state"]; ok {
			state, _ := v.Value().(int32)
			item.Checked = state == 1
		}
		if v, ok := l.Properties["enabled"]; ok {
			item.Enabled, _ = v.Value().(bool)
		}
		if item.Label != "" {
			items = append(items, item)
		}
	}
	return items, nil
}

// TrayClick clicks on an entry of the tray icon's menu.
func (d *Desk) TrayClick(label string) error {
	items, err := d.TrayMenu()
	if err != nil {
		return err
	}
	menu, err := d.trayMenu()
	if err != nil {
		return err
	}
	for _, i := range items {
		if i.Label == label {
			err := asked(menu, "com.canonical.dbusmenu.Event", i.id, "clicked", dbus.MakeVariant(""), uint32(0)).Err
			if e, ok := errors.AsType[dbus.Error](err); ok && e.Name == "org.freedesktop.DBus.Error.NoReply" {
				return nil // what ends the program may be quicker than its answer, for which no panel waits
			}
			return err
		}
	}
	return fmt.Errorf("the tray's menu has no %q: %v", label, items)
}

func (d *Desk) trayMenu() (dbus.BusObject, error) {
	d.tray.mu.Lock()
	name := d.tray.item
	d.tray.mu.Unlock()
	if name == "" {
		return nil, fmt.Errorf("there is no tray icon")
	}
	var path dbus.Variant
	err := asked(d.bus.Object(name, "/StatusNotifierItem"), "org.freedesktop.DBus.Properties.Get", "org.kde.StatusNotifierItem", "Menu").Store(&path)
	if err != nil {
		return nil, fmt.Errorf("the tray icon has no menu: %w", err)
	}
	return d.bus.Object(name, path.Value().(dbus.ObjectPath)), nil
}
