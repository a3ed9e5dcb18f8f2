package resident

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/ui/session"
)

// Logins is who is signed in, and the way from one to the other. It is the one owner of the session; its methods may be
// called from any goroutine.
type Logins struct {
	// Keep is whether an account that was typed in may be kept: false for the built-in PBX.
	Keep    bool
	Folder  string // for accounts and journals; "" keeps nothing
	Secrets *account.Secrets
	Logger  *slog.Logger
	// Changed is called after each change, before the next one can begin. It may be nil.
	Changed func(Login)

	turn    sync.Mutex // held by whoever changes who is signed in
	mu      sync.Mutex // guards what follows
	now     Login
	session *attempt // nil while nobody is signed in
	secret  string   // of who is
	asking  sync.WaitGroup
}

// Login is who is signed in, or who could be.
type Login struct {
	// Account is who is signed in, or else what is known of who may want to: it may be empty, and not valid.
	Account account.Account
	// Mirror is nil while nobody is signed in.
	Mirror presence.Mirror
	// Asking is true while the keyring is being asked for the secret, which may wait for somebody to unlock it.
	Asking bool
	// Problem is why nobody is signed in; nil if nothing went wrong.
	Problem error
}

// Now is who is signed in at the moment.
func (l *Logins) Now() Login {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now
}

// Begin signs in whoever can be without asking a person: with a secret, or with the keyring's. It does not wait for the
// PBX, nor for the keyring.
func (l *Logins) Begin(ctx context.Context, a account.Account, secret string) {
	l.turn.Lock()
	defer l.turn.Unlock()
	switch {
	case secret != "":
		l.enter(ctx, a, secret)
	case a.Valid() == nil:
		l.set(Login{Account: a, Asking: true}, nil, "")
		l.asking.Go(func() { l.unlock(ctx, a) })
	default:
		l.set(Login{Account: a}, nil, "")
	}
}

// enter begins a session of an account whose secret is known.
func (l *Logins) enter(ctx context.Context, a account.Account, secret string) {
	t, err := begin(ctx, a, secret, l.options())
	if err != nil {
		l.set(Login{Account: a, Problem: err}, nil, "")
		return
	}
	l.set(Login{Account: a, Mirror: t.session.Mirror}, t, secret)
}

// unlock looks for the account's secret in the keyring, which may take as long as a person needs to unlock it.
func (l *Logins) unlock(ctx context.Context, a account.Account) {
	secret, err := l.Secrets.Get(ctx, a)
	l.turn.Lock()
	defer l.turn.Unlock()
	if ctx.Err() != nil || !l.Now().Asking { // somebody has signed in meanwhile
		return
	}
	switch {
	case err == nil:
		l.enter(ctx, a, secret)
	case errors.Is(err, account.ErrNoSecret):
		l.set(Login{Account: a}, nil, "")
	default:
		l.set(Login{Account: a, Problem: err}, nil, "")
	}
}

// SignIn finds out whether the PBX takes an account, and signs in if it does; life is how long the session may last. The
// account, and the secret if that may be kept, are there for the next start; kept is why they are not.
func (l *Logins) SignIn(ctx, life context.Context, a account.Account, secret string, remember bool) (kept, err error) {
	t, err := begin(life, a, secret, l.options())
	if err != nil {
		return nil, err
	}
	if err := t.verdict(ctx); err != nil {
		t.end()
		return nil, err
	}
	l.turn.Lock()
	defer l.turn.Unlock()
	if l.Keep {
		kept = l.remember(ctx, a, secret, remember)
	}
	l.set(Login{Account: a, Mirror: t.session.Mirror}, t, secret)
	return kept, nil
}

func (l *Logins) remember(ctx context.Context, a account.Account, secret string, keepSecret bool) error {
	if err := account.NewStore(l.Folder).Save(a); err != nil {
		return err
	}
	if !keepSecret {
		return nil
	}
	return l.Secrets.Set(ctx, a, secret)
}

// Leave ends the session and forgets nothing, for somebody who wants to sign in again: one session has the journal.
func (l *Logins) Leave() {
	l.turn.Lock()
	defer l.turn.Unlock()
	l.set(Login{Account: l.Now().Account}, nil, "")
}

// SignOut ends the session and forgets the account and its secret.
func (l *Logins) SignOut(ctx context.Context) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	a := l.Now().Account
	l.set(Login{Account: account.Account{Address: a.Address, UserName: a.UserName, PlainHTTP: a.PlainHTTP, Pin: a.Pin}}, nil, "")
	if !l.Keep {
		return nil
	}
	return errors.Join(account.NewStore(l.Folder).Forget(), l.Secrets.Delete(ctx, a))
}

// Secret is the secret of who is signed in, for a program that takes the place of this one; "" for nobody's.
func (l *Logins) Secret() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.secret
}

// Close ends the session, if there is one, and returns when nothing of it runs any more. The context given to Begin must
// have ended.
func (l *Logins) Close() {
	l.asking.Wait()
	l.turn.Lock()
	defer l.turn.Unlock()
	l.mu.Lock()
	old := l.session
	l.session = nil
	l.mu.Unlock()
	old.end()
}

// set makes somebody the one who is signed in, or nobody, tells of it and ends the session before; l.turn is held.
func (l *Logins) set(now Login, t *attempt, secret string) {
	l.mu.Lock()
	old := l.session
	l.now, l.session, l.secret = now, t, secret
	l.mu.Unlock()
	if l.Changed != nil {
		l.Changed(now)
	}
	old.end()
}

// ReadSettings has the session go by the settings as they are now.
func (l *Logins) ReadSettings() {
	l.mu.Lock()
	t := l.session
	l.mu.Unlock()
	if t != nil {
		t.session.ReadSettings()
	}
}

func (l *Logins) options() session.Options {
	return session.Options{Folder: l.Folder, Logger: l.Logger}
}

// client is who sends requests to the PBX as who is signed in; nil while nobody is.
func (l *Logins) client() *pbxclient.Client {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.session == nil {
		return nil
	}
	return l.session.session.Client
}
