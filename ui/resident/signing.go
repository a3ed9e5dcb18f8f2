package resident

import (
	"context"
	"errors"
	"slices"

	"ringside/pbxclient/account"
	"ringside/presence/share"
)

// SignIn finds out whether the PBX takes an account, and signs in if it does; life is how long the session may last. It takes
// the place of that account's session before, or else comes beside the others; it is the current one then. The account, and
// the secret if that may be kept, are there for the next start; kept is why they are not.
func (l *Logins) SignIn(ctx, life context.Context, a account.Account, secret string, remember bool) (kept, err error) {
	l.trying.Add(1)
	defer l.trying.Add(-1)
	t, err := begin(life, a, secret, l.options())
	if err != nil {
		return nil, err
	}
	if err := t.verdict(ctx); err != nil {
		t.end()
		return nil, err
	}
	l.turn.Lock()
	defer l.turn.Unlock()
	if ctx.Err() != nil { // it was given up while somebody else had the turn
		t.end()
		return nil, ctx.Err()
	}
	s := l.find(a.ID())
	known := s != nil
	if !known {
		s = &seat{Login: Login{Account: a}}
	}
	if s.session != nil { // only one session at a time has the journal
		t.end()
		l.vacate(s)
		if t, err = begin(life, a, secret, l.options()); err != nil {
			l.set(s, Login{Account: a, Problem: err}, nil, "")
			return nil, err
		}
	}
	if l.keeps() {
		kept = l.remember(ctx, a, secret, remember)
	}
	l.mu.Lock()
	if l.current = s; !slices.Contains(l.all, s) {
		l.all = append(l.all, s)
	}
	l.mu.Unlock()
	l.set(s, Login{Account: a, Mirror: t.session.Mirror, Client: t.session.Client}, t, secret)
	if l.keeps() && !remember && known && !l.sharesSecret(a) {
		l.asking.Go(func() { // beside whoever has signed in: a locked keyring takes its time
			if err := l.Secrets.Delete(life, a); err != nil {
				l.Logger.Warn("a secret of before stays in the keyring", "error", err)
			}
		})
	}
	return kept, nil
}

// remember keeps an account, and its secret if that is wanted.
func (l *Logins) remember(ctx context.Context, a account.Account, secret string, keepSecret bool) error {
	err := account.NewStore(l.Folder).Save(a)
	if err == nil && keepSecret {
		err = l.Secrets.Set(ctx, a, secret)
	}
	return err
}

// Switch makes the account with an ID the current one, at the next start as well; share.ErrNoAccount if there is none. One
// that is not signed in has the keyring asked again.
func (l *Logins) Switch(id string) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	s := l.find(id)
	if s == nil {
		return share.ErrNoAccount
	}
	var err error
	if l.keeps() { // whoever is sent away by the change finds it kept
		err = account.NewStore(l.Folder).Choose(id)
	}
	l.mu.Lock()
	same := s == l.current
	l.current = s
	l.mu.Unlock()
	switch {
	case same:
	case s.session == nil && !s.Asking:
		l.ask(s)
	default:
		l.tell(true)
	}
	return err
}

// Leave ends the current session and forgets nothing, for somebody who wants to sign in again: one session has the journal.
func (l *Logins) Leave() {
	l.turn.Lock()
	defer l.turn.Unlock()
	l.mu.Lock()
	s := l.current
	l.mu.Unlock()
	l.set(s, Login{Account: s.Account}, nil, "")
}

// SignOut ends the session of the account with an ID, of the current one for "", and forgets the account and its secret. If it
// was the current one, the next is, or else the last. share.ErrNoAccount if there is none.
func (l *Logins) SignOut(ctx context.Context, id string) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	s := l.remove(id)
	if s == nil {
		return share.ErrNoAccount
	}
	a := s.Account
	l.vacate(s)
	if !l.keeps() {
		return nil
	}
	err := errors.Join(account.NewStore(l.Folder).Forget(a.ID()), forgetSeen(l.Folder, a))
	if a.Valid() == nil && !l.sharesSecret(a) {
		err = errors.Join(err, l.Secrets.Delete(ctx, a))
	}
	return err
}

// remove takes an account out of the list and tells of it; its session still runs. l.turn is held.
func (l *Logins) remove(id string) *seat {
	l.mu.Lock()
	s := l.current
	if id != "" {
		s = seatOf(l.all, id)
	}
	if s == nil {
		l.mu.Unlock()
		return nil
	}
	changes := s == l.current
	if place := slices.Index(l.all, s); place >= 0 {
		l.all = slices.Delete(l.all, place, place+1)
		if changes && len(l.all) > 0 {
			l.current = l.all[min(place, len(l.all)-1)]
		}
	}
	if a := s.Account; s == l.current { // there is no other
		a.APIKey, a.Region = false, ""
		l.current = &seat{Login: Login{Account: a}}
	}
	s.Asking, s.Problem = false, nil // the keyring's answer is not waited for any more
	l.mu.Unlock()
	l.tell(changes)
	return s
}
