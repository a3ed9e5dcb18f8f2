package presence

import (
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient/pbxsim"
)

func TestEngine_ListsAgainAfterAGap(t *testing.T) {
	for name, lose := range map[string]func(w *world, phone string){
		"lost events": func(w *world, phone string) {
			w.pbx.LoseEvents(1)
			w.do(w.pbx.SetPhoneStatus(phone, 1))
		},
		"reset buffer": func(w *world, phone string) {
			w.pbx.LoseEvents(1)
			w.do(w.pbx.SetPhoneStatus(phone, 1))
			w.pbx.ResetBuffer()
		},
		"restart": func(w *world, phone string) {
			w.pbx.LoseEvents(1)
			w.do(w.pbx.SetPhoneStatus(phone, 1))
			w.pbx.Restart()
			synctest.Wait()
		},
	} {
		t.Run(name, func(t *testing.T) {
			mirrored(t, login{}, func(t *testing.T, w *world) {
				u, other := w.office.Users[2], w.office.Users[3]
				for range 3 {
					w.do(w.pbx.SetPhoneStatus(other.Phones[0], 1))
					w.do(w.pbx.SetPhoneStatus(other.Phones[0], 0))
				}
				w.after(time.Minute)
				lose(w, u.Phones[0])
				w.do(w.pbx.SetPhoneStatus(other.Phones[0], 8)) // shows the gap
				w.after(3 * time.Second)
				if got := w.state(Live).Resyncs; got < 2 {
					t.Errorf("%d resyncs", got)
				}
				if a, b := w.contact(u.UUID).Presence, w.contact(other.UUID).Presence; a != OnCall || b != Ringing {
					t.Errorf("the lost change shows as %q, the next one as %q", a, b)
				}
			})
		})
	}
}

func TestEngine_IsNotLiveBetweenAGapAndTheLists(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.do(w.pbx.SetPhoneStatus(w.office.Users[2].Phones[0], 16))
		w.after(time.Minute)
		w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 5 * time.Second})
		w.pbx.LoseEvents(1)
		w.do(w.pbx.SetPhoneStatus(w.office.Users[2].Phones[0], 1))
		w.do(w.pbx.SetPhoneStatus(w.office.Users[3].Phones[0], 1))
		if w.state(Stale).Connection.AsOf.IsZero() {
			t.Error("a picture with a hole has no age")
		}
		w.after(6 * time.Second)
		w.state(Live)
	})
}

func TestEngine_ListsThatAGapOvertookAreNoReasonToBeLive(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		u, other := w.office.Users[2], w.office.Users[3]
		w.after(time.Minute)
		w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 5 * time.Second, Times: 1})
		w.Retry()
		w.after(time.Second) // the phones have been listed
		w.pbx.LoseEvents(1)
		w.do(w.pbx.SetPhoneStatus(u.Phones[0], 1))
		w.do(w.pbx.SetPhoneStatus(other.Phones[0], 8)) // shows the gap
		w.after(4*time.Second + 100*time.Millisecond)  // and now the users have
		w.state(Stale)
		w.after(10 * time.Second)
		w.state(Live)
		if a, b := w.contact(u.UUID).Presence, w.contact(other.UUID).Presence; a != OnCall || b != Ringing {
			t.Errorf("the lost change shows as %q, the next one as %q", a, b)
		}
	})
}

func TestEngine_AsksALargePBXAfterAFewOfItsCallsOnly(t *testing.T) {
	mirroredOffice(t, pbxsim.Options{Users: 400, Quiet: true, RingTimeout: time.Hour}, login{key: true}, func(t *testing.T, w *world) {
		for i := 4; i+1 < len(w.office.Users); i += 2 {
			_, _ = w.pbx.Dial(w.office.Users[i].UUID, w.office.Users[i+1].Extension)
			synctest.Wait()
		}
		w.after(endedFor + time.Second)
		var ids []string
		for _, c := range w.pbx.Office().Calls {
			ids = append(ids, c.ID)
		}
		if len(ids) < maxChecks+10 {
			t.Fatalf("only %d calls run", len(ids))
		}
		own, err := w.pbx.Dial(w.me.UserUUID, w.office.Users[2].Extension)
		w.do(err)
		before := len(w.requests(""))
		w.Retry()
		w.after(5 * time.Second)
		w.state(Live)
		if n := len(w.requests("")) - before; n > maxChecks+10 {
			t.Errorf("%d requests", n)
		}
		shown := map[string]bool{}
		for _, c := range w.Picture().Calls {
			shown[c.UniqueID] = c.Running()
		}
		maps.DeleteFunc(shown, func(_ string, running bool) bool { return !running })
		if len(shown) != maxChecks+1 || !shown[own] || shown[ids[0]] {
			t.Errorf("%d calls are shown, the own one %v, the oldest %v", len(shown), shown[own], shown[ids[0]])
		}
		w.do(w.pbx.Hangup(ids[0]))
		for _, c := range w.Picture().Calls {
			shown[c.UniqueID] = true
		}
		if !shown[ids[0]] {
			t.Error("a call that was left out does not show when an event tells of it")
		}
	})
}

func TestEngine_AsksNoMoreAfterCallsThatThePBXKeepsToItself(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		for _, from := range []int{2, 4} { // calls of others, of which a user is told by events alone
			_, err := w.pbx.Dial(w.office.Users[from].UUID, w.office.Users[from+1].Extension)
			w.do(err)
		}
		own, err := w.pbx.Dial(w.me.UserUUID, w.office.Users[6].Extension)
		w.do(err)
		for _, total := range []int{3, 4} { // all three once, and then the own one
			w.Retry()
			w.after(2 * time.Second)
			w.state(Live)
			var asked []string
			for _, r := range w.pbx.Requests() {
				if strings.Contains(r.Path, "/call/") {
					asked = append(asked, r.Path)
				}
			}
			if len(asked) != total || total == 4 && !strings.HasSuffix(asked[3], own) {
				t.Errorf("asked after %q", asked)
			}
		}
	})
}

func TestEngine_AChangeThatTakesLongToListMakesThePictureOld(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Minute)
		w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 50 * time.Second, Times: 1})
		w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
		w.after(15 * time.Second)
		w.state(Live)
		w.after(15 * time.Second)
		w.state(Stale)
		w.after(time.Minute)
		w.state(Live)
	})
}

func TestEngine_AListThatFailsWhileEventsFlowIsReadAgainSoon(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		for range 20 {
			w.after(3 * time.Minute) // the backoff begins anew
			w.pbx.Inject(pbxsim.Fault{Match: to("users"), CutBodyAt: 1000, Times: 1})
			w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
			w.do(w.pbx.SetPhoneStatus(w.office.Users[2].Phones[0], 8)) // answers a poll that waits
			w.after(3 * time.Second)
			w.state(Live)
		}
	})
}

func TestEngine_ListsThatTakeLongFollowEachOtherSlowly(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.after(time.Minute)
		w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 10 * time.Second})
		before := len(w.requests("/users"))
		for range 100 {
			w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
			w.after(time.Second)
		}
		if n := len(w.requests("/users")) - before; n < 3 || n > 6 {
			t.Errorf("users were listed %d times", n)
		}
	})
}

func TestEngine_AStateThatTheListsHadLeftBehindNeverShows(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		u := w.office.Users[2]
		w.after(time.Minute)
		// The lists are read slowly, and meanwhile the phone rings, is picked up, and hung up again.
		w.pbx.Inject(pbxsim.Fault{Match: to("phones"), Delay: 5 * time.Second, Times: 1})
		w.pbx.Inject(pbxsim.Fault{Match: to("voicemail"), Delay: 9 * time.Second, Times: 1})
		w.Retry()
		w.after(time.Second)
		w.do(w.pbx.SetPhoneStatus(u.Phones[0], 8))
		w.after(5 * time.Second) // the phones were answered while it rang
		w.do(w.pbx.SetPhoneStatus(u.Phones[0], 0))
		w.after(time.Second)
		if c := w.contact(u.UUID); c.Presence != Available {
			t.Errorf("while the lists are read: %q", c.Presence)
		}
		w.after(5 * time.Second)
		w.state(Live)
		if c := w.contact(u.UUID); c.Presence != Available {
			t.Errorf("the lists brought back an old %q", c.Presence)
		}
	})
}

func TestEngine_FindsTheEndOfAStreamThatNeverRunsDry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{})
		phone := w.office.Users[5].Phones[0]
		stop := make(chan struct{})
		defer close(stop)
		go func() {
			for code := 0; ; code = 1 - code {
				select {
				case <-stop:
					return
				case <-time.After(time.Millisecond):
					_ = w.pbx.SetPhoneStatus(phone, code)
				}
			}
		}()
		w.pbx.Inject(pbxsim.Fault{Match: to("events"), Delay: 2 * time.Millisecond})
		w.run()
		w.after(5 * time.Second)
		w.state(Live)
		before := len(w.requests("/events"))
		w.after(10 * time.Second)
		if n := len(w.requests("/events")) - before; n < 100 || n > 600 {
			t.Errorf("%d polls in ten seconds of a storm", n)
		}
	})
}

func TestEngine_APhoneThatNoListTellsIsAskedForOnce(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		for range 20 {
			w.pbx.EmitRaw(`{"event_type":"phone status update","phone_uuid":"stranger","status_code":1}`)
			w.after(2 * listSpacing)
		}
		if n := len(w.requests("/phones")); n != 2 {
			t.Errorf("the phones were listed %d times", n)
		}
	})
}

func TestEngine_AServerThatDoesNotWaitIsNotSpunOn(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.pbx.Inject(pbxsim.Fault{Match: to("events"), Status: 200, Body: "[]"})
		w.after(pollWait)
		before := len(w.requests("/events"))
		w.after(10 * time.Minute)
		if n := len(w.requests("/events")) - before; n > 300 {
			t.Errorf("%d polls in ten minutes", n)
		}
		w.state(Live)
	})
}

func TestEngine_ARestartThatNobodySawIsNoticed(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		id, err := w.pbx.Dial(w.me.UserUUID, w.office.Users[2].Extension)
		w.do(err)
		if c := w.call(); c.UniqueID != id || !c.Running() {
			t.Fatalf("call %+v", c)
		}
		w.after(time.Minute)
		w.pbx.Restart() // calls are gone without a word, and the next poll just waits
		w.after(3 * time.Second)
		if c := w.call(); c.Running() {
			t.Errorf("the call still shows as %q", c.State)
		}
		if got := w.state(Live).Resyncs; got != 2 {
			t.Errorf("%d resyncs", got)
		}
	})
}
