package resident

import (
	"context"
	"sync"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/journal"
	"ringside/presence/share"
)

// steady is the mirror of one login, whichever connection it comes over: the window keeps its place when the part that stays
// is killed, or replaced by a new version, and comes back.
type steady struct {
	*presence.Board

	telling sync.Mutex // held while somebody is told of visible, so that they are told of the last

	mu      sync.Mutex
	remote  *share.Remote // nil while there is none
	visible bool
}

func newSteady() *steady { return &steady{Board: presence.NewBoard(presence.Blank(""))} }

// follow passes on what a connection tells until it ends. Full pictures are counted over all of them.
func (s *steady) follow(r *share.Remote) {
	before := s.Picture()
	s.mu.Lock()
	s.remote = r
	s.mu.Unlock()
	s.tellVisible()
	sub := r.Subscribe()
	defer sub.Close()
	for open := true; open; {
		var n presence.Notice
		select {
		case _, open = <-sub.Changes:
			if open {
				s.Publish(s.next(r.Picture(), before))
			}
		case n, open = <-sub.Notices:
			if open {
				s.Publish(s.next(r.Picture(), before), n)
			}
		}
	}
	s.mu.Lock()
	s.remote = nil
	s.mu.Unlock()
	last := *s.Picture()
	last.Connection = presence.Connection{State: presence.Stale, Err: share.ErrAway, AsOf: r.Picture().Connection.AsOf}
	s.Publish(&last)
}

// next is the picture to show for one that a connection tells; before is the last one that was shown before it: until the new one
// is full, the last one stays, with what is known of the way to the PBX and of the user themselves. What counts goes on counting.
func (s *steady) next(told, before *presence.Snapshot) *presence.Snapshot {
	next := *told
	if last := s.Picture(); !told.Synced && last.Synced {
		next = *last
		next.Connection = told.Connection
		if next.Connection.AsOf.IsZero() {
			next.Connection.AsOf = last.Connection.AsOf
		}
		next.MissedUnseen, next.Until, next.ForwardedTo = told.MissedUnseen, told.Until, told.ForwardedTo
	} else {
		next.Resyncs += before.Resyncs
	}
	next.History = before.History + 1 + told.History // another connection may be to another start of the engine
	return &next
}

// now is who takes commands at the moment.
func (s *steady) now() (*share.Remote, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.remote == nil {
		return nil, share.ErrAway
	}
	return s.remote, nil
}

// Plan implements presence.Commands.
func (s *steady) Plan(ctx context.Context, d presence.DialRequest) (presence.DialPlan, error) {
	r, err := s.now()
	if err != nil {
		return presence.DialPlan{}, err
	}
	return r.Plan(ctx, d)
}

// Dial implements presence.Commands.
func (s *steady) Dial(ctx context.Context, d presence.DialRequest) (presence.DialResult, error) {
	r, err := s.now()
	if err != nil {
		return presence.DialResult{}, err
	}
	return r.Dial(ctx, d)
}

// do gives a command to whoever is there.
func (s *steady) do(command func(presence.Commands) error) error {
	r, err := s.now()
	if err != nil {
		return err
	}
	return command(r)
}

// Hangup implements presence.Commands.
func (s *steady) Hangup(ctx context.Context, uniqueID string) error {
	return s.do(func(c presence.Commands) error { return c.Hangup(ctx, uniqueID) })
}

// SetOwn implements presence.Commands.
func (s *steady) SetOwn(ctx context.Context, u pbxclient.UserSettings) error {
	return s.do(func(c presence.Commands) error { return c.SetOwn(ctx, u) })
}

// SetOwnUntil implements presence.Commands.
func (s *steady) SetOwnUntil(ctx context.Context, u pbxclient.UserSettings, until time.Time) error {
	return s.do(func(c presence.Commands) error { return c.SetOwnUntil(ctx, u, until) })
}

// SetFavourite implements presence.Commands.
func (s *steady) SetFavourite(ctx context.Context, userUUID string, favourite bool) error {
	return s.do(func(c presence.Commands) error { return c.SetFavourite(ctx, userUUID, favourite) })
}

// SetExtension implements presence.Commands.
func (s *steady) SetExtension(ctx context.Context, userUUID, extension string) error {
	return s.do(func(c presence.Commands) error { return c.SetExtension(ctx, userUUID, extension) })
}

// SetNote implements presence.Commands.
func (s *steady) SetNote(ctx context.Context, userUUID, note string) error {
	return s.do(func(c presence.Commands) error { return c.SetNote(ctx, userUUID, note) })
}

// SetTellWhenFree implements presence.Commands.
func (s *steady) SetTellWhenFree(ctx context.Context, userUUID string, on bool) error {
	return s.do(func(c presence.Commands) error { return c.SetTellWhenFree(ctx, userUUID, on) })
}

// History implements presence.Commands.
func (s *steady) History(ctx context.Context, q presence.HistoryQuery) ([]journal.Call, error) {
	r, err := s.now()
	if err != nil {
		return nil, err
	}
	return r.History(ctx, q)
}

// SetCallNote implements presence.Commands.
func (s *steady) SetCallNote(ctx context.Context, key, note string) error {
	return s.do(func(c presence.Commands) error { return c.SetCallNote(ctx, key, note) })
}

// SeenCalls implements presence.Commands.
func (s *steady) SeenCalls(ctx context.Context) error {
	return s.do(func(c presence.Commands) error { return c.SeenCalls(ctx) })
}

// SetVisible implements presence.Commands; whoever comes next is told as well.
func (s *steady) SetVisible(visible bool) {
	s.mu.Lock()
	s.visible = visible
	s.mu.Unlock()
	s.tellVisible()
}

func (s *steady) tellVisible() {
	s.telling.Lock()
	defer s.telling.Unlock()
	s.mu.Lock()
	r, visible := s.remote, s.visible
	s.mu.Unlock()
	if r != nil {
		r.SetVisible(visible)
	}
}

// Retry implements presence.Commands.
func (s *steady) Retry() {
	_ = s.do(func(c presence.Commands) error { c.Retry(); return nil })
}

// Wake implements presence.Commands.
func (s *steady) Wake() {
	_ = s.do(func(c presence.Commands) error { c.Wake(); return nil })
}
