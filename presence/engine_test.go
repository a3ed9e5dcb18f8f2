package presence

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/journal"
)

func TestEngine_CommandsAfterTheEndFailAndDoNotHang(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.stop()
		<-w.ended
		ctx := context.Background()
		for name, command := range map[string]func() error{
			"dial":      func() error { _, err := w.Dial(ctx, DialRequest{Typed: "203"}); return err },
			"hang up":   func() error { return w.Hangup(ctx, "1") },
			"settings":  func() error { return w.SetOwn(ctx, pbxclient.UserSettings{DND: pbxclient.Some(true)}) },
			"favourite": func() error { return w.SetFavourite(ctx, w.me.UserUUID, true) },
			"extension": func() error { return w.SetExtension(ctx, w.me.UserUUID, "299") },
		} {
			if err := command(); !errors.Is(err, errEnded) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.SetVisible(true)
		w.Retry()
		if w.Picture().Fresh() {
			t.Error("the picture is called fresh although nobody keeps it")
		}
		sub := w.Subscribe()
		sub.Close()
		if _, open := <-w.sub.Changes; open {
			if _, open = <-w.sub.Changes; open {
				t.Error("a subscription outlived the engine")
			}
		}
	})
}

func TestEngine_EndsWhateverIsUnderWay(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.pbx.Inject(pbxsim.Fault{Delay: time.Hour})
		w.SetVisible(true) // reads the own user
		w.Retry()          // asks for events and then lists
		d := w.dial(t.Context(), DialRequest{Typed: "203"})
		w.after(time.Second)
		w.stop()
		<-w.ended
		if d.ended() {
			t.Error("the PBX has not answered the call yet")
		}
		w.after(2 * time.Hour)
		if !d.ended() || d.err == nil {
			t.Errorf("a command hangs: %v", d.err)
		}
	})
}

func TestEngine_ASlowSubscriberGetsTheNewestPicture(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		slow := w.Subscribe()
		defer slow.Close()
		<-slow.Changes // the picture at the moment of subscribing
		u := w.office.Users[2]
		for range 500 {
			w.do(w.pbx.SetPhoneStatus(u.Phones[0], 1))
			w.do(w.pbx.SetPhoneStatus(u.Phones[0], 8))
			w.after(time.Second)
		}
		<-slow.Changes
		select {
		case <-slow.Changes:
			t.Error("changes pile up")
		default:
		}
		if p := w.contact(u.UUID).Presence; p != Ringing {
			t.Errorf("the newest picture says %q", p)
		}
		slow.Close()
		slow.Close()
	})
}

func TestEngine_LetsGoOfASubscriberRatherThanLoseANotice(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		slow := w.Subscribe()
		quick := 0
		for range noticeQueue + 100 {
			w.do(w.pbx.LeaveVoicemail(w.office.Users[0].Mailbox))
			w.after(time.Second)
			quick += len(w.unread())
		}
		got := 0
		for range slow.Notices {
			got++
		}
		if got != noticeQueue {
			t.Errorf("the slow one got %d notices before it was let go of, want %d", got, noticeQueue)
		}
		if quick != noticeQueue+100 {
			t.Errorf("the quick one got %d notices, want %d", quick, noticeQueue+100)
		}
		slow.Close()
	})
}

func TestEngine_NothingNewPublishesNothing(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Minute)
		before := w.Picture()
		w.SetVisible(true)
		w.after(3 * usersEvery)
		w.do(w.pbx.SetPhoneStatus(w.office.Users[2].Phones[0], 0))
		if w.Picture() != before {
			t.Error("a picture was published although nothing changed")
		}
	})
}

func TestEngine_KeepsFavouritesAndNumbersOverARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	mirroredWith := func(test func(t *testing.T, w *world)) {
		synctest.Test(t, func(t *testing.T) {
			j, _, err := journal.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := j.Close(); err != nil {
					t.Error(err)
				}
			})
			w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{journal: j})
			w.run()
			test(t, w)
		})
	}
	const noExtension = 9 // a colleague whose number the API does not tell
	mirroredWith(func(t *testing.T, w *world) {
		u := w.office.Users[noExtension].UUID
		if c := w.contact(u); c.Extension != "" || c.Favourite {
			t.Fatalf("at first %+v", c)
		}
		w.do(w.SetFavourite(t.Context(), u, true))
		w.do(w.SetExtension(t.Context(), u, "888"))
		if c := w.contact(u); c.Extension != "888" || !c.Favourite {
			t.Errorf("set by hand: %+v", c)
		}
	})
	mirroredWith(func(t *testing.T, w *world) {
		u := w.office.Users[noExtension].UUID
		if c := w.contact(u); c.Extension != "888" || !c.Favourite {
			t.Errorf("kept: %+v", c)
		}
		if d, err := w.Picture().Rules().Decide("888"); err != nil || d.Sent != "888" {
			t.Errorf("a known number is sent as %q (%v)", d.Sent, err)
		}
		w.do(w.SetFavourite(t.Context(), u, false))
		w.do(w.SetExtension(t.Context(), u, ""))
	})
	mirroredWith(func(t *testing.T, w *world) {
		if c := w.contact(w.office.Users[noExtension].UUID); c.Extension != "" || c.Favourite {
			t.Errorf("taken back: %+v", c)
		}
	})
}

func TestEngine_ALivelyOfficeIsMirroredAsItIs(t *testing.T) {
	mirroredOffice(t, pbxsim.Options{Users: 60, Speed: 5}, login{key: true}, func(t *testing.T, w *world) {
		for range 20 {
			w.after(97 * time.Second)
			w.state(Live)
			now := w.pbx.Office()
			phones := map[string]int{}
			for _, p := range now.Phones {
				phones[p.UUID] = p.Code
			}
			for _, u := range now.Users {
				c := w.contact(u.UUID)
				if c.HotDesk.Or("") != u.HotDesk || c.FullName != u.FullName {
					t.Errorf("%s sits at %q, want %q", u.UserName, c.HotDesk.Or(""), u.HotDesk)
				}
				for _, p := range c.Phones {
					if code, known := p.StatusCode.Get(); !known || code != phones[p.UUID] {
						t.Errorf("%s: phone %s is %v, want %d", u.UserName, p.Name, p.StatusCode, phones[p.UUID])
					}
				}
			}
			running := 0
			for _, c := range w.Picture().Calls {
				if c.Running() {
					running++
				}
			}
			if told := len(now.Calls); running > told {
				t.Errorf("%d calls run, the PBX knows %d", running, told)
			}
		}
	})
}
