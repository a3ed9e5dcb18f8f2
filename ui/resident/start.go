package resident

import (
	"context"
	"errors"
	"time"

	"ringside/pbxclient/account"
	"ringside/presence/share"
	"ringside/presence/share/socket"
)

// startPatience is how long whoever runs may take to answer a start.
const startPatience = 10 * time.Second

// Start becomes the part that stays, or hands the request to the one that runs. Whichever it is, the request is served:
// should the other end just then, the place is claimed after all. named is whether o.Account was asked for, and not just
// what was kept. The results are those of Run.
func Start(ctx context.Context, place socket.Place, o Options, first Request, named bool) (Successor, error) {
	first.Environment = desktopEnvironment()
	deadline := time.Now().Add(startPatience)
	for {
		claim, err := place.Claim()
		if err == nil {
			first.Environment = nil
			next, err := Run(ctx, claim, o, first)
			return next, errors.Join(err, claim.Release())
		}
		if !errors.Is(err, socket.ErrTaken) {
			return Successor{}, err
		}
		served, err := handOver(ctx, place, o, first, named)
		if served || ctx.Err() != nil || time.Now().After(deadline) {
			return Successor{}, err
		}
		select { // whoever has the place is about to listen, or to go
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}

// handOver asks the Ringside that runs to do what this one was started for.
func handOver(ctx context.Context, place socket.Place, o Options, first Request, named bool) (served bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	conn, err := place.Dial(ctx)
	if err != nil {
		return false, err
	}
	remote, err := share.Connect(ctx, conn, nil)
	if err != nil {
		_, other := errors.AsType[*share.VersionError](err)
		return other, err
	}
	defer remote.Close()
	if running := remote.Hello().Account; named && (running == nil || running.Key() != o.Account.Key()) {
		first.Account = keyAt(ctx, remote, o.Account)
		if first.Account == "" && running != nil {
			return true, &share.OtherAccountError{Running: *running}
		}
	}
	err = remote.Ask(ctx, doOpen, first, nil)
	return !errors.Is(err, share.ErrGone) && !errors.Is(err, share.ErrEnding), err
}

// keyAt is what an account is called by the Ringside that runs; "" if it is none of those there.
func keyAt(ctx context.Context, remote *share.Remote, wanted account.Account) string {
	all, err := remote.Accounts(ctx)
	if err != nil { // one of before has one account only
		return ""
	}
	for _, a := range all {
		if a.Account.Key() == wanted.Key() {
			return a.Key
		}
	}
	return ""
}
