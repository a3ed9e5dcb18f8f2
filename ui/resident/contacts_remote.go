package resident

import (
	"context"
	"encoding/json"
	"sync"
	"sync/atomic"

	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
	"ringside/presence/share"
)

// RemoteContacts are the contacts of the part that stays, in another process. It implements [Contacts].
type RemoteContacts struct {
	ask  func(ctx context.Context, do string, more, result any) error
	hold func(ctx context.Context, a carddav.Account, secret string) error // takes a secret across
	bell addressbook.Bell
	kick chan struct{} // has a value once there is another version of the book
	book atomic.Pointer[addressbook.Book]

	cursor addressbook.Cursor // of Load, which is called by one goroutine at a time

	mu       sync.Mutex // guards accounts
	accounts []carddav.Status
}

// NewRemoteContacts are those of who answers ask, such as [share.Remote.Ask]. Load gets them; no secret can be taken across.
func NewRemoteContacts(ask func(ctx context.Context, do string, more, result any) error) *RemoteContacts {
	c := &RemoteContacts{
		ask: ask, kick: make(chan struct{}, 1),
		hold: func(context.Context, carddav.Account, string) error { return share.ErrNoPipe },
	}
	c.book.Store(addressbook.NewBook("", 0, "", nil, nil))
	return c
}

// Load gets what has changed of the book since the last time, all of it the first time, and the accounts.
func (c *RemoteContacts) Load(ctx context.Context) error {
	var line accountsLine
	if err := c.ask(ctx, doContactsAccounts, nil, &line); err != nil {
		return err
	}
	c.setAccounts(line.Accounts)
	return c.loadBook(ctx)
}

func (c *RemoteContacts) loadBook(ctx context.Context) error {
	at := c.cursor
	var pages []addressbook.Page
	for more := true; more; {
		var p addressbook.Page
		if err := c.ask(ctx, doContactsPage, contactsRequest{Cursor: at}, &p); err != nil {
			return err
		}
		pages, at, more = append(pages, p), p.Cursor, p.More
	}
	if at == c.cursor {
		return nil
	}
	c.book.Store(c.Book().Take(pages...))
	c.cursor = at
	c.bell.Ring()
	return nil
}

// follow keeps the book current until the other end has gone. One that knows no contacts leaves it as it is.
func (c *RemoteContacts) follow(ctx context.Context, gone <-chan struct{}) {
	if c.ask(ctx, doContactsWatch, nil, nil) != nil {
		return
	}
	for c.loadBook(ctx) == nil {
		select {
		case <-c.kick:
		case <-gone:
			return
		}
	}
}

// pushed takes a line of the other end; false if it is about something else.
func (c *RemoteContacts) pushed(kind string, line []byte) bool {
	switch kind {
	case contactsKind:
		select {
		case c.kick <- struct{}{}:
		default:
		}
	case accountsKind:
		var l accountsLine
		if json.Unmarshal(line, &l) == nil {
			c.setAccounts(l.Accounts)
		}
	default:
		return false
	}
	return true
}

func (c *RemoteContacts) setAccounts(list []carddav.Status) {
	c.mu.Lock()
	c.accounts = list
	c.mu.Unlock()
	c.bell.Ring()
}

// Book implements [Contacts].
func (c *RemoteContacts) Book() *addressbook.Book { return c.book.Load() }

// Accounts implements [Contacts].
func (c *RemoteContacts) Accounts() []carddav.Status {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.accounts
}

// Subscribe implements [Contacts].
func (c *RemoteContacts) Subscribe() (changes <-chan struct{}, stop func()) {
	return c.bell.Subscribe()
}

// Put implements [Contacts].
func (c *RemoteContacts) Put(ctx context.Context, e addressbook.Entry) (*addressbook.Entry, error) {
	kept := &addressbook.Entry{}
	if err := c.ask(ctx, doContactsPut, contactsRequest{Entry: &e}, kept); err != nil {
		return nil, err
	}
	return kept, nil
}

// Remove implements [Contacts].
func (c *RemoteContacts) Remove(ctx context.Context, ids ...string) error {
	return c.ask(ctx, doContactsRemove, contactsRequest{IDs: ids}, nil)
}

// Preview implements [Contacts].
func (c *RemoteContacts) Preview(ctx context.Context, path string) (o addressbook.Outline, err error) {
	return o, c.ask(ctx, doContactsPreview, contactsRequest{Path: path}, &o)
}

// Apply implements [Contacts].
func (c *RemoteContacts) Apply(ctx context.Context, previewID string) error {
	return c.ask(ctx, doContactsApply, contactsRequest{ID: previewID}, nil)
}

// Export implements [Contacts].
func (c *RemoteContacts) Export(ctx context.Context, path string, f addressbook.Format, ids ...string) (int, error) {
	var e exported
	err := c.ask(ctx, doContactsExport, contactsRequest{Path: path, Format: f, IDs: ids}, &e)
	return e.Count, err
}

// Discover implements [Contacts].
func (c *RemoteContacts) Discover(ctx context.Context, a carddav.Account, secret string) (books []carddav.Book, err error) {
	if err := c.across(ctx, a, secret); err != nil {
		return nil, err
	}
	return books, c.ask(ctx, doContactsDiscover, contactsRequest{Account: &a}, &books)
}

// AddAccount implements [Contacts].
func (c *RemoteContacts) AddAccount(ctx context.Context, a carddav.Account, secret string) (kept, err error) {
	if err := c.across(ctx, a, secret); err != nil {
		return nil, err
	}
	var answer keptAnswer
	err = c.ask(ctx, doContactsAdd, contactsRequest{Account: &a}, &answer)
	return share.UnpackError(answer.Kept), err
}

// across takes a secret to the part that stays, unless that has it.
func (c *RemoteContacts) across(ctx context.Context, a carddav.Account, secret string) error {
	if secret == "" {
		return nil
	}
	return c.hold(ctx, a, secret)
}

// RemoveAccount implements [Contacts].
func (c *RemoteContacts) RemoveAccount(ctx context.Context, id string) error {
	return c.ask(ctx, doContactsForget, contactsRequest{ID: id}, nil)
}

// Sync implements [Contacts].
func (c *RemoteContacts) Sync(ctx context.Context, accountID string) error {
	return c.ask(ctx, doContactsSync, contactsRequest{ID: accountID}, nil)
}
