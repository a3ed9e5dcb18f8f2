package pbxsim

import (
	"encoding/json"
	"net/http"
	"time"
)

type queueEntry struct {
	UUID            string           `json:"uuid"`
	Name            string           `json:"name"`
	CallsWaiting    int              `json:"calls_waiting"`
	LongestHoldTime int              `json:"longest_hold_time"`
	HoldTime        int              `json:"hold_time"`
	TalkTime        int              `json:"talk_time"`
	Answered        int              `json:"answered"`
	Aborted         int              `json:"aborted"`
	ServiceLevel    float64          `json:"service_level"`
	Interval        int              `json:"service_level_interval"`
	AllAgents       int              `json:"all_agents"`
	LoggedIn        int              `json:"logged_in_agents"`
	Free            int              `json:"free_agents"`
	Available       int              `json:"available_agents"`
	Agents          []agentEntry     `json:"agents,omitzero"`
	Calls           []queueCallEntry `json:"calls,omitzero"`
	Relative        bool             `json:"relative"`
	LastReset       *string          `json:"last_reset"`
	CallsTaken      int              `json:"calls_taken"`
}

type agentEntry struct {
	CallsTaken int     `json:"calls_taken"`
	LastCall   *string `json:"last_call"`
	Name       string  `json:"name"`
	Paused     bool    `json:"paused"`
	Penalty    int     `json:"penalty"`
	Status     string  `json:"status"`
	StatusCode int     `json:"status_code"`
	UserUUID   string  `json:"user_uuid"`
}

type queueCallEntry struct {
	Name     string `json:"callerid_name"`
	Number   string `json:"callerid_num"`
	Position int    `json:"position"`
	Wait     int    `json:"wait"`
}

// statsQuery is what a request for statistics asks for. The documentation does not say where a POST's parameters
// go: both the body and the query are read.
type statsQuery struct{ agents, calls, relative, reset bool }

func readStatsQuery(r *request) (statsQuery, error) {
	o := &object{}
	if r.Method == http.MethodPost {
		var err error
		if o, err = r.object(true); err != nil {
			return statsQuery{}, err
		}
	}
	set := func(name string) bool { return r.flag(name) || o.flag(name) }
	q := statsQuery{agents: set("agents"), calls: set("calls"), relative: set("relative")}
	if r.Method == http.MethodPost && set("reset") {
		q.reset, q.relative = true, true
	}
	return q, nil
}

// flag tells whether a parameter is set in the body: present, and not one of the ways to say no.
func (o *object) flag(name string) bool {
	text, present := o.properties[name]
	if !present {
		return false
	}
	switch string(text) {
	case "null", "false", "0", `"0"`, `"false"`:
		return false
	}
	return json.Valid(text)
}

// allQueueStats is GET and POST acd/stats.
func (p *PBX) allQueueStats(r *request) (answer, error) {
	want, err := p.readStats(r)
	if err != nil {
		return answer{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return ok(each(p.office.queues, func(q *queue) queueEntry { return p.stats(q, want) })), nil
}

// oneQueueStats is GET and POST acd/UUID/stats.
func (p *PBX) oneQueueStats(r *request) (answer, error) {
	want, err := p.readStats(r)
	if err != nil {
		return answer{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, q := range p.office.queues {
		if q.uuid == r.PathValue("uuid") {
			return ok(p.stats(q, want)), nil
		}
	}
	return answer{}, refuse(http.StatusNotFound, "no such queue")
}

func (p *PBX) readStats(r *request) (statsQuery, error) {
	if !r.who.admin() {
		return statsQuery{}, refuse(http.StatusForbidden, "queue statistics need the admin role")
	}
	return readStatsQuery(r)
}

// stats makes the statistics of a queue, after the reset that was asked for.
func (p *PBX) stats(q *queue, want statsQuery) queueEntry {
	if want.reset {
		q.reset()
	}
	relative := want.relative && !q.lastReset.IsZero()
	var before tally
	if relative {
		before = q.before
	}
	now := time.Now()
	e := queueEntry{
		UUID: q.uuid, Name: q.name, CallsWaiting: len(q.waiting),
		HoldTime:     average(q.total.held-before.held, q.total.answered-before.answered),
		TalkTime:     average(q.total.talked-before.talked, q.total.talks-before.talks),
		Answered:     q.total.answered - before.answered,
		Aborted:      q.total.aborted - before.aborted,
		ServiceLevel: percentage(q.total.inTime-before.inTime, q.total.answered-before.answered),
		Interval:     q.interval, AllAgents: len(q.agents),
		Relative: relative, LastReset: p.when(q.lastReset),
	}
	if len(q.waiting) > 0 {
		e.LongestHoldTime = int(now.Sub(q.waiting[0].since).Seconds())
	}
	for _, a := range q.agents {
		e.count(a)
		e.CallsTaken += p.agentStats(a, q, relative).CallsTaken
	}
	if want.agents {
		e.Agents = each(q.agents, func(a *agent) agentEntry { return p.agentStats(a, q, relative) })
	}
	if want.calls {
		e.Calls = make([]queueCallEntry, len(q.waiting))
		for i, c := range q.waiting {
			e.Calls[i] = queueCallEntry{c.caller.Name, c.caller.Number, i + 1, int(now.Sub(c.since).Seconds())}
		}
	}
	return e
}

// count adds an agent to the numbers of agents.
func (e *queueEntry) count(a *agent) {
	if a.loggedIn {
		e.LoggedIn++
	}
	if a.free() {
		e.Free++
	}
	if a.free() || a.onDuty() && a.code() < 0 {
		e.Available++
	}
}

func (p *PBX) agentStats(a *agent, q *queue, relative bool) agentEntry {
	e := agentEntry{
		CallsTaken: a.taken, LastCall: p.when(a.lastCall), Name: a.user.userName, Paused: a.paused,
		Penalty: a.penalty, Status: describe(a.code()), StatusCode: a.code(), UserUUID: a.user.uuid,
	}
	if relative {
		e.CallsTaken -= a.before
		if a.lastCall.Before(q.lastReset) {
			e.LastCall = nil
		}
	}
	return e
}

// when is a moment in ISO 8601, null for one that never was.
func (p *PBX) when(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return orNull(t.In(p.zone).Format(stamp))
}

// average is in whole seconds, 0 of nothing.
func average(sum time.Duration, count int) int {
	if count == 0 {
		return 0
	}
	return int((sum / time.Duration(count)).Seconds())
}

func percentage(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}
