package presence

import (
	"time"

	"ringside/pbxclient"
)

// transferee finds the call whose party an attended transfer has sent on, nil if we know of none. The event may have been sent
// for another call: the one in which the target was asked first ("Check other unique_id values of transferer").
func (s *state) transferee(info *pbxclient.CallInfo) *story {
	var ids []string
	if t := info.Transferee; t != nil {
		ids = append(ids, t.UniqueID, t.LinkedID)
	}
	if t := info.Transferer; t != nil {
		ids = append(ids, t.UniqueID1, t.LinkedID1)
	}
	for _, id := range ids {
		if st := s.calls.holding(id); st != nil {
			return st
		}
	}
	return nil
}

// attended takes an attended transfer into the call that it is about, and reports whether that is another than the one the event
// was sent for, or one that we know nothing of.
func (s *state) attended(e pbxclient.Event, at time.Time) (elsewhere bool) {
	st, id := s.transferee(e.Call), e.Call.UniqueID
	switch {
	case st == nil:
		t := e.Call.Transferee
		return s.calls.byID[id] == nil && t != nil && t.UniqueID != id && t.LinkedID != id
	case st.UniqueID == id:
		return false
	}
	st.hear()
	s.transferred(st, e, at)
	s.calls.touch(st)
	return true
}

// unknownName is how the PBX writes the name of a party to a transfer that it knows no name of.
const unknownName = "< unknown >"

// transferred notes a transfer. Whom a blind one reaches is told by the events that follow; an attended one has joined
// the call with its target, and nothing else tells of that. One that failed leaves the call as it was: connected, or nobody
// could have tried, even if this is the first that we hear of the call.
func (s *state) transferred(st *story, e pbxclient.Event, at time.Time) {
	info := e.Call
	target := info.TransferTarget
	if st.TransferTo = info.TransferExtension; target != nil {
		st.TransferTo = target.Number
	}
	if st.TransferFailed = info.Status != "success"; st.TransferFailed {
		if st.State == CallIncoming {
			s.connect(st, at, "")
		}
		return
	}
	st.Transferred++
	st.Phones = nil
	if e.Type != pbxclient.EventAttendedTransfer {
		return
	}
	by := ""
	if target != nil {
		st.at(firstOf(s.calls.phoneOfLeg(target.UniqueID), s.calls.phoneOfLeg(target.LinkedID)))
		if target.Name != unknownName {
			by = target.Name
		}
	}
	s.connect(st, at, by)
}
