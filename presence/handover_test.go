package presence

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/pbxsim"
	"ringside/presence/journal"
)

// restarted has an engine end and another one start on the same journal. In gap the PBX goes on alone. What was told before is
// checked against told, and what the second engine has told after a second is left for after.
func restarted(t *testing.T, before, gap func(w *world), told []About, after func(w *world)) {
	t.Helper()
	restartedAs(t, login{}, before, gap, told, after)
}

func restartedAs(t *testing.T, in login, before, gap func(w *world), told []About, after func(w *world)) {
	t.Helper()
	livesAs(t, in, func(w *world) {
		w.do(w.pbx.SetPhoneStatus(w.office.Users[5].Phones[0], 1)) // so that there is an event to stand at
		before(w)
		w.wantTold(told...)
		w.stop()
		<-w.ended
		gap(w)
	}, after, func(w *world) { w.wantTold() }) // and never again
}

func nothing(*world) {}

func (w *world) rung() (id string) {
	w.t.Helper()
	id, err := w.pbx.Incoming(outside, w.office.Users[0].Extension)
	w.do(err)
	return id
}

// bustle makes as many events that tell nothing to the user.
func (w *world) bustle(events int) {
	for i := range events {
		w.do(w.pbx.SetPhoneStatus(w.office.Users[5].Phones[0], i%2))
	}
	w.after(time.Second) // so many are not read at once
}

func TestHandover_ACallThatRangBeforeIsMissedOnceAndRingsOnce(t *testing.T) {
	var id string
	ring := func(w *world) { id = w.rung() }
	hangUp := func(w *world) { w.do(w.pbx.Hangup(id)) }
	rang := []About{IncomingCall}
	t.Run("missed meanwhile", func(t *testing.T) {
		restarted(t, ring, hangUp, rang, func(w *world) { w.wantTold(MissedCall) })
	})
	t.Run("missed after", func(t *testing.T) {
		restarted(t, ring, nothing, rang, func(w *world) {
			w.wantTold()
			hangUp(w)
			w.wantTold(MissedCall)
		})
	})
	t.Run("missed before", func(t *testing.T) {
		restarted(t, func(w *world) { ring(w); hangUp(w) }, nothing, []About{IncomingCall, MissedCall}, func(w *world) { w.wantTold() })
	})
	t.Run("answered meanwhile", func(t *testing.T) {
		answer := func(w *world) { w.do(w.pbx.Answer(id, w.office.Users[0].Phones[0])) }
		restarted(t, ring, answer, rang, func(w *world) {
			w.wantTold()
			hangUp(w)
			w.wantTold()
		})
	})
	t.Run("hung up by the user", func(t *testing.T) {
		decline := func(w *world) {
			ring(w)
			w.tell(func(l *loop) { l.state.markHungUp(id, true) }) // the PBX is about to hear of it
		}
		restarted(t, decline, hangUp, rang, func(w *world) { w.wantTold() })
	})
	t.Run("so long ago that no event tells of its beginning", func(t *testing.T) {
		ringLong := func(w *world) {
			ring(w)
			w.bustle(1000)
		}
		restarted(t, ringLong, hangUp, rang, func(w *world) { w.wantTold(MissedCall) })
		restarted(t, ringLong, nothing, rang, func(w *world) {
			w.wantTold()
			hangUp(w)
			w.wantTold(MissedCall)
		})
	})
}

// TestHandover_ACallOfWhichOnlyTheMiddleIsKnownRingsOnce has the buffer lose that the call rings the user, but not the call.
func TestHandover_ACallOfWhichOnlyTheMiddleIsKnownRingsOnce(t *testing.T) {
	var id string
	event := func(w *world, kind, more string) {
		w.pbx.EmitRaw(fmt.Sprintf(`{"event_type":%q,"unique_id":%q,"caller":{"number":"1"}%s}`, kind, id, more))
	}
	restarted(t, func(w *world) {
		id = w.rung()
		w.bustle(990)
		event(w, "incoming call", "")
		w.bustle(20)
	}, func(w *world) {
		event(w, "internal dial", fmt.Sprintf(`,"targets":[{"user_uuid":%q}]`, w.me.UserUUID))
	}, []About{IncomingCall}, func(w *world) {
		w.wantTold()
		w.do(w.pbx.Hangup(id))
		w.wantTold(MissedCall)
	})
}

func TestHandover_ACallThatBeganMeanwhileIsToldAsItStands(t *testing.T) {
	var id string
	ring := func(w *world) { id = w.rung() }
	t.Run("it rings", func(t *testing.T) {
		restarted(t, nothing, ring, nil, func(w *world) {
			if told := w.unread(); len(told) != 1 || told[0].About != IncomingCall || told[0].Call.UniqueID != id || told[0].Call.Number != outside.Number {
				t.Errorf("told %+v", told)
			}
			w.do(w.pbx.Hangup(id))
			w.wantTold(MissedCall)
		})
	})
	t.Run("it is over", func(t *testing.T) {
		missed := func(w *world) { ring(w); w.after(10 * time.Second); w.do(w.pbx.Hangup(id)) }
		restarted(t, nothing, missed, nil, func(w *world) { w.wantTold(MissedCall) })
	})
	t.Run("it was answered", func(t *testing.T) {
		talk := func(w *world) { id = w.talking() }
		restarted(t, nothing, talk, nil, func(w *world) { w.wantTold() })
	})
	t.Run("it was the first event of all", func(t *testing.T) {
		lives(t, func(w *world) { w.stop(); <-w.ended; ring(w) }, func(w *world) { w.wantTold(IncomingCall) }, func(w *world) { w.wantTold() })
	})
	t.Run("it came while the second one lists", func(t *testing.T) {
		slow := func(w *world) {
			w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 5 * time.Second, Times: 1})
		}
		restarted(t, nothing, slow, nil, func(w *world) {
			ring(w)
			w.leaveMessage(w.pbx.LeaveVoicemail)
			w.wantTold()
			w.after(5 * time.Second)
			w.wantTold(IncomingCall, Voicemail)
		})
	})
}

func TestHandover_ARingWithoutACallIsToldOnce(t *testing.T) {
	code := func(code int) func(w *world) {
		return func(w *world) { w.do(w.pbx.SetPhoneStatus(w.office.Users[0].Phones[0], code)) }
	}
	ringLong := func(w *world) { code(8)(w); w.after(2 * ringGrace) }
	told := func(w *world) { w.after(ringGrace); w.wantTold(PhoneRinging) }
	silence := func(w *world) { w.after(ringGrace); w.wantTold() }
	for name, c := range map[string]struct {
		before, gap, after func(w *world)
		told               []About
	}{
		"began meanwhile":             {nothing, code(8), told, nil},
		"began and ended meanwhile":   {nothing, func(w *world) { code(8)(w); code(0)(w) }, silence, nil},
		"told before":                 {ringLong, nothing, silence, []About{PhoneRinging}},
		"began a moment before":       {code(8), nothing, told, nil},
		"again meanwhile":             {ringLong, func(w *world) { code(0)(w); code(8)(w) }, told, []About{PhoneRinging}},
		"said again, and it rings on": {ringLong, code(8), silence, []About{PhoneRinging}},
		"again after":                 {ringLong, nothing, func(w *world) { code(0)(w); code(8)(w); told(w) }, []About{PhoneRinging}},
		"its end was lost":            {code(8), func(w *world) { w.pbx.LoseEvents(1); code(0)(w); w.bustle(1) }, silence, nil},
		"the user calls": {func(w *world) {
			go func() { _, _ = w.Dial(w.t.Context(), DialRequest{Typed: w.office.Users[2].Extension}) }()
			synctest.Wait()
		}, nothing, silence, nil},
		"a call explained it":          {func(w *world) { w.rung() }, nothing, silence, []About{IncomingCall}},
		"a call meanwhile explains it": {nothing, func(w *world) { w.rung() }, func(w *world) { w.after(ringGrace); w.wantTold(IncomingCall) }, nil},
	} {
		t.Run(name, func(t *testing.T) { restarted(t, c.before, c.gap, c.told, c.after) })
	}
}

// TestHandover_WhatCannotBeJoinedIsHistory holds that nothing is told where it could have been told before.
func TestHandover_WhatCannotBeJoinedIsHistory(t *testing.T) {
	miss := func(w *world) { w.do(w.pbx.Hangup(w.rung())) }
	for name, gap := range map[string]func(w *world){
		"after more than a minute": func(w *world) { miss(w); w.after(handoverFor + time.Second) },
		"the numbering began anew": func(w *world) {
			w.pbx.Restart()
			w.somebodyReads()
			w.after(time.Second)
			miss(w)
		},
		"the buffer overflowed": func(w *world) {
			w.bustle(1000)
			miss(w)
		},
	} {
		t.Run(name, func(t *testing.T) {
			restarted(t, nothing, gap, nil, func(w *world) {
				w.wantTold()
				miss(w)
				w.wantTold(IncomingCall, MissedCall)
			})
		})
	}
	t.Run("nothing was known at the end", func(t *testing.T) {
		var remove func()
		lose := func(w *world) {
			w.after(time.Minute)
			remove = w.pbx.Inject(pbxsim.Fault{Match: to("events"), Status: 502})
			w.after(pollWait)
			w.state(Stale)
		}
		restarted(t, lose, func(w *world) { miss(w); remove() }, nil, func(w *world) { w.wantTold() })
	})
}

func TestHandover_WhatTheEndCutsOffIsNoOutage(t *testing.T) {
	cut := func(w *world) {
		w.pbx.Inject(pbxsim.Fault{Match: to("users"), Delay: 5 * time.Second, Times: 1})
		w.do(w.pbx.RenameUser(w.office.Users[3].UUID, "Somebody Else"))
		w.tell(func(l *loop) {
			w.stop()
			l.onListed(lists{err: context.Canceled})
		})
	}
	restarted(t, cut, func(w *world) { w.rung() }, nil, func(w *world) { w.wantTold(IncomingCall) })
}

// somebodyReads has somebody else read events, so that the PBX gathers them.
func (w *world) somebodyReads() {
	r := httptest.NewRequest(http.MethodGet, "/apis/pbx/events?timeout=0", nil)
	r.SetBasicAuth(pbxclient.APIKeyUser, w.pbx.APIKey())
	w.pbx.Handler().ServeHTTP(httptest.NewRecorder(), r)
}

func TestHandover_ThePositionIsOfAMomentAgo(t *testing.T) {
	now := time.Now()
	for age, want := range map[time.Duration]bool{
		-time.Second: false, 0: true, time.Second: true, handoverFor: true, handoverFor + time.Second: false,
	} {
		h := newHandover(journal.Position{Seq: 7, Stamp: now, Left: now.Round(0).Add(-age)}, now)
		if got := h.from != nil; got != want {
			t.Errorf("left %v ago: %v", age, got)
		}
	}
}

func TestHandover_WhatWasTakenIsHistoryAlthoughTheStreamSeemedToEnd(t *testing.T) {
	begin := time.Now()
	event := func(seq int64) pbxclient.Event {
		return pbxclient.Event{Seq: seq, Timestamp: begin.Add(time.Duration(seq) * time.Second)}
	}
	h := newHandover(journal.Position{Seq: 7, Stamp: event(7).Timestamp, Left: begin}, begin)
	for seq := range int64(10) {
		if history := h.isHistory(event(seq), seq > 3); history != (seq <= 7) {
			t.Errorf("event %d is history: %v", seq, history)
		}
	}
}
