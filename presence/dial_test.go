package presence

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/pbxclient/pbxsim"
)

// dialling is a Dial that has been given and not answered yet.
type dialling struct {
	result DialResult
	err    error
	done   chan struct{}
}

func (w *world) dial(ctx context.Context, r DialRequest) *dialling {
	d := &dialling{done: make(chan struct{})}
	go func() {
		defer close(d.done)
		d.result, d.err = w.Dial(ctx, r)
	}()
	synctest.Wait()
	return d
}

func (d *dialling) ended() bool {
	select {
	case <-d.done:
		return true
	default:
		return false
	}
}

func TestDial_GoesThroughItsStages(t *testing.T) {
	for _, key := range []bool{false, true} {
		mirrored(t, login{key: key}, func(t *testing.T, w *world) {
			them := w.office.Users[2]
			d := w.dial(t.Context(), DialRequest{Typed: them.Extension})
			c := w.call()
			first := c.Key
			if d.ended() || c.Stage != YourPhoneRings || c.State != CallRinging || c.Role != Caller || c.Direction != Internal ||
				c.Number != them.Extension || c.PartyUUID != them.UUID || c.Name != them.FullName {
				t.Fatalf("at first: ended %v, %+v", d.ended(), c)
			}
			if p := w.contact(w.me.UserUUID).Presence; p != Ringing {
				t.Errorf("my own presence is %q", p)
			}
			w.after(10 * time.Second)
			w.do(w.pbx.PickUp(w.office.Users[0].Phones[0]))
			if c = w.call(); !d.ended() || d.err != nil || c.Stage != TheyRing || c.UniqueID == "" || c.UniqueID != d.result.UniqueID {
				t.Fatalf("picked up: ended %v (%v), %+v", d.ended(), d.err, c)
			}
			if d.result.Sent != them.Extension || d.result.Outcome != pbxclient.Started {
				t.Errorf("result %+v", d.result)
			}
			w.after(5 * time.Second)
			w.do(w.pbx.Answer(c.UniqueID, them.Phones[0]))
			if c = w.call(); c.Stage != Connected || c.State != CallActive || c.AnsweredBy != them.FullName || !c.AnsweredAt.Equal(time.Now()) {
				t.Errorf("answered: %+v", c)
			}
			w.after(time.Minute)
			w.do(w.Hangup(t.Context(), c.UniqueID))
			if c = w.call(); c.State != CallEnded || c.Outcome != Answered || c.Key != first {
				t.Errorf("hung up: %+v", c)
			}
			w.after(endedFor + time.Second)
			if n := len(w.Picture().Calls); n != 0 {
				t.Errorf("%d calls are left over", n)
			}
			w.wantTold()
		})
	}
}

func TestDial_SaysHowACallDidNotStart(t *testing.T) {
	for name, c := range map[string]struct {
		before  func(w *world)
		during  func(w *world)
		answer  pbxclient.Outcome
		outcome Outcome
	}{
		"busy":        {before: func(w *world) { w.do(w.pbx.SetPhoneStatus(w.office.Users[0].Phones[0], 2)) }, answer: pbxclient.Busy, outcome: Busy},
		"no answer":   {during: func(w *world) { w.after(40 * time.Second) }, answer: pbxclient.NoAnswer, outcome: NoAnswer},
		"unavailable": {before: func(w *world) { w.do(w.pbx.SetPhoneStatus(w.office.Users[0].Phones[0], 4)) }, answer: pbxclient.PhoneUnavailable, outcome: Failed},
		"failed":      {before: func(w *world) { w.pbx.Inject(pbxsim.Fault{Match: to("call"), Body: `{"status":"failed"}`}) }, answer: pbxclient.Failed, outcome: Failed},
	} {
		t.Run(name, func(t *testing.T) {
			mirrored(t, login{}, func(t *testing.T, w *world) {
				if c.before != nil {
					c.before(w)
				}
				d := w.dial(t.Context(), DialRequest{Typed: w.office.Users[2].Extension})
				if c.during != nil {
					c.during(w)
				}
				if !d.ended() || d.err != nil || d.result.Outcome != c.answer {
					t.Fatalf("ended %v, %v, %+v", d.ended(), d.err, d.result)
				}
				if got := w.call(); got.State != CallEnded || got.Outcome != c.outcome || got.NotStarted != c.answer {
					t.Errorf("call %+v", got)
				}
				w.wantTold()
			})
		})
	}
}

func TestDial_RefusesWhatCannotBeDialledAndSendsNothing(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		_, err := w.Dial(t.Context(), DialRequest{Typed: "not a number!"})
		if _, refused := errors.AsType[*dialplan.RefusedError](err); !refused {
			t.Errorf("%T: %v", err, err)
		}
		if n := len(w.requests("/call")); n != 0 || len(w.Picture().Calls) != 0 {
			t.Errorf("%d requests, calls %v", n, w.Picture().Calls)
		}
	})
}

func TestDial_OneCallANumberAtATime(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		ctx, cancel := context.WithCancel(t.Context())
		d := w.dial(ctx, DialRequest{Typed: w.office.Users[2].Extension})
		if _, err := w.Dial(ctx, DialRequest{Typed: w.office.Users[2].Extension}); !errors.Is(err, ErrAlreadyDialling) {
			t.Errorf("the second time: %v", err)
		}
		cancel()
		synctest.Wait()
		if !d.ended() || !errors.Is(d.err, context.Canceled) {
			t.Errorf("ended %v, %v", d.ended(), d.err)
		}
		if c := w.call(); c.Running() {
			t.Errorf("given up: %+v", c)
		}
		again := w.dial(t.Context(), DialRequest{Typed: w.office.Users[2].Extension})
		w.do(w.pbx.PickUp(w.office.Users[0].Phones[0]))
		if !again.ended() || again.err != nil {
			t.Errorf("again: %v", again.err)
		}
	})
}

func TestDial_SendsWhatTheRulesSay(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		d := w.dial(t.Context(), DialRequest{Typed: "06 8765 4321", AutoAnswer: true})
		w.after(5 * time.Second)
		if !d.ended() || d.result.Sent != "+31687654321" || d.result.Outcome != pbxclient.Started {
			t.Errorf("ended %v, %v, %+v", d.ended(), d.err, d.result)
		}
		c := w.call()
		if c.Direction != Outbound || c.Normalized != "+31687654321" || c.Stage < PickedUp || c.PickedUpAt.Before(c.Began) {
			t.Errorf("call %+v", c)
		}
		w.after(15 * time.Second)
		w.do(w.pbx.Hangup(c.UniqueID))
		if c := w.call(); c.Running() || c.Outcome != Untold || c.EndedAt.Sub(c.PickedUpAt) < 15*time.Second {
			t.Errorf("ended, perhaps after a talk: %+v", c)
		}
	})
}

func TestDial_NeedsSomebodyToActFor(t *testing.T) {
	mirrored(t, login{key: true, quiet: true}, func(t *testing.T, w *world) {
		if _, err := w.Dial(t.Context(), DialRequest{Typed: "203"}); !errors.Is(err, ErrNoUser) {
			t.Errorf("dial: %v", err)
		}
		if err := w.SetOwn(t.Context(), pbxclient.UserSettings{DND: pbxclient.Some(true)}); !errors.Is(err, ErrNoUser) {
			t.Errorf("settings: %v", err)
		}
	})
}

func TestDial_AnErrorLeavesNoCallBehind(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		w.pbx.Inject(pbxsim.Fault{Match: to("call"), Status: 500})
		_, err := w.Dial(t.Context(), DialRequest{Typed: "203"})
		if !pbxclient.IsCode(err, pbxclient.CodeServer) || len(w.Picture().Calls) != 0 {
			t.Errorf("%v, calls %v", err, w.Picture().Calls)
		}
		if n := len(w.requests("/call")); n != 1 {
			t.Errorf("%d attempts: it would ring twice", n)
		}
	})
}

func TestDial_WithoutCallEventsThePhonesTell(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		mine, theirs := w.office.Users[0].Phones[0], w.office.Users[2].Phones[0]
		remove := w.pbx.Inject(pbxsim.Fault{Match: to("call"), Delay: time.Second, Status: 201, Body: `{"status":"success","unique_id":"1.1"}`})
		defer remove()
		d := w.dial(t.Context(), DialRequest{Typed: w.office.Users[2].Extension})
		w.do(w.pbx.SetPhoneStatus(mine, 8))
		w.do(w.pbx.SetPhoneStatus(mine, 1)) // before the answer comes
		w.after(2 * time.Second)
		if c := w.call(); !d.ended() || c.Stage != PickedUp {
			t.Fatalf("ended %v, %+v", d.ended(), c)
		}
		w.do(w.pbx.SetPhoneStatus(theirs, 8))
		if c := w.call(); c.Stage != TheyRing {
			t.Errorf("they ring: %+v", c)
		}
		w.do(w.pbx.SetPhoneStatus(theirs, 1))
		if c := w.call(); c.Stage != Connected || c.State != CallActive {
			t.Errorf("they answered: %+v", c)
		}
		w.do(w.pbx.SetPhoneStatus(mine, 0))
		if c := w.call(); c.Outcome != Answered {
			t.Errorf("over: %+v", c)
		}
		w.wantTold()
	})
}

func TestHangup_ThatThePBXRefusesLeavesTheCallToBeMissed(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		id, err := w.pbx.Incoming(outside, w.office.Users[0].Extension)
		w.do(err)
		w.wantTold(IncomingCall)
		remove := w.pbx.Inject(pbxsim.Fault{Match: to("call/" + id), Body: `{"status":"failure","message":"the channel is locked"}`})
		if err := w.Hangup(t.Context(), id); !pbxclient.IsCode(err, pbxclient.CodeNotHungUp) {
			t.Errorf("%v", err)
		}
		remove()
		w.do(w.pbx.Hangup(id))
		w.wantTold(MissedCall)
	})
}

func TestHangup_OfACallThatIsGone(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		if err := w.Hangup(t.Context(), "no/such call"); !pbxclient.IsCode(err, pbxclient.CodeNotFound) {
			t.Errorf("%v", err)
		}
	})
}
