package presence

import (
	"testing"
	"time"

	"ringside/pbxclient"
)

// The API tells of a call in the format of its events, of which the last may be its end.
func TestChecks_ACallThatIsToldAsFinishedIsOver(t *testing.T) {
	for _, said := range []pbxclient.CallDetails{
		{Type: pbxclient.EventCallFinished}, {CallInfo: pbxclient.CallInfo{Reason: pbxclient.ReasonHangup}},
	} {
		s := office(t)
		for _, e := range []pbxclient.Event{dial(fromOutside, "201", "me"), answer(fromOutside, "201", "me")} {
			s.apply(e, time.Now(), false)
		}
		said.UniqueID, said.Caller = "c1", fromOutside
		s.openCall(check{id: "c1", heard: s.calls.byID["c1"].heard, details: said})
		if call := s.calls.list()[0]; call.Running() || call.Outcome != Answered {
			t.Errorf("%+v: the call is %+v", said, call)
		}
		s = office(t)
		s.apply(dial(fromOutside, "201", "me"), time.Now(), false)
		s.openCall(check{id: "c1", heard: 1, details: pbxclient.CallDetails{Type: pbxclient.EventInternalDial, CallInfo: pbxclient.CallInfo{Caller: fromOutside}}})
		if call := s.calls.list()[0]; !call.Running() {
			t.Errorf("a call that goes on is %+v", call)
		}
	}
}
