package resident

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/notify"
	"ringside/ui/tray"
)

// commandTime is how long a person waits for a setting.
const commandTime = 30 * time.Second

// The entries of the tray's menu.
const (
	entryState = "state"
	entryOpen  = "open"
	entryDND   = "dnd"
	entryQuit  = "quit"
	// entryWaiting is call waiting.
	entryWaiting = "waiting"
	// entryAccount is followed by the key of one.
	entryAccount = "account "
)

// menu is the tray's menu for a picture; nil while nobody is signed in.
func (r *Resident) menu(s *presence.Snapshot) tray.Menu {
	marks := tray.Marks{Away: s == nil || !s.Fresh()}
	state, dnd := r.connection(presence.SignedOut), tray.Item{ID: entryDND, Label: r.Words.Say("dnd"), Checkable: true, Disabled: true}
	if s != nil {
		state = r.state(s)
		if own := s.Own(); own != nil && s.Fresh() {
			on, known := own.DND.Get()
			dnd.Checked, dnd.Disabled, marks.DND = on, !known, on
		}
	}
	accounts := listed(&r.logins)
	marks.Unread = slices.ContainsFunc(accounts, func(a share.Listed) bool { return a.Unread() > 0 })
	items := []tray.Item{
		{ID: entryState, Label: state, Disabled: true},
		{ID: entryOpen, Label: r.Words.Say("open_ringside")},
		{},
		dnd,
		r.waitingItem(s),
		r.forwardItem(s),
		r.callItem(s),
	}
	items = append(items, r.switchItems(s != nil && s.Fresh())...)
	items = append(items, tray.Item{})
	if len(accounts) > 1 {
		for _, a := range accounts {
			items = append(items, tray.Item{ID: entryAccount + a.Key, Label: r.entryLabel(a), Checkable: true, Checked: a.Current})
			if a.Current {
				state += " · " + a.Name
			}
		}
		items[0].Label, items = state, append(items, tray.Item{})
	}
	return tray.Menu{Tooltip: "Ringside: " + state, Marks: marks, Items: append(items, tray.Item{ID: entryQuit, Label: r.Words.Say("quit")})}
}

// entryLabel is an account with what waits there, or with what keeps us from knowing it.
func (r *Resident) entryLabel(a share.Listed) string {
	label := a.Name
	if a.State != presence.Live {
		label += " · " + r.connection(a.State)
	} else if n := a.Unread(); n > 0 {
		label += " (" + strconv.Itoa(n) + ")"
	}
	return label
}

// state is in a few words how the user can be reached, or what keeps us from knowing it. It holds no time that passes: each
// change of a menu is work for the desktop.
func (r *Resident) state(s *presence.Snapshot) string {
	own := s.Own()
	if !s.Fresh() || own == nil {
		return r.connection(s.Connection.State)
	}
	text := r.Words.Presence(own.Presence)
	if n, known := s.NewVoicemail(); known && n > 0 {
		text += " · " + r.Words.Say("new_messages", lang.With{"Count": n})
	}
	return text
}

// connection is a state of the way to the PBX in words, without a time.
func (r *Resident) connection(state presence.ConnectionState) string {
	return r.Words.Connection(presence.Connection{State: state}, time.Time{})
}

// chosen does what an entry of the menu says.
func (r *Resident) chosen(id string) {
	if key, is := strings.CutPrefix(id, entryAccount); is {
		r.running.Go(func() { r.switchTo(key) })
		return
	}
	if uuid, is := strings.CutPrefix(id, entrySwitch); is {
		r.turnSwitch(r.logins.Now(), uuid)
		return
	}
	if r.chosenCall(id) {
		return
	}
	switch id {
	case entryOpen:
		r.open("", nil)
	case entryDND:
		if m := r.logins.Now().Mirror; m != nil {
			if own := m.Picture().Own(); own != nil {
				r.setOwn(m, pbxclient.UserSettings{DND: pbxclient.Some(!own.DND.Or(false))})
			}
		}
	case entryQuit:
		r.end(errQuit)
	}
}

// tellProblem tells a person what went wrong with something they asked for here.
func (r *Resident) tellProblem(err error) {
	r.sender.Tell(notify.Message{Key: "problem", Title: "Ringside", Body: r.Words.Error(err)})
}
