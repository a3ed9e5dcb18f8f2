package presence

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
)

// Rules returns the number rules that hold for this picture: its region, and the extensions it knows.
func (s *Snapshot) Rules() dialplan.Rules {
	return dialplan.Rules{Region: s.Region, Known: s.knows, ShortCodes: s.ShortCodes}
}

// knows reports whether somebody has this extension.
func (s *Snapshot) knows(number string) bool {
	for c := range s.Contacts.All() {
		if c.Extension == number && internalNumber(number) {
			return true
		}
	}
	return false
}

// CertainPhone returns the one phone that a call from this user would start at, as the PBX sees it: auto-answer
// works only then ("Originating calls"). Without a certain one, the user has to choose.
func (c *Contact) CertainPhone() (ContactPhone, bool) {
	if c == nil {
		return ContactPhone{}, false
	}
	for _, p := range c.Phones {
		if p.HotDesk {
			return p, true
		}
	}
	if len(c.Assigned) == 1 && len(c.Phones) == 1 && c.Phones[0].Personal {
		return c.Phones[0], true
	}
	return ContactPhone{}, false
}

// place begins a call: it decides what is sent and shows the call before the PBX has heard of it.
func (s *state) place(r DialRequest, rules dialplan.Rules, o Options) (placed, error) {
	decision, err := rules.Decide(r.Typed)
	if err != nil {
		return placed{}, err
	}
	for _, st := range s.calls.placedHere() {
		if st.Stage == YourPhoneRings && st.dialled == decision.Sent {
			return placed{}, ErrAlreadyDialling
		}
	}
	request := pbxclient.OriginateRequest{Number: decision.Sent, PhoneUUID: r.From}
	if o.ByKey {
		if s.me == "" {
			return placed{}, ErrNoUser
		}
		request.UserUUID = s.me
	}
	certain, ok := s.contact(s.me).CertainPhone()
	if r.AutoAnswer && (ok || r.From != "") {
		request.AutoAnswer = pbxclient.Some(true)
	}
	st := s.calls.add("", s.now())
	s.calls.place(st)
	st.Role, st.Stage, st.State = Caller, YourPhoneRings, CallRinging
	st.dialled, st.region = decision.Sent, rules.Region
	st.Called, st.Number, st.Direction = decision.Sent, decision.Sent, Outbound
	if st.ownPhone = r.From; r.From == "" && ok {
		st.ownPhone = certain.UUID
	}
	if decision.Kind == dialplan.E164 {
		st.Normalized = decision.Sent
	}
	s.calledParty(st)
	if st.PartyUUID != "" {
		st.Direction = Internal
	}
	return placed{st, request}, nil
}

// claimPlaced finds the call that the user is placing right now and that the PBX has not answered for yet: its events may
// come before the answer does. Where they do not tell which call it is, the answer will.
func (s *state) claimPlaced(info *pbxclient.CallInfo) *story {
	mine := info.Caller.UserUUID == s.me && s.me != "" || s.ownPhone(info.Caller.PhoneUUID)
	if !mine {
		return nil
	}
	var unnamed []*story
	for _, st := range s.calls.placedHere() {
		if st.UniqueID == "" && st.mayStartAt(info.Caller.PhoneUUID) {
			unnamed = append(unnamed, st)
		}
	}
	i := slices.IndexFunc(unnamed, func(st *story) bool { return st.calls(info.CalledExtension) || st.calls(info.CalledDID) })
	if silent := info.CalledExtension == "" && info.CalledDID == ""; silent && len(unnamed) == 1 {
		i = 0
	}
	if i < 0 {
		return nil
	}
	s.calls.name(unnamed[i], info.UniqueID)
	return unnamed[i]
}

// mayStartAt reports whether a placed call may run on this phone; "" is one that is not told.
func (st *story) mayStartAt(phone string) bool {
	return phone == "" || st.ownPhone == "" || st.ownPhone == phone
}

// calls reports whether a number, in whatever form the PBX writes it, is the one that was dialled.
func (st *story) calls(number string) bool {
	return number != "" && (number == st.dialled || dialplan.Canonical(number, st.region) == st.dialled)
}

// placedAnswer takes what the PBX said to a placed call and returns the call's identifier, if it has one.
func (s *state) placedAnswer(st *story, answer pbxclient.Originated, err error, at time.Time) string {
	defer s.calls.touch(st)
	if err == nil && answer.Outcome != pbxclient.Started && st.events && st.Running() {
		s.calls.unclaim(st) // a call that did not start is not the one that goes on
	}
	switch {
	case err != nil && st.events:
		// The answer was lost and the call is not: its events go on telling.
	case errors.Is(err, context.Canceled):
		s.calls.end(st, at, NoAnswer)
	case err != nil:
		s.calls.drop(st) // the error itself is told to whoever asked
	case answer.Outcome == pbxclient.Started:
		s.started(st, answer.UniqueID, at)
	case answer.Outcome == pbxclient.Busy:
		s.notStarted(st, answer.Outcome, Busy, at)
	case answer.Outcome == pbxclient.NoAnswer:
		s.notStarted(st, answer.Outcome, NoAnswer, at)
	default:
		s.notStarted(st, answer.Outcome, Failed, at)
	}
	return st.UniqueID
}

func (s *state) notStarted(st *story, refusal pbxclient.Outcome, outcome Outcome, at time.Time) {
	st.NotStarted = refusal
	s.calls.end(st, at, outcome)
}

// started joins a placed call with the events that carry its identifier, which may have come before.
func (s *state) started(st *story, id string, at time.Time) {
	if st.UniqueID != "" && st.UniqueID != id {
		s.calls.unclaim(st)
	}
	if other := s.calls.byID[id]; other != nil && other != st {
		s.calls.drop(st)
		s.calls.place(other)
		other.Key, other.Normalized = st.Key, st.Normalized
		other.dialled, other.region, other.ownPhone = st.dialled, st.region, st.ownPhone
		other.Role = Caller
		other.pickUp(at)
		s.calls.touch(other)
		return
	}
	if id != "" {
		s.calls.name(st, id)
	}
	if st.Running() {
		st.pickUp(at)
	}
}

// followParties lets the colleague's phone tell how a placed call goes on where the PBX sends no call events.
func (s *state) followParties(at time.Time) {
	for _, st := range s.calls.placedHere() {
		if st.events || st.Stage < PickedUp || st.Stage == Connected {
			continue
		}
		c := s.contact(st.PartyUUID)
		switch {
		case c == nil:
		case c.Presence == Ringing && st.Stage == PickedUp:
			st.Stage = TheyRing
			s.calls.touch(st)
		case c.Presence == OnCall && st.Stage == TheyRing:
			s.connect(st, at, c.Name())
			s.calls.touch(st)
		}
	}
}

// moveDesk takes the hot desk of a user from the PBX's answer to a change of it.
func (s *state) moveDesk(u pbxclient.User) {
	if desk := strings.TrimSpace(u.HotDesk.Or("")); desk != "" {
		s.logIn(u.UUID, desk, s.now())
	} else if c := s.contact(u.UUID); c != nil && c.HotDesk.Or("") != "" {
		s.logOut(u.UUID, "", s.now())
	}
}
