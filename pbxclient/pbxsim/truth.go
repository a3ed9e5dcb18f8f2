package pbxsim

import (
	"cmp"
	"maps"
	"slices"
)

// Office is the truth about the PBX at one moment, for tests to compare with. All of it is copies, in the order of
// the PBX's own lists.
type Office struct {
	Users     []User
	Phones    []Phone
	Groups    []RingGroup
	Mailboxes []Mailbox
	Switches  []Switch
	Queues    []Queue
	Calls     []Call // in progress, oldest first
}

// User is a person in the office.
type User struct {
	UUID, UserName string
	FullName       string // "" is null
	Extension      string // "" when they have none; the API never tells it
	Admin          bool
	CallForward    string // "" is null
	CW, DND        bool
	HotDesk        string   // UUID of the phone they have logged in at, or ""
	Phones         []string // UUIDs of the phones assigned, in order
	Mailbox        string   // UUID, or ""
}

// Phone is a device; Code is its status code.
type Phone struct {
	UUID, Name, UserName string
	Code                 int
	HotDesk              bool
	HotDeskUser          string // UUID, or ""
}

// RingGroup is an extension that rings several users.
type RingGroup struct {
	Name, Extension string
	Members         []string // UUIDs of users
}

// Mailbox is a voice mailbox with the counts of its messages.
type Mailbox struct {
	UUID, Number, Password string
	New, Old, Urgent       int
}

// Switch is a PBX switch; Value is "" for null.
type Switch struct {
	UUID, Name string
	Default    bool
	Value      string
}

// Queue is an ACD queue.
type Queue struct {
	UUID, Name, Extension string
	Agents                []string // UUIDs of users
	Waiting               []string // IDs of calls, in order
}

// Call is a call in progress.
type Call struct {
	ID, CalledExtension string
	CallerUser          string // UUID, or ""
	CallerNumber        string
	Ringing             []string // UUIDs of the phones that ring for it
	AnsweredBy          string   // UUID of the colleague's phone, or ""
	Connected           bool     // with a colleague, somebody outside, or the PBX itself
}

// Office copies the whole state.
func (p *PBX) Office() Office {
	p.mu.Lock()
	defer p.mu.Unlock()
	o := p.office
	return Office{
		Users:  each(o.users, (*user).truth),
		Phones: each(o.phones, (*phone).truth),
		Groups: each(o.groups, func(g *ringGroup) RingGroup {
			return RingGroup{g.name, g.extension, each(g.members, (*user).id)}
		}),
		Mailboxes: each(o.mailboxes, func(b *mailbox) Mailbox {
			return Mailbox{b.uuid, b.number, b.password, b.fresh, b.old, b.urgent}
		}),
		Switches: each(o.switches, func(t *toggle) Switch { return Switch{t.uuid, t.name, t.initial, t.value} }),
		Queues: each(o.queues, func(q *queue) Queue {
			return Queue{
				q.uuid, q.name, q.extension,
				each(q.agents, func(a *agent) string { return a.user.uuid }),
				each(q.waiting, func(c *call) string { return c.id }),
			}
		}),
		Calls: each(p.callsByID(), (*call).truth),
	}
}

func (u *user) id() string { return u.uuid }

func (u *user) truth() User {
	t := User{
		UUID: u.uuid, UserName: u.userName, FullName: u.fullName, Extension: u.extension, Admin: u.admin,
		CallForward: u.forward, CW: u.callWaiting, DND: u.dnd, HotDesk: u.hotDesk.id(),
	}
	for _, d := range u.devices {
		if d.phone != nil {
			t.Phones = append(t.Phones, d.phone.uuid)
		}
	}
	if u.mailbox != nil {
		t.Mailbox = u.mailbox.uuid
	}
	return t
}

// id is "" for no phone.
func (ph *phone) id() string {
	if ph == nil {
		return ""
	}
	return ph.uuid
}

func (ph *phone) truth() Phone {
	t := Phone{UUID: ph.uuid, Name: ph.name, UserName: ph.userName, Code: ph.code(), HotDesk: ph.hotDesk}
	if ph.user != nil {
		t.HotDeskUser = ph.user.uuid
	}
	return t
}

func (c *call) truth() Call {
	t := Call{
		ID: c.id, CalledExtension: c.extension, CallerUser: c.caller.UserUUID,
		CallerNumber: c.caller.Number, Connected: c.connected,
	}
	for _, l := range c.ringing() {
		if l.phone != nil {
			t.Ringing = append(t.Ringing, l.phone.uuid)
		}
	}
	if c.answered != nil {
		t.AnsweredBy = c.answered.phone.id()
	}
	return t
}

// callsByID are the calls in progress in the order they began.
func (p *PBX) callsByID() []*call {
	return slices.SortedFunc(maps.Values(p.calls), func(a, b *call) int { return cmp.Compare(a.order, b.order) })
}
