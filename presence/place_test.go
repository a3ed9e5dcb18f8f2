package presence

import (
	"context"
	"testing"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
)

// placing begins a call as Dial does.
func (s *state) placing(t *testing.T, number string) *story {
	t.Helper()
	p, err := s.place(DialRequest{Typed: number}, dialplan.Rules{Region: "NL"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p.story
}

// hear takes events as of now.
func (s *state) hear(events ...pbxclient.Event) {
	for _, e := range events {
		s.apply(e, time.Now(), false)
	}
}

// running are the calls in the picture that have not ended, by what was called.
func (s *state) running() map[string]*Call {
	calls := map[string]*Call{}
	for _, c := range s.calls.list() {
		if c.Running() {
			calls[c.Called] = c
		}
	}
	return calls
}

func started(id string) pbxclient.Originated {
	return pbxclient.Originated{Outcome: pbxclient.Started, UniqueID: id}
}

var refused = pbxclient.Originated{Outcome: pbxclient.NoAnswer}

func TestDial_TheRefusalOfOneCallDoesNotEndAnother(t *testing.T) {
	mirrored(t, login{}, func(t *testing.T, w *world) {
		first := w.dial(t.Context(), DialRequest{Typed: w.office.Users[2].Extension})
		second := w.dial(t.Context(), DialRequest{Typed: w.office.Users[3].Extension})
		id := w.pbx.Office().Calls[1].ID
		w.do(w.pbx.Answer(id, w.office.Users[0].Phones[0]))
		w.do(w.pbx.Answer(id, w.office.Users[3].Phones[0]))
		w.after(40 * time.Second) // nobody picks the first one up
		if !first.ended() || first.result.Outcome != pbxclient.NoAnswer || second.result.UniqueID != id {
			t.Fatalf("the first: %+v, the second: %+v", first.result, second.result)
		}
		for _, c := range w.Picture().Calls {
			if c.UniqueID == id && (c.State != CallActive || c.Called != w.office.Users[3].Extension) || c.UniqueID != id && c.Running() {
				t.Errorf("%+v", c)
			}
		}
		w.do(w.Hangup(t.Context(), id))
	})
}

func TestPlace_EventsGoToTheCallWhoseNumberTheyTell(t *testing.T) {
	s := office(t)
	first, second := s.placing(t, "202"), s.placing(t, "203")
	s.hear(incoming(fromMe, "203"), dial(fromMe, "203", "cor"))
	s.placedAnswer(first, refused, nil, time.Now())
	if c := s.running()["203"]; len(s.running()) != 1 || c == nil || c.Key != second.Key || c.Stage != TheyRing {
		t.Fatalf("%+v", s.running())
	}
	if id := s.placedAnswer(second, started("c1"), nil, time.Now()); id != "c1" || len(s.calls.list()) != 2 {
		t.Errorf("%q, %d calls", id, len(s.calls.list()))
	}
}

func TestPlace_KnowsTheDialledNumberInWhateverFormThePBXWritesIt(t *testing.T) {
	for _, told := range []string{"+31201234567", "0201234567", "0031201234567"} {
		s := office(t)
		s.placing(t, "203")
		st := s.placing(t, "020 123 4567")
		s.hear(incoming(fromMe, told))
		if st.UniqueID != "c1" || len(s.calls.list()) != 2 {
			t.Errorf("%s: %+v", told, st.Call)
		}
	}
}

func TestPlace_EventsThatTellNoNumberWaitForTheAnswer(t *testing.T) {
	s := office(t)
	first, second := s.placing(t, "202"), s.placing(t, "203")
	key := second.Key
	s.hear(incoming(fromMe, ""))
	s.placedAnswer(first, refused, nil, time.Now())
	s.placedAnswer(second, started("c1"), nil, time.Now())
	var left []*Call
	for _, c := range s.calls.list() {
		if c.Running() {
			left = append(left, c)
		}
	}
	if len(left) != 1 || left[0].UniqueID != "c1" || left[0].Key != key || left[0].Role != Caller || left[0].Stage != PickedUp {
		t.Errorf("%+v", left)
	}
}

func TestPlace_ACallMadeByHandMeanwhileIsNotThePlacedOne(t *testing.T) {
	s := office(t)
	st := s.placing(t, "203")
	key := st.Key
	s.hear(incoming(fromMe, "202"), dial(fromMe, "202", "bea"))
	if c := s.running()["202"]; len(s.running()) != 2 || c.Key == key {
		t.Fatalf("%+v", s.running())
	}
	s.placedAnswer(st, refused, nil, time.Now())
	if c := s.running()["202"]; c == nil || c.State != CallRinging || st.NotStarted != pbxclient.NoAnswer {
		t.Errorf("%+v, %+v", c, st.Call)
	}
}

func TestPlace_ACallMadeByHandOutlivesTheRefusalOfTheOneItWasTakenFor(t *testing.T) {
	s := office(t)
	st := s.placing(t, "203")
	key := st.Key
	s.hear(incoming(fromMe, ""), dial(fromMe, "", "bea"))
	s.calls.takeChanged()
	s.placedAnswer(st, refused, nil, time.Now())
	if c := st.Call; c.Key != key || c.Running() || c.Called != "203" || c.NotStarted != pbxclient.NoAnswer {
		t.Errorf("the refused one: %+v", c)
	}
	s.hear(answer(fromMe, "", "bea"))
	other := s.calls.byID["c1"]
	if other.State != CallActive || other.Key == key || other.AnsweredBy != "Bea" {
		t.Errorf("the one that goes on: %+v", other.Call)
	}
	if changed := s.calls.takeChanged(); len(changed) != 2 {
		t.Errorf("%d calls are written down, want both", len(changed))
	}
}

func TestDial_GivingUpACallThatHasBegunLeavesItsEndToThePBX(t *testing.T) {
	s := office(t)
	st := s.placing(t, "203")
	s.hear(incoming(fromMe, "203"), dial(fromMe, "203", "cor"))
	if id := s.placedAnswer(st, pbxclient.Originated{}, context.Canceled, time.Now()); id != "c1" || !st.Running() {
		t.Errorf("to be hung up: %q, %+v", id, st.Call)
	}
	s.hear(finish(fromMe, "203", "hangup"))
	if st.Outcome != NoAnswer {
		t.Errorf("%+v", st.Call)
	}
}
