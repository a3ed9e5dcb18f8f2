package presence

import (
	"slices"
	"time"

	"ringside/pbxclient"
)

// overlay is what the events said while lists were being read: the newest per subject, applied again on top
// of lists that may be older. It cannot outgrow the office.
type overlay struct {
	arrived int
	newest  map[string]noted
	own     *pbxclient.User // the own settings read meanwhile, nil if they were not
}

type noted struct {
	event pbxclient.Event
	at    time.Time
	order int
}

func newOverlay() *overlay { return &overlay{newest: map[string]noted{}} }

// note keeps an event if a list could contradict it.
func (o *overlay) note(e pbxclient.Event, at time.Time) {
	var subject string
	switch {
	case e.Type == pbxclient.EventPhoneStatus && e.StatusCode.IsZero(): // the list knows more
		return
	case e.Type == pbxclient.EventPhoneStatus:
		subject = "phone " + e.PhoneUUID
	case e.Type == pbxclient.EventUserLoggedIn, e.Type == pbxclient.EventUserLoggedOut:
		subject = "user " + e.UserUUID
	case e.Mailbox != nil:
		subject = "mailbox " + e.Mailbox.UUID
	default:
		return
	}
	o.arrived++
	o.newest[subject] = noted{e, at, o.arrived}
}

// applyTo applies what was noted in the order it came, telling nobody: they were told when it came.
func (o *overlay) applyTo(s *state) {
	list := make([]noted, 0, len(o.newest))
	for _, n := range o.newest {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b noted) int { return a.order - b.order })
	for _, n := range list {
		s.apply(n.event, n.at, true)
	}
	if o.own != nil {
		s.settings(*o.own)
	}
}
