package resident

import (
	"testing"

	"ringside/pbxclient/account"
	"ringside/presence"
	"ringside/presence/share"
)

func TestRoll_IsToldWhenItHasBecomeAnotherAndNotBefore(t *testing.T) {
	m := paint("bea")
	l := &Logins{}
	var r roll
	said := func(what string, want int) (last []share.Listed) {
		t.Helper()
		n := 0
		r.look(l, func(list []share.Listed) { n++; last = list })
		if n != want {
			t.Errorf("%s: told %d times", what, n)
		}
		return last
	}
	said("of nobody", 0)
	l.all = []*seat{{Login: Login{Account: anna, Mirror: m}}}
	l.current = l.all[0]
	if list := said("of the first", 1); list[0].State != presence.Live || !list[0].Current || list[0].Key != anna.ID() {
		t.Errorf("%+v", list)
	}
	said("of the same", 0)
	m.Publish(paint("bea", "carl").Picture())
	said("of what no list shows", 0)
	missed := *m.Picture()
	missed.MissedUnseen = 2
	m.Publish(&missed)
	if list := said("of missed calls", 1); list[0].Missed != 2 || list[0].Unread() != 2 {
		t.Errorf("%+v", list)
	}
	m.Publish(&presence.Snapshot{Connection: presence.Connection{State: presence.Offline, Err: account.ErrNoSecret}, Contacts: presence.NewRoster(nil, 0)})
	if list := said("of an outage", 1); list[0].Err() == nil || list[0].State != presence.Offline {
		t.Errorf("%+v", list)
	}
	l.all = nil
	if list := said("of nobody any more", 1); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}
