package presence

import (
	"time"

	"ringside/pbxclient"
)

// call takes a call event ("Call events") into its story.
func (s *state) call(e pbxclient.Event, at time.Time, history bool) {
	info := e.Call
	if info.UniqueID == "" {
		return
	}
	if e.Type == pbxclient.EventAttendedTransfer && s.attended(e, at) {
		return
	}
	st := s.calls.byID[info.UniqueID]
	if st == nil {
		if st = s.claimPlaced(info); st == nil {
			if e.Type == pbxclient.EventCallFinished {
				return // over before we heard of it
			}
			st = s.calls.add(info.UniqueID, at)
		}
	}
	if !st.Running() {
		return // a repeated event: it is over, and it was told
	}
	st.hear()
	s.parties(st, info)
	switch e.Type {
	case pbxclient.EventInternalDial:
		st.dialledAt = at
		s.dialled(st, info, history)
	case pbxclient.EventCallAnswered:
		s.answered(st, info, at)
	case pbxclient.EventBlindTransfer, pbxclient.EventAttendedTransfer:
		s.transferred(st, e, at)
	case pbxclient.EventCallFinished:
		outcome := Outcome("")
		if info.Reason == pbxclient.ReasonExpired {
			outcome = Expired
		}
		s.finish(st, at, outcome, history)
	}
	s.calls.touch(st)
}

// hear takes that an event tells of the call.
func (st *story) hear() {
	st.events, st.hiddenAt = true, time.Time{}
	st.heard++
}

// parties works out who talks to whom, as far as an event tells.
func (s *state) parties(st *story, info *pbxclient.CallInfo) {
	caller := info.Caller
	s.learn(caller.UserUUID, caller.Number)
	if st.Role == NotMine && (s.me != "" && caller.UserUUID == s.me || s.ownPhone(caller.PhoneUUID)) {
		st.Role = Caller
	}
	if called := firstOf(info.CalledExtension, info.CalledDID); called != "" && st.Called == "" {
		st.Called = called
	}
	if caller.PhoneUUID != "" || caller.UserUUID == "" {
		st.CallerPhone = caller.PhoneUUID
	}
	fromInside := caller.UserUUID != "" || caller.PhoneUUID != ""
	switch {
	case !fromInside:
		st.Direction = Inbound
	case len(st.rang) > 0 || s.userCalled(st.Called) != "":
		st.Direction = Internal
	case st.Direction == "":
		st.Direction = Outbound
	}
	if st.Role == Caller {
		s.calledParty(st)
		return
	}
	st.Number, st.Normalized = caller.Number, caller.NormalizedNumber
	st.PartyUUID = caller.UserUUID
	st.Name = caller.Name
	if c := s.contact(caller.UserUUID); c != nil {
		st.Name = c.Name()
	}
}

// calledParty fills in the other side of a call that the user placed.
func (s *state) calledParty(st *story) {
	if st.Number == "" {
		st.Number = st.Called
	}
	if st.PartyUUID == "" {
		st.PartyUUID = s.userCalled(st.Called)
	}
	if c := s.contact(st.PartyUUID); c != nil {
		st.Name = c.Name()
	}
}

// userCalled is the user whose extension this is, "" if nobody's.
func (s *state) userCalled(extension string) string {
	if extension == "" {
		return ""
	}
	if s.owners == nil {
		s.owners = ownersIn(s.roster.Table)
	}
	return s.owners.user[extension]
}

// dialled takes an internal dial: the phones that ring now. A further one for the same call adds targets.
func (s *state) dialled(st *story, info *pbxclient.CallInfo, history bool) {
	st.ringAgain()
	users := map[string]bool{}
	ringsOthers, rangMeBefore := false, st.rangMe
	for _, t := range info.Targets {
		if t.UserUUID != "" {
			users[t.UserUUID] = true
		}
		mine := s.isMine(t)
		if mine && (st.Role != Caller || st.Transferred > 0) { // what the user transferred may come back to them
			st.Role, st.rangMe = Callee, true
			st.mineOutside = st.mineOutside || isOutside(t)
		}
		if !mine || !firstLeg(t, info) {
			ringsOthers = true
		}
		st.rings(t, info)
		if !mine {
			st.rangOutside = st.rangOutside || isOutside(t)
			if t.UserUUID != "" {
				st.rang[t.UserUUID] = true
			}
		}
	}
	if len(users) == 1 && info.CalledExtension != "" {
		for user := range users {
			if st.Transferred == 0 { // a transfer rings somebody else than was called
				s.learnCalled(user, info.CalledExtension)
			}
			if st.Role == Caller && user != s.me && st.PartyUUID == "" {
				st.PartyUUID = user
			}
		}
	}
	if len(users) > 0 && st.Direction == Outbound {
		st.Direction = Internal
	}
	if st.Role == Caller {
		if ringsOthers && st.Stage < TheyRing {
			st.Stage = TheyRing // a dial of the own phone alone is the first leg, not them
		}
		s.calledParty(st)
	}
	if st.rangMe && !rangMeBefore && !history {
		told := st.Call
		s.notices = append(s.notices, Notice{About: IncomingCall, Call: &told})
	}
}

// isOutside tells a number that is dialled for a user, at which the PBX sees no answer, from one of its phones.
func isOutside(t pbxclient.Target) bool { return t.PhoneUUID == "" && t.Number != "" }

// ringAgain takes that phones ring for the call, perhaps once more: an answered call that was transferred.
func (st *story) ringAgain() {
	if st.State == CallActive {
		st.AnsweredAt, st.AnsweredBy, st.rangMe, st.Phones = time.Time{}, "", false, nil
		if st.Role == Caller {
			st.Stage = TheyRing
		}
	}
	st.State = CallRinging
}

// firstLeg tells the caller's own phone, which rings first when a call is originated, from another one of theirs that
// they call, and from the same one where it came after somebody else's, as when they are sent back to themselves.
func firstLeg(t pbxclient.Target, info *pbxclient.CallInfo) bool {
	if len(info.Targets) > 0 && info.Targets[0].UserUUID != info.Caller.UserUUID {
		return false
	}
	return t.UserUUID == info.Caller.UserUUID && (info.Caller.PhoneUUID == "" || t.PhoneUUID == info.Caller.PhoneUUID)
}

// isMine reports whether a dial target is the user or one of their phones.
func (s *state) isMine(t pbxclient.Target) bool {
	if t.UserUUID != "" {
		return t.UserUUID == s.me // a colleague's target stays theirs on a shared phone
	}
	return s.ownPhone(t.PhoneUUID)
}

// answered takes an answer. The first leg of a placed call, the own phone picked up, is none.
func (s *state) answered(st *story, info *pbxclient.CallInfo, at time.Time) {
	if info.Target == nil {
		s.connect(st, at, "")
		return
	}
	mine := s.isMine(*info.Target)
	if st.Role == Caller && mine && firstLeg(*info.Target, info) {
		st.pickUp(at)
		return
	}
	if mine && st.Role == NotMine {
		st.Role = Callee
	}
	if t := info.Target; t.UserUUID == "" || !firstLeg(*t, info) {
		st.at(t.PhoneUUID)
	}
	st.talked = st.talked || mine && st.Role == Callee
	s.connect(st, at, s.whoAnswered(*info.Target))
}

// pickUp takes that the user's own phone was picked up, for a call that they placed.
func (st *story) pickUp(at time.Time) {
	if st.Stage < PickedUp {
		st.Stage, st.PickedUpAt = PickedUp, at
	}
}

// connect makes a call active.
func (s *state) connect(st *story, at time.Time, by string) {
	st.State = CallActive
	if st.AnsweredAt.IsZero() {
		st.AnsweredAt = at
	}
	if by != "" {
		st.AnsweredBy = by
	}
	if st.Role == Caller {
		st.Stage, st.talked = Connected, true
	}
}

// whoAnswered names a target: the user's name, the phone's, or the number.
func (s *state) whoAnswered(t pbxclient.Target) string {
	if c := s.contact(t.UserUUID); c != nil {
		return c.Name()
	}
	if p := s.phones[t.PhoneUUID]; p != nil && p.name != "" {
		return p.name
	}
	return firstOf(t.Number, t.UserUUID, t.PhoneUUID)
}

// finish ends a story and tells of a missed call.
func (s *state) finish(st *story, at time.Time, outcome Outcome, history bool) {
	s.calls.end(st, at, outcome)
	if st.Outcome == Missed && st.Role == Callee && !history && !st.hungUp {
		told := st.Call
		s.notices = append(s.notices, Notice{About: MissedCall, Call: &told})
	}
}

// takeNotices returns what has to be told, once. A ring that is over by now is not: the missed call tells of it.
func (s *state) takeNotices() []Notice {
	var due []Notice
	for _, n := range s.notices {
		if n.About == IncomingCall {
			if st := s.calls.byID[n.Call.UniqueID]; st == nil || st.State != CallRinging {
				continue
			}
		}
		due = append(due, n)
	}
	s.notices = nil
	return due
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
