package resident

import (
	"context"
	"sync"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
)

// Local is what a window has instead of a Link where there is one process only, as on a phone: the session lives beside it.
type Local struct {
	logins   *Logins
	life     context.Context
	events   chan Event
	roll     roll
	hints    hints
	contacts *Keeper
	running  sync.WaitGroup
}

// NewLocal makes it; Begin signs in. The Opened, Changed and Listed of logins belong to it.
func NewLocal(logins *Logins) *Local {
	l := &Local{logins: logins, events: make(chan Event, 16)}
	logins.Changed = func(now Login) {
		if now.Mirror != nil {
			l.contacts.regionIs(now.Mirror.Picture().Region)
		}
		l.events <- Event{Login: &now}
	}
	logins.Listed = l.refresh
	logins.Opened = func(in Login) func() { return l.follow(in.Mirror) }
	return l
}

// refresh tells of the list of accounts if it has become another.
func (l *Local) refresh() {
	l.roll.look(l.logins, func([]share.Listed) { l.hints.give(l.events) })
}

// follow keeps the list current with what a mirror shows, until stop is called.
func (l *Local) follow(m presence.Mirror) (stop func()) {
	sub := m.Subscribe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for range sub.Changes {
			l.refresh()
			if l.logins.Now().Mirror == m {
				l.contacts.regionIs(m.Picture().Region)
			}
		}
	}()
	return func() { sub.Close(); <-ended }
}

// Begin signs in, as [Logins.Begin] does, and asks the window to come up with a number, "" for none. The session lasts until
// ctx ends and Close is called.
func (l *Local) Begin(ctx context.Context, a account.Account, secret, number string) {
	l.life = ctx
	folder := l.logins.Folder
	if !l.logins.Keep {
		folder = ""
	}
	l.contacts = OpenContacts(folder, l.logins.Secrets, l.logins.Logger)
	l.running.Go(func() { l.contacts.Run(ctx) })
	l.logins.Begin(ctx, a, secret)
	l.events <- Event{Show: true, Number: number}
}

// Close ends the session; the window must not be there any more.
func (l *Local) Close() {
	l.logins.Close()
	l.running.Wait()
	l.contacts.Close()
	close(l.events)
}

// Contacts are the user's own; there are none before Begin.
func (l *Local) Contacts() Contacts { return l.contacts }

// Events is as for a Link.
func (l *Local) Events() <-chan Event { return l.events }

// SignIn is as for a Link.
func (l *Local) SignIn(ctx context.Context, a account.Account, secret string, remember bool) (kept, err error) {
	return l.logins.SignIn(ctx, l.life, a, secret, remember)
}

// Leave is as for a Link.
func (l *Local) Leave(context.Context) error {
	l.logins.Leave()
	return nil
}

// SignOut is as for a Link.
func (l *Local) SignOut(ctx context.Context) error { return l.logins.SignOut(ctx, "") }

// Forget is as for a Link.
func (l *Local) Forget(ctx context.Context, key string) error { return l.logins.SignOut(ctx, key) }

// Switch is as for a Link.
func (l *Local) Switch(_ context.Context, key string) error { return l.logins.Switch(key) }

// Accounts is as for a Link.
func (l *Local) Accounts() []share.Listed {
	l.hints.taken()
	return l.roll.list()
}

// Quit has nothing to end besides the window.
func (l *Local) Quit(context.Context, string) error { return nil }

// StaysReachable is share.ErrAway: there is nothing but the window.
func (l *Local) StaysReachable(context.Context) (bool, error) { return false, share.ErrAway }

// SetVisible has nobody to tell.
func (l *Local) SetVisible(bool) {}
