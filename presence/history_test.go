package presence

import (
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"ringside/pbxclient/pbxsim"
	"ringside/presence/journal"
)

// lives runs an engine of its own on a journal for each part of a life with one PBX; between them Ringside is away. It
// returns what was kept, newest first.
func lives(t *testing.T, parts ...func(w *world)) (kept []journal.Call) {
	t.Helper()
	return livesAs(t, login{}, parts...)
}

func livesAs(t *testing.T, in login, parts ...func(w *world)) (kept []journal.Call) {
	path := filepath.Join(t.TempDir(), "journal")
	synctest.Test(t, func(t *testing.T) {
		pbx := pbxsim.New(pbxsim.Options{Quiet: true, RingTimeout: time.Hour})
		for i, part := range parts {
			j, aside, err := journal.Open(path)
			if err != nil || aside != "" {
				t.Fatal(err, aside)
			}
			in.journal = j
			w := newWorld(t, pbx, in)
			w.run()
			w.after(time.Second)
			part(w)
			synctest.Wait()
			w.stop()
			<-w.ended
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			if i+1 < len(parts) {
				continue
			}
			if j, _, err = journal.Open(path); err != nil {
				t.Fatal(err)
			}
			defer j.Close()
			if kept, err = j.Calls(journal.Call{}, 100); err != nil {
				t.Fatal(err)
			}
		}
	})
	return kept
}

// talking has somebody outside call the user, who picks up.
func (w *world) talking() (id string) {
	w.t.Helper()
	id, err := w.pbx.Incoming(outside, w.office.Users[0].Extension)
	w.do(err)
	w.do(w.pbx.Answer(id, w.office.Users[0].Phones[0]))
	return id
}

func TestHistory_KeepsTheOwnCallsAndHowTheyWent(t *testing.T) {
	kept := lives(t, func(w *world) {
		own, colleague := w.office.Users[0], w.office.Users[2]
		id, err := w.pbx.Incoming(outside, own.Extension)
		w.do(err)
		w.after(5 * time.Second)
		w.do(w.pbx.Answer(id, own.Phones[0]))
		w.after(time.Minute)
		w.do(w.pbx.Hangup(id))
		w.after(time.Second)
		id, err = w.pbx.Incoming(outside, own.Extension)
		w.do(err)
		w.do(w.pbx.Hangup(id))
		w.after(time.Second)
		_, err = w.pbx.Incoming(outside, colleague.Extension) // no one of ours
		w.do(err)
		id, err = w.pbx.Dial(own.UUID, w.office.Users[4].Extension)
		w.do(err)
		w.do(w.pbx.Hangup(id))
	})
	if len(kept) != 3 {
		t.Fatalf("kept %+v", kept)
	}
	if c := kept[0]; !c.Placed || c.Outcome != string(NoAnswer) || c.PartyUUID == "" || c.Direction != string(Internal) || c.Ended.IsZero() {
		t.Errorf("the placed call is %+v", c)
	}
	if c := kept[1]; c.Placed || c.Outcome != string(Missed) || !c.Answered.IsZero() {
		t.Errorf("the missed call is %+v", c)
	}
	if c := kept[2]; c.Outcome != string(Answered) || c.Number != outside.Number || c.Name != outside.Name || c.Duration() != time.Minute || c.Answered.Sub(c.Began) != 5*time.Second {
		t.Errorf("the answered call is %+v, %v", c, c.Duration())
	}
}

func TestHistory_ACallToTheOutsideIsNotSaidToHaveBeenAnsweredOrNot(t *testing.T) {
	kept := lives(t, func(w *world) {
		id, err := w.pbx.Dial(w.office.Users[0].UUID, outside.Number)
		w.do(err)
		w.after(time.Minute)
		w.do(w.pbx.Hangup(id))
	})
	if len(kept) != 1 || kept[0].Outcome != journal.Untold || kept[0].Ended.Sub(kept[0].Began) != time.Minute {
		t.Errorf("kept %+v", kept)
	}
}

func TestHistory_ACallThatEndedWhileRingsideWasAwaySaysSo(t *testing.T) {
	var id string
	kept := lives(t, func(w *world) {
		id = w.talking()
	}, func(w *world) {
		w.after(time.Minute)
		if c := w.call(); c.UniqueID != id || c.Role != Callee || c.State != CallActive || !c.Running() {
			t.Errorf("the call goes on, and shows as %+v", c)
		}
		w.wantTold()
	}, func(w *world) {
		w.stop()
		<-w.ended
		w.pbx.Restart() // the call is gone, and so is what the PBX could tell of it
	}, func(w *world) {
		w.wantTold()
		if n := len(w.Picture().Calls); n != 0 {
			t.Errorf("%d calls are shown", n)
		}
	})
	if len(kept) != 1 || kept[0].ID != id || kept[0].Outcome != journal.Away || !kept[0].Ended.IsZero() || kept[0].Answered.IsZero() {
		t.Errorf("kept %+v", kept)
	}
}

func TestHistory_ACallWhoseEndWasLostIsClosedHonestly(t *testing.T) {
	kept := lives(t, func(w *world) {
		_, err := w.pbx.Incoming(outside, w.office.Users[0].Extension)
		w.do(err)
		w.pbx.Restart()
		w.after(time.Minute)
		w.wantTold(IncomingCall)
	})
	if len(kept) != 1 || kept[0].Outcome != journal.Away || !kept[0].Ended.IsZero() {
		t.Errorf("kept %+v", kept)
	}
}

func TestHistory_ACallThatGoesOnIsOneRecord(t *testing.T) {
	var id string
	start := func(w *world) {
		id = w.talking()
		w.after(time.Minute)
	}
	kept := lives(t, start, func(w *world) {
		w.after(time.Minute)
		w.do(w.pbx.Hangup(id))
	}, func(*world) {}, func(*world) {}) // later starts hear of it again
	if len(kept) != 1 || kept[0].Outcome != string(Answered) || kept[0].Duration() < 2*time.Minute || kept[0].Duration() > 3*time.Minute {
		t.Errorf("kept %+v, %v", kept, kept[0].Duration())
	}
}

func TestHistory_ACallThatGoesOnIsToldOnAlthoughNoEventTellsOfItsBeginning(t *testing.T) {
	var id string
	kept := lives(t, func(w *world) {
		id = w.talking()
		w.after(time.Minute)
		w.stop()
		<-w.ended
		w.pbx.ResetBuffer()
	}, func(w *world) {
		if c := w.call(); c.UniqueID != id || c.Role != Callee || c.State != CallActive || c.Number != outside.Number || c.Direction != Inbound {
			t.Errorf("the call goes on, and shows as %+v", c)
		}
		w.after(time.Minute)
		w.do(w.pbx.Hangup(id))
		w.wantTold()
	})
	if len(kept) != 1 || kept[0].Outcome != string(Answered) || kept[0].Duration().Round(time.Second) != 2*time.Minute+time.Second {
		t.Errorf("kept %+v, %v", kept, kept[0].Duration())
	}
}

func TestHistory_WhatHappenedWhileRingsideWasAwayIsKeptAsThePBXTellsIt(t *testing.T) {
	var came time.Time
	kept := lives(t, func(w *world) {
		w.stop()
		<-w.ended
		came = time.Now()
		id, err := w.pbx.Incoming(outside, w.office.Users[0].Extension)
		w.do(err)
		w.after(20 * time.Second)
		w.do(w.pbx.Hangup(id))
		w.after(time.Minute)
	}, func(w *world) { w.wantTold() }, func(w *world) { w.wantTold() })
	if len(kept) != 1 || kept[0].Outcome != string(Missed) || kept[0].Began.Sub(came).Abs() > time.Second || kept[0].Ended.Sub(came).Round(time.Second) != 20*time.Second {
		t.Errorf("a call at %v is kept as %+v", came, kept)
	}
}
