package pbxsim

import (
	"slices"
	"time"
)

// What people do about calls, in an office that lives. In a quiet one nobody does anything by themselves.

// react decides who answers a call that rings, if anybody does.
func (p *PBX) react(c *call) {
	if p.opts.Quiet {
		return
	}
	if p.likely(p.willingness(c)) {
		p.inStage(c, p.between(2*time.Second, 5*time.Second), func() {
			legs := c.ringing()
			p.answer(c, legs[p.chance.IntN(len(legs))])
		})
		return
	}
	p.inStage(c, p.between(12*time.Second, 20*time.Second), func() {
		if c.queue == nil && p.likely(0.4) { // some callers hang up before the mailbox answers
			p.finish(c, reasonHangup)
			return
		}
		p.unanswered(c)
	})
}

// willingness is how likely a call is to be answered. Who calls from their screen gets somebody; the person of the demo
// should miss a call now and then.
func (p *PBX) willingness(c *call) float64 {
	person := p.office.accounts[0]
	onlyTheirs := !slices.ContainsFunc(c.ringing(), func(l *leg) bool { return l.user != person })
	switch {
	case c.settled != nil:
		return 1
	case onlyTheirs:
		return 0.5
	}
	return 0.8
}

// reactOutside decides whether a number outside answers.
func (p *PBX) reactOutside(c *call) {
	if p.opts.Quiet {
		return
	}
	if c.settled == nil && !p.likely(0.85) {
		p.inStage(c, p.between(12*time.Second, 20*time.Second), func() { p.finish(c, reasonHangup) })
		return
	}
	p.inStage(c, p.between(3*time.Second, 7*time.Second), func() {
		c.stage++
		c.connected = true
		p.converse(c)
	})
}

// converse is what happens once people talk: mostly they hang up after a while, some are put on hold or transferred.
func (p *PBX) converse(c *call) {
	if p.opts.Quiet {
		return
	}
	if held := c.consults; held != nil {
		p.inStage(c, p.between(3*time.Second, 6*time.Second), func() {
			if !held.over {
				p.complete(held, c)
				return
			}
			c.consults = nil // who was on hold has given up
			p.converse(c)
		})
		return
	}
	length := p.between(20*time.Second, p.longestTalk())
	p.inStage(c, length, func() { p.finish(c, reasonHangup) })
	l := c.local()
	if l == nil || l.phone == nil || l.user == p.office.accounts[0] {
		return // the person of the demo does not press buttons by themselves
	}
	switch what := p.chance.Float64(); {
	case what < 0.2:
		p.inStage(c, length/3, func() { p.pause(c) })
		p.inStage(c, length/2, func() { p.resume(c) })
	case what < 0.27:
		p.inStage(c, length/2, func() { _ = p.blind(c, p.anyExtension()) })
	case what < 0.34:
		p.inStage(c, length/2, func() { _, _ = p.consult(c, p.anyExtension()) })
	}
}

// longestTalk grows with the office, so that a big one is as busy with fewer calls a second.
func (p *PBX) longestTalk() time.Duration {
	if p.opts.Users < 500 {
		return 90 * time.Second
	}
	return 5 * time.Minute
}

// losePatience is when a caller in a queue hangs up.
func (p *PBX) losePatience(c *call, q *queue) {
	if p.opts.Quiet {
		return
	}
	p.after(p.between(30*time.Second, 3*time.Minute), func() {
		if c.queue == q && !c.over {
			p.finish(c, reasonHangup)
		}
	})
}

// backToHeld takes the one call that is left on a phone off hold.
func (p *PBX) backToHeld(ph *phone) {
	if p.opts.Quiet || len(ph.legs) != 1 || ph.legs[0].state != legHeld {
		return
	}
	last := ph.legs[0]
	p.after(p.pace(1500*time.Millisecond), func() {
		if len(ph.legs) == 1 && ph.legs[0] == last && last.state == legHeld {
			p.talk(last)
		}
	})
}
