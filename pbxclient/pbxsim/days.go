package pbxsim

import "slices"

// What else changes in the course of a day. The accounts' own settings, names and phones are theirs: nobody touches
// them here.

// changeDesk lets somebody sit down at a hot desk, or leave it.
func (p *PBX) changeDesk() {
	u := p.someColleague(func(u *user) bool {
		return slices.ContainsFunc(u.devices, func(d device) bool { return d.kind == deviceHotDesk })
	})
	if u == nil || u.hotDesk.engaged() {
		return
	}
	if u.hotDesk != nil {
		p.sitAt(u, nil)
		return
	}
	for _, desk := range p.office.phones {
		if desk.hotDesk && desk.user == nil && desk.registered() && !desk.engaged() {
			p.sitAt(u, desk)
			return
		}
	}
}

// changeSetting lets somebody ask not to be disturbed, forward their calls, or go back to normal. No event tells.
func (p *PBX) changeSetting() {
	u := p.someColleague(p.notAccount)
	switch {
	case u == nil:
	case u.dnd:
		u.dnd = false
	case u.forward != "":
		u.forward = ""
	case p.likely(0.5):
		u.dnd = true
	case p.likely(0.5):
		u.forward = p.anyExtension()
	default:
		u.callWaiting = !u.callWaiting
	}
}

func (p *PBX) notAccount(u *user) bool {
	return !slices.Contains(p.office.accounts, u)
}

// hearMessages lets somebody listen to their voicemail.
func (p *PBX) hearMessages() {
	if u := p.someColleague(func(u *user) bool { return u.mailbox != nil && u.mailbox.fresh > 0 }); u != nil {
		p.listen(u.mailbox)
	}
}

// plugPhone takes a phone off the net, or brings it back.
func (p *PBX) plugPhone() {
	u := p.someColleague(func(u *user) bool {
		ph := u.primary()
		return ph != nil && len(ph.legs) == 0 && p.notAccount(u)
	})
	if u == nil {
		return
	}
	ph := u.primary()
	if ph.registered() {
		ph.base = codeUnavailable
	} else {
		ph.base = codeIdle
	}
	p.announce(ph)
}

// flipSwitch is somebody turning night service on, or another switch. No event tells.
func (p *PBX) flipSwitch() {
	t := p.office.switches[p.chance.IntN(len(p.office.switches))]
	if !t.canToggle {
		return
	}
	if t.value == "true" {
		t.value = "false"
	} else {
		t.value = "true"
	}
}

// changeRoster is the administrator at work: somebody new, somebody gone, a name changed. Saving it all tells of it
// more than once.
func (p *PBX) changeRoster() {
	b := &builder{office: p.office, chance: p.chance, region: p.region}
	someone := p.someColleague(p.notAccount)
	switch {
	case someone == nil || len(p.office.users) <= p.opts.Users: // a position is free, or has just been made
		b.hire(kindNewcomer)
		p.events.emit("phone list changed", nil)
	case p.likely(0.5) && !someone.engaged():
		p.dismiss(someone)
		p.events.emit("phone list changed", nil)
	default:
		someone.fullName = b.people.next(b.chance).fullName
	}
	for range 1 + p.chance.IntN(3) {
		p.events.emit("user list changed", nil)
	}
}

// dismiss removes a user and the phones nobody else has.
func (p *PBX) dismiss(u *user) {
	p.leaveDesk(u)
	p.office.removeUser(u)
	for _, d := range u.devices {
		if d.phone != nil && len(d.phone.owners) == 0 {
			p.retire(d.phone)
		}
	}
}

// retire removes a phone; calls on it are hung up.
func (p *PBX) retire(ph *phone) {
	for _, l := range slices.Clone(ph.legs) {
		for _, c := range p.callsByID() {
			if slices.Contains(c.targets, l) || slices.Contains(c.origins, l) || c.origin == l {
				p.finish(c, reasonHangup)
			}
		}
	}
	if ph.user != nil {
		p.leaveDesk(ph.user)
	}
	p.office.removePhone(ph)
}
