package resident

import (
	"context"
	"errors"
	"sync"

	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/ui/checkup"
)

// Checkup has the part that stays look whether everything is there that makes Ringside work. tell is given each result as soon
// as it is there, one at a time; it must not ask for anything itself.
func (l *Link) Checkup(ctx context.Context, tell func(checkup.Result)) error {
	return l.checkups.Ask(ctx, l.ask, "", tell)
}

// Checkup is as for a Link.
func (l *Local) Checkup(ctx context.Context, tell func(checkup.Result)) error {
	of, err := l.logins.subject("")
	if err != nil {
		return err
	}
	of.HasDisplay = true
	return checkup.Run(ctx, of, tell)
}

// subject is what is known of the account with an ID, of the current one for "", for a check-up. share.ErrNoAccount if there is
// none.
func (l *Logins) subject(id string) (checkup.Subject, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.current
	if id != "" {
		s = seatOf(l.all, id)
	}
	if s == nil {
		return checkup.Subject{}, share.ErrNoAccount
	}
	of := checkup.Subject{Account: s.Account, Folder: l.Folder}
	if s.session != nil {
		of.Client = s.session.session.Client
	} else {
		of.NoSecret = s.Asking || errors.Is(s.Problem, account.ErrNoKeyring) || errors.Is(s.Problem, account.ErrKeyringLocked) ||
			errors.Is(s.Problem, account.ErrKeyringTimeout)
	}
	return of, nil
}

// subject is what is looked at here for an account.
func (r *Resident) subject(id string) (checkup.Subject, error) {
	of, err := r.logins.subject(id)
	if err != nil {
		return of, err
	}
	of.HasDisplay = r.HasDisplay(nil)
	there := r.windows.there()
	reason, failed := r.mishap.last()
	of.Running = &checkup.Running{
		Version: r.Version, Outdated: r.build != BuildOf(r.Program), Since: r.began,
		Window: checkup.Window{There: there, Failed: failed && !there, Reason: reason},
	}
	return of, nil
}

// mishap is what became of the last window that failed.
type mishap struct {
	mu     sync.Mutex
	failed bool
	reason string
}

func (m *mishap) note(reason string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failed, m.reason = true, reason
}

func (m *mishap) last() (reason string, failed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.reason, m.failed
}
