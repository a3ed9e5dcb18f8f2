package presence

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/pace"
)

func TestEngine_ALostConnectionIsStaleAndThenLiveAgain(t *testing.T) {
	page := http.Header{"Content-Type": {"text/html"}}
	for name, fault := range map[string]pbxsim.Fault{
		"cut":         {Drop: true},
		"5xx":         {Status: 502},
		"proxy page":  {Status: 200, Header: page, Body: "<html>Sign in</html>"},
		"cut body":    {CutBodyAt: 1},
		"lists alone": {Match: to("users"), Status: 500},
	} {
		t.Run(name, func(t *testing.T) {
			mirrored(t, login{}, func(t *testing.T, w *world) {
				w.after(time.Minute)
				before := time.Now()
				remove := w.pbx.Inject(fault)
				u := w.office.Users[2]
				w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else")) // makes the lists be asked for
				w.after(pollWait)
				snap := w.state(Stale)
				if snap.Fresh() || snap.Connection.AsOf.After(before.Add(pollWait)) || snap.Connection.AsOf.Before(before.Add(-pollWait)) {
					t.Errorf("fresh %v, as of %v before the loss", snap.Fresh(), before.Sub(snap.Connection.AsOf))
				}
				if snap.Connection.Err == nil || snap.Connection.RetryAt.IsZero() || snap.Contacts.Len() != len(w.office.Users) {
					t.Errorf("connection %+v, %d contacts", snap.Connection, snap.Contacts.Len())
				}
				asOf := snap.Connection.AsOf
				w.after(30 * time.Second)
				if got := w.state(Stale).Connection.AsOf; !got.Equal(asOf) {
					t.Errorf("the picture grew younger by %v while nothing was heard", got.Sub(asOf))
				}
				w.do(w.pbx.SetPhoneStatus(u.Phones[0], 1))
				remove()
				w.after(pace.Longest)
				snap = w.state(Live)
				if snap.Connection.Err != nil || !snap.Connection.AsOf.IsZero() || snap.Resyncs < 2 {
					t.Errorf("connection %+v, %d resyncs", snap.Connection, snap.Resyncs)
				}
				if c := w.contact(u.UUID); c.Presence != OnCall {
					t.Errorf("what happened meanwhile does not show: %q", c.Presence)
				}
			})
		})
	}
}

func TestEngine_IsOfflineAfterMinutes(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		remove := w.pbx.Inject(pbxsim.Fault{Drop: true})
		w.pbx.Restart()
		w.after(offlineAfter - 10*time.Second)
		asOf := w.state(Stale).Connection.AsOf
		w.after(time.Minute)
		if got := w.state(Offline).Connection; !got.AsOf.Equal(asOf) || got.RetryAt.IsZero() {
			t.Errorf("connection %+v", got)
		}
		w.after(10 * time.Minute)
		attempts := len(w.requests("/events"))
		w.after(10 * time.Minute)
		if n := len(w.requests("/events")) - attempts; n < 20 || n > 200 {
			t.Errorf("%d attempts in ten minutes", n)
		}
		remove()
		w.after(pace.Longest + time.Second)
		w.state(Live)
	})
}

func TestEngine_IsOfflineWhereThereWasNeverAnything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{})
		w.pbx.Inject(pbxsim.Fault{Status: 503, Header: http.Header{"Retry-After": {"90"}}})
		w.run()
		if snap := w.state(Offline); snap.Synced || snap.Contacts.Len() != 0 || !snap.Connection.AsOf.IsZero() {
			t.Errorf("synced %v, %d contacts, as of %v", snap.Synced, snap.Contacts.Len(), snap.Connection.AsOf)
		}
		w.after(89 * time.Second)
		if n := len(w.requests("/events")); n != 1 {
			t.Errorf("%d attempts although the PBX asked to be left alone", n)
		}
		w.after(2 * time.Second)
		if n := len(w.requests("/events")); n != 2 {
			t.Errorf("%d attempts after the time that the PBX asked for", n)
		}
		w.Retry()
		synctest.Wait()
		if n := len(w.requests("/events")); n != 3 {
			t.Errorf("%d attempts after Retry", n)
		}
	})
}

func TestEngine_RefusedCredentialsAreTriedOnce(t *testing.T) {
	mirrored(t, login{secret: "wrong"}, func(t *testing.T, w *world) {
		snap := w.state(SignedOut)
		if !pbxclient.IsCode(snap.Connection.Err, pbxclient.CodeUnauthorized) {
			t.Errorf("because of %v", snap.Connection.Err)
		}
		w.SetVisible(true)
		w.tell(func(l *loop) { l.due.lastTick = l.due.lastTick.Add(-time.Hour) }) // as if the machine had slept
		w.after(time.Hour)
		if n := len(w.pbx.Requests()); n != 1 {
			t.Errorf("%d attempts with a wrong password", n)
		}
		w.Retry()
		synctest.Wait()
		w.state(SignedOut)
		if n := len(w.pbx.Requests()); n != 2 {
			t.Errorf("%d attempts after Retry, want 2", n)
		}
	})
}

func TestEngine_CredentialsRefusedLaterStopEverything(t *testing.T) {
	for part, match := range map[string]func(*http.Request) bool{"events": to("events"), "all": nil} {
		mirrored(t, login{}, func(t *testing.T, w *world) {
			w.SetVisible(true)
			w.after(time.Minute)
			remove := w.pbx.Inject(pbxsim.Fault{Match: match, Status: 401, Header: http.Header{"Content-Type": {"application/json"}}, Body: `{}`})
			w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
			w.after(pollWait)
			if w.state(SignedOut).Connection.AsOf.IsZero() {
				t.Errorf("%s: the picture has no age", part)
			}
			before := len(w.pbx.Requests())
			w.after(time.Hour)
			if n := len(w.pbx.Requests()) - before; n != 0 {
				t.Errorf("%s: %d requests while signed out", part, n)
			}
			remove()
			w.Retry()
			synctest.Wait()
			w.state(Live)
		})
	}
}

func TestEngine_AClockThatJumpsListsAgain(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		jump := func() {
			w.tell(func(l *loop) { l.due.lastTick = l.due.lastTick.Add(-time.Hour) }) // as if it had slept since
			synctest.Wait()
		}
		remove := w.pbx.Inject(pbxsim.Fault{Match: to("events"), Delay: 3 * time.Second})
		jump()
		w.after(tick + time.Second)
		if w.state(Stale).Connection.AsOf.IsZero() {
			t.Error("the picture from before the sleep has no age")
		}
		remove()
		w.after(10 * time.Second)
		if got := w.state(Live).Resyncs; got != 2 {
			t.Errorf("%d resyncs", got)
		}
	})
}

func TestEngine_RetryDoesNotWaitForTheBackoff(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		remove := w.pbx.Inject(pbxsim.Fault{Status: 503, Header: http.Header{"Retry-After": {"60"}}})
		w.after(pollWait + time.Second)
		w.state(Stale)
		remove()
		w.Retry()
		synctest.Wait()
		w.state(Live)
	})
}

func TestEngine_AMailboxListThatFailsOnceIsReadAgainAndNotTakenForRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{})
		w.pbx.Inject(pbxsim.Fault{Match: to("voicemail"), Times: 2, Status: 500})
		w.run()
		w.after(10 * time.Second)
		if snap := w.state(Live); len(snap.Denied) != 0 || len(snap.OwnMailboxes) == 0 {
			t.Errorf("denied %q, mailboxes %d", snap.Denied, len(snap.OwnMailboxes))
		}
	})
}

func TestEngine_APartThatIsRefusedIsSaidAndTheRestGoesOn(t *testing.T) {
	for _, c := range []struct {
		part   string
		status int
	}{{"users", 403}, {"phones", 403}, {"voicemail", 403}, {"users", 401}, {"phones", 401}, {"voicemail", 401}, {"voicemail", 404}, {"voicemail", 500}} {
		part := c.part
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{})
			remove := w.pbx.Inject(pbxsim.Fault{
				Match: to(part), Status: c.status, Header: http.Header{"Content-Type": {"application/json"}}, Body: `{"message":"no"}`,
			})
			w.run()
			if c.status == 500 { // which may pass, at first
				w.state(Offline)
				w.after(10 * time.Second)
			}
			snap := w.state(Live)
			if len(snap.Denied) != 1 || snap.Denied[0] != part {
				t.Errorf("%d: denied %q, want %q", c.status, snap.Denied, part)
			}
			if part == "phones" { // the events are left to tell of them
				u := w.office.Users[2]
				w.do(w.pbx.SetPhoneStatus(u.Phones[0], 1))
				if c := w.contact(u.UUID); c.Presence != OnCall {
					t.Errorf("without the list of phones: %q", c.Presence)
				}
			}
			w.after(deniedEvery + time.Second)
			if snap := w.state(Live); len(snap.Denied) != 1 {
				t.Errorf("denied %q after it was asked for again", snap.Denied)
			}
			remove()
			w.after(deniedEvery + 2*time.Second)
			if snap := w.state(Live); len(snap.Denied) != 0 {
				t.Errorf("still denied: %q", snap.Denied)
			}
		})
	}
}

func TestEngine_WithoutEventsTheListsAreReadNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, pbxsim.New(pbxsim.Options{Quiet: true}), login{})
		allow := w.pbx.Inject(pbxsim.Fault{Match: to("events"), Status: 403, Header: http.Header{"Content-Type": {"application/json"}}, Body: `{}`})
		w.run()
		snap := w.state(Stale)
		if !snap.Synced || snap.Contacts.Len() != len(w.office.Users) || snap.Connection.AsOf.IsZero() {
			t.Fatalf("connection %+v, %d contacts", snap.Connection, snap.Contacts.Len())
		}
		u := w.office.Users[2]
		w.do(w.pbx.SetPhoneStatus(u.Phones[0], 1))
		w.after(blindEvery + 2*tick)
		if c := w.contact(u.UUID); c.Presence != OnCall {
			t.Errorf("after %v: %q", blindEvery, c.Presence)
		}
		remove := w.pbx.Inject(pbxsim.Fault{Match: to("users"), Status: 500})
		w.after(5 * time.Minute)
		w.state(Offline)
		remove()
		w.after(2 * blindEvery)
		w.state(Stale)
		w.Retry()
		synctest.Wait()
		if got := w.state(Stale); !got.Synced {
			t.Error("a retry lost the picture")
		}
		w.after(2 * blindEvery)
		if got := w.state(Stale).Connection.AsOf; time.Since(got) > blindEvery+2*tick {
			t.Errorf("after a retry the picture is %v old", time.Since(got))
		}
		allow()
		w.after(deniedEvery + 2*time.Second)
		if got := w.state(Live); len(got.Denied) != 0 {
			t.Errorf("still denied: %q", got.Denied)
		}
	})
}
