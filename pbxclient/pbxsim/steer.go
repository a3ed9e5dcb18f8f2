package pbxsim

import (
	"errors"
	"fmt"
)

// What a test, or whoever drives the demo, can make happen. Each is one call and has happened when it returns.

var (
	errNoCall  = errors.New("no such call")
	errNoPhone = errors.New("no such phone")
	errNoUser  = errors.New("no such user")
)

// Incoming makes a call from outside ring at an extension, as a real one would, and returns its unique_id. A call
// nobody could take may be over already.
func (p *PBX) Incoming(from Party, extension string) (callID string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, known := p.leadsTo(extension); !known {
		return "", fmt.Errorf("incoming call: no extension %s", extension)
	}
	return p.incoming(from, extension).id, nil
}

// Dial makes a user call a number on their first phone by hand, and returns the call's unique_id.
func (p *PBX) Dial(userUUID, number string) (callID string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	u := p.office.userByUUID[userUUID]
	if u == nil {
		return "", fmt.Errorf("dial %s: %w", number, errNoUser)
	}
	if ph := u.primary(); ph != nil && ph.registered() {
		return p.internal(u, ph, number).id, nil
	}
	return "", fmt.Errorf("dial %s: %w", number, errNoPhone)
}

// Answer picks up the phone, which must ring for that call. The UUID of a user answers where they are rung at a
// number.
func (p *PBX) Answer(callID, phoneUUID string) error {
	return p.steer("answer", callID, func(c *call) error {
		for _, l := range c.ringing() {
			if l.phone.id() != phoneUUID && (l.phone != nil || l.user == nil || l.user.uuid != phoneUUID) {
				continue
			}
			p.lift(c, l)
			return nil
		}
		return errors.New("it does not ring there")
	})
}

// PickUp answers whatever rings at the phone, the oldest call first; the caller's own phone of an originate as well.
func (p *PBX) PickUp(phoneUUID string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.callsByID() {
		for _, l := range c.ringing() {
			if l.phone != nil && l.phone.uuid == phoneUUID {
				p.lift(c, l)
				return nil
			}
		}
	}
	return errors.New("pick up: nothing rings there")
}

// lift answers a leg that rings: the caller's own, or one that was dialled.
func (p *PBX) lift(c *call, l *leg) {
	if len(c.origins) > 0 {
		p.pickUp(c, l)
		return
	}
	p.answer(c, l)
}

// Hold puts a connected call on hold at the colleague's phone: who answered it, else who made it.
func (p *PBX) Hold(callID string) error {
	return p.steer("hold", callID, func(c *call) error {
		if !p.pause(c) {
			return errors.New("nobody talks")
		}
		return nil
	})
}

// Resume takes the call off hold.
func (p *PBX) Resume(callID string) error {
	return p.steer("resume", callID, func(c *call) error {
		if !p.resume(c) {
			return errors.New("it is not on hold")
		}
		return nil
	})
}

// Hangup ends the call.
func (p *PBX) Hangup(callID string) error {
	return p.steer("hang up", callID, func(c *call) error { p.finish(c, reasonHangup); return nil })
}

// Expire ends the PBX's interest in a call that is very long.
func (p *PBX) Expire(callID string) error {
	return p.steer("expire", callID, func(c *call) error { p.finish(c, reasonExpired); return nil })
}

// BlindTransfer sends a connected call on to a number. To one the dial plan does not know it fails: that is told with
// an event, and is no error.
func (p *PBX) BlindTransfer(callID, extension string) error {
	return p.steer("blind transfer", callID, func(c *call) error { return p.blind(c, extension) })
}

// AttendedTransfer asks at an extension and transfers the call there: hold, a second call, its answer, and the
// transfer, all at once. When nothing rings there the transfer fails, which is told with an event.
func (p *PBX) AttendedTransfer(callID, extension string) error {
	return p.steer("attended transfer", callID, func(c *call) error {
		second, err := p.consult(c, extension)
		if err != nil {
			return err
		}
		legs := second.ringing()
		if len(legs) == 0 {
			p.events.emit("attended transfer", p.attended(c, second, statusFailure))
			p.finish(second, reasonHangup)
			return nil
		}
		p.answer(second, legs[0])
		p.complete(c, second)
		return nil
	})
}

// steer does something to a call.
func (p *PBX) steer(what, callID string, do func(*call) error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.calls[callID]
	if c == nil {
		return fmt.Errorf("%s %s: %w", what, callID, errNoCall)
	}
	if err := do(c); err != nil {
		return fmt.Errorf("%s %s: %w", what, callID, err)
	}
	return nil
}

// LeaveVoicemail puts a new message in a mailbox.
func (p *PBX) LeaveVoicemail(mailboxUUID string) error {
	return p.steerMailbox(mailboxUUID, func(b *mailbox) { p.record(b, false) })
}

// LeaveUrgentVoicemail puts a new message in a mailbox that is marked urgent.
func (p *PBX) LeaveUrgentVoicemail(mailboxUUID string) error {
	return p.steerMailbox(mailboxUUID, func(b *mailbox) { p.record(b, true) })
}

// HearVoicemail makes a mailbox's new messages old.
func (p *PBX) HearVoicemail(mailboxUUID string) error {
	return p.steerMailbox(mailboxUUID, p.listen)
}

func (p *PBX) steerMailbox(uuid string, do func(*mailbox)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.office.boxByUUID[uuid]
	if b == nil {
		return fmt.Errorf("no mailbox %s", uuid)
	}
	do(b)
	return nil
}

// EmitRaw emits an event as it is, for types and shapes the PBX does not know itself. A JSON object gets seq and
// timestamp where it has none.
func (p *PBX) EmitRaw(json string) { p.events.emitRaw(json) }

// Restart is a reboot: requests that wait are cut off, calls are gone without a word, and events are gathered from
// the next read on, numbered from 0. Settings, log-ins and messages outlive it.
func (p *PBX) Restart() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events.restart()
	for _, c := range p.callsByID() {
		c.told = false
		p.settle(c, statusCutOff)
		p.finish(c, reasonExpired)
	}
	close(p.boot)
	p.boot = make(chan struct{})
}

// ResetBuffer is what happens when the buffer is full and nobody reads: all events are dropped, and the next one is
// number 0. Unless somebody waits at this moment, events are gathered again only from the next read on.
func (p *PBX) ResetBuffer() { p.events.reset() }

// LoseEvents takes the next n events away: they get a number, but are never delivered.
func (p *PBX) LoseEvents(n int) { p.events.loseNext(n) }
