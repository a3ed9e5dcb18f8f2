package resident

import (
	"context"

	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
)

// Contacts are the user's own contacts, as a window has them: those of the part that stays, or on a phone the store itself.
// Errors are [*addressbook.Error], or those of [share] where the part that stays is away.
type Contacts interface {
	// Book is what there is: never nil, and empty before it has come.
	Book() *addressbook.Book
	// Accounts are the CardDAV accounts and what becomes of them.
	Accounts() []carddav.Status
	// Subscribe has the channel hold a value whenever Book or Accounts has changed since it was last read.
	Subscribe() (changes <-chan struct{}, stop func())

	// Put keeps an entry, as [addressbook.Store.Put] does, and Remove forgets some.
	Put(ctx context.Context, e addressbook.Entry) (*addressbook.Entry, error)
	Remove(ctx context.Context, ids ...string) error
	// Preview reads the file at path and tells what taking it in would do; Apply does it, by the ID of the outline. Only the last
	// few previews are kept.
	Preview(ctx context.Context, path string) (addressbook.Outline, error)
	Apply(ctx context.Context, previewID string) error
	// Export writes entries, all of them without any ids, to the file at path, in place of what is there.
	Export(ctx context.Context, path string, f addressbook.Format, ids ...string) (count int, err error)

	// Discover lists the address books of an account that is not kept yet.
	Discover(ctx context.Context, a carddav.Account, secret string) ([]carddav.Book, error)
	// AddAccount keeps an account once its server has taken it, and copies it from then on; kept is why its secret is not
	// there after the next start. One with an ID is in place of that one; then secret may be "" for the same as before.
	AddAccount(ctx context.Context, a carddav.Account, secret string) (kept, err error)
	// RemoveAccount forgets an account with its secret and its copies.
	RemoveAccount(ctx context.Context, id string) error
	// Sync copies an account now, "" for all of them, and waits until that is done.
	Sync(ctx context.Context, accountID string) error
}
