package pbxsim

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The status words an originate is answered with, besides success.
const (
	statusBusy     = "busy"
	statusNoAnswer = "no answer"
	statusFailed   = "failed"
	statusCutOff   = "cut off" // the PBX restarted: nobody is told
)

// autoAnswerDelay is how long a phone needs that answers by itself.
const autoAnswerDelay = 300 * time.Millisecond

// order is the body of POST call.
type order struct {
	userName, userUUID given[string]
	number             given[string]
	autoAnswer         given[bool]
	phoneUUID          given[string]
}

func readOrder(r *request) (order, error) {
	o, err := r.object(false)
	if err != nil {
		return order{}, err
	}
	want := order{
		userName:   notNull[string](o, "user_name"),
		userUUID:   notNull[string](o, "user_uuid"),
		number:     notNull[string](o, "number"),
		autoAnswer: notNull[bool](o, "auto_answer"),
		phoneUUID:  notNull[string](o, "phone_uuid"),
	}
	switch {
	case o.err != nil:
		return order{}, o.err
	case !want.number.present:
		return order{}, refuse(http.StatusBadRequest, "number is missing")
	case !dialable(want.number.value):
		return order{}, refuse(http.StatusBadRequest, "number is not one that can be dialled")
	}
	return want, nil
}

type originated struct {
	Status string `json:"status"`
	ID     string `json:"unique_id,omitempty"`
}

// originate is POST call. The caller's own phone rings first; the answer comes once it is picked up or won't be.
func (p *PBX) originate(r *request) (answer, error) {
	want, err := readOrder(r)
	if err != nil {
		return answer{}, err
	}
	c, err := p.ringCaller(want, r.who)
	if err != nil {
		return answer{}, err
	}
	status, err := p.awaitPickup(r.Context(), c, want.autoAnswer.value)
	if err != nil {
		return answer{}, err
	}
	if status != statusSuccess {
		return ok(originated{Status: status}), nil
	}
	return answer{status: http.StatusCreated, location: callURI(r.RequestURI, c.id), body: originated{status, c.id}}, nil
}

// callURI is where a call is controlled: next to where it was originated, whatever prefix we are mounted below.
func callURI(requested, id string) string {
	base, _, _ := strings.Cut(requested, "?")
	return strings.TrimSuffix(base, ".json") + "/" + url.PathEscape(id)
}

// ringCaller finds out who calls from where and makes their phones ring. A call that fails at once is settled when it
// returns. It takes the mutex itself.
func (p *PBX) ringCaller(want order, who identity) (*call, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	u, err := p.callingUser(want, who)
	if err != nil {
		return nil, err
	}
	legs, err := p.callerLegs(want, u, who)
	if err != nil {
		return nil, err
	}
	c := p.newCall()
	c.settled = make(chan struct{})
	c.extension = want.number.value
	p.setOff(c, &leg{id: c.id, user: u})
	c.origin = nil // not before a phone is picked up
	for _, l := range legs {
		busy := l.phone != nil && (!l.phone.accepts() || !u.callWaiting && l.phone.engaged())
		if !busy {
			c.origins = append(c.origins, l)
			p.put(l, legRinging)
		}
	}
	if len(c.origins) == 0 {
		p.settle(c, statusBusy)
		p.finish(c, reasonHangup)
	}
	return c, nil
}

func (p *PBX) callingUser(want order, who identity) (*user, error) {
	u := who.user
	if want.userUUID.present {
		u = p.office.userByUUID[want.userUUID.value]
	} else if want.userName.present {
		u = p.office.userByName[want.userName.value]
	} else if u == nil {
		return nil, refuse(http.StatusBadRequest, "user_name or user_uuid is needed with the API key")
	}
	switch {
	case !who.admin() && !who.is(u):
		return nil, refuse(http.StatusForbidden, "calls of another user")
	case u == nil, want.userName.present && u.userName != want.userName.value:
		return nil, refuse(http.StatusBadRequest, "no such user")
	}
	return u, nil
}

// callerLegs are the devices that ring for u's originate: the phone asked for, the hot desk they sit at, or all
// their phones. Only if that leaves no doubt which phone it is, it may answer by itself.
func (p *PBX) callerLegs(want order, u *user, who identity) ([]*leg, error) {
	var legs []*leg
	certain := true
	switch {
	case want.phoneUUID.present:
		ph := p.office.phoneByID[want.phoneUUID.value]
		if !who.key && !u.uses(ph) {
			return nil, refuse(http.StatusForbidden, "the phone of another user")
		}
		if ph == nil {
			return nil, refuse(http.StatusBadRequest, "no such phone")
		}
		legs = []*leg{{phone: ph}}
	case u.hotDesk != nil:
		legs = []*leg{{phone: u.hotDesk}}
	default:
		for _, d := range u.devices {
			if d.kind != deviceHotDesk {
				legs = append(legs, &leg{phone: d.phone, number: d.number, trunk: d.trunk})
				certain = d.kind == devicePhone && d.personal
			}
		}
		certain = certain && len(legs) == 1
	}
	if want.autoAnswer.value && !certain {
		return nil, refuse(http.StatusBadRequest, "auto_answer needs a single phone: use phone_uuid")
	}
	there := legs[:0]
	for _, l := range legs {
		if l.phone == nil || l.phone.registered() {
			l.id, l.user = p.newID(), u
			there = append(there, l)
		}
	}
	if len(there) == 0 {
		return nil, refuse(http.StatusServiceUnavailable, "the caller's phone is not available")
	}
	return there, nil
}

// awaitPickup waits until the caller's phone is picked up, and hangs it up when nobody does, or when the client goes
// away. In a living office somebody picks it up soon. It takes the mutex itself.
func (p *PBX) awaitPickup(ctx context.Context, c *call, autoAnswer bool) (string, error) {
	noAnswer := time.NewTimer(p.opts.RingTimeout)
	defer noAnswer.Stop()
	pickup := time.NewTimer(autoAnswerDelay)
	defer pickup.Stop()
	if !autoAnswer {
		pickup.Stop()
		if !p.opts.Quiet {
			pickup.Reset(p.pace(2500 * time.Millisecond))
		}
	}
	for {
		select {
		case <-c.settled:
			if c.outcome == statusCutOff {
				return "", errRestarted
			}
			return c.outcome, nil
		case <-pickup.C:
			p.locked(func() {
				if legs := c.ringing(); len(legs) > 0 {
					p.pickUp(c, legs[0])
				}
			})
		case <-noAnswer.C:
			p.locked(func() { p.giveUp(c, statusNoAnswer) })
		case <-ctx.Done():
			p.locked(func() { p.giveUp(c, statusFailed) })
			return "", ctx.Err()
		}
	}
}

func (p *PBX) locked(do func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	do()
}

// settle decides what an originate is answered with, once; c is any call.
func (p *PBX) settle(c *call, status string) {
	if c.settled == nil || c.outcome != "" {
		return
	}
	c.outcome = status
	close(c.settled)
}

// giveUp ends an originate whose caller has not picked up.
func (p *PBX) giveUp(c *call, status string) {
	if c.outcome == "" {
		p.settle(c, status)
		p.finish(c, reasonHangup)
	}
}

// pickUp answers the caller's own phone: the other ones stop ringing, and the number is dialled.
func (p *PBX) pickUp(c *call, l *leg) {
	c.stage++
	p.setOff(c, l)
	p.talk(l)
	for _, other := range c.origins {
		if other != l {
			p.release(other)
		}
	}
	c.origins = nil
	p.begin(c)
	p.settle(c, statusSuccess)
	p.route(c, c.extension)
}
