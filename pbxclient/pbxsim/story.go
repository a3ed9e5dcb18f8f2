package pbxsim

import "time"

// Party is somebody outside the office.
type Party struct {
	Number     string // as their network shows it
	Name       string // "" where the network tells none
	Normalized string // E.164, "" when unknown
}

const (
	reasonHangup  = "hangup"
	reasonExpired = "expired"
)

type dialEvent struct {
	callInfo
	Targets []targetInfo `json:"targets"`
}

type answerEvent struct {
	callInfo
	Target targetInfo `json:"target"`
}

type finishEvent struct {
	callInfo
	Reason string `json:"reason"`
}

// incoming begins a call from outside and routes it.
func (p *PBX) incoming(from Party, extension string) *call {
	c := p.newCall()
	c.did, c.extension = p.region.did(extension), extension
	c.caller = p.outsider(from)
	p.begin(c)
	p.route(c, extension)
	return c
}

func (p *PBX) outsider(from Party) callerInfo {
	return callerInfo{
		TrunkUUID: p.office.trunk, Number: from.Number, Name: from.Name,
		Normalized: from.Normalized, Original: from.Number,
	}
}

// internal begins a call somebody makes on their phone by hand.
func (p *PBX) internal(u *user, from *phone, number string) *call {
	c := p.newCall()
	c.extension = number
	l := &leg{id: c.id, user: u, phone: from}
	p.setOff(c, l)
	p.put(l, legTalking)
	p.begin(c)
	p.route(c, number)
	return c
}

// setOff makes a leg the caller's own.
func (p *PBX) setOff(c *call, l *leg) {
	c.origin = l
	c.account = l.user.userName
	c.caller = callerInfo{UserUUID: l.user.uuid, Number: p.callerNumber(l.user), Name: l.user.name()}
	if l.phone != nil {
		c.caller.PhoneUUID = l.phone.uuid
	}
}

// callerNumber is the extension; somebody without one shows the number of the office.
func (p *PBX) callerNumber(u *user) string {
	if u.extension != "" {
		return u.extension
	}
	return p.region.local(p.office.mainNumber)
}

func (p *PBX) begin(c *call) {
	c.told = true
	p.events.emit("incoming call", c.info())
}

// ring dials legs until somebody answers or nobody does.
func (p *PBX) ring(c *call, legs []*leg) {
	if len(legs) == 0 {
		p.unanswered(c)
		return
	}
	p.dial(c, legs)
	p.inStage(c, p.opts.RingTimeout, func() { p.unanswered(c) })
	p.react(c)
}

// dial makes legs ring, in addition to those that do already.
func (p *PBX) dial(c *call, legs []*leg) {
	c.targets = append(c.targets, legs...)
	p.events.emit("internal dial", dialEvent{c.info(), each(legs, (*leg).info)})
	for _, l := range legs {
		p.put(l, legRinging)
	}
}

// answer connects a call with one of the legs that ring.
func (p *PBX) answer(c *call, l *leg) {
	c.stage++
	c.answered, c.connected, c.mailbox = l, true, nil
	p.talk(l)
	p.stopRinging(c)
	p.leaveQueue(c)
	p.events.emit("call answered", answerEvent{c.info(), l.info()})
	p.converse(c)
}

func (p *PBX) stopRinging(c *call) {
	for _, l := range c.ringing() {
		p.release(l)
	}
}

// unanswered ends the ringing: the queue goes on, the mailbox takes a message, or the call is over.
func (p *PBX) unanswered(c *call) {
	c.stage++
	p.stopRinging(c)
	switch {
	case c.queue != nil:
		p.serve(c.queue)
	case c.mailbox != nil:
		box := c.mailbox
		c.connected = true
		p.inStage(c, p.pace(messageLength), func() {
			p.record(box, false)
			p.finish(c, reasonHangup)
		})
	default:
		p.finish(c, reasonHangup)
	}
}

// messageLength is how long a caller speaks to a mailbox.
const messageLength = 6 * time.Second

// finish ends a call, whatever it is doing.
func (p *PBX) finish(c *call, reason string) {
	if c.over {
		return
	}
	c.over = true
	c.stage++
	delete(p.calls, c.id)
	p.stopRinging(c)
	p.release(c.answered)
	p.release(c.origin)
	p.abandonQueue(c)
	if c.told {
		p.events.emit("call finished", finishEvent{c.info(), reason})
	}
	p.settle(c, statusFailed)
	if held := c.consults; held != nil && !held.over {
		p.resume(held)
	}
	p.serveAll()
}

// pause puts a call on hold at its colleague's phone, if they talk.
func (p *PBX) pause(c *call) bool {
	l := c.local()
	if !c.connected || l == nil || l.state != legTalking {
		return false
	}
	p.hold(l)
	return true
}

// resume takes a call off hold, if it is.
func (p *PBX) resume(c *call) bool {
	l := c.local()
	if l == nil || l.state != legHeld {
		return false
	}
	p.talk(l)
	return true
}
