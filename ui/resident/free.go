package resident

import (
	"slices"

	"ringside/pbxclient"
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

// callColleague calls a colleague at the extension they have by now, from where and how it is set in the window. It returns once
// the own phone was picked up, or not; then the person is told why the call did not start.
func (r *Resident) callColleague(m presence.Mirror, uuid string) {
	s := m.Picture()
	c := s.Contacts.Find(uuid)
	if c == nil || c.Extension == "" {
		return
	}
	set := r.settings.get()
	request := presence.DialRequest{Typed: c.Extension, AutoAnswer: !set.PickUpByHand}
	chosen, _ := set.Phone(r.logins.keyOf(m))
	certain, _ := s.Own().CertainPhone()
	from := chosen.From(certain.UUID)
	if slices.ContainsFunc(s.OwnPhones, func(p presence.ContactPhone) bool { return p.UUID == from }) {
		request.From = from
	}
	result, err := m.Dial(r.life, request)
	switch {
	case r.life.Err() != nil:
	case err != nil:
		r.tellProblem(err)
	case result.Outcome != pbxclient.Started:
		r.sender.Tell(notify.Message{Key: "problem", Title: "Ringside", Body: r.Words.NotStarted(result.Outcome, c.Name())})
	}
}
