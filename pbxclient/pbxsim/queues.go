package pbxsim

import (
	"cmp"
	"slices"
	"time"
)

// queue is an ACD queue: callers wait in line, and one agent after another is rung for the first of them.
type queue struct {
	uuid, name, extension string
	interval              int // seconds within which an answer counts for the service level
	agents                []*agent
	waiting               []*call // in order of arrival
	retrying              bool    // a look for free agents is planned
	total, before         tally   // since ever, and up to the last reset
	lastReset             time.Time
}

// tally counts what a queue has done.
type tally struct {
	answered, aborted int
	inTime            int // answered within the interval
	talks             int // conversations that are over
	held, talked      time.Duration
}

type agent struct {
	user          *user
	loggedIn      bool
	paused        bool
	penalty       int
	taken, before int // since ever, and up to the last reset
	lastCall      time.Time
	lastRung      time.Time
}

// retryAgents is how soon the queue looks again when all agents are busy.
const retryAgents = 2 * time.Second

// device is where an agent takes calls, or nil.
func (a *agent) device() *phone {
	if a.user.hotDesk != nil {
		return a.user.hotDesk
	}
	return a.user.primary()
}

// code is the device status of the agent; somebody without a device is not found.
func (a *agent) code() int {
	if ph := a.device(); ph != nil {
		return ph.code()
	}
	return codeNotFound
}

// free tells whether the agent can be given a call.
func (a *agent) free() bool { return a.onDuty() && a.code() == codeIdle }

func (a *agent) onDuty() bool {
	return a.loggedIn && !a.paused && !a.user.dnd && a.user.forward == ""
}

func (p *PBX) enqueue(c *call, q *queue) {
	c.stage++
	c.queue, c.since = q, time.Now()
	q.waiting = append(q.waiting, c)
	p.losePatience(c, q)
	p.serve(q)
}

// serve rings a free agent for every caller who has none yet, the lowest penalty first, then who was rung longest ago.
func (p *PBX) serve(q *queue) {
	for _, c := range slices.Clone(q.waiting) {
		if len(c.ringing()) > 0 {
			continue
		}
		a := q.nextAgent()
		if a == nil {
			p.serveLater(q)
			return
		}
		a.lastRung = time.Now()
		kind := devicePhone
		if a.user.hotDesk != nil {
			kind = deviceHotDesk
		}
		c.stage++
		p.ring(c, []*leg{{id: p.newID(), kind: kind, user: a.user, phone: a.device()}})
	}
}

func (q *queue) nextAgent() *agent {
	free := slices.DeleteFunc(slices.Clone(q.agents), func(a *agent) bool { return !a.free() })
	if len(free) == 0 {
		return nil
	}
	return slices.MinFunc(free, func(a, b *agent) int {
		return cmp.Or(cmp.Compare(a.penalty, b.penalty), a.lastRung.Compare(b.lastRung))
	})
}

func (p *PBX) serveLater(q *queue) {
	if q.retrying {
		return
	}
	q.retrying = true
	p.after(p.pace(retryAgents), func() {
		q.retrying = false
		p.serve(q)
	})
}

// serveAll gives agents who have just become free their next call.
func (p *PBX) serveAll() {
	for _, q := range p.office.queues {
		p.serve(q)
	}
}

// leaveQueue takes a call an agent has answered out of the line.
func (p *PBX) leaveQueue(c *call) {
	q := c.queue
	if q == nil {
		return
	}
	now := time.Now()
	wait := now.Sub(c.since)
	q.total.answered++
	q.total.held += wait
	if wait <= time.Duration(q.interval)*time.Second {
		q.total.inTime++
	}
	for _, a := range q.agents {
		if a.user == c.answered.user {
			a.taken++
			a.lastCall = now
		}
	}
	q.remove(c)
	c.served, c.since = q, now
}

// abandonQueue counts a call that is over: hung up while waiting, or after talking with an agent.
func (p *PBX) abandonQueue(c *call) {
	if q := c.queue; q != nil {
		q.total.aborted++
		q.remove(c)
	}
	if q := c.served; q != nil {
		q.total.talks++
		q.total.talked += time.Since(c.since)
	}
}

func (q *queue) remove(c *call) {
	q.waiting = slices.DeleteFunc(q.waiting, func(other *call) bool { return other == c })
	c.queue = nil
}

// reset makes what is counted from now on the relative statistics.
func (q *queue) reset() {
	q.before, q.lastReset = q.total, time.Now()
	for _, a := range q.agents {
		a.before = a.taken
	}
}
