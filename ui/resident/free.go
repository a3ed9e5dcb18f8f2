package resident

import (
	"slices"

	"ringside/presence"
	"ringside/ui/notify"
)

const actionCall = "call"

// offer adds to the message about a colleague who has become free what can be done about it.
func (f *follower) offer(m *notify.Message, c *presence.Contact) {
	r, uuid := f.resident, c.UUID
	m.Key = "free " + uuid
	open := r.Words.Say("open_ringside")
	m.Actions = []notify.Action{{Key: notify.DefaultAction, Label: open}, {Key: "open", Label: open}}
	if c.Extension != "" {
		m.Actions = slices.Insert(m.Actions, 1, notify.Action{Key: actionCall, Label: r.Words.Say("call")})
	}
	m.Chosen = func(key string) {
		if key == actionCall {
			r.running.Go(func() { r.callColleague(f.mirror, uuid) })
		} else {
			r.open("", nil)
		}
	}
}

// callColleague calls a colleague at the extension they have by now, as call does.
func (r *Resident) callColleague(m presence.Mirror, uuid string) {
	if c := m.Picture().Contacts.Find(uuid); c != nil && c.Extension != "" {
		r.call(m, c.Extension, c.Name())
	}
}
