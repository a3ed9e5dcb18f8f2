package resident

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/ui/session"
)

// Logins is who is signed in at which PBXes, which of these accounts is the current one, and the way from one to another. It
// is the one owner of the sessions, which know nothing of each other; its methods may be called from any goroutine.
type Logins struct {
	// Keep is whether accounts may be kept: false for the built-in PBX.
	Keep    bool
	Folder  string // for accounts and journals; "" keeps nothing
	Secrets *account.Secrets
	Logger  *slog.Logger
	// Opened is called for each session that begins, before anybody is told of it; what it returns is called before that session
	// ends. Either may be nil.
	Opened func(in Login) (closing func())
	// Changed is called after each change of who is the current one, or how, before the next change can begin. It may be nil.
	Changed func(Login)
	// Listed is called after each change of any account, as Changed is and after it. It may be nil.
	Listed func()

	turn    sync.Mutex      // held by whoever changes who is signed in
	life    context.Context // of the sessions; turn guards it
	asking  sync.WaitGroup
	trying  atomic.Int32 // attempts to sign in that are under way
	mu      sync.Mutex   // guards what follows, and what is in it
	all     []*seat      // in the order in which they came
	current *seat        // one of all, or who could be signed in, while that is nobody; nil before Begin
}

// Login is who is signed in, or who could be.
type Login struct {
	// Account is who is signed in, or else what is known of who may want to: it may be empty, and not valid.
	Account account.Account
	// Mirror is nil while nobody is signed in.
	Mirror presence.Mirror
	// Client asks the PBX as this account what the mirror does not hold; nil where Mirror is.
	Client *pbxclient.Client
	// Asking is true while the keyring is being asked for the secret, which may wait for somebody to unlock it.
	Asking bool
	// Problem is why nobody is signed in; nil if nothing went wrong.
	Problem error
}

// Known is an account with its secret, "" for one that the keyring may have.
type Known struct {
	Account account.Account
	Secret  string
}

// Now is the current login.
func (l *Logins) Now() Login {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.current == nil {
		return Login{}
	}
	return l.current.Login
}

// All are the logins of all accounts, in order, and the place among them of the current; -1 while that is none of them.
func (l *Logins) All() (all []Login, current int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.all {
		all = append(all, s.Login)
	}
	return all, slices.Index(l.all, l.current)
}

// keyOf is the key of the account that a mirror is of, "" if it is that of none.
func (l *Logins) keyOf(m presence.Mirror) string {
	all, _ := l.All()
	if i := slices.IndexFunc(all, func(in Login) bool { return in.Mirror == m }); i >= 0 {
		return all[i].Account.ID()
	}
	return ""
}

// Begin signs in all who can be without asking a person: with a secret, or with the keyring's. They are a, which becomes the
// current one, the others, and those that are kept. It waits for no PBX, nor for the keyring. The sessions last until ctx ends.
func (l *Logins) Begin(ctx context.Context, a account.Account, secret string, others ...Known) {
	l.turn.Lock()
	defer l.turn.Unlock()
	l.life = ctx
	first := &seat{Login: Login{Account: a}}
	seats := []*seat{}
	secrets := map[*seat]string{}
	for _, k := range slices.Concat(l.kept(), others, []Known{{a, secret}}) {
		if k.Account.Valid() != nil {
			continue
		}
		s := seatOf(seats, k.Account.ID())
		if s == nil {
			s = &seat{}
			seats = append(seats, s)
		}
		s.Account, secrets[s] = k.Account, k.Secret
	}
	if s := seatOf(seats, a.ID()); s != nil && a.Valid() == nil {
		first = s
	}
	l.mu.Lock()
	l.all, l.current = seats, first
	l.mu.Unlock()
	if !slices.Contains(seats, first) {
		l.set(first, first.Login, nil, "")
	}
	for _, s := range slices.Concat([]*seat{first}, seats) {
		if s.session != nil || s.Asking || s.Problem != nil || s.Account.Valid() != nil {
			continue
		}
		if secrets[s] != "" {
			l.enter(s, secrets[s])
		} else {
			l.ask(s)
		}
	}
}

// kept are the accounts for this start, as far as they can be read; l.turn is held.
func (l *Logins) kept() (all []Known) {
	if !l.keeps() {
		return nil
	}
	kept, err := account.NewStore(l.Folder).All()
	if err != nil {
		l.Logger.Warn("going on without the accounts that are kept", "error", err)
	}
	for _, a := range kept.Accounts {
		all = append(all, Known{Account: a})
	}
	return all
}

func (l *Logins) keeps() bool { return l.Keep && l.Folder != "" }

// enter begins a session of an account whose secret is known; l.turn is held.
func (l *Logins) enter(s *seat, secret string) {
	t, err := begin(l.life, s.Account, secret, l.options())
	if err != nil {
		l.set(s, Login{Account: s.Account, Problem: err}, nil, "")
		return
	}
	l.set(s, Login{Account: s.Account, Mirror: t.session.Mirror, Client: t.session.Client}, t, secret)
}

// ask looks for an account's secret in the keyring, beside the caller: it may take as long as a person needs to unlock it.
// What takes longer than a keyring should is told as a problem, and still signs in unless the person does that in another way.
// l.turn is held.
func (l *Logins) ask(s *seat) {
	ctx, a := l.life, s.Account
	shown := Login{Account: a, Asking: true}
	l.set(s, shown, nil, "")
	l.asking.Go(func() {
		late := false
		secret, err := l.Secrets.Await(ctx, a, func(problem error) {
			l.turn.Lock()
			defer l.turn.Unlock()
			if late = true; ctx.Err() == nil && s.Login == shown {
				shown = Login{Account: a, Problem: problem}
				l.set(s, shown, nil, "")
			}
		})
		l.turn.Lock()
		defer l.turn.Unlock()
		switch {
		case ctx.Err() != nil || s.Login != shown: // somebody has signed in meanwhile, or out
		case late && (err != nil || l.trying.Load() > 0 && s == l.current): // a person sees to it: nothing is to change under their hands
		case err == nil:
			l.enter(s, secret)
			l.askAgain()
		case errors.Is(err, account.ErrNoSecret):
			l.set(s, Login{Account: a}, nil, "")
		default:
			l.set(s, Login{Account: a, Problem: err}, nil, "")
		}
	})
}

// askAgain asks for the secrets that could not be had while the keyring waited to be unlocked: by now somebody has. l.turn is held.
func (l *Logins) askAgain() {
	for _, s := range l.all {
		if s.session == nil && errors.Is(s.Problem, account.ErrKeyringTimeout) {
			l.ask(s)
		}
	}
}

// ReadSettings has all sessions go by the settings as they are now.
func (l *Logins) ReadSettings() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.all {
		if s.session != nil {
			s.session.session.ReadSettings()
		}
	}
}

func (l *Logins) options() session.Options {
	return session.Options{Folder: l.Folder, Logger: l.Logger}
}
