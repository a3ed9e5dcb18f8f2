package resident

import (
	"context"
	"encoding/json"
	"time"

	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
	"ringside/presence/share"
)

// What can be asked for about the own contacts. Each takes a contactsRequest.
const (
	doContactsPage     = "contacts_page"     // cursor; the result is an addressbook.Page
	doContactsWatch    = "contacts_watch"    // a line is pushed now and whenever the book or the accounts have changed
	doContactsPut      = "contacts_put"      // entry; the result is the entry
	doContactsRemove   = "contacts_remove"   // ids
	doContactsPreview  = "contacts_preview"  // path; the result is an addressbook.Outline
	doContactsApply    = "contacts_apply"    // id
	doContactsExport   = "contacts_export"   // path, format, ids; the result is an exported
	doContactsAccounts = "contacts_accounts" // the result is an accountsLine
	doContactsDiscover = "contacts_discover" // account; the result is a list of carddav.Book
	doContactsAdd      = "contacts_add"      // account; the result is a keptAnswer
	doContactsForget   = "contacts_forget"   // id of an account
	doContactsSync     = "contacts_sync"     // id of an account, or ""
)

// contactsRequest is what goes with those requests. A secret is never in it.
type contactsRequest struct {
	Cursor  addressbook.Cursor `json:"cursor,omitzero"`
	Entry   *addressbook.Entry `json:"entry,omitempty"`
	ID      string             `json:"id,omitempty"`
	IDs     []string           `json:"ids,omitempty"`
	Path    string             `json:"path,omitempty"`
	Format  addressbook.Format `json:"format,omitempty"`
	Account *carddav.Account   `json:"account,omitempty"`
}

// exported is the result of an export.
type exported struct {
	Count int `json:"count"`
}

// keptAnswer tells why a secret is not kept.
type keptAnswer struct {
	Kept json.RawMessage `json:"kept"`
}

// The lines that are pushed to who watches.
type (
	contactsLine struct {
		Kind    string `json:"kind"` // "contacts"
		Store   string `json:"store"`
		Version uint64 `json:"version"`
	}
	accountsLine struct {
		Kind     string           `json:"kind"` // "contacts_accounts"
		Accounts []carddav.Status `json:"accounts"`
	}
)

const (
	contactsKind, accountsKind = "contacts", "contacts_accounts"
	// pageSize is how many entries and removals go over the socket at once.
	pageSize = 1000
	// pushPause is how long changes gather before those who watch are told again.
	pushPause = 100 * time.Millisecond
)

// More does what is asked for about the contacts, for [share.Options]; handled is false if it is about something else.
func (k *Keeper) More(c *share.Conn, do string, raw json.RawMessage) (result any, handled bool, err error) {
	work := k.works()[do]
	if work == nil && do != doContactsWatch {
		return nil, false, nil
	}
	var q contactsRequest
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &q); err != nil {
			return nil, true, err
		}
	}
	if do == doContactsWatch {
		k.watch(c)
		return nil, true, nil
	}
	return share.Later(func(ctx context.Context) (any, error) { return work(ctx, q) }), true, nil
}

// works are what can be asked for, with what does it.
func (k *Keeper) works() map[string]func(context.Context, contactsRequest) (any, error) {
	return map[string]func(context.Context, contactsRequest) (any, error){
		doContactsPage: func(_ context.Context, q contactsRequest) (any, error) { return k.store.Since(q.Cursor, pageSize), nil },
		doContactsPut: func(ctx context.Context, q contactsRequest) (any, error) {
			if q.Entry == nil {
				q.Entry = &addressbook.Entry{}
			}
			return k.Put(ctx, *q.Entry)
		},
		doContactsRemove:  func(ctx context.Context, q contactsRequest) (any, error) { return nil, k.Remove(ctx, q.IDs...) },
		doContactsPreview: func(ctx context.Context, q contactsRequest) (any, error) { return k.Preview(ctx, q.Path) },
		doContactsApply:   func(ctx context.Context, q contactsRequest) (any, error) { return nil, k.Apply(ctx, q.ID) },
		doContactsExport: func(ctx context.Context, q contactsRequest) (any, error) {
			count, err := k.Export(ctx, q.Path, q.Format, q.IDs...)
			return exported{count}, err
		},
		doContactsAccounts: func(context.Context, contactsRequest) (any, error) { return k.accountsLine(), nil },
		doContactsDiscover: func(ctx context.Context, q contactsRequest) (any, error) { return k.Discover(ctx, q.account(), "") },
		doContactsAdd: func(ctx context.Context, q contactsRequest) (any, error) {
			kept, err := k.AddAccount(ctx, q.account(), "")
			return keptAnswer{share.PackError(kept)}, err
		},
		doContactsForget: func(ctx context.Context, q contactsRequest) (any, error) { return nil, k.RemoveAccount(ctx, q.ID) },
		doContactsSync:   func(ctx context.Context, q contactsRequest) (any, error) { return nil, k.Sync(ctx, q.ID) },
	}
}

func (q contactsRequest) account() carddav.Account {
	if q.Account == nil {
		return carddav.Account{}
	}
	return *q.Account
}

func (k *Keeper) accountsLine() accountsLine { return accountsLine{accountsKind, k.Accounts()} }

// watch tells a client of changes until it goes. One that watches already is left as it is.
func (k *Keeper) watch(c *share.Conn) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.watching[c] {
		return
	}
	k.watching[c] = true
	changes, stop := k.Subscribe()
	k.watchers.Go(func() {
		defer func() {
			stop()
			k.mu.Lock()
			delete(k.watching, c)
			k.mu.Unlock()
		}()
		k.tell(c, changes)
	})
}

// tell pushes what has changed, but not more often than somebody can read.
func (k *Keeper) tell(c *share.Conn, changes <-chan struct{}) {
	for {
		b := k.Book()
		if !c.Push(contactsLine{contactsKind, b.Store(), b.Version()}) || !c.Push(k.accountsLine()) {
			return
		}
		select {
		case <-time.After(pushPause):
		case <-c.Gone():
			return
		}
		select {
		case <-changes:
		case <-c.Gone():
			return
		}
	}
}
