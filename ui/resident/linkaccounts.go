package resident

import (
	"context"
	"encoding/json"
	"sync/atomic"

	"ringside/pbxclient/account"
	"ringside/presence/share"
)

// hints tells a window that the list of accounts has become another, and not again before it has looked.
type hints struct{ waiting atomic.Bool }

func (h *hints) give(events chan<- Event) {
	if h.waiting.Swap(true) {
		return
	}
	select {
	case events <- Event{Listed: true}:
	default: // a window that takes nothing looks at nothing
		h.waiting.Store(false)
	}
}

func (h *hints) taken() { h.waiting.Store(false) }

// listed takes the list of accounts.
func (l *Link) listed(line []byte) {
	var all share.Accounts
	if json.Unmarshal(line, &all) != nil {
		return
	}
	l.mu.Lock()
	l.accounts = all.Accounts
	l.mu.Unlock()
	l.hints.give(l.events)
}

// Accounts are all accounts in their order, signed in or not, as they were told last; empty before the first time. It asks
// nobody. The list is not to be changed.
func (l *Link) Accounts() []share.Listed {
	l.hints.taken()
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.accounts
}

// SignIn asks for an account to be tried, and waits for what came of it: the PBX took it, and an Event tells of it, or err. It
// comes beside the others, and is the current one then. kept is why it is not kept for the next start.
func (l *Link) SignIn(ctx context.Context, a account.Account, secret string, remember bool) (kept, err error) {
	return l.private(ctx, signInRequest{Account: a, Secret: secret, Remember: remember})
}

// Leave ends the current session for somebody who wants to sign in again.
func (l *Link) Leave(ctx context.Context) error { return l.askLast(ctx, doLeave, nil) }

// SignOut ends the current session and forgets the account; the next one is current then, if there are others.
func (l *Link) SignOut(ctx context.Context) error { return l.askLast(ctx, doSignOut, nil) }

// Switch makes the account with a key the current one; an Event tells of its login. share.ErrNoAccount if there is none.
func (l *Link) Switch(ctx context.Context, key string) error {
	return l.askLast(ctx, share.DoSwitch, share.OfAccount{Account: key})
}

// Forget ends the session of the account with a key and forgets it; the current one goes on, unless it is that.
// share.ErrNoAccount if there is none.
func (l *Link) Forget(ctx context.Context, key string) error {
	return l.askLast(ctx, doSignOut, share.OfAccount{Account: key})
}
