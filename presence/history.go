package presence

import (
	"time"

	"ringside/pbxclient"
	"ringside/presence/journal"
)

// record is what is kept of a story. An end that nobody saw has no time, and how it came is not known.
func (st *story) record() journal.Call {
	c := journal.Call{
		ID: st.UniqueID, Began: st.Began, Answered: st.AnsweredAt, Ended: st.EndedAt, Placed: st.Role == Caller,
		Talked: st.talked, Direction: string(st.Direction), Number: st.Number, Name: st.Name, Normalized: st.Normalized, PartyUUID: st.PartyUUID,
		Called: st.Called, AnsweredBy: st.AnsweredBy, Transfers: st.Transferred, Outcome: string(st.Outcome),
		Declined: st.hungUp && st.Outcome == Missed,
	}
	switch {
	case st.endUnseen:
		c.Outcome = journal.Away
	case !st.Running() && st.Outcome == Untold:
		c.Outcome = journal.Untold
	}
	if st.endUnseen || st.Outcome == Expired {
		c.Ended = time.Time{}
	}
	return c
}

// restore puts what was kept of a call into a new story of it.
func (st *story) restore(c journal.Call) {
	st.Role = Callee
	if c.Placed {
		st.Role, st.Stage = Caller, PickedUp
	}
	st.Direction, st.Number, st.Name, st.Normalized = Direction(c.Direction), c.Number, c.Name, c.Normalized
	st.PartyUUID, st.Called, st.Transferred = c.PartyUUID, c.Called, c.Transfers
	st.State = CallRinging
	st.rangMe = !c.Placed && c.Answered.IsZero() // and it was told
	if !c.Answered.IsZero() {
		st.State, st.AnsweredAt, st.AnsweredBy, st.talked = CallActive, c.Answered, c.AnsweredBy, c.Talked
	}
}

// keepHistory writes down what has become of the user's own calls. A call that the PBX has not named yet waits for that, so
// that it becomes one record.
func (s *state) keepHistory() {
	for _, st := range s.calls.takeChanged() {
		if st.Mine() && (st.UniqueID != "" || !st.Running()) {
			s.book.keepCall(st.record())
		}
	}
}

// resume asks after the calls that had not ended when Ringside last did, once the picture holds. One that goes on is told
// on; the others ended while Ringside was away.
func (l *loop) resume() {
	asked := l.unfinished
	l.unfinished = nil
	for _, c := range asked {
		if st := l.state.calls.byID[c.ID]; st != nil { // the events have told of it again
			l.state.carryOn(st, c)
			continue
		}
		l.spawn(func() {
			details, err := l.src.Call(l.ctx, c.ID)
			l.later(func(l *loop) {
				switch {
				case err == nil && !finished(&details):
					l.state.resumed(c, &details.CallInfo)
				case err == nil, pbxclient.IsCode(err, pbxclient.CodeNotFound, pbxclient.CodeForbidden, pbxclient.CodeUnauthorized):
					c.Outcome = journal.Away
					l.state.book.keepCall(c)
				default: // to be asked again when the PBX is back
					l.unfinished = append(l.unfinished, c)
				}
			})
		})
	}
}

// carryOn makes a story the user's that the events alone did not show to be theirs.
func (s *state) carryOn(st *story, c journal.Call) {
	if !st.Mine() {
		st.Role = Callee
		if c.Placed {
			st.Role = Caller
		}
		st.rangMe = !c.Placed && c.Answered.IsZero()
	}
	s.calls.touch(st)
}

// resumed takes that a call goes on.
func (s *state) resumed(c journal.Call, info *pbxclient.CallInfo) {
	if st := s.calls.byID[c.ID]; st != nil {
		s.carryOn(st, c)
		return
	}
	s.caughtUp(s.restore(c), info)
}

// restore begins a story with what was kept of the call.
func (s *state) restore(c journal.Call) *story {
	st := s.calls.add(c.ID, c.Began)
	st.restore(c)
	st.events = true
	return st
}

// takeChanged returns the calls that changed since it was last asked, each once.
func (c *calls) takeChanged() []*story {
	list := c.changed
	c.changed = nil
	for _, st := range list {
		st.changed = false
	}
	return list
}
