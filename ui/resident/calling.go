package resident

import (
	"context"
	"slices"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/notify"
)

// call calls a number, from where and how it is set in the window. It returns once the own phone was picked up, or not; then the
// person is told why the call did not start. name is who is called, for them.
func (r *Resident) call(m presence.Mirror, number, name string) {
	s, set := m.Picture(), r.settings.get()
	request := presence.DialRequest{Typed: number, AutoAnswer: !set.PickUpByHand}
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
		r.sender.Tell(notify.Message{Key: "problem", Title: "Ringside", Body: r.Words.NotStarted(result.Outcome, name)})
	}
}

// callColleague calls a colleague at the extension they have by now, as call does.
func (r *Resident) callColleague(m presence.Mirror, uuid string) {
	if c := m.Picture().Contacts.Find(uuid); c != nil && c.Extension != "" {
		r.call(m, c.Extension, c.Name())
	}
}

// hangUp ends a call. One that is over by then has ended, which is what was wanted.
func (r *Resident) hangUp(m presence.Mirror, id string) {
	ctx, cancel := context.WithTimeout(r.life, commandTime)
	defer cancel()
	if err := m.Hangup(ctx, id); err != nil && !pbxclient.IsCode(err, pbxclient.CodeNotFound) && r.life.Err() == nil {
		r.tellProblem(err)
	}
}
