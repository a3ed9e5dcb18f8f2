package pbxsim

import (
	"fmt"
	"math/rand/v2"
)

// What an administrator can be made to change: users, their settings, and phones.

// SetPhoneStatus sets what a device itself reports: a status code of the API. What its calls add comes on top of it;
// 0 makes it a normal phone again, 4 unregisters it.
func (p *PBX) SetPhoneStatus(phoneUUID string, code int) error {
	return p.steerPhone(phoneUUID, func(ph *phone) {
		ph.base = code
		p.announce(ph)
	})
}

// SetDND sets a user's Do Not Disturb. No event tells of a setting.
func (p *PBX) SetDND(userUUID string, on bool) error {
	return p.steerUser(userUUID, func(u *user) { u.dnd = on })
}

// SetCallWaiting sets whether a user on a call is rung for another.
func (p *PBX) SetCallWaiting(userUUID string, on bool) error {
	return p.steerUser(userUUID, func(u *user) { u.callWaiting = on })
}

// SetForward forwards a user's calls to a number, or with "" no longer.
func (p *PBX) SetForward(userUUID, number string) error {
	return p.steerUser(userUUID, func(u *user) { u.forward = number })
}

// SetSwitch sets a switch to "true", "false", or with "" to null. No event tells.
func (p *PBX) SetSwitch(switchUUID, value string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range p.office.switches {
		if t.uuid == switchUUID {
			t.value = value
			return nil
		}
	}
	return fmt.Errorf("no switch %s", switchUUID)
}

// LogIn logs a user in at a phone, as on the phone itself; whoever sits there is logged out first.
func (p *PBX) LogIn(userUUID, phoneUUID string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	u, ph := p.office.userByUUID[userUUID], p.office.phoneByID[phoneUUID]
	switch {
	case u == nil:
		return fmt.Errorf("log in: %w", errNoUser)
	case ph == nil || !ph.hotDesk:
		return fmt.Errorf("log in: %w people can log in at", errNoPhone)
	}
	p.sitAt(u, ph)
	return nil
}

// LogOut logs a user out of their hot desk.
func (p *PBX) LogOut(userUUID string) error {
	return p.steerUser(userUUID, func(u *user) { p.sitAt(u, nil) })
}

// AddUser adds a user without phones and returns their UUID. The extension may be "".
func (p *PBX) AddUser(userName, fullName, extension string) (userUUID string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.office.userByName[userName] != nil {
		return "", fmt.Errorf("add user %s: the user name is taken", userName)
	}
	if _, taken := p.office.extensions[extension]; taken {
		return "", fmt.Errorf("add user %s: extension %s is taken", userName, extension)
	}
	u := &user{uuid: newUUID(p.steered()), userName: userName, fullName: fullName, extension: extension, callWaiting: true}
	p.office.addUser(u)
	p.events.emit("user list changed", nil)
	return u.uuid, nil
}

// RemoveUser removes a user, their calls, and the phones nobody else has.
func (p *PBX) RemoveUser(userUUID string) error {
	return p.steerUser(userUUID, func(u *user) {
		phones := len(p.office.phones)
		p.dismiss(u)
		p.events.emit("user list changed", nil)
		if len(p.office.phones) != phones {
			p.events.emit("phone list changed", nil)
		}
	})
}

// RenameUser changes a user's full name; "" is null.
func (p *PBX) RenameUser(userUUID, fullName string) error {
	return p.steerUser(userUUID, func(u *user) {
		u.fullName = fullName
		p.events.emit("user list changed", nil)
	})
}

// AddPhone adds a phone and returns its UUID. It is a personal one of the user, or with "" nobody's; hotDesk lets
// people log in at it.
func (p *PBX) AddPhone(userUUID, name, phoneUserName string, hotDesk bool) (phoneUUID string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	u := p.office.userByUUID[userUUID]
	if u == nil && userUUID != "" {
		return "", fmt.Errorf("add phone %s: %w", name, errNoUser)
	}
	ph := &phone{uuid: newUUID(p.steered()), name: name, kind: "sip", userName: phoneUserName, hotDesk: hotDesk}
	p.office.addPhone(ph)
	p.events.emit("phone list changed", nil)
	if u != nil {
		u.assign(ph, true)
		p.events.emit("user list changed", nil)
	}
	return ph.uuid, nil
}

// RemovePhone removes a phone and hangs up its calls.
func (p *PBX) RemovePhone(phoneUUID string) error {
	return p.steerPhone(phoneUUID, func(ph *phone) {
		assigned := len(ph.owners) > 0
		p.retire(ph)
		p.events.emit("phone list changed", nil)
		if assigned {
			p.events.emit("user list changed", nil)
		}
	})
}

// steered is a random source of its own for what is added from outside, so that the office's life goes on as it would
// have.
func (p *PBX) steered() *rand.Rand {
	p.lastID++
	return rand.New(rand.NewPCG(uint64(p.opts.Seed), streamSteered+uint64(p.lastID)))
}

func (p *PBX) steerUser(uuid string, do func(*user)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	u := p.office.userByUUID[uuid]
	if u == nil {
		return fmt.Errorf("%w: %s", errNoUser, uuid)
	}
	do(u)
	return nil
}

func (p *PBX) steerPhone(uuid string, do func(*phone)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	ph := p.office.phoneByID[uuid]
	if ph == nil {
		return fmt.Errorf("%w: %s", errNoPhone, uuid)
	}
	do(ph)
	return nil
}
