package resident

import (
	"context"
	"errors"

	"ringside/presence/share"
)

// private takes a secret to the part that stays.
func (l *Link) private(ctx context.Context, r signInRequest) (kept, err error) {
	kept, err = l.pipe.signIn(ctx, r)
	if !errors.Is(err, share.ErrNoPipe) {
		return kept, err
	}
	// The part that stays was started after this window: a new one has a pipe to it.
	if err := l.ask(ctx, doReplace, replacing{true}, nil); err != nil {
		return nil, err
	}
	l.part()
	return nil, share.ErrNoPipe
}

// Quit ends Ringside; said is a sentence that the desktop is told of it, "" for none.
func (l *Link) Quit(ctx context.Context, said string) error {
	return l.askLast(ctx, doQuit, parting{said})
}

// askLast asks for something that ends the connection, which may be quicker than the answer.
func (l *Link) askLast(ctx context.Context, do string, more any) error {
	if err := l.ask(ctx, do, more, nil); !errors.Is(err, share.ErrGone) {
		return err
	}
	return nil
}

// StaysReachable reports whether Ringside can be reached when its window is closed.
func (l *Link) StaysReachable(ctx context.Context) (bool, error) {
	var a trayAnswer
	err := l.ask(ctx, doTray, nil, &a)
	return err == nil && a.Host, err
}

func (l *Link) ask(ctx context.Context, do string, more, result any) error {
	l.mu.Lock()
	remote := l.remote
	l.mu.Unlock()
	if remote == nil {
		return share.ErrAway
	}
	return remote.Ask(ctx, do, more, result)
}
