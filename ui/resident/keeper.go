package resident

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"ringside/pbxclient/account"
	"ringside/presence/addressbook"
	"ringside/presence/addressbook/carddav"
	bookfiles "ringside/presence/addressbook/files"
	"ringside/presence/share"
)

const (
	// contactsFile is where the own contacts are kept in the folder for settings.
	contactsFile = "contacts.db"
	// contactsPatience is how long a command that has the file open may keep it from us.
	contactsPatience = 3 * time.Second
	// shownOfPreview is how many entries of each kind are shown of a preview, and keptPreviews how many of those are kept.
	shownOfPreview, keptPreviews = 500, 4
)

// Keeper owns the contacts of this process: the store, the accounts, and what was looked at before it is taken in. It
// implements [Contacts].
type Keeper struct {
	store   *addressbook.Store
	syncer  *carddav.Syncer
	failed  error // why the store keeps nothing, and can take nothing in; nil if it can
	log     *slog.Logger
	bell    addressbook.Bell
	regions chan string // the newest that was told

	mu       sync.Mutex // guards what follows
	previews []keptPreview
	watching map[*share.Conn]bool
	watchers sync.WaitGroup
}

// keptPreview is a preview that may still be asked for.
type keptPreview struct {
	id      string
	preview *addressbook.Preview
}

// OpenContacts opens the contacts of a folder, "" for some that nothing is kept of. Where they cannot be opened there are none, and
// whoever wants to change something is told why.
func OpenContacts(folder string, secrets *account.Secrets, log *slog.Logger) *Keeper {
	k := &Keeper{log: log, regions: make(chan string, 1), watching: map[*share.Conn]bool{}}
	if k.store, k.failed = openStore(folder, log); k.failed != nil {
		log.Warn("going on without the contacts", "error", k.failed)
		k.store, _, _ = addressbook.Open("") // one in memory does not fail
		folder = ""
	}
	var err error
	if k.syncer, err = carddav.NewSyncer(carddav.Options{Store: k.store, Folder: folder, Secrets: secrets, Logger: log}); err != nil {
		log.Warn("going on without the accounts of contacts", "error", err)
	}
	return k
}

// openStore opens the store of a folder. A command may have it for a moment.
func openStore(folder string, log *slog.Logger) (*addressbook.Store, error) {
	path := ""
	if folder != "" {
		path = filepath.Join(folder, contactsFile)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, &addressbook.Error{Op: "open the contacts", Code: addressbook.CodeDisk, Err: err}
		}
	}
	for end := time.Now().Add(contactsPatience); ; {
		store, setAside, err := addressbook.Open(path)
		if setAside != "" {
			log.Warn("the contacts were damaged and have been set aside", "as", setAside)
		}
		if !heldByOther(err) || time.Now().After(end) {
			return store, err
		}
	}
}

func heldByOther(err error) bool {
	e, ok := errors.AsType[*addressbook.Error](err)
	return ok && e.Code == addressbook.CodeInUse
}

// Failed is why the contacts could not be opened; nil if they could.
func (k *Keeper) Failed() error { return k.failed }

// Run copies the accounts, and takes in where numbers are from, until ctx ends.
func (k *Keeper) Run(ctx context.Context) {
	var running sync.WaitGroup
	running.Go(func() { k.syncer.Run(ctx) })
	running.Go(func() { k.keepRegion(ctx) })
	running.Go(func() { k.passOn(ctx, k.store.Subscribe) })
	running.Go(func() { k.passOn(ctx, k.syncer.Subscribe) })
	running.Wait()
}

// passOn rings when another bell does.
func (k *Keeper) passOn(ctx context.Context, subscribe func() (<-chan struct{}, func())) {
	changes, stop := subscribe()
	defer stop()
	for {
		select {
		case <-changes:
			k.bell.Ring()
		case <-ctx.Done():
			return
		}
	}
}

func (k *Keeper) keepRegion(ctx context.Context) {
	for {
		select {
		case region := <-k.regions:
			if err := k.store.SetRegion(region); err != nil {
				k.log.Warn("the contacts could not be indexed", "error", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// regionIs says where numbers are from, as far as that is known, and waits for nothing.
func (k *Keeper) regionIs(region string) {
	if region == "" || region == k.Book().Region() {
		return
	}
	select {
	case <-k.regions:
	default:
	}
	select {
	case k.regions <- region:
	default: // somebody else said it just now
	}
}

// Close closes the store; Run must have ended, and who watches have gone.
func (k *Keeper) Close() {
	k.watchers.Wait()
	if err := k.store.Close(); err != nil {
		k.log.Warn("the contacts could not be closed", "error", err)
	}
}

// Book implements [Contacts].
func (k *Keeper) Book() *addressbook.Book { return k.store.Book() }

// Accounts implements [Contacts].
func (k *Keeper) Accounts() []carddav.Status { return k.syncer.Accounts() }

// Subscribe implements [Contacts].
func (k *Keeper) Subscribe() (changes <-chan struct{}, stop func()) { return k.bell.Subscribe() }

// Put implements [Contacts].
func (k *Keeper) Put(_ context.Context, e addressbook.Entry) (*addressbook.Entry, error) {
	if k.failed != nil {
		return nil, k.failed
	}
	return k.store.Put(e)
}

// Remove implements [Contacts].
func (k *Keeper) Remove(_ context.Context, ids ...string) error { return k.store.Remove(ids...) }

// Preview implements [Contacts].
func (k *Keeper) Preview(_ context.Context, path string) (addressbook.Outline, error) {
	if k.failed != nil {
		return addressbook.Outline{}, k.failed
	}
	records, err := bookfiles.Read(path)
	if err != nil {
		return addressbook.Outline{}, err
	}
	kept := keptPreview{rand.Text(), k.store.Preview(records)}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.previews = append(k.previews, kept)
	k.previews = slices.Clone(k.previews[max(0, len(k.previews)-keptPreviews):])
	return kept.preview.Outline(kept.id, shownOfPreview), nil
}

// Apply implements [Contacts].
func (k *Keeper) Apply(_ context.Context, previewID string) error {
	k.mu.Lock()
	at := slices.IndexFunc(k.previews, func(p keptPreview) bool { return p.id == previewID })
	if at < 0 {
		k.mu.Unlock()
		return &addressbook.Error{Op: "take in contacts", Code: addressbook.CodeStale}
	}
	p := k.previews[at].preview
	k.previews = slices.Delete(k.previews, at, at+1)
	k.mu.Unlock()
	return k.store.Apply(p)
}

// Export implements [Contacts].
func (k *Keeper) Export(_ context.Context, path string, f addressbook.Format, ids ...string) (int, error) {
	b := k.Book()
	if len(ids) == 0 {
		return bookfiles.Write(path, f, b.All())
	}
	return bookfiles.Write(path, f, func(yield func(*addressbook.Entry) bool) {
		for _, id := range ids {
			if e := b.Find(id); e != nil && !yield(e) {
				return
			}
		}
	})
}

// Discover implements [Contacts].
func (k *Keeper) Discover(ctx context.Context, a carddav.Account, secret string) ([]carddav.Book, error) {
	k.hold(a, secret)
	return k.syncer.Discover(ctx, a)
}

// AddAccount implements [Contacts].
func (k *Keeper) AddAccount(ctx context.Context, a carddav.Account, secret string) (kept, err error) {
	if k.failed != nil {
		return nil, k.failed
	}
	k.hold(a, secret)
	return k.syncer.Add(ctx, a)
}

func (k *Keeper) hold(a carddav.Account, secret string) {
	if secret != "" {
		k.syncer.Hold(a, secret)
	}
}

// RemoveAccount implements [Contacts].
func (k *Keeper) RemoveAccount(ctx context.Context, id string) error { return k.syncer.Remove(ctx, id) }

// Sync implements [Contacts].
func (k *Keeper) Sync(ctx context.Context, accountID string) error {
	return k.syncer.Sync(ctx, accountID)
}
