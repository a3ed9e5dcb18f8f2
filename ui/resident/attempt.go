package resident

import (
	"context"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/ui/session"
)

// attempt is a session that is being tried: signing in worked once the PBX has been heard.
type attempt struct {
	session *session.Session
	cancel  context.CancelFunc
	ended   chan struct{}
	closing func() // comes before its end; may be nil
}

// begin opens a session and lets it run.
func begin(ctx context.Context, a account.Account, secret string, o session.Options) (*attempt, error) {
	s, err := session.Open(a, secret, o)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	t := &attempt{session: s, cancel: cancel, ended: make(chan struct{})}
	go func() {
		defer close(t.ended)
		s.Run(ctx)
	}()
	return t, nil
}

// end stops the session and returns when nothing of it runs any more. nil has nothing to stop.
func (t *attempt) end() {
	if t == nil {
		return
	}
	if t.closing != nil {
		t.closing()
	}
	t.cancel()
	<-t.ended
}

// verdict waits until the PBX has taken the account or refused it, or could not be reached.
func (t *attempt) verdict(ctx context.Context) error {
	sub := t.session.Mirror.Subscribe()
	defer sub.Close()
	for {
		c := t.session.Mirror.Picture().Connection
		if c.State == presence.Live {
			return nil
		}
		if c.Err != nil {
			return c.Err
		}
		select {
		case _, open := <-sub.Changes:
			if !open {
				return context.Canceled
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
