package resident

import (
	"context"
	"errors"

	"ringside/presence/addressbook/carddav"
	"ringside/presence/share"
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

// private takes a secret to the part that stays.
func (l *Link) private(ctx context.Context, r signInRequest) (kept, err error) {
	kept, err = l.pipe.signIn(ctx, r)
	if !errors.Is(err, share.ErrNoPipe) {
		return kept, err
	}
	// The part that stays was started after this window: a new one has a pipe to it.
	if err := l.ask(ctx, doReplace, replacing{true}, nil); err != nil {
		return nil, err
	}
	l.part()
	return nil, share.ErrNoPipe
}
