package presence

import (
	"slices"
	"time"

	"ringside/pbxclient"
)

// At which phones a call is, as its dials, its answer and its transfers tell.

// rings takes that a phone rings for the call, which may be that of a caller who is to pick up first.
func (st *story) rings(t pbxclient.Target, info *pbxclient.CallInfo) {
	if t.UniqueID != "" {
		st.legs[t.UniqueID] = t.PhoneUUID
	}
	switch {
	case t.PhoneUUID == "" || slices.Contains(st.Phones, t.PhoneUUID):
	case t.UserUUID != "" && firstLeg(t, info):
		st.CallerPhone = t.PhoneUUID
	default:
		st.Phones = append(slices.Clip(st.Phones), t.PhoneUUID)
	}
}

// at takes that the other side of the call is at one phone, "" for one that is not known.
func (st *story) at(phone string) {
	if st.Phones = nil; phone != "" {
		st.Phones = []string{phone}
	}
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
		st.at(s.calls.phoneOfLeg(target.UniqueID))
		if target.Name != unknownName {
			by = target.Name
		}
	}
	s.connect(st, at, by)
}
