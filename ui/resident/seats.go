package resident

import (
	"slices"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
)

// seat is one account, signed in or not.
type seat struct {
	Login
	session *attempt // nil while nobody is signed in
	secret  string   // of who is
}

func seatOf(seats []*seat, id string) *seat {
	i := slices.IndexFunc(seats, func(s *seat) bool { return s.Account.ID() == id })
	if i < 0 {
		return nil
	}
	return seats[i]
}

// find is the seat of the account with an ID, nil if there is none; l.turn is held.
func (l *Logins) find(id string) *seat {
	l.mu.Lock()
	defer l.mu.Unlock()
	return seatOf(l.all, id)
}

// set changes how an account is signed in, tells of it and ends the session before; l.turn is held.
func (l *Logins) set(s *seat, now Login, t *attempt, secret string) {
	l.mu.Lock()
	old := s.session
	s.Login, s.session, s.secret = now, t, secret
	current := s == l.current
	l.mu.Unlock()
	if t != nil && l.Opened != nil {
		t.closing = l.Opened(now)
	}
	l.tell(current)
	old.end()
}

// vacate ends the session of an account without a word: something else takes its place at once. l.turn is held.
func (l *Logins) vacate(s *seat) {
	l.mu.Lock()
	old := s.session
	s.session, s.secret = nil, ""
	l.mu.Unlock()
	old.end()
}

// tell tells of a change, and of the current login if that has changed; l.turn is held.
func (l *Logins) tell(current bool) {
	if current && l.Changed != nil {
		l.Changed(l.Now())
	}
	if l.Listed != nil {
		l.Listed()
	}
}

// sharesSecret reports whether any other account has its secret under the same key of the keyring: an API key may act for
// several users.
func (l *Logins) sharesSecret(a account.Account) bool {
	all, _ := l.All()
	return slices.ContainsFunc(all, func(in Login) bool { return in.Account.Key() == a.Key() && in.Account.ID() != a.ID() })
}

// Secret is the secret of the current login, for a program that takes the place of this one; "" for nobody's.
func (l *Logins) Secret() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.current == nil {
		return ""
	}
	return l.current.secret
}

// Others are the accounts besides the current one, with their secrets, for a program that takes the place of this one.
func (l *Logins) Others() (others []Known) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.all {
		if s != l.current {
			others = append(others, Known{s.Account, s.secret})
		}
	}
	return others
}

// client is who sends requests to the PBX as the current login; nil while nobody is signed in.
func (l *Logins) client() *pbxclient.Client {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.current == nil || l.current.session == nil {
		return nil
	}
	return l.current.session.session.Client
}

// whose is the login that a mirror is of, and what that is called beside the others, "" where it is the only one; false for
// nobody's mirror.
func (l *Logins) whose(m presence.Mirror) (in Login, name string, known bool) {
	all, _ := l.All()
	i := slices.IndexFunc(all, func(in Login) bool { return in.Mirror == m })
	if i < 0 || m == nil {
		return Login{}, "", false
	}
	if len(all) > 1 {
		name = account.Names(accountsOf(all))[i]
	}
	return all[i], name, true
}

// withID is the login of the account with an ID; false if there is none.
func (l *Logins) withID(id string) (in Login, known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := seatOf(l.all, id)
	if s == nil {
		return Login{}, false
	}
	return s.Login, true
}

// Close ends the sessions, and returns when nothing of them runs any more. The context given to Begin must have ended.
func (l *Logins) Close() {
	l.asking.Wait()
	l.turn.Lock()
	defer l.turn.Unlock()
	l.mu.Lock()
	all := slices.Clone(l.all)
	l.mu.Unlock()
	for _, s := range all {
		l.vacate(s)
	}
}
