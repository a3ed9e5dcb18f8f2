package presence

import (
	"testing"
	"time"

	"ringside/pbxclient"
)

func TestStories_HistoryTellsNobody(t *testing.T) {
	s := office(t)
	for _, e := range []pbxclient.Event{dial(fromOutside, "201", "me"), finish(fromOutside, "201", "hangup")} {
		s.apply(e, time.Now(), true)
	}
	if told := s.takeNotices(); len(told) != 0 || s.calls.list()[0].Outcome != Missed {
		t.Errorf("told %v", told)
	}
}

func TestStories_WhatOneHungUpIsNotMissed(t *testing.T) {
	for name, over := range map[string]func(s *state){
		"told by its event": func(s *state) { s.apply(finish(fromOutside, "201", "hangup"), time.Now(), false) },
		"gone when asked":   func(s *state) { s.callGone("c1") },
	} {
		s := office(t)
		s.apply(dial(fromOutside, "201", "me"), time.Now(), false)
		s.takeNotices()
		s.markHungUp("c1", true)
		over(s)
		if told := s.takeNotices(); len(told) != 0 || s.calls.list()[0].Outcome != Missed {
			t.Errorf("%s: told %v of %+v", name, told, s.calls.list()[0])
		}
	}
}

func TestStories_ACallThatWentOnFarTooLongForARingWasNotMissedWhereItRangANumberOutside(t *testing.T) {
	rang := event(pbxclient.EventInternalDial, fromOutside, "201", func(i *pbxclient.CallInfo) {
		i.Targets = []pbxclient.Target{target("me"), {UserPhoneType: "number", UserUUID: "me", Number: "0611112222"}}
	})
	for took, want := range map[time.Duration]Outcome{time.Minute: Missed, 10 * time.Minute: Untold} {
		s := office(t)
		began := time.Now()
		s.apply(rang, began, false)
		s.takeNotices()
		s.apply(finish(fromOutside, "201", "hangup"), began.Add(took), false)
		if got, told := s.calls.list()[0].Outcome, s.takeNotices(); got != want || len(told) > 0 != (want == Missed) {
			t.Errorf("after %v: %q, told %v", took, got, told)
		}
	}
	s := office(t)
	began := time.Now().Add(-time.Hour)
	s.apply(rang, began, false)
	s.openCall(check{id: "c1", heard: 1, details: pbxclient.CallDetails{CallInfo: *rang.Call}}) // after an outage: it goes on
	s.apply(finish(fromOutside, "201", "hangup"), began.Add(time.Hour), false)
	if got := s.calls.list()[0].Outcome; got != Untold {
		t.Errorf("asked after meanwhile: %q", got)
	}
	s = office(t)
	s.apply(dial(fromOutside, "201", "me"), began, false)
	s.apply(finish(fromOutside, "201", "hangup"), began.Add(10*time.Minute), false)
	if got := s.calls.list()[0].Outcome; got != Missed {
		t.Errorf("at the own phone alone: %q", got)
	}
}
