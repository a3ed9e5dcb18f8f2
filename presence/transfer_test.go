package presence

import (
	"testing"
	"time"

	"ringside/pbxclient"
)

// consulted is how somebody outside calls me, and I ask Cor whether I may send them on: call c1 and call c2.
func consulted(t *testing.T) *state {
	t.Helper()
	s := office(t)
	leg := func(id, user string) pbxclient.Target { l := target(user); l.UniqueID = id; return l }
	in := pbxclient.CallInfo{UniqueID: "c1", Caller: fromOutside, CalledExtension: "201"}
	ask := pbxclient.CallInfo{UniqueID: "c2", Caller: fromMe, CalledExtension: "203"}
	tell := func(kind pbxclient.EventType, info pbxclient.CallInfo, reached pbxclient.Target) {
		if info.Target = &reached; kind == pbxclient.EventInternalDial {
			info.Targets, info.Target = []pbxclient.Target{reached}, nil
		}
		s.apply(pbxclient.Event{Type: kind, Call: &info}, time.Now(), false)
	}
	for _, kind := range []pbxclient.EventType{pbxclient.EventInternalDial, pbxclient.EventCallAnswered} {
		tell(kind, in, leg("leg-me", "me"))
	}
	for _, kind := range []pbxclient.EventType{pbxclient.EventInternalDial, pbxclient.EventCallAnswered} {
		tell(kind, ask, leg("leg-cor", "cor"))
	}
	return s
}

// sentOn is the event of the transfer in consulted, sent for either of its calls.
func sentOn(about string, from pbxclient.Caller, status string) pbxclient.Event {
	return pbxclient.Event{Type: pbxclient.EventAttendedTransfer, Call: &pbxclient.CallInfo{
		UniqueID: about, Caller: from, Status: status,
		Transferer:     &pbxclient.TransferParty{UniqueID1: "leg-me", LinkedID1: "c1", UniqueID2: "c2", LinkedID2: "leg-cor", Number: "201"},
		Transferee:     &pbxclient.TransferParty{UniqueID: "c1", LinkedID: "leg-me", Number: "0612345678"},
		TransferTarget: &pbxclient.TransferParty{UniqueID: "c2", LinkedID: "leg-cor", Number: "203", Name: "Cor"},
	}}
}

func TestTransfer_ACallIsSentOnWhicheverOfTheTwoTheEventIsSentFor(t *testing.T) {
	for about, from := range map[string]pbxclient.Caller{"c1": fromOutside, "c2": fromMe} {
		s := consulted(t)
		s.apply(sentOn(about, from, "success"), time.Now(), false)
		in, ask := s.calls.byID["c1"].Call, s.calls.byID["c2"].Call
		if in.Transferred != 1 || in.TransferTo != "203" || in.AnsweredBy != "Cor" || len(in.Phones) != 1 || in.Phones[0] != "p-cor" || in.Number != fromOutside.Number {
			t.Errorf("for %s: sent on: %+v", about, in)
		}
		if ask.Transferred != 0 || ask.TransferTo != "" || ask.Number != "203" || !ask.Running() {
			t.Errorf("for %s: the question before: %+v", about, ask)
		}
	}
}

func TestTransfer_OneThatFailedIsToldOfTheCallThatWasToBeSentOn(t *testing.T) {
	s := consulted(t)
	s.apply(sentOn("c2", fromMe, "failure"), time.Now(), false)
	if in, ask := s.calls.byID["c1"], s.calls.byID["c2"]; !in.TransferFailed || in.Transferred != 0 || ask.TransferFailed {
		t.Errorf("calls %+v and %+v", in.Call, ask.Call)
	}
}

func TestTransfer_OfCallsThatNobodyKnowsBeginsNone(t *testing.T) {
	s := office(t)
	s.apply(sentOn("c2", fromMe, "success"), time.Now(), false)
	if calls := s.calls.list(); len(calls) != 0 {
		t.Errorf("calls %+v", calls[0])
	}
	s.apply(sentOn("c1", fromOutside, "success"), time.Now(), false)
	if calls := s.calls.list(); len(calls) != 1 || calls[0].State != CallActive {
		t.Errorf("calls %+v", calls)
	}
}
