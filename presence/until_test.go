package presence

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/pace"
)

var (
	onDND  = pbxclient.UserSettings{DND: pbxclient.Some(true)}
	to203  = pbxclient.UserSettings{CallForward: pbxclient.Some("203")}
	isPost = func(r *http.Request) bool { return r.Method == http.MethodPost }
)

// own is the user as the PBX has them.
func (w *world) own() pbxsim.User { return w.pbx.Office().Users[0] }

// until sets something for so long.
func (w *world) until(s pbxclient.UserSettings, d time.Duration) {
	w.t.Helper()
	w.do(w.SetOwnUntil(w.t.Context(), s, time.Now().Add(d)))
}

// wantOwn checks what the PBX has, and what the picture says of what is set back.
func (w *world) wantOwn(dnd bool, forward string, until bool) {
	w.t.Helper()
	if u := w.own(); u.DND != dnd || u.CallForward != forward {
		w.t.Errorf("the PBX has do not disturb %v and forwards to %q, want %v and %q", u.DND, u.CallForward, dnd, forward)
	}
	me := w.contact(w.me.UserUUID)
	if me.DND.Or(false) != dnd || me.Forward() != forward {
		w.t.Errorf("the picture has do not disturb %v and forwards to %q, want %v and %q", me.DND, me.Forward(), dnd, forward)
	}
	if u := w.Picture().Until; (u != nil) != until {
		w.t.Errorf("to be set back is %+v", u)
	}
}

func TestSetOwnUntil_SetsBackWhatWasBefore(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.do(w.SetOwn(w.t.Context(), to203))
		at := time.Now().Add(time.Hour)
		w.do(w.SetOwnUntil(w.t.Context(), pbxclient.UserSettings{DND: pbxclient.Some(true), CallForward: pbxclient.Some("204")}, at))
		w.wantOwn(true, "204", true)
		want := Until{DND: at.Round(0), CallForward: at.Round(0), Back: pbxclient.UserSettings{DND: pbxclient.Some(false), CallForward: pbxclient.Some("203")}}
		if got := *w.Picture().Until; got != want {
			t.Errorf("to be set back is %+v, want %+v", got, want)
		}
		w.after(59 * time.Minute)
		w.wantOwn(true, "204", true)
		w.after(time.Minute)
		w.wantOwn(false, "203", false)
	})
}

func TestSetOwnUntil_ClearsAForwardThatWasNone(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.until(to203, time.Minute)
		w.wantOwn(false, "203", true)
		w.after(time.Minute)
		w.wantOwn(false, "", false)
	})
}

func TestSetOwnUntil_OfWhatIsSetAlreadyHasItEnd(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.do(w.SetOwn(w.t.Context(), onDND))
		w.until(onDND, time.Minute)
		w.after(time.Minute)
		w.wantOwn(false, "", false)
	})
}

func TestSetOwnUntil_LaterGoesBackToTheSame(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.do(w.SetOwn(w.t.Context(), to203))
		w.until(pbxclient.UserSettings{CallForward: pbxclient.Some("204")}, time.Minute)
		w.until(pbxclient.UserSettings{CallForward: pbxclient.Some("205")}, time.Hour)
		w.until(onDND, 2*time.Hour)
		w.after(59 * time.Minute)
		w.wantOwn(true, "205", true)
		w.after(time.Minute)
		w.wantOwn(true, "203", true)
		w.after(time.Hour)
		w.wantOwn(false, "203", false)
	})
}

func TestSetOwnUntil_IsDroppedByWhatIsSetAfter(t *testing.T) {
	both := pbxclient.UserSettings{DND: pbxclient.Some(true), CallForward: pbxclient.Some("203")}
	for name, change := range map[string]func(w *world){
		"here, to another value": func(w *world) { w.do(w.SetOwn(w.t.Context(), pbxclient.UserSettings{DND: pbxclient.Some(false)})) },
		"here, to the same":      func(w *world) { w.do(w.SetOwn(w.t.Context(), onDND)) },
		"on the phone":           func(w *world) { w.do(w.pbx.SetDND(w.me.UserUUID, false)); w.after(ownEveryHidden) },
	} {
		t.Run(name, func(t *testing.T) {
			mirrored(t, login{}, func(t *testing.T, w *world) {
				began := time.Now()
				w.until(both, time.Hour)
				w.after(10 * time.Second)
				change(w)
				left := w.own().DND
				w.after(time.Until(began.Add(time.Hour)))
				w.wantOwn(left, "", false) // what was not touched is set back all the same
			})
		})
	}
}

func TestSetOwnUntil_LeavesAloneWhatWasSetOnThePhoneAMomentBefore(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.until(to203, time.Hour)
		w.after(time.Hour - time.Second)
		w.do(w.pbx.SetForward(w.me.UserUUID, "204"))
		w.after(time.Second)
		w.wantOwn(false, "204", false)
	})
}

func TestSetOwnUntil_GoesByWhatThePBXTellsAfter(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.pbx.Inject(pbxsim.Fault{Match: isPost, Times: 1, Body: `{"uuid":"` + w.me.UserUUID + `"}`}) // says that it is done
		w.until(onDND, time.Hour)
		w.wantOwn(false, "", false)
	})
}

func TestSetOwnUntil_HoldsAlthoughItCannotBeReadBack(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		isRead := func(r *http.Request) bool { return r.Method == http.MethodGet && to(w.me.UserUUID)(r) }
		w.pbx.Inject(pbxsim.Fault{Match: isRead, Status: 500, Times: 1})
		if err := w.SetOwnUntil(t.Context(), onDND, time.Now().Add(time.Hour)); !pbxclient.IsCode(err, pbxclient.CodeServer) {
			t.Errorf("it could be read: %v", err)
		}
		w.wantOwn(true, "", true)
		w.after(time.Hour)
		w.wantOwn(false, "", false)
	})
}

func TestSetOwnUntil_ANumberInAnotherSpellingIsWhatWasSet(t *testing.T) {
	mirrored(t, login{region: "NL"}, func(t *testing.T, w *world) {
		w.until(pbxclient.UserSettings{CallForward: pbxclient.Some("0201234567")}, time.Hour)
		w.do(w.pbx.SetForward(w.me.UserUUID, "+31201234567"))
		w.after(ownEveryHidden)
		w.wantOwn(false, "+31201234567", true)
		w.after(time.Hour)
		w.wantOwn(false, "", false)
	})
}

func TestSetOwnUntil_OutlivesRingside(t *testing.T) {
	lives(t, func(w *world) {
		w.until(onDND, time.Hour)
	}, func(w *world) {
		w.wantOwn(true, "", true)
		w.after(time.Hour)
		w.wantOwn(false, "", false)
		w.until(onDND, time.Hour)
		w.stop()
		<-w.ended
		w.after(2 * time.Hour) // it is due while nobody is there
	}, func(w *world) {
		w.wantOwn(false, "", false)
		w.until(to203, time.Hour)
		w.stop()
		<-w.ended
		w.do(w.pbx.SetForward(w.me.UserUUID, "204"))
		w.after(2 * time.Hour)
	}, func(w *world) {
		w.wantOwn(false, "204", false)
	})
}

func TestSetOwnUntil_IsDoneAsSoonAsThePBXIsBack(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.until(onDND, time.Minute)
		mend := w.pbx.Inject(pbxsim.Fault{Status: 503})
		w.after(10 * time.Minute)
		if asked := w.requests(w.me.UserUUID); len(asked) != 2 || !w.own().DND || w.Picture().Until == nil { // set, and read back
			t.Errorf("it was tried while nobody answered: %q", asked)
		}
		mend()
		w.Retry()
		w.after(time.Second)
		w.wantOwn(false, "", false)
	})
}

func TestSetOwnUntil_IsTriedAgainWhereThePBXFails(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.until(onDND, time.Minute)
		w.pbx.Inject(pbxsim.Fault{Match: isPost, Status: 500, Times: 5})
		w.after(time.Minute)
		if !w.own().DND {
			t.Fatal("it was done")
		}
		w.after(3 * pace.Longest)
		w.wantOwn(false, "", false)
		if n := w.posts(); n != 1+6 {
			t.Errorf("it was set and then tried %d times", n-1)
		}
	})
}

func TestSetOwnUntil_IsNotHeldUpByFailuresFromBeforeAnOutage(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.until(onDND, time.Minute)
		fixed := w.pbx.Inject(pbxsim.Fault{Match: isPost, Status: 500})
		w.after(5 * time.Minute)
		before := w.posts()
		for w.posts() == before {
			w.after(time.Second)
		}
		fixed()
		w.Retry()
		w.after(100 * time.Millisecond)
		w.wantOwn(false, "", false)
	})
}

// posts is how often something was set at the PBX.
func (w *world) posts() (n int) {
	for _, r := range w.pbx.Requests() {
		if r.Method == http.MethodPost {
			n++
		}
	}
	return n
}

func TestSetOwnUntil_GivesUpWhereThePBXRefuses(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.until(onDND, time.Minute)
		w.pbx.Inject(pbxsim.Fault{Match: isPost, Status: 403})
		w.after(time.Hour)
		w.wantOwn(true, "", false)
	})
}

func TestSetOwnUntil_WithAnErrorChangesNothingThatIsToBeSetBack(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.until(onDND, time.Hour)
		before := w.Picture().Until
		for _, c := range []struct {
			s     pbxclient.UserSettings
			until time.Duration
		}{
			{onDND, -time.Second},
			{pbxclient.UserSettings{}, time.Hour},
			{pbxclient.UserSettings{DND: pbxclient.Some(true), CW: pbxclient.Some(true)}, time.Hour},
			{pbxclient.UserSettings{HotDesk: pbxclient.NullOpt[string]()}, time.Hour},
		} {
			if err := w.SetOwnUntil(w.t.Context(), c.s, time.Now().Add(c.until)); !errors.Is(err, ErrNotUntil) {
				t.Errorf("%+v: %v", c, err)
			}
		}
		w.pbx.Inject(pbxsim.Fault{Match: isPost, Status: 500, Times: 1})
		if err := w.SetOwnUntil(w.t.Context(), to203, time.Now().Add(time.Hour)); !pbxclient.IsCode(err, pbxclient.CodeServer) {
			t.Errorf("a PBX that fails: %v", err)
		}
		if w.Picture().Until != before {
			t.Errorf("to be set back is %+v", w.Picture().Until)
		}
	})
}

func TestForwardedTo_HasTheNewestNumbersOnceEach(t *testing.T) {
	in := login{region: "NL"}
	livesAs(t, in, func(w *world) {
		for _, n := range []string{"203", "0201234567", "204", "205", "206", "207", "208", "209", "210"} {
			w.do(w.SetOwn(w.t.Context(), pbxclient.UserSettings{CallForward: pbxclient.Some(n)}))
		}
		w.do(w.SetOwn(w.t.Context(), pbxclient.UserSettings{CallForward: pbxclient.NullOpt[string]()}))
		w.do(w.pbx.SetForward(w.me.UserUUID, "+31201234567")) // on the phone
		w.after(ownEveryHidden)
		want := []string{"+31201234567", "210", "209", "208", "207", "206", "205", "204"}
		if got := w.Picture().ForwardedTo; !slices.Equal(got, want) {
			t.Errorf("forwarded to %q", got)
		}
	}, func(w *world) {
		if got := w.Picture().ForwardedTo; len(got) != maxForwards || got[0] != "+31201234567" {
			t.Errorf("kept %q", got)
		}
	})
}
