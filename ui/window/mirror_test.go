package window

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/presence/journal"
)

// stage is a Mirror whose picture a test paints and whose commands it reads.
type stage struct {
	mu      sync.Mutex
	picture *presence.Snapshot
	asked   []string
	refuse  error
	until   time.Time      // what SetOwnUntil was asked for last
	kept    []journal.Call // newest first
	read    int            // how often History was asked

	client *pbxclient.Client // for what the mirror does not hold; nil for none

	changes chan struct{}
	notices chan presence.Notice
}

func newStage(contacts ...*presence.Contact) *stage {
	s := &stage{changes: make(chan struct{}, 1), notices: make(chan presence.Notice, 8)}
	s.picture = &presence.Snapshot{
		Connection: presence.Connection{State: presence.Live}, Synced: true, Me: "me", Region: "NL",
		Contacts: presence.NewRoster(contacts, 0),
	}
	return s
}

// paint changes the picture.
func (s *stage) paint(change func(*presence.Snapshot)) {
	s.mu.Lock()
	next := *s.picture
	change(&next)
	s.picture = &next
	s.mu.Unlock()
	select {
	case s.changes <- struct{}{}:
	default:
	}
}

func (s *stage) Picture() *presence.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.picture
}

func (s *stage) Subscribe() *presence.Subscription {
	s.paint(func(*presence.Snapshot) {})
	return &presence.Subscription{Changes: s.changes, Notices: s.notices}
}

func (s *stage) ask(format string, args ...any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, fmt.Sprintf(format, args...))
	return s.refuse
}

// took returns what was asked for since the last time.
func (s *stage) took() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

func (s *stage) Plan(_ context.Context, r presence.DialRequest) (presence.DialPlan, error) {
	return presence.DialPlan{}, s.ask("plan %s", r.Typed)
}

func (s *stage) Dial(_ context.Context, r presence.DialRequest) (presence.DialResult, error) {
	return presence.DialResult{}, s.ask("dial %s from=%q auto=%v", r.Typed, r.From, r.AutoAnswer)
}

func (s *stage) Hangup(_ context.Context, id string) error { return s.ask("hang up %s", id) }

func (s *stage) SetOwn(_ context.Context, u pbxclient.UserSettings) error {
	dnd, _ := u.DND.Get()
	switch {
	case !u.CallForward.IsZero():
		return s.ask("forward %q", u.CallForward.Or(""))
	case !u.HotDesk.IsZero():
		return s.ask("hot desk %q", u.HotDesk.Or(""))
	case !u.CW.IsZero():
		return s.ask("cw %v", u.CW.Or(false))
	}
	return s.ask("dnd %v", dnd)
}

func (s *stage) SetOwnUntil(ctx context.Context, u pbxclient.UserSettings, until time.Time) error {
	if err := s.SetOwn(ctx, u); err != nil {
		return err
	}
	s.until = until
	return s.ask("until %s", until.Format(time.TimeOnly))
}

func (s *stage) SetNote(_ context.Context, uuid, note string) error {
	return s.ask("note %s %q", uuid, note)
}

func (s *stage) SetTellWhenFree(_ context.Context, uuid string, on bool) error {
	return s.ask("tell when free %s %v", uuid, on)
}

func (s *stage) History(_ context.Context, q presence.HistoryQuery) ([]journal.Call, error) {
	if err := s.ask("history before=%q most=%d party=%q %q missed=%v", q.Before, q.Most, q.PartyUUID, q.Numbers, q.Missed); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read++
	from := 1 + slices.IndexFunc(s.kept, func(c journal.Call) bool { return c.Key == q.Before && c.Key != "" })
	most := q.Most
	if most == 0 {
		most = presence.MaxHistory
	}
	return slices.Clone(s.kept[from:min(from+most, len(s.kept))]), nil
}

func (s *stage) SetCallNote(_ context.Context, key, note string) error {
	return s.ask("call note %s %q", key, note)
}

func (s *stage) SeenCalls(context.Context) error { return s.ask("seen calls") }

func (s *stage) SetFavourite(_ context.Context, uuid string, on bool) error {
	return s.ask("favourite %s %v", uuid, on)
}

func (s *stage) SetExtension(_ context.Context, uuid, extension string) error {
	return s.ask("extension %s %s", uuid, extension)
}

func (s *stage) SetVisible(visible bool) { _ = s.ask("visible %v", visible) }

func (s *stage) Retry() { _ = s.ask("retry") }

func (s *stage) Wake() { _ = s.ask("wake") }

func person(uuid, name, extension string, p presence.Presence) *presence.Contact {
	return &presence.Contact{UUID: uuid, FullName: name, Username: uuid, Extension: extension, Presence: p}
}

// me is the user, with one personal phone unless more are given.
func me(phones ...string) *presence.Contact {
	c := person("me", "Ik Zelf", "200", presence.Available)
	c.DND, c.CW, c.CallForward = pbxclient.Some(false), pbxclient.Some(true), pbxclient.NullOpt[string]()
	if len(phones) == 0 {
		phones = []string{"desk"}
	}
	for _, p := range phones {
		c.Assigned = append(c.Assigned, pbxclient.AssignedPhone{Type: pbxclient.AssignedTypePhone, Phone: p})
		c.Phones = append(c.Phones, presence.ContactPhone{UUID: p, Name: "Phone " + p, Personal: len(phones) == 1})
	}
	return c
}

func TestMain(m *testing.M) { checkLeaks(m) }
