package carddav

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"ringside/pbxclient/account"
	"ringside/presence/addressbook"
)

const (
	// Between copies. Where the network was the trouble, the next one comes sooner.
	copyEvery  = 30 * time.Minute
	retryEvery = 5 * time.Minute
	// holdFor is how long a secret is held that somebody typed for an account which is not kept yet.
	holdFor = 10 * time.Minute
)

// Options is what a Syncer has to be told.
type Options struct {
	Store   *addressbook.Store
	Folder  string           // for the accounts; "" keeps none
	Secrets *account.Secrets // nil keeps none
	Logger  *slog.Logger     // nil is quiet
}

// Syncer keeps the accounts and copies their address books into the store. Its methods may be called from any goroutine.
type Syncer struct {
	Options
	turn chan struct{} // holds a token while nothing is copied, added or removed
	kick chan struct{}
	bell addressbook.Bell

	mu       sync.Mutex // guards what follows
	statuses []Status
	secrets  map[string]string // by the key of an account: of those that are used, and those that are held
	held     map[string]time.Time
	cancels  map[string]context.CancelFunc // of what is being copied, by the ID of the account
}

// NewSyncer reads the accounts; Run copies them. Accounts that cannot be read are none, and err says why.
func NewSyncer(o Options) (s *Syncer, err error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	s = &Syncer{
		Options: o, turn: make(chan struct{}, 1), kick: make(chan struct{}, 1),
		secrets: map[string]string{}, held: map[string]time.Time{}, cancels: map[string]context.CancelFunc{},
	}
	s.turn <- struct{}{}
	list, err := load(o.Folder)
	for _, a := range list {
		status := Status{Account: a}
		for _, source := range o.Store.Book().Sources() {
			if source.Account == a.ID && source.Synced.After(status.Synced) {
				status.Synced = source.Synced
			}
		}
		s.statuses = append(s.statuses, status)
	}
	return s, err
}

// Run copies all accounts now, every half hour, and when one has been added, until ctx ends.
func (s *Syncer) Run(ctx context.Context) {
	for ctx.Err() == nil {
		_ = s.Sync(ctx, "") // the statuses tell
		pause := copyEvery
		if slices.ContainsFunc(s.Accounts(), func(st Status) bool { return st.Problem != nil && st.Problem.Code == addressbook.CodeNetwork }) {
			pause = retryEvery
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-s.kick:
		case <-ctx.Done():
		}
		timer.Stop()
	}
}

// Accounts are the accounts and what becomes of them.
func (s *Syncer) Accounts() []Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.statuses)
}

// Subscribe has the channel hold a value whenever Accounts has changed since it was last read. stop ends that.
func (s *Syncer) Subscribe() (changes <-chan struct{}, stop func()) { return s.bell.Subscribe() }

// Hold keeps the secret of an account in memory for a while, for who is about to ask for [Syncer.Discover] or [Syncer.Add] by a
// way that no secret may go.
func (s *Syncer) Hold(a Account, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for key, at := range s.held {
		if now.Sub(at) > holdFor {
			delete(s.held, key)
			delete(s.secrets, key)
		}
	}
	if !slices.ContainsFunc(s.statuses, func(st Status) bool { return st.Account.key() == a.key() }) {
		s.held[a.key()] = now
	}
	s.secrets[a.key()] = secret
}

// Discover lists the address books of an account whose secret is held or kept.
func (s *Syncer) Discover(ctx context.Context, a Account) ([]Book, error) {
	secret, err := s.secret(ctx, a)
	if err != nil {
		return nil, err
	}
	return Discover(ctx, a, secret)
}

// Add keeps an account whose secret is held, or, with an ID, in place of the one that has it. It does so once the server has
// taken the secret; the address books are copied after that. kept is why the secret is not there after the next start.
func (s *Syncer) Add(ctx context.Context, a Account) (kept, err error) {
	const op = "add the account"
	secret, err := s.secret(ctx, a)
	if err != nil {
		return nil, err
	}
	books, err := Discover(ctx, a, secret)
	if err != nil {
		return nil, err
	}
	if err := s.take(ctx, a.ID); err != nil {
		return nil, err
	}
	defer s.give()
	s.mu.Lock()
	list := slices.Clone(s.statuses)
	s.mu.Unlock()
	at := slices.IndexFunc(list, func(st Status) bool { return st.Account.ID == a.ID && a.ID != "" })
	switch same := slices.IndexFunc(list, func(st Status) bool { return st.Account.key() == a.key() }); {
	case a.ID != "" && at < 0:
		return nil, &addressbook.Error{Op: op, Code: addressbook.CodeNoAccount}
	case same >= 0 && same != at:
		return nil, &addressbook.Error{Op: op, Code: addressbook.CodeAccount}
	case at < 0:
		a.ID, at = rand.Text(), len(list)
		list = append(list, Status{})
	}
	before := list[at].Account
	list[at].Account, list[at].Available, list[at].Problem = a, books, nil
	if err := s.set(list); err != nil {
		return nil, err
	}
	if before.ID != "" && before.key() != a.key() {
		_ = s.forget(ctx, before)
	}
	s.mu.Lock()
	s.secrets[a.key()] = secret
	delete(s.held, a.key())
	s.mu.Unlock()
	if s.Secrets != nil {
		kept = s.Secrets.SetNamed(ctx, a.key(), secret)
	}
	select {
	case s.kick <- struct{}{}:
	default:
	}
	return kept, nil
}

// Remove forgets an account, its secret and its copies.
func (s *Syncer) Remove(ctx context.Context, id string) error {
	if err := s.take(ctx, id); err != nil {
		return err
	}
	defer s.give()
	s.mu.Lock()
	list := slices.Clone(s.statuses)
	s.mu.Unlock()
	at := slices.IndexFunc(list, func(st Status) bool { return st.Account.ID == id })
	if at < 0 {
		return &addressbook.Error{Op: "remove the account", Code: addressbook.CodeNoAccount}
	}
	a := list[at].Account
	if err := s.set(slices.Delete(list, at, at+1)); err != nil {
		return err
	}
	return errors.Join(s.forget(ctx, a), s.drop(id, nil))
}

// forget makes the secret of an account be nowhere.
func (s *Syncer) forget(ctx context.Context, a Account) error {
	s.mu.Lock()
	delete(s.secrets, a.key())
	s.mu.Unlock()
	if s.Secrets == nil {
		return nil
	}
	if err := s.Secrets.DeleteNamed(ctx, a.key()); err != nil && !errors.Is(err, account.ErrNoKeyring) {
		return err
	}
	return nil
}

// drop removes the copies of an account that are not among these.
func (s *Syncer) drop(accountID string, stay []string) error {
	var away []string
	for _, source := range s.Store.Book().Sources() {
		if source.Account == accountID && !slices.Contains(stay, source.ID) {
			away = append(away, source.ID)
		}
	}
	return s.Store.RemoveSources(away...)
}

// set keeps these accounts from now on.
func (s *Syncer) set(list []Status) error {
	accounts := make([]Account, len(list))
	for i := range list {
		accounts[i] = list[i].Account
	}
	if err := save(s.Folder, accounts); err != nil {
		return err
	}
	s.mu.Lock()
	s.statuses = list
	s.mu.Unlock()
	s.bell.Ring()
	return nil
}

// secret is that of an account: held, used before, or kept.
func (s *Syncer) secret(ctx context.Context, a Account) (string, error) {
	if _, err := a.base(); err != nil {
		return "", err
	}
	s.mu.Lock()
	secret := s.secrets[a.key()]
	s.mu.Unlock()
	if secret != "" {
		return secret, nil
	}
	err := account.ErrNoSecret
	if s.Secrets != nil {
		secret, err = s.Secrets.GetNamed(ctx, a.key())
	}
	if err != nil && ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", &addressbook.Error{Op: "find the secret", Code: addressbook.CodeSecret, Detail: cmp.Or(errors.Unwrap(err), err).Error(), Err: err}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.secrets[a.key()] = secret
	return secret, nil
}

// take waits until nothing is copied, added or removed; what is being copied of an account, "" for none, is given up for it.
func (s *Syncer) take(ctx context.Context, id string) error {
	s.mu.Lock()
	if cancel := s.cancels[id]; cancel != nil && id != "" {
		cancel()
	}
	s.mu.Unlock()
	select {
	case <-s.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Syncer) give() { s.turn <- struct{}{} }
