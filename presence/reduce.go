package presence

import (
	"time"

	"ringside/pbxclient"
)

// refresh says which lists have to be read again.
type refresh uint8

const (
	refreshUsers refresh = 1 << iota
	refreshPhones
	refreshMailboxes
	refreshAll = refreshUsers | refreshPhones | refreshMailboxes
)

// apply takes one event into the state and returns what has to be listed again because of it. at is when it
// happened by the local clock. Events are absolute, so applying one twice does no harm. history is true for
// what happened before we were there: it changes the state and tells nobody.
func (s *state) apply(e pbxclient.Event, at time.Time, history bool) refresh {
	switch e.Type {
	case pbxclient.EventPhoneStatus:
		return s.phoneStatus(e, at, history)
	case pbxclient.EventUserLoggedIn:
		s.seats.follow(e, at)
		s.logIn(e.UserUUID, e.PhoneUUID, at)
	case pbxclient.EventUserLoggedOut:
		s.seats.follow(e, at)
		s.logOut(e.UserUUID, e.PhoneUUID, at)
	case pbxclient.EventUserListChanged:
		return refreshUsers
	case pbxclient.EventPhoneListChanged:
		clear(s.strangers)
		return refreshPhones
	case pbxclient.EventVoicemail:
		if e.Mailbox != nil {
			return s.voicemail(*e.Mailbox, history)
		}
	default:
		if e.Call != nil {
			s.call(e, at, history)
		}
	}
	return 0
}

func (s *state) phoneStatus(e pbxclient.Event, at time.Time, history bool) refresh {
	p := s.phones[e.PhoneUUID]
	if p == nil {
		if s.strangers[e.PhoneUUID] || s.denied["phones"] {
			return 0 // nobody has it, and listing again would not tell more
		}
		s.strangers[e.PhoneUUID] = true
		return refreshPhones
	}
	p.code = e.StatusCode
	own := false
	for i := range p.holders {
		s.refreshPhone(i, p, at)
		own = own || s.isMe(s.roster.At(i).UUID)
	}
	if p.guest != "" {
		if i, known := s.roster.Position(p.guest); known {
			s.refreshPhone(i, p, at)
		}
		own = own || s.isMe(p.guest)
	}
	s.followSpare(p)
	s.calls.followPhone(e.PhoneUUID, p.code, own, at)
	if own && !history {
		s.followOwnRing(e.PhoneUUID, p.code, s.now())
	}
	if p.code.IsZero() && !s.denied["phones"] {
		return refreshPhones // it changed, and what to could not be read
	}
	return 0
}

func (s *state) logIn(user, phoneUUID string, at time.Time) {
	c := s.contact(user)
	if c == nil || phoneUUID == "" {
		return
	}
	if before := s.phones[c.HotDesk.Or("")]; before != nil && before.guest == user {
		before.guest = ""
	}
	p := s.phone(phoneUUID)
	if p.guest != "" && p.guest != user {
		s.logOut(p.guest, phoneUUID, at) // one phone has one guest, said or not
	}
	p.guest, s.spare.stale = user, true
	s.edit(user, func(c *Contact) {
		c.HotDesk = pbxclient.Some(phoneUUID)
		c.DeskSince = s.seats.since(user, c.HotDesk)
	})
	s.refreshUser(user, at)
}

func (s *state) logOut(user, phoneUUID string, at time.Time) {
	c := s.contact(user)
	if c == nil {
		return
	}
	desk := c.HotDesk.Or("")
	if phoneUUID != "" && desk != "" && desk != phoneUUID {
		return // they have moved to another desk since
	}
	if p := s.phones[desk]; p != nil && p.guest == user {
		p.guest, s.spare.stale = "", true
	}
	s.edit(user, func(c *Contact) { c.HotDesk, c.DeskSince = pbxclient.NullOpt[string](), time.Time{} })
	s.refreshUser(user, at)
}

// settings takes what the PBX says of one user's settings. What it leaves out stays as it was.
func (s *state) settings(u pbxclient.User) {
	i, known := s.roster.Position(u.UUID)
	if !known {
		return
	}
	old := s.roster.At(i)
	c := *old
	keep(&c.DND, u.DND)
	keep(&c.CW, u.CW)
	keep(&c.CallForward, u.CallForward)
	if c.DND != old.DND || c.CW != old.CW || c.CallForward != old.CallForward {
		s.put(i, &c)
	}
}

// keep takes a value unless the PBX left it out.
func keep[T any](into *pbxclient.Opt[T], value pbxclient.Opt[T]) {
	if !value.IsZero() {
		*into = value
	}
}
