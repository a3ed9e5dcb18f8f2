package share

import (
	"ringside/presence"
	"ringside/presence/journal"
)

// kept is the result of "history".
type kept struct {
	Calls []keptCall `json:"calls"`
}

// keptCall is a call as the journal has it. Its names are those of a call that goes on, where that has them.
type keptCall struct {
	Key         string `json:"key"`
	UniqueID    string `json:"unique_id,omitempty"`
	Began       int64  `json:"began"`
	AnsweredAt  int64  `json:"answered_at,omitempty"`
	EndedAt     int64  `json:"ended_at,omitempty"`
	Placed      bool   `json:"placed,omitempty"`
	Talked      bool   `json:"talked,omitempty"`
	Direction   string `json:"direction,omitempty"`
	Number      string `json:"number,omitempty"`
	Name        string `json:"name,omitempty"`
	Normalized  string `json:"normalized_number,omitempty"`
	PartyUUID   string `json:"party_uuid,omitempty"`
	Called      string `json:"called,omitempty"`
	AnsweredBy  string `json:"answered_by,omitempty"`
	Transferred int    `json:"transferred,omitempty"`
	Declined    bool   `json:"declined,omitempty"`
	Outcome     string `json:"outcome,omitempty"`
	Note        string `json:"note,omitempty"`
}

func historyOut(q presence.HistoryQuery) request {
	return request{Do: doHistory, Before: q.Before, Most: q.Most, UUID: q.PartyUUID, Numbers: q.Numbers, Missed: q.Missed}
}

func (r *request) query() presence.HistoryQuery {
	return presence.HistoryQuery{Before: r.Before, Most: r.Most, PartyUUID: r.UUID, Numbers: r.Numbers, Missed: r.Missed}
}

func keptOut(list []journal.Call) kept {
	page := kept{Calls: make([]keptCall, len(list))}
	for i, c := range list {
		page.Calls[i] = keptCall{
			Key: c.Key, UniqueID: c.ID, Began: stamp(c.Began), AnsweredAt: stamp(c.Answered), EndedAt: stamp(c.Ended),
			Placed: c.Placed, Talked: c.Talked, Direction: c.Direction, Number: c.Number, Name: c.Name, Normalized: c.Normalized,
			PartyUUID: c.PartyUUID, Called: c.Called, AnsweredBy: c.AnsweredBy, Transferred: c.Transfers, Declined: c.Declined,
			Outcome: c.Outcome, Note: c.Note,
		}
	}
	return page
}

func (k kept) back() []journal.Call {
	var list []journal.Call
	for _, c := range k.Calls {
		list = append(list, journal.Call{
			Key: c.Key, ID: c.UniqueID, Began: clock(c.Began), Answered: clock(c.AnsweredAt), Ended: clock(c.EndedAt),
			Placed: c.Placed, Talked: c.Talked, Direction: c.Direction, Number: c.Number, Name: c.Name, Normalized: c.Normalized,
			PartyUUID: c.PartyUUID, Called: c.Called, AnsweredBy: c.AnsweredBy, Transfers: c.Transferred, Declined: c.Declined,
			Outcome: c.Outcome, Note: c.Note,
		})
	}
	return list
}

func ownOut(s *presence.Snapshot) own {
	o := own{Kind: "own", History: s.History, MissedUnseen: s.MissedUnseen, ForwardedTo: s.ForwardedTo}
	if u := s.Until; u != nil {
		o.Until = &until{DND: stamp(u.DND), CallForward: stamp(u.CallForward), Back: u.Back}
	}
	return o
}

// putInto makes it part of a picture that is being made.
func (o own) putInto(s *presence.Snapshot) {
	s.History, s.MissedUnseen, s.ForwardedTo, s.Until = o.History, o.MissedUnseen, o.ForwardedTo, nil
	if u := o.Until; u != nil {
		s.Until = &presence.Until{DND: clock(u.DND), CallForward: clock(u.CallForward), Back: u.Back}
	}
}
