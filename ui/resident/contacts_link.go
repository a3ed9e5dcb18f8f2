package resident

import (
	"context"

	"ringside/presence/addressbook/carddav"
)

// Contacts are the user's own.
func (l *Link) Contacts() Contacts { return l.contacts }

func (l *Link) newContacts() *RemoteContacts {
	c := NewRemoteContacts(l.ask)
	c.hold = func(ctx context.Context, a carddav.Account, secret string) error {
		_, err := l.private(ctx, signInRequest{Secret: secret, Contacts: &a})
		return err
	}
	return c
}
