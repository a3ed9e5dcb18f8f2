package resident

import (
	"bytes"
	"encoding/json"
	"slices"
	"sync"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
)

// roll is the list of accounts, as all who show it see it: it is told when it has become another, and not before.
type roll struct {
	mu   sync.Mutex
	last []byte // as JSON, to compare
	told []share.Listed
}

// look makes the list of all accounts anew and gives it to tell if it has become another. Who looks at the same time waits, so that the last
// list that is told is the newest.
func (r *roll) look(l *Logins, tell func([]share.Listed)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := listed(l)
	line, err := json.Marshal(now)
	if err != nil || bytes.Equal(line, r.last) || r.last == nil && len(now) == 0 {
		return
	}
	r.last, r.told = line, now
	tell(now)
}

// list is the list that was told last.
func (r *roll) list() []share.Listed {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told
}

// listed are all accounts as they stand.
func listed(l *Logins) []share.Listed {
	all, current := l.All()
	list := make([]share.Listed, len(all))
	for i, in := range all {
		list[i] = share.Listed{
			Key: in.Account.ID(), Name: nameAmong(in.Account, all), Account: in.Account, Current: i == current,
			State: presence.SignedOut, Asking: in.Asking,
		}
		problem := in.Problem
		if in.Mirror != nil {
			s := in.Mirror.Picture()
			list[i].State, problem = s.Connection.State, s.Connection.Err
			if n, known := s.NewVoicemail(); known {
				list[i].New = pbxclient.Some(n)
			}
		}
		if problem != nil {
			list[i].Problem = share.PackError(problem)
		}
	}
	return list
}

// nameAmong is how an account is called for people: by its PBX, and by the user as well where more than one is there.
func nameAmong(a account.Account, all []Login) string {
	place := a.Place()
	others := slices.ContainsFunc(all, func(in Login) bool {
		return in.Account.ID() != a.ID() && in.Account.Place() == place
	})
	switch {
	case !others:
		return place
	case a.UserName == "":
		return pbxclient.APIKeyUser + " · " + place
	}
	return a.UserName + " · " + place
}
