package presence

import (
	"time"

	"ringside/pbxclient"
)

// seats are the log-ins at hot desks that events told of, by user. The lists say who sits where and not since when, so it is
// known only of these.
type seats map[string]seat

type seat struct {
	phone string
	since time.Time // by the local clock
}

// follow takes an event. at is when it happened; an event without a time tells nothing, since it may be an old one.
func (s seats) follow(e pbxclient.Event, at time.Time) {
	switch {
	case e.Type == pbxclient.EventUserLoggedIn && !e.Timestamp.IsZero():
		s[e.UserUUID] = seat{e.PhoneUUID, at}
	case e.Type == pbxclient.EventUserLoggedIn, e.PhoneUUID == "", e.PhoneUUID == s[e.UserUUID].phone:
		delete(s, e.UserUUID)
	}
}

// forget leaves out who is not found any more.
func (s seats) forget(find func(user string) *Contact) {
	for user := range s {
		if find(user) == nil {
			delete(s, user)
		}
	}
}

// since is when a user logged in at the phone where they sit, zero where that is not known.
func (s seats) since(user string, desk pbxclient.Opt[string]) time.Time {
	if at := s[user]; at.phone != "" && at.phone == desk.Or("") {
		return at.since
	}
	return time.Time{}
}
