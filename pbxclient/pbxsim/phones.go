package pbxsim

import (
	"net/http"
	"slices"
	"strings"
)

// Device status codes. The positive ones are bits: 9 is in use and ringing.
const (
	codeError       = -2
	codeNotFound    = -1
	codeIdle        = 0
	codeInUse       = 1
	codeBusy        = 2
	codeUnavailable = 4
	codeRinging     = 8
	codeOnHold      = 16
)

type phone struct {
	uuid, kind, userName string
	name                 string // "" is null
	hotDesk              bool   // people may log in here
	user                 *user  // who has logged in, or nil
	owners               []*user
	base                 int    // what the device itself says; its calls come on top of that
	legs                 []*leg // calls on this phone now
	announced            int    // the status code of the newest event
}

// code is the device status: what the device says and what its calls add. A device that cannot be reached has
// nothing added.
func (ph *phone) code() int {
	if !ph.registered() {
		return ph.base
	}
	code := ph.base
	for _, l := range ph.legs {
		switch l.state {
		case legRinging:
			code |= codeRinging
		case legTalking:
			code |= codeInUse
		case legHeld:
			code |= codeOnHold
		}
	}
	return code
}

// registered tells whether the PBX can reach the device.
func (ph *phone) registered() bool { return ph.base >= 0 && ph.base&codeUnavailable == 0 }

// accepts tells whether the device takes one more call.
func (ph *phone) accepts() bool { return ph.registered() && ph.base&codeBusy == 0 }

// engaged tells whether the device has a call already; no phone has none.
func (ph *phone) engaged() bool {
	return ph != nil && ph.registered() && ph.code() != codeIdle
}

func (ph *phone) drop(l *leg) {
	ph.legs = slices.DeleteFunc(ph.legs, func(other *leg) bool { return other == l })
}

// announce emits the phone's status if it is not the one told last.
func (p *PBX) announce(ph *phone) {
	code := ph.code()
	if code == ph.announced {
		return
	}
	p.busy += talks(code) - talks(ph.announced)
	ph.announced = code
	p.events.emit("phone status update", phoneStatusEvent{PhoneUUID: ph.uuid, StatusCode: code, Status: describe(code)})
}

// talks is 1 for a phone in a conversation, one on hold included, else 0.
func talks(code int) int {
	if code > 0 && code&(codeInUse|codeOnHold) != 0 {
		return 1
	}
	return 0
}

// describe is the text that goes with a status code.
func describe(code int) string {
	switch code {
	case codeError:
		return "Error reading status"
	case codeNotFound:
		return "Not found"
	case codeIdle:
		return "Idle"
	}
	names := []struct {
		bit  int
		text string
	}{
		{codeInUse, "In Use"},
		{codeBusy, "Busy"},
		{codeUnavailable, "Unavailable"},
		{codeRinging, "Ringing"},
		{codeOnHold, "On Hold"},
	}
	var said []string
	for _, n := range names {
		if code > 0 && code&n.bit != 0 {
			said = append(said, n.text)
		}
	}
	if len(said) == 0 {
		return "Unknown"
	}
	return strings.Join(said, " & ")
}

type phoneStatusEvent struct {
	PhoneUUID  string `json:"phone_uuid"`
	StatusCode int    `json:"status_code"`
	Status     string `json:"status"`
}

type phoneEntry struct {
	UUID          string  `json:"uuid"`
	Name          *string `json:"name"`
	Type          string  `json:"type"`
	HotDesk       bool    `json:"hot_desk"`
	PhoneUsername string  `json:"phone_username"`
	MobileLogins  bool    `json:"mobile_logins_enabled"` // obsolete
}

type phoneWithStatus struct {
	phoneEntry
	StatusCode  int     `json:"status_code"`
	Status      string  `json:"status"`
	HotDeskUser *string `json:"hot_desk_user"`
	MobileUser  *string `json:"mobile_user"` // obsolete
}

func (ph *phone) entry() phoneEntry {
	return phoneEntry{
		UUID: ph.uuid, Name: orNull(ph.name), Type: ph.kind, HotDesk: ph.hotDesk,
		PhoneUsername: ph.userName, MobileLogins: ph.hotDesk,
	}
}

func (ph *phone) withStatus() phoneWithStatus {
	var who *string
	if ph.user != nil {
		who = &ph.user.uuid
	}
	code := ph.code()
	return phoneWithStatus{phoneEntry: ph.entry(), StatusCode: code, Status: describe(code), HotDeskUser: who, MobileUser: who}
}

// listPhones is GET phones.
func (p *PBX) listPhones(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.flag("status") {
		return ok(each(p.office.phones, (*phone).withStatus)), nil
	}
	return ok(each(p.office.phones, (*phone).entry)), nil
}

// showPhone is GET phones/UUID.
func (p *PBX) showPhone(r *request) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ph := p.office.phoneByID[r.PathValue("uuid")]
	if ph == nil {
		return answer{}, refuse(http.StatusNotFound, "no such phone")
	}
	return ok(ph.withStatus()), nil
}

// each makes the JSON form of every item; never nil, so that an empty list is [] and not null.
func each[T, E any](items []T, entry func(T) E) []E {
	entries := make([]E, len(items))
	for i, item := range items {
		entries[i] = entry(item)
	}
	return entries
}

// orNull is nil for "", which the API writes as null.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
