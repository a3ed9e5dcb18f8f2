package pbxsim

import (
	"math"
	"time"
)

// The life of the office: what begins by itself. What people then do about it is in habits.go.

// peakShare is the part of the people who talk when it is busiest.
const peakShare = 1.0 / 3

// tide is how long it takes from one peak to the next.
const tide = 20 * time.Minute

// beginLife plans everything that goes on for as long as Run runs.
func (p *PBX) beginLife() {
	opened := time.Now()
	calls := float64(p.opts.Users) * peakShare / 1.5 // a call keeps one phone or two
	mean := time.Duration(float64((20*time.Second+p.longestTalk())/2) / calls)
	p.often(mean/8, mean/2, func() { p.someCall(opened) })
	warm := min(time.Minute, 5*time.Second+time.Duration(calls)*10*time.Millisecond)
	for range int(calls) { // people were talking before anybody looked
		p.after(p.between(0, warm), func() { p.someCall(opened) })
	}
	for _, q := range p.office.queues {
		p.morning(q)
		p.often(8*time.Second, 25*time.Second, func() { p.incoming(p.region.stranger(p.chance), q.extension) })
		p.often(20*time.Second, time.Minute, func() { p.agentMoves(q) })
	}
	p.often(20*time.Second, 50*time.Second, p.callThePerson)
	crowd := 1 + time.Duration(p.opts.Users/100)
	p.often(20*time.Second/crowd, time.Minute/crowd, p.changeDesk)
	p.often(15*time.Second/crowd, 45*time.Second/crowd, p.changeSetting)
	p.often(20*time.Second/crowd, time.Minute/crowd, p.hearMessages)
	p.often(40*time.Second/crowd, 2*time.Minute/crowd, p.plugPhone)
	p.often(3*time.Minute, 8*time.Minute, p.changeRoster)
	p.often(2*time.Minute, 10*time.Minute, p.flipSwitch)
}

// often does something again and again, lo to hi apart.
func (p *PBX) often(lo, hi time.Duration, do func()) {
	p.after(p.between(lo, hi), func() {
		do()
		p.often(lo, hi, do)
	})
}

// someCall begins a call unless as many people talk as should at this hour.
func (p *PBX) someCall(opened time.Time) {
	swing := math.Cos(2 * math.Pi * time.Since(opened).Seconds() * p.opts.Speed / tide.Seconds())
	if float64(p.busy) >= float64(len(p.office.users))*peakShare*(0.85+0.15*swing) {
		return
	}
	what := p.chance.Float64()
	if what < 0.35 {
		p.incoming(p.region.stranger(p.chance), p.anyExtension())
		return
	}
	u := p.idleColleague()
	if u == nil {
		return
	}
	if what < 0.6 {
		if to := p.region.stranger(p.chance); to.Normalized != "" {
			p.internal(u, u.primary(), to.Number)
		}
		return
	}
	p.internal(u, u.primary(), p.anyExtension())
}

// someColleague picks somebody who is right, or nil when a few tries find nobody. The person of the demo is left
// alone: they lead their own life.
func (p *PBX) someColleague(right func(*user) bool) *user {
	everybody := p.office.users
	for range min(12, len(everybody)) {
		if u := everybody[p.chance.IntN(len(everybody))]; u != p.office.accounts[0] && right(u) {
			return u
		}
	}
	return nil
}

// idleColleague picks somebody who could make a call at their own phone.
func (p *PBX) idleColleague() *user {
	return p.someColleague(func(u *user) bool {
		ph := u.primary()
		return ph != nil && ph.code() == codeIdle && !u.engaged()
	})
}

// anyExtension picks a colleague's, or now and then a ring group's.
func (p *PBX) anyExtension() string {
	if p.likely(0.1) {
		return p.office.groups[p.chance.IntN(len(p.office.groups))].extension
	}
	if u := p.someColleague(p.mostlyReachable); u != nil {
		return u.extension
	}
	return p.office.groups[0].extension
}

// mostlyReachable is right for somebody with an extension who would be rung, or, now and then, would not.
func (p *PBX) mostlyReachable(u *user) bool {
	if u.extension == "" {
		return false
	}
	ph := u.primary()
	return !u.dnd && ph != nil && ph.registered() && !ph.engaged() || p.likely(0.15)
}

// callThePerson brings the person of the demo a call: from outside, through the reception, or from a colleague.
func (p *PBX) callThePerson() {
	person := p.office.accounts[0]
	if person.engaged() || p.office.userByUUID[person.uuid] == nil {
		return
	}
	switch what := p.chance.Float64(); {
	case what < 0.5:
		p.incoming(p.region.stranger(p.chance), person.extension)
	case what < 0.75:
		p.incoming(p.region.stranger(p.chance), p.office.groups[0].extension)
	default:
		if u := p.idleColleague(); u != nil {
			p.internal(u, u.primary(), person.extension)
		}
	}
}

// morning is what a queue has done before anybody looked.
func (p *PBX) morning(q *queue) {
	for _, a := range q.agents {
		a.taken = 2 + p.chance.IntN(12)
		a.lastCall = time.Now().Add(-time.Duration(p.chance.IntN(3600)) * time.Second)
		q.total.answered += a.taken
	}
	q.total.talks = q.total.answered
	q.total.inTime = q.total.answered * (70 + p.chance.IntN(25)) / 100
	q.total.aborted = p.chance.IntN(8)
	q.total.held = time.Duration(q.total.answered*(8+p.chance.IntN(20))) * time.Second
	q.total.talked = time.Duration(q.total.answered*(90+p.chance.IntN(120))) * time.Second
}

// agentMoves lets one agent of a queue log on or off, or take a break.
func (p *PBX) agentMoves(q *queue) {
	if len(q.agents) == 0 {
		return
	}
	a := q.agents[p.chance.IntN(len(q.agents))]
	switch {
	case !a.loggedIn:
		a.loggedIn, a.paused = true, false
	case a.paused:
		a.paused = false
	case p.likely(0.6):
		a.paused = true
	default:
		a.loggedIn = false
	}
}
