package pbxsim

import (
	"slices"
	"strings"
	"time"
)

// voicemailCode is the feature code to listen to one's own mailbox.
const voicemailCode = "*97"

// shortest is the number of digits from which on a number that is nobody's here is one outside.
const shortest = 7

// mostForwards is how often a call is forwarded on before the PBX sees a circle.
const mostForwards = 3

// secondWave is when a ring group that rings in two waves calls its other half.
const secondWave = 8 * time.Second

// route takes a call to what a number stands for.
func (p *PBX) route(c *call, number string) {
	to, known := p.leadsTo(number)
	switch {
	case known && to.user != nil:
		c.mailbox = to.user.mailbox
		p.ringUser(c, to.user)
	case known && to.group != nil:
		p.ringGroup(c, to.group)
	case known:
		p.enqueue(c, to.queue)
	case isFeature(number):
		p.feature(c, number)
	case p.isOutside(number):
		p.dialOut(c, number)
	default:
		p.finish(c, reasonHangup)
	}
}

// reachable tells whether the dial plan knows what to do with a number.
func (p *PBX) reachable(number string) bool {
	_, known := p.leadsTo(number)
	return known || isFeature(number) || p.isOutside(number)
}

// leadsTo finds what a number of this PBX leads to: an extension, or the outside number of one.
func (p *PBX) leadsTo(number string) (extension, bool) {
	if to, known := p.office.extensions[number]; known {
		return to, true
	}
	inside, ours := strings.CutPrefix(p.region.international(number), p.region.calling+p.region.landline)
	if !ours || len(inside) != len("0000") {
		return extension{}, false
	}
	if inside == "0000" {
		return extension{group: p.office.groups[0]}, true
	}
	to, known := p.office.extensions[strings.TrimLeft(inside, "0")]
	return to, known
}

func isFeature(number string) bool {
	return strings.HasPrefix(number, "*") || strings.HasPrefix(number, "#")
}

func (p *PBX) isOutside(number string) bool {
	switch number {
	case "112", "911", "999", "110":
		return true
	}
	return strings.HasPrefix(number, "+") || len(number) >= shortest
}

// ringUser rings everything a user can be reached at. Forwarded to a colleague, it rings theirs in a second dial.
func (p *PBX) ringUser(c *call, u *user) {
	for range mostForwards {
		legs := p.reach(c, u)
		if u.forward == "" || len(legs) == 0 {
			p.ring(c, legs)
			return
		}
		to, here := p.leadsTo(u.forward)
		if !here || to.user == nil {
			p.ring(c, legs)
			return
		}
		p.dial(c, legs)
		legs[0].state = legOver // the call has gone on from here
		u = to.user
	}
	p.unanswered(c)
}

// ringGroup rings the members who can be, all at once or in two waves.
func (p *PBX) ringGroup(c *call, g *ringGroup) {
	half := len(g.members) / 2
	first := p.reachAll(c, g.members[:half])
	if !g.waves || len(first) == 0 {
		p.ring(c, append(first, p.reachAll(c, g.members[half:])...))
		return
	}
	p.ring(c, first)
	p.inStage(c, p.pace(secondWave), func() {
		if rest := p.reachAll(c, g.members[half:]); len(rest) > 0 {
			p.dial(c, rest)
		}
	})
}

// reachAll makes the legs of a ring group, which is not led out of the house by a member's forward.
func (p *PBX) reachAll(c *call, members []*user) []*leg {
	var legs []*leg
	for _, u := range members {
		if u.forward == "" {
			legs = append(legs, p.reach(c, u)...)
		}
	}
	return legs
}

// reach makes the legs that would ring for a user; none when they are busy, do not want to be disturbed, or are
// nowhere.
func (p *PBX) reach(c *call, u *user) []*leg {
	if u.forward != "" {
		return []*leg{{id: p.newID(), kind: calledForward, user: u, number: u.forward}}
	}
	if u.dnd || !u.callWaiting && u.engaged() {
		return nil
	}
	var legs []*leg
	add := func(kind string, ph *phone) {
		taken := slices.ContainsFunc(legs, func(l *leg) bool { return l.phone == ph })
		calls := c.origin != nil && c.origin.phone == ph
		if !taken && !calls && ph.accepts() {
			legs = append(legs, &leg{id: p.newID(), kind: kind, user: u, phone: ph})
		}
	}
	if u.hotDesk != nil {
		add(deviceHotDesk, u.hotDesk)
	}
	for _, d := range u.devices {
		switch d.kind {
		case devicePhone:
			add(devicePhone, d.phone)
		case deviceNumber:
			legs = append(legs, &leg{id: p.newID(), kind: deviceNumber, user: u, number: d.number})
		case deviceTrunkNumber:
			legs = append(legs, &leg{id: p.newID(), kind: calledNumberOnTrunk, user: u, number: d.number, trunk: d.trunk})
		}
	}
	return legs
}

// engaged tells whether one of u's phones is in use.
func (u *user) engaged() bool {
	return u.hotDesk.engaged() || slices.ContainsFunc(u.devices, func(d device) bool { return d.phone.engaged() })
}

// feature is a call the PBX answers itself.
func (p *PBX) feature(c *call, code string) {
	c.stage++
	c.connected = true
	length := 3 * time.Second
	if code == voicemailCode && c.origin != nil && c.origin.user.mailbox != nil {
		box := c.origin.user.mailbox
		p.inStage(c, p.pace(length), func() { p.listen(box) })
		length = 2 * messageLength
	}
	p.inStage(c, p.pace(length), func() { p.finish(c, reasonHangup) })
}

// dialOut calls a number outside: they ring. Nothing the API tells shows whether they answer.
func (p *PBX) dialOut(c *call, number string) {
	c.stage++
	c.outside = p.region.international(number)
	p.inStage(c, p.opts.RingTimeout, func() { p.finish(c, reasonHangup) })
	p.reactOutside(c)
}
