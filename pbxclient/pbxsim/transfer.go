package pbxsim

import "errors"

// unknownName is how the PBX writes the name of a party it knows no name of.
const unknownName = "< unknown >"

// partyInfo is one side of a blind transfer, or of the second half of an attended one.
type partyInfo struct {
	ID      string `json:"unique_id"`
	Linked  string `json:"linked_id"`
	Account string `json:"account_code"`
	Number  string `json:"number"`
	Name    string `json:"name"`
}

// transferrerInfo is who transfers with a consultation: they have two connections.
type transferrerInfo struct {
	ID1     string `json:"unique_id_1"`
	ID2     string `json:"unique_id_2"`
	Linked1 string `json:"linked_id_1"`
	Linked2 string `json:"linked_id_2"`
	Account string `json:"account_code"`
	Number  string `json:"number"`
	Name    string `json:"name"`
}

type blindEvent struct {
	callInfo
	Status     string    `json:"status"`
	Extension  string    `json:"transfer_extension"`
	Transferer partyInfo `json:"transferer"`
	Transferee partyInfo `json:"transferee"`
}

type attendedEvent struct {
	callInfo
	Status     string          `json:"status"`
	Transferer transferrerInfo `json:"transferer"`
	Transferee partyInfo       `json:"transferee"`
	Target     partyInfo       `json:"transfer_target"`
}

const (
	statusSuccess = "success"
	statusFailure = "failure"
)

var errNobodyTransfers = errors.New("no colleague is connected who could transfer the call")

// blind sends a connected call on to a number.
func (p *PBX) blind(c *call, number string) error {
	from := c.local()
	if !c.connected || from == nil {
		return errNobodyTransfers
	}
	e := blindEvent{c.info(), statusSuccess, number, p.near(c, from), p.far(c, from)}
	if !p.reachable(number) {
		e.Status = statusFailure
		p.events.emit("blind transfer", e)
		return nil
	}
	p.events.emit("blind transfer", e)
	p.handOver(c, from)
	c.extension, c.outside, c.connected = number, "", false
	p.route(c, number)
	return nil
}

// handOver takes the colleague who transfers out of the call. If it was they who called, the call is from then on
// the one of whom they had called.
func (p *PBX) handOver(c *call, from *leg) {
	c.stage++
	if from == c.origin {
		c.caller = p.outsider(Party{Number: p.region.local(c.outside), Normalized: c.outside})
		c.origin = nil
	} else {
		c.answered = nil
	}
	p.release(from)
}

// consult puts a connected call on hold and calls a number from the same phone, to ask before transferring.
func (p *PBX) consult(c *call, number string) (*call, error) {
	from := c.local()
	if !c.connected || from == nil || from.user == nil || from.phone == nil {
		return nil, errNobodyTransfers
	}
	p.pause(c)
	second := p.newCall()
	second.consults, second.extension = c, number
	l := &leg{id: second.id, user: from.user, phone: from.phone}
	p.setOff(second, l)
	p.put(l, legTalking)
	p.begin(second)
	p.route(second, number)
	return second, nil
}

// complete joins the call on hold with whom the second call reached, and lets the colleague in between go.
func (p *PBX) complete(first, second *call) {
	from, reached := first.local(), second.answered
	if from == nil || reached == nil { // nobody is left to transfer, or to be transferred to
		second.consults = nil
		p.finish(second, reasonHangup)
		return
	}
	p.events.emit("attended transfer", p.attended(first, second, statusSuccess))
	p.handOver(first, from)
	first.answered = reached
	first.targets = append(first.targets, reached)
	second.answered, second.consults = nil, nil
	p.finish(second, reasonHangup)
	p.converse(first)
}

// attended describes the transfer of first to whom second reached, who is missing in one that failed.
func (p *PBX) attended(first, second *call, status string) attendedEvent {
	from := first.local()
	one := p.near(first, from)
	about := first
	if from == first.origin { // the API leaves open for which of the two calls the event is sent
		about = second
	}
	e := attendedEvent{
		callInfo: about.info(),
		Status:   status,
		Transferer: transferrerInfo{
			ID1: one.ID, Linked1: one.Linked, ID2: second.id, Linked2: second.id,
			Account: one.Account, Number: one.Number, Name: one.Name,
		},
		Transferee: p.far(first, from),
		Target:     partyInfo{ID: second.id, Linked: second.id, Number: second.extension, Name: unknownName},
	}
	if reached := second.answered; reached != nil {
		e.Transferer.Linked2 = reached.id
		e.Target = p.near(second, reached)
	}
	return e
}

// near is the side of a colleague's leg; far is the side they talk with.
func (p *PBX) near(c *call, l *leg) partyInfo {
	info := partyInfo{ID: l.id, Linked: c.id, Number: l.number, Name: unknownName}
	if l == c.origin && c.answered != nil {
		info.Linked = c.answered.id
	}
	if l.user != nil {
		info.Account, info.Number, info.Name = l.user.userName, p.callerNumber(l.user), l.user.name()
	}
	return info
}

func (p *PBX) far(c *call, l *leg) partyInfo {
	if l == c.origin {
		return partyInfo{ID: c.id, Linked: l.id, Number: p.region.local(c.outside), Name: unknownName}
	}
	info := partyInfo{ID: c.id, Linked: l.id, Account: c.account, Number: c.caller.Number, Name: c.caller.Name}
	if info.Name == "" {
		info.Name = unknownName
	}
	return info
}
