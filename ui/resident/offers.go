package resident

import (
	"slices"

	"ringside/presence"
	"ringside/ui/notify"
)

// What can be chosen about a message, besides a click on it, which opens the window as actionOpen does.
const (
	actionCall   = "call"
	actionHangUp = "hang up"
	actionOpen   = "open"
)

// offer adds to a message what can be done about it: before is that besides opening the window, none where it has no key.
func (f *follower) offer(m *notify.Message, before notify.Action, do func()) {
	r := f.resident
	open := r.Words.Say("open_ringside")
	m.Actions = []notify.Action{{Key: notify.DefaultAction, Label: open}, {Key: actionOpen, Label: open}}
	if before.Key != "" {
		m.Actions = slices.Insert(m.Actions, 1, before)
	}
	m.Chosen = func(key string) {
		if key == before.Key {
			r.running.Go(do)
		} else {
			r.openAt(f.mirror)
		}
	}
}

// offerColleague is about a colleague who has become free.
func (f *follower) offerColleague(m *notify.Message, c *presence.Contact) {
	m.Key = "free " + c.UUID
	call := notify.Action{}
	if c.Extension != "" {
		call = notify.Action{Key: actionCall, Label: f.resident.Words.Say("call")}
	}
	f.offer(m, call, func() { f.resident.callColleague(f.mirror, c.UUID) })
}

// offerCall is about a call that rings, or was missed.
func (f *follower) offerCall(m *notify.Message, n presence.Notice) {
	r, c := f.resident, n.Call
	switch {
	case n.About == presence.IncomingCall && c.UniqueID != "":
		f.offer(m, notify.Action{Key: actionHangUp, Label: r.Words.Say("hang_up")}, func() { r.hangUp(f.mirror, c.UniqueID) })
	case n.About == presence.MissedCall && c.Number != "":
		f.offer(m, notify.Action{Key: actionCall, Label: r.Words.Say("call_back")}, func() { r.call(f.mirror, c.Number, c.Number) })
	default:
		f.offer(m, notify.Action{}, nil)
	}
}
