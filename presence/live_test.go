package presence

import (
	"slices"
	"testing"
	"time"

	"ringside/pbxclient"
)

func TestEngine_ShowsTheOfficeAndThenIsLive(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		snap := w.state(Live)
		if !snap.Synced || snap.Resyncs != 1 || !snap.Fresh() {
			t.Errorf("synced %v, resyncs %d, fresh %v", snap.Synced, snap.Resyncs, snap.Fresh())
		}
		if snap.Contacts.Len() != len(w.office.Users) {
			t.Errorf("%d contacts, want %d", snap.Contacts.Len(), len(w.office.Users))
		}
		if me := snap.Own(); me == nil || me.UUID != w.me.UserUUID || me.Extension != "201" {
			t.Errorf("own contact is %+v", me)
		}
		if len(snap.OwnPhones) != 1 || snap.Region != "NL" || snap.Mailboxes.Len() != 1 || !snap.Mailboxes.At(0).Own {
			t.Errorf("own phones %v, region %q, mailboxes %v", snap.OwnPhones, snap.Region, slices.Collect(snap.Mailboxes.All()))
		}
		w.wantTold()
	})
}

func TestEngine_ShowsTheOfficeToAnAPIKey(t *testing.T) {
	mirrored(t, login{key: true}, func(t *testing.T, w *world) {
		snap := w.state(Live)
		own := snap.OwnMailboxes
		if snap.Me != w.me.UserUUID || snap.Mailboxes.Len() != len(w.office.Mailboxes) || len(own) != 1 || snap.Mailboxes.Find(own[0].UUID) != own[0] {
			t.Errorf("me %q, %d mailboxes of which %d own", snap.Me, snap.Mailboxes.Len(), len(own))
		}
	})
}

func TestEngine_StatusEventsBecomePresence(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		u := w.office.Users[2]
		w.after(time.Hour)
		for code, want := range map[int]Presence{0: Available, 1: OnCall, 9: Ringing, 16: OnHold, 4: Unavailable} {
			at := time.Now()
			before := w.contact(u.UUID).Presence
			w.do(w.pbx.SetPhoneStatus(u.Phones[0], code))
			c := w.contact(u.UUID)
			if c.Presence != want {
				t.Errorf("code %d is %q, want %q", code, c.Presence, want)
			}
			if before != want && !c.Since.Equal(at) {
				t.Errorf("code %d: since %v, want %v", code, c.Since, at)
			}
			w.after(time.Minute)
		}
		if n := len(w.requests("/users")); n != 1 {
			t.Errorf("users were listed %d times: events tell all of this", n)
		}
	})
}

func TestEngine_OwnSettingsAreReadBack(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		settings := pbxclient.UserSettings{DND: pbxclient.Some(true), CallForward: pbxclient.Some("0687654321")}
		w.do(w.SetOwn(t.Context(), settings))
		if me := w.contact(w.me.UserUUID); !me.DND.Or(false) || me.Forward() != "0687654321" {
			t.Errorf("dnd %v, forward %q", me.DND, me.Forward())
		}
		w.do(w.SetOwn(t.Context(), pbxclient.UserSettings{CallForward: pbxclient.NullOpt[string]()}))
		if me := w.contact(w.me.UserUUID); !me.DND.Or(false) || me.Forward() != "" {
			t.Errorf("cleared: dnd %v, forward %q", me.DND, me.Forward())
		}
	})
}

func TestEngine_NoticesSettingsMadeElsewhere(t *testing.T) {
	for _, c := range []struct {
		visible bool
		within  time.Duration
	}{{true, ownEvery}, {false, ownEveryHidden}} {
		mirrored(t, login{}, func(t *testing.T, w *world) {
			w.SetVisible(c.visible)
			w.after(time.Second)
			w.do(w.pbx.SetDND(w.me.UserUUID, true))
			w.after(c.within / 2)
			if w.contact(w.me.UserUUID).DND.Or(false) {
				t.Errorf("visible %v: the own user is read too often", c.visible)
			}
			w.after(c.within)
			if !w.contact(w.me.UserUUID).DND.Or(false) {
				t.Errorf("visible %v: DND set on the phone does not show", c.visible)
			}
		})
	}
}

func TestEngine_ListsEverybodyAgainOnlyWhileSomebodyLooks(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Hour)
		if n := len(w.requests("/users")); n != 1 {
			t.Errorf("hidden: %d lists", n)
		}
		w.SetVisible(true)
		w.do(w.pbx.SetDND(w.office.Users[5].UUID, true))
		w.after(usersEvery + time.Second)
		if n := len(w.requests("/users")); n != 2 {
			t.Errorf("visible: %d lists", n)
		}
		if !w.contact(w.office.Users[5].UUID).DND.Or(false) {
			t.Error("a colleague's DND does not show")
		}
	})
}

func TestEngine_AsksFourTimesAMinuteAtMostWhileNothingHappens(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Minute)
		before := len(w.requests(""))
		w.after(time.Hour)
		if n := len(w.requests("")) - before; n < 60 || n > 4*60 {
			t.Errorf("%d requests in an hour", n)
		}
	})
}

func TestEngine_FollowsTheRoster(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		before := w.Picture()
		uuid, err := w.pbx.AddUser("zoe", "Zoë Nieuw", "299")
		w.do(err)
		w.after(2 * listSpacing)
		if c := w.contact(uuid); c.Name() != "Zoë Nieuw" || c.Presence != Unavailable {
			t.Errorf("new colleague: %+v", c)
		}
		phone, err := w.pbx.AddPhone(uuid, "Zoë's desk", "299", false)
		w.do(err)
		w.after(2 * listSpacing)
		if c := w.contact(uuid); c.Presence != Available || c.Extension != "299" || c.Phones[0].UUID != phone {
			t.Errorf("with a phone: %+v", c)
		}
		w.do(w.pbx.RenameUser(uuid, "Zoë Oud"))
		w.after(2 * listSpacing)
		if c := w.contact(uuid); c.Name() != "Zoë Oud" {
			t.Errorf("renamed: %q", c.Name())
		}
		w.do(w.pbx.RemoveUser(uuid))
		w.after(2 * listSpacing)
		changed, removed := w.Picture().Contacts.Since(before.Contacts)
		if w.Picture().Contacts.Find(uuid) != nil || len(changed) != 0 || len(removed) != 0 {
			t.Errorf("after all that %d changed, %d removed", len(changed), len(removed))
		}
		if got := w.state(Live).Resyncs; got != 1 {
			t.Errorf("%d resyncs: a changed list is no new start", got)
		}
	})
}

func TestEngine_FollowsHotDesks(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		u, desk := w.office.Users[6], ""
		for _, p := range w.office.Phones {
			if p.HotDesk && p.HotDeskUser == "" {
				desk = p.UUID
			}
		}
		w.do(w.pbx.LogOut(u.UUID))
		if c := w.contact(u.UUID); c.Presence != Unavailable || c.HotDesk.Or("") != "" {
			t.Errorf("logged out: %q at %v", c.Presence, c.HotDesk)
		}
		w.do(w.pbx.LogIn(u.UUID, desk))
		w.do(w.pbx.SetPhoneStatus(desk, 1))
		if c := w.contact(u.UUID); c.Presence != OnCall || c.HotDesk.Or("") != desk || !c.Phones[0].HotDesk {
			t.Errorf("logged in: %+v", c)
		}
		other := w.office.Users[2].UUID
		w.do(w.pbx.LogIn(other, desk))
		if c := w.contact(u.UUID); c.Presence != Unavailable || w.contact(other).Presence != OnCall {
			t.Errorf("displaced: %q, and who displaced them %q", c.Presence, w.contact(other).Presence)
		}
	})
}

func TestEngine_AStormOfListChangesIsThreeListsAtMost(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Minute)
		before := len(w.requests("/users"))
		for range 1000 {
			w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
			w.after(time.Millisecond)
		}
		w.after(10 * listSpacing)
		if n := len(w.requests("/users")) - before; n < 1 || n > 3 {
			t.Errorf("users were listed %d times", n)
		}
		w.state(Live)
		if w.contact(w.office.Users[3].UUID).Name() != "Somebody Else" {
			t.Error("the new name does not show")
		}
	})
}
