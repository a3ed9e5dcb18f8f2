package pbxsim

import (
	"fmt"
	"slices"
	"time"
)

type legState int

const (
	legRinging legState = iota
	legTalking
	legHeld
	legOver
)

// leg connects a call with one phone, or with a number outside.
type leg struct {
	id     string
	kind   string // user_phone_type: "" unless a user is called
	user   *user
	phone  *phone // nil for a number
	number string
	trunk  string
	state  legState
}

// How a user is called, beyond the kinds of device.
const (
	calledNumberOnTrunk = "number on trunk"
	calledForward       = "forward"
)

// call is one story, from its unique_id to its end.
type call struct {
	id        string
	order     int // calls are numbered as they begin
	account   string
	did       string
	extension string // what was dialled
	caller    callerInfo
	origins   []*leg // the caller's own phones that ring for an originate
	origin    *leg   // the caller's own phone, nil for a caller from outside
	targets   []*leg // all that were ever dialled
	answered  *leg   // the colleague reached, or nil
	outside   string // the number outside that was dialled, as E.164
	connected bool   // with a colleague, a number outside, or the PBX itself
	mailbox   *mailbox
	queue     *queue    // where the caller waits, or nil
	served    *queue    // the queue an agent took it from, or nil
	since     time.Time // when the call came to where it is now
	consults  *call     // the call on hold that this one asks back for
	stage     int       // goes up whenever the call moves on
	told      bool      // there was an incoming call event
	over      bool

	settled chan struct{} // originate: closed once the caller's phone was picked up, or won't be
	outcome string        // originate: the status it is answered with
}

// newID is an Asterisk unique id. Every seventh carries the name of the system it is on, whose slash and hash have to
// be escaped in a path.
func (p *PBX) newID() string {
	p.lastID++
	id := fmt.Sprintf("%d.%d", time.Now().Unix(), p.lastID)
	if p.lastID%7 == 0 {
		return "hq/2#" + id
	}
	return id
}

// newCall registers a call; begin tells of it.
func (p *PBX) newCall() *call {
	id := p.newID()
	c := &call{id: id, order: p.lastID, account: "main", since: time.Now()}
	p.calls[c.id] = c
	return c
}

// inStage plans do for a call, for as long as it has not moved on by then.
func (p *PBX) inStage(c *call, d time.Duration, do func()) {
	stage := c.stage
	p.after(d, func() {
		if !c.over && c.stage == stage {
			do()
		}
	})
}

// put puts a leg on its phone, in the given state.
func (p *PBX) put(l *leg, state legState) {
	l.state = state
	if l.phone == nil {
		return
	}
	l.phone.legs = append(l.phone.legs, l)
	if state == legTalking {
		p.talk(l)
		return
	}
	p.announce(l.phone)
}

// talk makes a leg the one its phone talks on; another one there is put on hold.
func (p *PBX) talk(l *leg) {
	l.state = legTalking
	if l.phone == nil {
		return
	}
	for _, other := range l.phone.legs {
		if other != l && other.state == legTalking {
			other.state = legHeld
		}
	}
	p.announce(l.phone)
}

func (p *PBX) hold(l *leg) {
	l.state = legHeld
	if l.phone != nil {
		p.announce(l.phone)
	}
}

// release takes a leg off its phone; nil and a leg that is over are fine.
func (p *PBX) release(l *leg) {
	if l == nil || l.state == legOver {
		return
	}
	l.state = legOver
	if l.phone == nil {
		return
	}
	l.phone.drop(l)
	p.announce(l.phone)
	p.backToHeld(l.phone)
}

// ringing are the legs that ring now.
func (c *call) ringing() []*leg {
	var legs []*leg
	for _, l := range append(slices.Clip(c.origins), c.targets...) {
		if l.state == legRinging {
			legs = append(legs, l)
		}
	}
	return legs
}

// local is the leg of the colleague who can put the call on hold or transfer it: who answered, else who called.
func (c *call) local() *leg {
	if c.answered != nil {
		return c.answered
	}
	return c.origin
}

// involves tells whether u or a phone of theirs takes part in the call now.
func (c *call) involves(u *user) bool {
	legs := append(slices.Clip(c.origins), c.targets...)
	if c.origin != nil {
		legs = append(legs, c.origin)
	}
	return slices.ContainsFunc(legs, func(l *leg) bool {
		return l.state != legOver && (l.user == u || u.uses(l.phone))
	})
}

type callerInfo struct {
	UserUUID   string `json:"user_uuid,omitempty"`
	PhoneUUID  string `json:"phone_uuid,omitempty"`
	TrunkUUID  string `json:"trunk_uuid,omitempty"`
	Number     string `json:"number"`
	Name       string `json:"name"`
	Normalized string `json:"normalized_number,omitempty"`
	Original   string `json:"original_number,omitempty"`
}

// callInfo is what every call event carries.
type callInfo struct {
	Tag       string     `json:"event_tag"`
	ID        string     `json:"unique_id"`
	Account   string     `json:"account_code"`
	DID       string     `json:"called_did,omitempty"`
	Extension string     `json:"called_extension,omitempty"`
	Caller    callerInfo `json:"caller"`
}

type targetInfo struct {
	ID     string `json:"unique_id"`
	Kind   string `json:"user_phone_type,omitempty"`
	User   string `json:"user_uuid,omitempty"`
	Phone  string `json:"phone_uuid,omitempty"`
	Trunk  string `json:"trunk_uuid,omitempty"`
	Number string `json:"number,omitempty"`
}

// eventTag is what the one `API events` rule of this PBX's dial plan tags calls with.
const eventTag = "office"

func (c *call) info() callInfo {
	return callInfo{eventTag, c.id, c.account, c.did, c.extension, c.caller}
}

func (l *leg) info() targetInfo {
	t := targetInfo{ID: l.id, Kind: l.kind, Trunk: l.trunk, Number: l.number}
	if l.user != nil {
		t.User = l.user.uuid
	}
	if l.phone != nil {
		t.Phone = l.phone.uuid
	}
	return t
}
