package resident

import (
	"bytes"
	"encoding/json"
	"sync"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
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
	list := share.List(accountsOf(all), current)
	for i, in := range all {
		list[i].Asking = in.Asking
		problem := in.Problem
		if in.Mirror != nil {
			s := in.Mirror.Picture()
			list[i].State, list[i].Missed, problem = s.Connection.State, s.MissedUnseen, s.Connection.Err
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

func accountsOf(all []Login) []account.Account {
	accounts := make([]account.Account, len(all))
	for i, in := range all {
		accounts[i] = in.Account
	}
	return accounts
}
