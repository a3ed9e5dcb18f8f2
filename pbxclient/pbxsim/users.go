package pbxsim

import "net/http"

type userEntry struct {
	UUID         string        `json:"uuid"`
	Username     string        `json:"username"`
	FullName     *string       `json:"full_name"`
	Phones       []deviceEntry `json:"phones"`
	PrimaryPhone *string       `json:"primary_phone"` // obsolete
}

type userWithStatus struct {
	userEntry
	HotDesk     *string `json:"hot_desk"`
	CallForward *string `json:"call_forward"`
	CW          bool    `json:"cw"`
	DND         bool    `json:"dnd"`
	Phone       *string `json:"phone"` // obsolete
}

type deviceEntry struct {
	Type     string `json:"type"`
	Phone    string `json:"phone,omitempty"`
	Number   string `json:"number,omitempty"`
	Trunk    string `json:"trunk,omitempty"`
	Personal bool   `json:"personal"`
}

func (u *user) entry() userEntry {
	return userEntry{
		UUID: u.uuid, Username: u.userName, FullName: orNull(u.fullName),
		Phones: each(u.devices, device.entry), PrimaryPhone: u.primary().reference(),
	}
}

func (u *user) withStatus() userWithStatus {
	at := u.hotDesk
	if at == nil {
		at = u.primary()
	}
	return userWithStatus{
		userEntry: u.entry(), HotDesk: u.hotDesk.reference(), CallForward: orNull(u.forward),
		CW: u.callWaiting, DND: u.dnd, Phone: at.reference(),
	}
}

func (d device) entry() deviceEntry {
	e := deviceEntry{Type: d.kind, Number: d.number, Trunk: d.trunk, Personal: d.personal}
	if d.phone != nil {
		e.Phone = d.phone.uuid
	}
	return e
}

// reference is the phone's UUID, null for no phone.
func (ph *phone) reference() *string {
	if ph == nil {
		return nil
	}
	return &ph.uuid
}

// listUsers is GET users. The extra data appid asks for belongs to other applications; there are none here.
func (p *PBX) listUsers(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.flag("status") {
		return ok(each(p.office.users, (*user).withStatus)), nil
	}
	return ok(each(p.office.users, (*user).entry)), nil
}

// showUser is GET users/UUID.
func (p *PBX) showUser(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	u, err := p.userOf(r)
	if err != nil {
		return answer{}, err
	}
	return ok(u.withStatus()), nil
}

func (p *PBX) userOf(r *request) (*user, error) {
	u := p.office.userByUUID[r.PathValue("uuid")]
	if u == nil {
		return nil, refuse(http.StatusNotFound, "no such user")
	}
	return u, nil
}

// settings are the body of POST users/UUID: what is left out stays as it is, null clears.
type settings struct {
	forward given[string]
	waiting given[bool]
	dnd     given[bool]
	hotDesk given[string]
}

func readSettings(r *request) (settings, error) {
	o, err := r.object(false)
	if err != nil {
		return settings{}, err
	}
	s := settings{
		forward: nullable[string](o, "call_forward"),
		waiting: notNull[bool](o, "cw"),
		dnd:     notNull[bool](o, "dnd"),
		hotDesk: nullable[string](o, "hot_desk"),
	}
	if s.forward.present && !s.forward.null && o.err == nil && !dialable(s.forward.value) {
		o.err = refuse(http.StatusBadRequest, "call_forward is not a number that can be dialled")
	}
	return s, o.err
}

// setUser is POST users/UUID. Nothing is changed unless all of it can be.
func (p *PBX) setUser(r *request) (answer, error) {
	s, err := readSettings(r)
	if err != nil {
		return answer{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	u, err := p.userOf(r)
	if err != nil {
		return answer{}, err
	}
	if !r.who.admin() && !r.who.is(u) {
		return answer{}, refuse(http.StatusForbidden, "the settings of another user")
	}
	desk, err := p.deskFor(s.hotDesk, r.who)
	if err != nil {
		return answer{}, err
	}
	if s.forward.present {
		u.forward = s.forward.value
	}
	if s.waiting.present {
		u.callWaiting = s.waiting.value
	}
	if s.dnd.present {
		u.dnd = s.dnd.value
	}
	if s.hotDesk.present {
		p.sitAt(u, desk)
	}
	return ok(u.withStatus()), nil
}

// deskFor finds the hot desk that is asked for, nil for none. Only the API key may ask for one: a user cannot prove
// to be at the device.
func (p *PBX) deskFor(asked given[string], who identity) (*phone, error) {
	if !asked.present || asked.null {
		return nil, nil
	}
	if !who.key {
		return nil, refuse(http.StatusForbidden, "only the API key may log a user in at a phone")
	}
	desk := p.office.phoneByID[asked.value]
	if desk == nil || !desk.hotDesk {
		return nil, refuse(http.StatusBadRequest, "hot_desk is not a phone people can log in at")
	}
	return desk, nil
}

type hotDeskEvent struct {
	UserUUID  string `json:"user_uuid"`
	PhoneUUID string `json:"phone_uuid"`
}

// sitAt logs u in at a hot desk, or out with nil. Whoever sits there, and wherever u sat before, is logged out first.
func (p *PBX) sitAt(u *user, desk *phone) {
	if u.hotDesk == desk {
		return
	}
	p.leaveDesk(u)
	if desk == nil {
		return
	}
	if desk.user != nil {
		p.leaveDesk(desk.user)
	}
	u.hotDesk, desk.user = desk, u
	p.events.emit("user logged in", hotDeskEvent{u.uuid, desk.uuid})
}

func (p *PBX) leaveDesk(u *user) {
	desk := u.hotDesk
	if desk == nil {
		return
	}
	u.hotDesk, desk.user = nil, nil
	p.events.emit("user logged out", hotDeskEvent{u.uuid, desk.uuid})
}
