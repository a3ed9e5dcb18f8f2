package resident

import (
	"context"
	"errors"
	"sync"

	"ringside/pbxclient/account"
	"ringside/ui/checkup"
)

// Checkup has the part that stays look whether everything is there that makes Ringside work. tell is given each result as soon
// as it is there, one at a time; it must not ask for anything itself.
func (l *Link) Checkup(ctx context.Context, tell func(checkup.Result)) error {
	return l.checkups.Ask(ctx, l.ask, tell)
}

// Checkup is as for a Link.
func (l *Local) Checkup(ctx context.Context, tell func(checkup.Result)) error {
	of := l.logins.subject()
	of.HasDisplay = true
	return checkup.Run(ctx, of, tell)
}

// subject is what is known of who is signed in, for a check-up.
func (l *Logins) subject() checkup.Subject {
	now := l.Now()
	noSecret := errors.Is(now.Problem, account.ErrNoKeyring) || errors.Is(now.Problem, account.ErrKeyringTimeout)
	return checkup.Subject{
		Account: now.Account, Client: l.client(), Folder: l.Folder, NoSecret: now.Mirror == nil && (now.Asking || noSecret),
	}
}

// subject is what is looked at here.
func (r *Resident) subject() checkup.Subject {
	of := r.logins.subject()
	of.HasDisplay = r.HasDisplay(nil)
	there := r.windows.there()
	reason, failed := r.mishap.last()
	of.Running = &checkup.Running{
		Version: r.Version, Outdated: r.build != BuildOf(r.Program), Since: r.began,
		Window: checkup.Window{There: there, Failed: failed && !there, Reason: reason},
	}
	return of
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
