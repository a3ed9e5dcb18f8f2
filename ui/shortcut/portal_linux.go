//go:build linux && !mobile && !android

package shortcut

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/godbus/dbus/v5"

	"ringside/ui/sessionbus"
)

// The portal that gives shortcuts on Wayland ("XDG Desktop Portal", GlobalShortcuts).
const (
	portalName                 = "org.freedesktop.portal.Desktop"
	portalPath dbus.ObjectPath = "/org/freedesktop/portal/desktop"
	shortcuts                  = "org.freedesktop.portal.GlobalShortcuts"
	request                    = "org.freedesktop.portal.Request"
	session                    = "org.freedesktop.portal.Session"
	registry                   = "org.freedesktop.host.portal.Registry"
	dialID                     = "dial" // of the one shortcut that there is
)

// bound is a shortcut as the portal tells of it.
type bound struct {
	ID   string
	More map[string]dbus.Variant
}

// portal is a connection to it.
type portal struct {
	conn    *dbus.Conn
	object  dbus.BusObject
	signals chan *dbus.Signal
	session dbus.ObjectPath
}

// watchPortal asks the portal, which asks the person. A shortcut lasts as long as the connection.
func watchPortal(ctx context.Context, w Wish) error {
	conn, err := sessionbus.Connect(ctx, dbus.WithSignalHandler(dbus.NewSequentialSignalHandler()))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnsupported, err)
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	p := &portal{conn: conn, object: conn.Object(portalName, portalPath), signals: make(chan *dbus.Signal, 16)}
	conn.Signal(p.signals)
	err = errors.Join(
		conn.AddMatchSignal(dbus.WithMatchSender(portalName)),
		conn.AddMatchSignal(dbus.WithMatchSender("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, portalName)),
	)
	if err != nil {
		return err
	}
	if err := p.bind(w); err != nil {
		return err
	}
	for s := range p.signals {
		switch {
		case s.Name == shortcuts+".Activated" && p.ours(s.Body):
			w.Pressed()
		case s.Name == shortcuts+".ShortcutsChanged" && p.ours(s.Body):
			w.Ready(trigger(s.Body[1]))
		case s.Name == session+".Closed" && s.Path == p.session, ended(s):
			return ErrGone
		}
	}
	return ErrGone
}

// ended reports whether a signal tells that the portal has ended: the next one knows nothing of this session.
func ended(s *dbus.Signal) bool {
	var name, before, now string
	return s.Name == "org.freedesktop.DBus.NameOwnerChanged" && dbus.Store(s.Body, &name, &before, &now) == nil && name == portalName && before != ""
}

// ours reports whether a signal is about this session: that comes first in it, and something more.
func (p *portal) ours(body []any) bool { return len(body) > 1 && body[0] == p.session }

// bind opens a session with the one shortcut in it.
func (p *portal) bind(w Wish) error {
	// The portal has to know whose shortcut it is. Older ones find that out by themselves, and do not know the question.
	_ = p.object.Call(registry+".Register", 0, "ringside", map[string]dbus.Variant{}).Err
	opened, err := p.ask(shortcuts+".CreateSession", map[string]dbus.Variant{
		"handle_token": dbus.MakeVariant("ringside_open"), "session_handle_token": dbus.MakeVariant("ringside"),
	})
	if err != nil {
		return err
	}
	handle, _ := opened["session_handle"].Value().(string)
	p.session = dbus.ObjectPath(handle)
	if !p.session.IsValid() {
		return fmt.Errorf("the portal's session is called %q", handle)
	}
	wanted := []bound{{dialID, map[string]dbus.Variant{
		"description": dbus.MakeVariant(w.Purpose), "preferred_trigger": dbus.MakeVariant(preferred(w.Keys)),
	}}}
	result, err := p.ask(shortcuts+".BindShortcuts", map[string]dbus.Variant{"handle_token": dbus.MakeVariant("ringside_bind")}, p.session, wanted, "")
	if err != nil {
		return err
	}
	w.Ready(trigger(result["shortcuts"].Value()))
	return nil
}

// ask asks for something that is answered later, by a signal, when a person may have been asked. options come last.
func (p *portal) ask(method string, options map[string]dbus.Variant, before ...any) (map[string]dbus.Variant, error) {
	var handle dbus.ObjectPath
	if err := p.object.Call(method, 0, append(before, options)...).Store(&handle); err != nil {
		var refused dbus.Error
		if errors.As(err, &refused) { // nobody is there, or knows no shortcuts
			return nil, fmt.Errorf("%w: %w", ErrUnsupported, err)
		}
		return nil, fmt.Errorf("ask the portal: %w", err)
	}
	for s := range p.signals {
		if ended(s) {
			return nil, ErrGone
		}
		if s.Name != request+".Response" || s.Path != handle {
			continue
		}
		var answer uint32
		var result map[string]dbus.Variant
		if err := dbus.Store(s.Body, &answer, &result); err != nil {
			return nil, fmt.Errorf("the portal's answer: %w", err)
		}
		if answer != 0 {
			return nil, ErrRefused
		}
		return result, nil
	}
	return nil, ErrGone
}

// trigger is what a list of shortcuts says in the desktop's words of the keys of ours; "" for nothing.
func trigger(list any) string {
	var all []bound
	if dbus.Store([]any{list}, &all) != nil {
		return ""
	}
	for _, b := range all {
		if b.ID == dialID {
			keys, _ := b.More["trigger_description"].Value().(string)
			return keys
		}
	}
	return ""
}

// preferred writes a combination as the portal reads it ("XDG Shortcuts Specification"): a letter as the small one.
func preferred(keys Keys) string {
	name, ctrl, alt, shift := keys.split()
	if len(name) == 1 {
		name = strings.ToLower(name)
	}
	held := ""
	for _, m := range []struct {
		held bool
		name string
	}{{ctrl, "CTRL+"}, {alt, "ALT+"}, {shift, "SHIFT+"}} {
		if m.held {
			held += m.name
		}
	}
	return held + name
}
