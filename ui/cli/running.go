package cli

import (
	"context"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/presence/share/socket"
)

// runningTime is how long the Ringside that runs may take to say who it is; a command gets along without.
const runningTime = 2 * time.Second

// running connects to the Ringside that runs, as the account that the command is about, if it is signed in as that: then nobody
// need sign in, and nothing be listed. It is nil otherwise. Close it when done.
func (j *job) running(ctx context.Context) *share.Remote { return j.runningTelling(ctx, nil) }

// runningTelling is running, for a command that wants what is pushed besides the picture as well, as [share.Connect] has it.
func (j *job) runningTelling(ctx context.Context, pushed func(kind string, line []byte)) *share.Remote {
	a, err := j.account()
	if err != nil {
		return nil // the command's own way will say so
	}
	places := []socket.Place{j.Place}
	if a == (account.Account{}) { // nobody is known: then the demo will do, if that is what runs
		places = append(places, j.DemoPlace)
	}
	for _, place := range places {
		if remote := meetTelling(ctx, place, pushed); remote != nil {
			if j.serves(remote.Hello().Account, a) || j.goesOn(ctx, remote, a) {
				return remote
			}
			remote.Close()
		}
	}
	return nil
}

// goesOn has a connection go on as the account that a command is about, if that is one of those signed in besides the current.
func (j *job) goesOn(ctx context.Context, remote *share.Remote, wanted account.Account) bool {
	if wanted == (account.Account{}) { // nobody else is meant
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, runningTime)
	defer cancel()
	all, err := remote.Accounts(ctx) // one of before has one account only, and says so
	if err != nil {
		return false
	}
	for _, a := range all {
		if !a.Current && j.serves(&a.Account, wanted) {
			return remote.Use(ctx, a.Key) == nil
		}
	}
	return false
}

// meet connects to whoever runs at a place; nil for nobody, or somebody of another version.
func meet(ctx context.Context, place socket.Place) *share.Remote { return meetTelling(ctx, place, nil) }

// meetTelling is meet, for who wants what is pushed as well.
func meetTelling(ctx context.Context, place socket.Place, pushed func(kind string, line []byte)) *share.Remote {
	ctx, cancel := context.WithTimeout(ctx, runningTime)
	defer cancel()
	conn, err := place.Dial(ctx)
	if err != nil {
		return nil
	}
	remote, err := share.Connect(ctx, conn, pushed)
	if err != nil {
		return nil
	}
	return remote
}

// runs reports whether a Ringside runs at a place.
func (j *job) runs(ctx context.Context, place socket.Place) bool {
	remote := meet(ctx, place)
	if remote == nil {
		return false
	}
	remote.Close()
	return true
}

// serves reports whether who is signed in is who a command is about.
func (j *job) serves(in *account.Account, wanted account.Account) bool {
	switch {
	case in == nil:
		return false
	case wanted.Address != "" && (in.Key() != wanted.Key() || in.UserName != wanted.UserName):
		return false
	case wanted.Address == "" && (wanted.UserName != "" && in.UserName != wanted.UserName || wanted.APIKey && !in.APIKey):
		return false
	}
	// What is said of how to connect has to hold as well.
	if j.CAFile != "" && j.CAFile != in.CAFile || j.Proxy != "" && j.proxy() != in.Proxy {
		return false
	}
	return (j.Pin == "" || pbxclient.SamePin(j.Pin, in.Pin)) && (j.Region == "" || j.Region == in.Region)
}

// relayed is a client whose requests the Ringside that runs passes on.
func relayed(remote *share.Remote) (*pbxclient.Client, account.Account, error) {
	a := *remote.Hello().Account
	base, err := pbxclient.ParseAddress(a.Address, a.PlainHTTP)
	if err != nil {
		return nil, a, err
	}
	client, err := a.Client("", pbxclient.Config{Way: remote.Relay(base)})
	return client, a, err
}
