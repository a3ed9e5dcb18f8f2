package presence

import (
	"slices"

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
