package share

import (
	json2 "github.com/go-json-experiment/json"

	"ringside/pbxclient"
	"ringside/pbxclient/dialplan"
	"ringside/presence"
)

// Between the engine's types and the lines of the socket, both ways.

func connectionOut(c presence.Connection, w Words) connectionOnWire {
	return connectionOnWire{Connection: OfConnection(c, w), Error: failureOf(c.Err), AsOf: stamp(c.AsOf), RetryAt: stamp(c.RetryAt)}
}

func (c connectionOnWire) back() presence.Connection {
	return presence.Connection{State: c.State, Err: c.Error.err(), AsOf: clock(c.AsOf), RetryAt: clock(c.RetryAt)}
}

func loginOut(s *presence.Snapshot) login {
	l := login{Kind: "login", Me: s.Me, Denied: s.Denied, Region: s.Region, Codes: s.ShortCodes, System: s.System}
	for _, p := range s.OwnPhones {
		l.Phones = append(l.Phones, p.UUID)
	}
	return l
}

func spareOut(phones []presence.ContactPhone) spare {
	line := spare{Kind: "spare", Phones: make([]phoneOnWire, len(phones))}
	for i, p := range phones {
		line.Phones[i] = phoneOut(p)
	}
	return line
}

func (s spare) back() []presence.ContactPhone {
	var phones []presence.ContactPhone
	for _, p := range s.Phones {
		phones = append(phones, p.back())
	}
	return phones
}

func mailboxOut(m *presence.Mailbox) voicemailOnWire {
	return voicemailOnWire{Voicemail: OfMailbox(m.Mailbox), Own: m.Own}
}

func (v voicemailOnWire) back() *presence.Mailbox {
	box := pbxclient.Mailbox{UUID: v.UUID, Number: v.Number, New: v.New, Old: v.Old, Urgent: v.Urgent}
	for _, n := range []*pbxclient.Opt[int]{&box.New, &box.Old, &box.Urgent} {
		if n.State == pbxclient.Null { // not known
			*n = pbxclient.Opt[int]{}
		}
	}
	return &presence.Mailbox{Mailbox: box, Own: v.Own}
}

func callOut(c *presence.Call) callOnWire {
	return callOnWire{
		Call: OfCall(c), Key: c.Key, Role: c.Role, Stage: c.Stage, PartyUUID: c.PartyUUID, Called: c.Called, NotStarted: c.NotStarted,
		Began: stamp(c.Began), PickedUpAt: stamp(c.PickedUpAt), AnsweredAt: stamp(c.AnsweredAt), EndedAt: stamp(c.EndedAt),
		Transferred: c.Transferred, TransferFailed: c.TransferFailed, TransferTo: c.TransferTo, CallerPhone: c.CallerPhone, Phones: c.Phones,
	}
}

func (c *callOnWire) back() *presence.Call {
	return &presence.Call{
		Key: c.Key, UniqueID: text(c.UniqueID), State: c.State, Direction: c.Direction, Role: c.Role, Stage: c.Stage,
		Number: text(c.Number), Name: text(c.Name), Normalized: text(c.Normalized), PartyUUID: c.PartyUUID, Called: c.Called,
		NotStarted: c.NotStarted, Outcome: presence.Outcome(text(c.Outcome)), AnsweredBy: text(c.AnsweredBy),
		Began: clock(c.Began), PickedUpAt: clock(c.PickedUpAt), AnsweredAt: clock(c.AnsweredAt), EndedAt: clock(c.EndedAt),
		Transferred: c.Transferred, TransferFailed: c.TransferFailed, TransferTo: c.TransferTo, CallerPhone: c.CallerPhone, Phones: c.Phones,
	}
}

func phoneOut(p presence.ContactPhone) phoneOnWire {
	return phoneOnWire{Phone: Phone{UUID: p.UUID, Name: Known(p.Name), StatusCode: p.StatusCode}, HotDesk: p.HotDesk, Personal: p.Personal}
}

func (p phoneOnWire) back() presence.ContactPhone {
	code := p.StatusCode
	if code.State == pbxclient.Null { // not known
		code = pbxclient.Opt[int]{}
	}
	return presence.ContactPhone{UUID: p.UUID, Name: text(p.Name), StatusCode: code, HotDesk: p.HotDesk, Personal: p.Personal}
}

func planOut(p presence.DialPlan) planned {
	out := planned{
		Sent: p.Sent, Kind: p.Kind, Region: p.Region, National: p.National, International: p.International,
		PicksUp: p.PicksUp, Phones: make([]phoneOnWire, len(p.Phones)),
	}
	for i, phone := range p.Phones {
		out.Phones[i] = phoneOut(phone)
	}
	return out
}

func (p planned) back(typed string) presence.DialPlan {
	plan := presence.DialPlan{PicksUp: p.PicksUp, Decision: dialplan.Decision{
		Input: typed, Sent: p.Sent, Kind: p.Kind, Region: p.Region, National: p.National, International: p.International,
	}}
	for _, phone := range p.Phones {
		plan.Phones = append(plan.Phones, phone.back())
	}
	return plan
}

func dialedOut(r presence.DialResult) dialed {
	return dialed{Known(r.UniqueID), r.Outcome, r.Status, Known(r.Location), r.Sent}
}

func (d dialed) back() presence.DialResult {
	return presence.DialResult{Sent: d.Sent, Originated: pbxclient.Originated{
		Outcome: d.Status, Status: d.Said, UniqueID: text(d.UniqueID), Location: text(d.Location),
	}}
}

func noticeOut(n presence.Notice, s *presence.Snapshot, w Words) noticeOnWire {
	line := noticeOnWire{Notice: OfNotice(n, s, w)}
	if n.Call != nil {
		c := callOut(n.Call)
		line.Call = &c
	}
	if n.Mailbox != (pbxclient.Mailbox{}) {
		m := mailboxOut(&presence.Mailbox{Mailbox: n.Mailbox})
		line.Mailbox = &m
	}
	if n.Phone != (presence.ContactPhone{}) {
		p := phoneOut(n.Phone)
		line.Phone = &p
	}
	if n.Contact != nil {
		line.Contact = appendContact(nil, n.Contact)
	}
	return line
}

func (n *noticeOnWire) back() presence.Notice {
	notice := presence.Notice{About: n.About}
	if n.Call != nil {
		notice.Call = n.Call.back()
	}
	if n.Mailbox != nil {
		notice.Mailbox = n.Mailbox.back().Mailbox
	}
	if n.Phone != nil {
		notice.Phone = n.Phone.back()
	}
	var c contactIn
	if len(n.Contact) > 0 && json2.Unmarshal(n.Contact, &c) == nil {
		notice.Contact = c.contact()
	}
	return notice
}

// text is "" for null.
func text(known *string) string {
	if known == nil {
		return ""
	}
	return *known
}
