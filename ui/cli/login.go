package cli

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/text/language"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
	"ringside/ui/lang"
	"ringside/ui/session"
)

// secretVariable is where scripts put the password or API key. There is no flag for it: every user of a computer can read
// every other's command lines.
const secretVariable = "RINGSIDE_SECRET"

// TakeSecret is the password or API key that the environment has, "" for none. It can be had once: what this process starts does
// not inherit it.
func TakeSecret() string {
	secret := os.Getenv(secretVariable)
	_ = os.Unsetenv(secretVariable)
	return secret
}

// systemProxy is the flag's value for the proxy that the system names, which is what goes without the flag.
const systemProxy = "system"

// keyringDeadline is how long a locked keyring may keep a command waiting.
const keyringDeadline = 5 * time.Second

// account is the kept account that the flags mean, the current one where they name none, with what they say instead. It may not
// be valid.
func (j *job) account() (account.Account, error) {
	var a account.Account
	if country, err := language.ParseRegion(j.Region); j.Region != "" && (err != nil || !country.IsCountry() || len(j.Region) != 2) {
		return a, wrongUsage(j.Words.Say("account_region"))
	}
	if j.Folder != "" {
		kept, err := account.NewStore(j.Folder).All()
		if err != nil && j.PBX == "" {
			return a, refused(j.Words.Say("account_damaged", lang.With{"Folder": filepath.Clean(j.Folder)}))
		}
		a = meant(kept, j.common)
	}
	if j.PBX != "" && !samePBX(a, j.common) {
		a = account.Account{} // what is kept belongs to another PBX
	}
	a.Address = cmp.Or(j.PBX, a.Address)
	a.UserName = cmp.Or(j.User, a.UserName)
	a.Pin = cmp.Or(j.Pin, a.Pin)
	a.Region = cmp.Or(j.Region, a.Region)
	a.CAFile = cmp.Or(j.CAFile, a.CAFile)
	if j.Proxy != "" {
		a.Proxy = j.proxy()
	}
	a.PlainHTTP = a.PlainHTTP || j.InsecureHTTP
	a.APIKey = j.APIKey || a.APIKey && j.User == ""
	return a, nil
}

// proxy is what the flag means for an account.
func (c common) proxy() string {
	if c.Proxy == systemProxy {
		return ""
	}
	return c.Proxy
}

// meant is the one of the kept accounts that the flags fit best, and the current one of those that they fit alike.
func meant(kept account.Kept, flags common) (best account.Account) {
	most := -1
	for i, a := range kept.Accounts {
		fits := 0
		if flags.PBX != "" && samePBX(a, flags) {
			fits += 8
		}
		if flags.User != "" && a.UserName == flags.User {
			fits += 4
		}
		if flags.APIKey && a.APIKey {
			fits += 2
		}
		if i == kept.Current {
			fits++
		}
		if fits > most {
			best, most = a, fits
		}
	}
	return best
}

// samePBX tells whether the flags name the PBX that is kept.
func samePBX(kept account.Account, flags common) bool {
	old, err := pbxclient.ParseAddress(kept.Address, kept.PlainHTTP)
	if err != nil {
		return false
	}
	named, err := pbxclient.ParseAddress(flags.PBX, flags.InsecureHTTP || kept.PlainHTTP)
	return err == nil && *named == *old
}

// secret is the password or API key of an account.
func (j *job) secret(ctx context.Context, a account.Account) (string, error) {
	if j.Secret != "" {
		return j.Secret, nil
	}
	return account.NewSecrets(j.Keyring, keyringDeadline).Get(ctx, a)
}

// login is who to sign in as, at which PBX, ready for use.
func (j *job) login(ctx context.Context) (account.Account, string, error) {
	a, err := j.account()
	if err != nil {
		return a, "", err
	}
	if a.Address == "" {
		return a, "", wrongUsage(j.Words.Say("account_none"))
	}
	if err := a.Valid(); err != nil {
		return a, "", wrongUsage(j.Words.Error(err) + j.flagFor(err, a))
	}
	secret, err := j.secret(ctx, a)
	switch {
	case errors.Is(err, account.ErrNoSecret), errors.Is(err, account.ErrNoKeyring), errors.Is(err, account.ErrKeyringLocked), errors.Is(err, account.ErrKeyringTimeout):
		return a, "", refused(j.Words.Error(err) + " " + j.Words.Say("account_secret_hint", lang.With{"Variable": secretVariable}))
	}
	return a, secret, err
}

// flagFor names the flag that cures an account, "" where there is none.
func (j *job) flagFor(err error, a account.Account) string {
	switch {
	case errors.Is(err, pbxclient.ErrPlainHTTP):
		return " (--insecure-http)"
	case a.UserName == "" && !a.APIKey:
		return " (--user)"
	}
	return ""
}

// client is a client for the account, by way of the Ringside that runs if one does. done closes its connections.
func (j *job) client(ctx context.Context) (client *pbxclient.Client, a account.Account, done func(), err error) {
	if remote := j.running(ctx); remote != nil {
		if client, a, err := relayed(remote); err == nil {
			return client, a, remote.Close, nil
		}
		remote.Close()
	}
	a, secret, err := j.login(ctx)
	if err != nil {
		return nil, a, nil, err
	}
	client, err = a.Client(secret, pbxclient.Config{})
	if err != nil {
		return nil, a, nil, err
	}
	return client, a, client.CloseIdle, nil
}

// mirror is the mirror of the Ringside that runs, with these contacts in it, or else an engine for the account. stop ends it
// and waits until it has ended.
func (j *job) mirror(ctx context.Context, of share.ContactsWanted) (mirror presence.Mirror, stop func(), err error) {
	if remote := j.running(ctx); remote != nil {
		if err := remote.Watch(ctx, of); err == nil {
			return remote, remote.Close, nil
		}
		remote.Close()
	}
	a, secret, err := j.login(ctx)
	if err != nil {
		return nil, nil, err
	}
	return startMirror(ctx, a, secret, j.Folder)
}

// needUser refuses a command about one's own phone or settings that an API key gives without saying whose, before
// anything is sent.
func (j *job) needUser() error {
	a, err := j.account()
	if err == nil && a.APIKey && a.UserName == "" {
		return wrongUsage(j.Words.Say("usage_key_needs_user"))
	}
	return nil
}

// startMirror lets an engine run that outlives ctx: a command that is interrupted may have something to ask of it still.
func startMirror(ctx context.Context, a account.Account, secret, folder string) (mirror presence.Mirror, stop func(), err error) {
	s, err := session.Open(a, secret, session.Options{Folder: folder})
	if err != nil { // perhaps for the journal, which a command can do without
		if s, err = session.Open(a, secret, session.Options{}); err != nil {
			return nil, nil, err
		}
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.Run(ctx)
	}()
	return s.Mirror, func() { cancel(); <-ended }, nil
}

// firstPicture waits until everything has been listed once, and fails if that fails.
func firstPicture(ctx context.Context, mirror presence.Mirror) (*presence.Snapshot, error) {
	sub := mirror.Subscribe()
	defer sub.Close()
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case _, open := <-sub.Changes:
			if !open {
				return nil, share.ErrGone
			}
		}
		s := mirror.Picture()
		switch s.Connection.State {
		case presence.Offline, presence.SignedOut:
			return nil, s.Connection.Err
		}
		if s.Synced {
			return s, nil
		}
	}
}
