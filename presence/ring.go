package presence

import (
	"slices"
	"time"

	"ringside/pbxclient"
)

// ringDue is when a ringing own phone that no call event has explained has to be told of; zero if none rings.
func (s *state) ringDue() time.Time {
	if s.ringing.IsZero() || s.ringTold {
		return time.Time{}
	}
	return s.ringing.Add(ringGrace)
}

// followOwnRing notices when an own phone begins to ring and when it stops.
func (s *state) followOwnRing(uuid string, code pbxclient.Opt[int], now time.Time) {
	switch {
	case rings(code) && s.ringing.IsZero():
		s.ringing, s.ringTold, s.ringPhone = now, false, uuid
	case !rings(code) && uuid == s.ringPhone:
		s.ringing, s.ringPhone = time.Time{}, ""
	}
}

// forgetRing ends a ring that the lists know nothing of: its end was lost.
func (s *state) forgetRing() {
	p := s.phones[s.ringPhone]
	if s.ringPhone != "" && (p == nil || !rings(p.code) || !s.ownPhone(s.ringPhone)) {
		s.ringing, s.ringPhone = time.Time{}, ""
	}
}

// ownPhoneRings reports whether one of the user's phones rings, as far as is known.
func (s *state) ownPhoneRings() bool {
	me := s.contact(s.me)
	return me != nil && slices.ContainsFunc(me.Phones, func(p ContactPhone) bool { return rings(p.StatusCode) })
}

func rings(code pbxclient.Opt[int]) bool {
	value, known := code.Get()
	return known && OfCode(value) == Ringing
}

// tellUnknownRing tells that the own phone rings, unless a call that rings it is known by now.
func (s *state) tellUnknownRing(now time.Time) {
	if s.ringing.IsZero() || now.Sub(s.ringing) < ringGrace {
		return
	}
	s.ringTold = true
	me := s.contact(s.me)
	if me == nil || s.ringExplained() {
		return
	}
	for _, p := range me.Phones {
		if p.UUID == s.ringPhone {
			s.notices = append(s.notices, Notice{About: PhoneRinging, Phone: p})
		}
	}
}

// ringExplained reports whether a call is known that rings the own phone.
func (s *state) ringExplained() bool {
	return slices.ContainsFunc(s.calls.open, func(st *story) bool {
		return st.Running() && st.hiddenAt.IsZero() &&
			(st.Role == Callee && st.AnsweredAt.IsZero() || st.Role == Caller && st.Stage == YourPhoneRings)
	})
}
