package resident

import (
	"context"
	"testing"

	"ringside/pbxclient"
	"ringside/presence"
	"ringside/ui/settings"
)

// aloud is a follower whose calls ring aloud: the channel has a value when a sound begins, and one when it is ended.
func aloud(t *testing.T, set settings.Settings) (f *follower, sounds chan string) {
	t.Helper()
	r, _, _ := follows(t, paint())
	r.settings.now = set
	sounds = make(chan string, 8)
	r.ring = func(ctx context.Context) error {
		sounds <- "rings"
		<-ctx.Done()
		sounds <- "is still"
		return ctx.Err()
	}
	return &follower{resident: r, mirror: paint(), shown: map[uint64]string{}, sounds: map[uint64]context.CancelFunc{}}, sounds
}

// withCall is a picture with one call in it, of somebody who wants to be disturbed or not.
func withCall(c presence.Call, dnd bool) *presence.Snapshot {
	me := &presence.Contact{UUID: "me", DND: pbxclient.Some(dnd)}
	return &presence.Snapshot{Calls: []*presence.Call{&c}, Contacts: presence.NewRoster([]*presence.Contact{me}, 2), Me: "me"}
}

func TestRinging_ACallRingsAloudUntilItIsAnsweredOrOver(t *testing.T) {
	for name, now := range map[string]presence.Call{
		"answered": {Key: 7, State: presence.CallActive}, "missed": {Key: 7, State: presence.CallEnded, Outcome: presence.Missed}, "forgotten": {Key: 8},
	} {
		f, sounds := aloud(t, settings.Settings{RingSound: true})
		f.tell(incoming, withCall(*incoming.Call, false))
		if s := await(t, sounds, "the sound"); s != "rings" {
			t.Errorf("%s: it %s", name, s)
		}
		f.hush(withCall(*incoming.Call, false)) // it still rings
		if len(sounds) > 0 || len(f.sounds) != 1 {
			t.Errorf("%s: it is still while the phone rings", name)
		}
		f.hush(withCall(now, false))
		if s := await(t, sounds, "its end"); s != "is still" {
			t.Errorf("%s: it %s", name, s)
		}
	}
}

func TestRinging_EndsWithWhoFollowsTheCall(t *testing.T) {
	f, sounds := aloud(t, settings.Settings{RingSound: true})
	f.tell(incoming, withCall(*incoming.Call, false))
	await(t, sounds, "the sound")
	f.withdrawAll()
	await(t, sounds, "its end")
}

func TestRinging_IsAskedForAndNotWhereItDisturbs(t *testing.T) {
	always := settings.Quiet{On: true, From: "12:00", To: "12:00"}
	for name, c := range map[string]struct {
		set    settings.Settings
		dnd    bool
		notice presence.Notice
	}{
		"not asked for":  {settings.Settings{}, false, incoming},
		"quiet hours":    {settings.Settings{RingSound: true, Quiet: always}, false, incoming},
		"muted":          {settings.Settings{RingSound: true, Muted: settings.Kinds{Incoming: true}}, false, incoming},
		"do not disturb": {settings.Settings{RingSound: true}, true, incoming},
		"a missed call":  {settings.Settings{RingSound: true}, false, missed},
	} {
		f, _ := aloud(t, c.set)
		if f.tell(c.notice, withCall(*c.notice.Call, c.dnd)); len(f.sounds) > 0 {
			t.Errorf("%s: it rings", name)
		}
	}
}
