package presence

import (
	"golang.org/x/sync/errgroup"

	"ringside/pbxclient"
)

const (
	checksAtOnce = 4  // so many calls are asked after side by side
	maxChecks    = 10 // so many calls of others are asked after at all
)

// check is a question after one call, and its answer.
type check struct {
	id      string
	heard   int // events of the call that had come when it was asked
	details pbxclient.CallDetails
	err     error
}

// checkCalls asks the PBX after calls that the picture holds open, since their end may have been lost, and then does
// what is to be done.
func (l *loop) checkCalls(ids []string, then func()) {
	if len(ids) == 0 {
		then()
		return
	}
	checks := make([]check, len(ids))
	for i, id := range ids {
		checks[i] = check{id: id, heard: l.state.calls.byID[id].heard}
	}
	doubts := l.doubts
	l.spawn(func() {
		var g errgroup.Group
		g.SetLimit(checksAtOnce)
		for i := range checks {
			c := &checks[i]
			g.Go(func() error {
				c.details, c.err = l.src.Call(l.ctx, c.id)
				return nil
			})
		}
		_ = g.Wait() // each error stands with its call
		l.later(func(l *loop) {
			if doubts == l.doubts && l.checked(checks) { // otherwise everything is asked again anyway
				then()
			}
		})
	})
}

// checked takes the answers and reports whether there were any: an outage is one for the calls as well.
func (l *loop) checked(checks []check) bool {
	for _, c := range checks {
		if pbxclient.IsCode(c.err, pbxclient.CodeUnreachable, pbxclient.CodeTimeout, pbxclient.CodeUnavailable, pbxclient.CodeRateLimited) {
			l.fail("calls", c.err)
			return false
		}
	}
	for _, c := range checks {
		l.state.openCall(c)
	}
	return true
}

// checkCall asks after one call, if the picture still holds it open.
func (l *loop) checkCall(id string) {
	if st := l.state.calls.byID[id]; st != nil && st.Running() {
		l.checkCalls([]string{id}, func() {})
	}
}

// openCall takes what the PBX says of a call that our picture holds open: 404 means it is over. A call that it will not
// tell of may be over as well, so that it is hidden until an event tells of it again.
func (s *state) openCall(c check) {
	st := s.calls.byID[c.id]
	if st == nil || !st.Running() || st.heard != c.heard {
		return
	}
	switch {
	case c.err == nil && finished(&c.details):
		s.callGone(c.id)
	case c.err == nil:
		s.caughtUp(st, &c.details.CallInfo)
	case pbxclient.IsCode(c.err, pbxclient.CodeNotFound):
		s.callGone(c.id)
	default:
		s.calls.hide(st, s.now())
		s.secretive = s.secretive || !st.Mine() && pbxclient.IsCode(c.err, pbxclient.CodeForbidden)
	}
}

// finished reports whether a call is told as one that has ended: the API has it "in the same format as used in call events", of
// which that may be the last.
func finished(d *pbxclient.CallDetails) bool {
	return d.Type == pbxclient.EventCallFinished || d.Reason != ""
}

// callGone ends a call that the PBX does not know any more.
func (s *state) callGone(id string) {
	st := s.calls.byID[id]
	if st == nil {
		return
	}
	st.endUnseen = !st.hungUp
	outcome := Expired // how it ended nobody saw, so nobody is told that they missed it
	if st.hungUp || !st.AnsweredAt.IsZero() {
		outcome = ""
	}
	s.calls.end(st, s.now(), outcome)
}

// caughtUp takes how far a call has come while we did not hear of it.
func (s *state) caughtUp(st *story, info *pbxclient.CallInfo) {
	s.parties(st, info)
	if st.State != CallActive && len(info.Targets) > 0 {
		if st.dialledAt.IsZero() {
			st.dialledAt = st.Began
		}
		s.dialled(st, info, !s.ownPhoneRings())
	}
	if st.State != CallActive && info.Target != nil {
		s.answered(st, info, s.now())
	}
	s.calls.touch(st)
}
